/** What other parts may use of the comparison of lists. */
export { comparisonHitSubject } from './subject.ts'
