/** What other parts may use of households: their checks. */
export { householdGroupRules } from './checks/index.ts'
export { householdSubject } from './subject.ts'
