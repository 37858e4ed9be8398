/** Who is told to be in charge of somebody known only by those who brought them: whoever a save would ask. */
import { expect, it } from 'vitest'
import { settle } from '../../exchange/testing/histories.ts'
import { undo } from '../../store/history.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { inChargeOfRecord } from './inCharge.ts'
import { joinRecords } from './joinRecords.ts'
import { closeOffices, COUNTY, openOffices, TOWNSHIP_ONE, TOWNSHIP_TWO, userOf, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from './testing/offices.ts'

it("somebody of another township without their household is that township's, and a save there is told to be a proposal", async () => {
  const offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  const [county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
  const sites = offices.map(({ site }) => site)
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const enter = async ({ site }: DeskSite, village: string): Promise<string> =>
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
  const { changeSet } = await county.site.act((transaction) => joinRecords(transaction, 'person', theirs, ours, {}), 'duplicate')
  await settle(sites)
  await undo(county.site.store, { id: 'u', name: '撤' }, changeSet ?? '')
  await settle(sites)
  expect(two.site.store.read.all('SELECT village FROM person WHERE id = ?', theirs)).toEqual([{ village: null }])

  expect(inChargeOfRecord(two.office, two.user, 'person', theirs)).toEqual({ unitName: TOWNSHIP_ONE })
  expect(inChargeOfRecord(two.office, two.user, 'person', ours)).toBeNull()
  expect(inChargeOfRecord(one.office, one.user, 'person', theirs)).toBeNull()
  const { proposed } = await two.office.records.save(two.user, { register: 'person', id: theirs, values: { phone: '15000000001' } })
  expect(proposed).toBe(true)
  expect(inChargeOfRecord(two.office, userOf('reader'), 'person', 'nobody')).toBeNull()
  await closeOffices(offices)
})
