/** What other parts may use of questionnaires: the checks of what was answered. */
export { answeredSheetSubject } from './subject.ts'
