/** What other parts may use of households: their checks, and what paper asks of them. */
export { householdGroupRules } from './checks/index.ts'
export { gatherHouseholds, householdsCounted, villagesCounted } from './forPaper.ts'
export { householdSubject } from './subject.ts'
