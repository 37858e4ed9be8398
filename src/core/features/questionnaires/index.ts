/** What other parts may use of questionnaires: the checks of what was answered, and what stands on paper. */
export { questionnaireCopies, questionnairePaper, type QuestionnaireCopy } from './forPaper.ts'
export { answeredSheetSubject } from './subject.ts'
