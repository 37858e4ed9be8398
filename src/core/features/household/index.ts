/** What other parts may use of households: their checks, and how many people they state. */
export { householdSubject } from './subject.ts'
export { statedPeople } from './statedPeople.ts'
