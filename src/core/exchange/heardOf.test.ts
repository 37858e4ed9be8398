/** Somebody of another office who came in without their household, because something refers to them: they are not this office's. */
import { expect, it } from 'vitest'
import { joinRecords } from '../features/exchange/joinRecords.ts'
import { undo } from '../store/history.ts'
import { syntheticPerson } from '../testing/builders.ts'
import { closeNetwork, networkOf, settle, TOWNSHIP_ONE, TOWNSHIP_TWO } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const

it('whoever removes or edits somebody who was taken for one of theirs only asks for it', async () => {
  const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
  const sites = [county, one, two]
  for (const site of sites) await site.admit(sites)
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
  const theirs = await enter(one, VILLAGE_ONE)
  const ours = await enter(two, VILLAGE_TWO)
  await settle(sites)
  const { changeSet: joined } = await county.act((transaction) => joinRecords(transaction, 'person', theirs, ours, {}), 'duplicate')
  await settle(sites)
  await undo(county.store, { id: 'u', name: '撤' }, joined ?? '')
  await settle(sites)
  expect(two.store.read.all('SELECT deleted, village FROM person WHERE id = ?', theirs)).toEqual([{ deleted: 0, village: null }])

  await two.act((transaction) => {
    transaction.update('person', theirs, { phone: '15000000001' })
  })
  await two.act((transaction) => {
    transaction.remove('person', theirs)
  })
  await settle(sites)
  for (const site of sites) expect(site.store.read.all('SELECT deleted, phone FROM person WHERE id = ?', theirs)).toEqual([{ deleted: 0, phone: null }])
  expect(one.store.read.all(`SELECT state FROM proposal WHERE record = ?`, theirs)).toEqual([{ state: 'open' }, { state: 'open' }])
  await closeNetwork(networkOf(sites))
})
