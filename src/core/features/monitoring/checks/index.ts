/** The door of the checks of monitoring. */
import { aidRules } from './aidRules.ts'
import { removalRules } from './removalRules.ts'
import { riskRules } from './riskRules.ts'
import type { MonitoredRule } from './types.ts'

export { monitoredGroupRules } from './groupRules.ts'

/** In the order of their numbers. */
export const monitoredRules: readonly MonitoredRule[] = [...riskRules, ...removalRules, ...aidRules]
export { workMonthRules, type WorkMonthFacts } from './workRules.ts'
