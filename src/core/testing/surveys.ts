/** A survey with a visit to a household: for laws over all registers, of which the demonstration has none of these. The id of the visit is answered. */
import type { Transaction } from '../store/index.ts'

export function addSurveys(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): string {
  const round = transaction.insert('survey_round', {
    name: `2015 年过筛${number}`,
    year: 2015,
    round: number,
    issued_by: '621125000000',
    starts_on: '2015-06-01',
    ends_on: '2015-08-31',
    questionnaire: 'household_survey',
  })
  return transaction.insert('survey_visit', {
    survey_id: round,
    subject: `household:${household}`,
    village,
    attempt: 1,
    visited_on: '2015-06-10',
    met: '3',
    problems: '没有自来水',
  })
}
