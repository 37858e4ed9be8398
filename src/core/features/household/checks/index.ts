/** The door of the household checks: run them, list them, and the readings others must share. */
export type { CheckOptions } from '#core/checks/engine/index.ts'
export { linkedAttribute } from './attributeRules.ts'
export { checkHousehold, checkPerson, householdRules, rulesTouchedBy } from './engine.ts'
export { computeIncome, INCOME_INPUTS } from './income.ts'
export { householdGroupRules } from './groupRules.ts'
export { incomeYearOf } from './incomeYear.ts'
export { isMemberOn } from './members.ts'
export type { CheckedRegister, Finding, FindingKind, FindingTarget, HouseholdFacts, MemberFacts, PersonFacts } from './types.ts'
