import { projectRules as said } from './projectRules.ts'
import type { ProjectRule } from './types.ts'
import { workRules } from './workRules.ts'

export { projectGroupRules, reportGroupRules } from './groupRules.ts'

export const projectRules: readonly ProjectRule[] = [...said, ...workRules]
