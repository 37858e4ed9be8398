/** A campaign with a household not on file, and a case of that and of one on file (their ids are answered): for laws over all registers, of which the demonstration has none of these. */
import { addComparison } from './comparisons.ts'
import type { Transaction } from '../store/index.ts'

export function addIdentifications(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): string[] {
  const name = `马在外${number}`
  const unlisted = transaction.insert('unlisted_household', { village, head_name: name, stated_population: 3, agricultural: true })
  transaction.insert('unlisted_person', { household_id: unlisted, name, relation: '01' })
  const campaign = transaction.insert('campaign', {
    name: `2015 年动态调整${number}`,
    year: 2015,
    round: number,
    issued_by: '621125000000',
    starts_on: '2015-09-01',
    ends_on: '2015-11-30',
  })
  addComparison(transaction, { village, household, number })
  return (
    [
      [`unlisted_household:${unlisted}`, '3'],
      [`household:${household}`, '1'],
    ] as const
  ).map(([subject, scope]) =>
    transaction.insert('identification', { campaign_id: campaign, subject, village, scope, direction: '2', ground: '6', opened_on: '2015-09-02', people: 4 }),
  )
}
