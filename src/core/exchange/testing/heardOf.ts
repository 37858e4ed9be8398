/** Somebody of one township who is known at another one without their household, since something of theirs was once joined to one of its own. */
import { joinRecords } from '../../features/exchange/joinRecords.ts'
import { undo } from '../../store/history.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { settle } from './histories.ts'
import type { TestSite } from './network.ts'

/** Answers with the ids of the person of `one` and of the one of `two` that it was joined to. The villages are theirs. */
export async function heardOf(
  [county, one, two]: readonly [TestSite, TestSite, TestSite],
  [villageOne, villageTwo]: readonly [string, string],
): Promise<{ readonly theirs: string; readonly ours: string }> {
  const sites = [county, one, two]
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const enter = async (site: TestSite, village: string): Promise<string> =>
    (
      await site.act((transaction) => {
        const household = transaction.insert('household', { village })
        const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, village)
        transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1', start_date: '2014-01-01' })
        return person
      })
    ).result
  const [theirs, ours] = [await enter(one, villageOne), await enter(two, villageTwo)]
  await settle(sites)
  const { changeSet } = await county.act((transaction) => joinRecords(transaction, 'person', theirs, ours, {}), 'duplicate')
  await settle(sites)
  await undo(county.store, { id: 'u', name: '撤' }, changeSet ?? '')
  await settle(sites)
  return { theirs, ours }
}
