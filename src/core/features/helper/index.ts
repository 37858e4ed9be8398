/** What other parts may use of helpers: their checks. */
export { helperSubject } from './subject.ts'
