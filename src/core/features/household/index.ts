/** What other parts may use of households: their checks. */
export { householdSubject } from './subject.ts'
