/** What other parts may use of targets: their checks. */
export { targetSubject } from './subject.ts'
