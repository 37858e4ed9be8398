/** What other parts may use of villages: their checks. */
export { villageSubject } from './subject.ts'
