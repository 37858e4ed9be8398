/** The door of the checks of plans. */
import { planContentRules } from './contentRules.ts'
import { planIncomeRules } from './incomeRules.ts'
import type { PlanRule } from './types.ts'

export { planGroupRules } from './groupRules.ts'
export const planRules: readonly PlanRule[] = [...planIncomeRules, ...planContentRules]
