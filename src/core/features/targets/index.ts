/** What other parts may use of targets: their checks, and which of them are reached. */
export { JUDGED, reachedAmong } from './due.ts'
export { targetSubject } from './subject.ts'
