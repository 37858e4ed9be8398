/** The door of the household checks: run them, list them, and the readings others must share. */

export { checkHousehold, householdRules } from './engine.ts'
export { computeIncome, INCOME_INPUTS } from './income.ts'
export { householdGroupRules } from './groupRules.ts'
export { incomeYearOf } from './incomeYear.ts'
export { isMemberOn } from './members.ts'
export type { Finding, HouseholdFacts, MemberFacts } from './types.ts'
