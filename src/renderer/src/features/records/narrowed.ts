import type { Where } from '#core/shapes.ts'
import type { RecordQuestion } from '../../components/DataTable/useRecordPages.ts'

/** A question that must hold beside another condition. */
export function narrowed(question: RecordQuestion, where: Where | undefined): RecordQuestion {
  if (where === undefined) return question
  return { ...question, where: question.where === undefined ? where : { and: [question.where, where] } }
}
