/** Who is told to be in charge of somebody known only by those who brought them: whoever a save would ask. */
import { expect, it } from 'vitest'
import type { Proposed } from '../../store/index.ts'
import { heardOf } from '../../exchange/testing/heardOf.ts'
import { inChargeOfRecord } from './inCharge.ts'
import { closeOffices, COUNTY, openOffices, TOWNSHIP_ONE, TOWNSHIP_TWO, userOf, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from './testing/offices.ts'

it("somebody of another township without their household is that township's, and a save there is told to be a proposal", async () => {
  const offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  const [county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
  const { theirs, ours } = await heardOf([county.site, one.site, two.site], [VILLAGE_ONE, VILLAGE_TWO])
  expect(two.site.store.read.all('SELECT village FROM person WHERE id = ?', theirs)).toEqual([{ village: null }])

  expect(inChargeOfRecord(two.office, two.user, 'person', theirs)).toEqual({ unitName: TOWNSHIP_ONE })
  expect(inChargeOfRecord(two.office, two.user, 'person', ours)).toBeNull()
  expect(inChargeOfRecord(one.office, one.user, 'person', theirs)).toBeNull()
  const told: Proposed[] = []
  const stop = two.office.store.onProposed((one) => told.push(one))
  const { proposed } = await two.office.records.save(two.user, { register: 'person', id: theirs, values: { phone: '15000000001' } })
  expect(proposed).toBe(true)
  expect(told).toEqual([{ by: two.user.id, title: '修改人', count: 1 }])
  stop()
  await two.office.records.save(two.user, { register: 'person', id: theirs, values: { phone: '15000000002' } })
  await one.office.records.save(one.user, { register: 'person', id: theirs, values: { phone: '15000000003' } })
  expect(told).toHaveLength(1)
  expect(inChargeOfRecord(two.office, userOf('reader'), 'person', 'nobody')).toBeNull()
  await closeOffices(offices)
})
