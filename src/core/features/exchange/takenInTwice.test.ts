/** Somebody whom two townships take in, or enter, as a member of a household of theirs: one case, decided by the office above both. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestsOf } from '../../exchange/digest.ts'
import { nationalDivisions, syntheticPerson } from '../../testing/builders.ts'
import { listPersonTransfers, personTransferOut, settlePersonTransfer } from '../transfers/people.ts'
import { checkConflict, listConflicts, resolveByRule, resolveConflicts } from './conflicts.ts'
import { listDuplicates, mergeDuplicates } from './duplicates.ts'
import { overviewOf } from './overview.ts'
import {
  carry,
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from './testing/offices.ts'

const THIRD = '621125102000'
const VILLAGE_THREE = '621125102201'
const PAGE = { limit: 50, offset: 0 }
let county: DeskSite
let one: DeskSite
let two: DeskSite
let three: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO, THIRD)
  ;[county, one, two, three] = offices as [DeskSite, DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const casesAt = ({ office, user }: DeskSite) => listConflicts(office, user, PAGE).rows.filter(({ field }) => field === 'household_id')
const membershipsAt = ({ office }: DeskSite, person: string) =>
  office.store.read.all<{ household_id: string; end_date: string | null }>(
    'SELECT household_id, end_date FROM membership WHERE person_id = ? AND deleted = 0 ORDER BY start_date, id',
    person,
  )
const resolve = ({ office, user }: DeskSite, record: string, household: string, as = user) => {
  const found = casesAt({ office, user } as DeskSite).find((conflict) => conflict.record === record)
  const sibling = found?.siblings.find(({ value }) => value === household)
  const take = { author: sibling?.author ?? '', number: sibling?.number ?? 0 }
  return resolveConflicts(office, as, [{ register: 'person', record, field: 'household_id', take }], '入户核实', TODAY)
}
const sameAsCounty = async () => {
  for (const { site } of [one, two, three])
    expect((await digestsOf(site.store.read, site.unit)).digests).toEqual((await digestsOf(county.site.store.read, site.unit)).digests)
}

it('taken in by two townships: both see it and decide nothing, the county does, and both follow', async () => {
  const { household } = await enterHousehold(one, VILLAGE_ONE)
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const { result: person } = await one.site.act((transaction) => {
    const id = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number })
    transaction.insert('membership', { household_id: household, person_id: id, relation: '03', status: '1', start_date: '2014-01-01' })
    return id
  })
  const [second, third] = [(await enterHousehold(two, VILLAGE_TWO)).household, (await enterHousehold(three, VILLAGE_THREE)).household]
  const leave = async (toVillage: string) =>
    (await personTransferOut(one.office, one.user, nationalDivisions, { person, toVillage, decreaseReason: '02', reason: '出嫁', on: '2016-05-01' }, TODAY)).id
  const takeIn = ({ office, user }: DeskSite, id: string, into: string, day: string) =>
    settlePersonTransfer(office, user, { id, to: 'in', into: { household: into, relation: '02', increaseReason: '05' } }, day)
  const first = await leave(VILLAGE_TWO)
  await carryAll(county, one, two, three)
  await settlePersonTransfer(one.office, one.user, { id: first, to: 'cancelled' }, TODAY)
  const other = await leave(VILLAGE_THREE)
  await carry(one, county)
  await carry(county, three)
  await takeIn(three, other, third, '2016-05-12')
  await takeIn(two, first, second, '2016-05-10')
  for (let round = 0; round < 2; round += 1) await carryAll(county, two, three, one)

  const contested = { units: expect.arrayContaining([TOWNSHIP_TWO, THIRD]) as unknown, decider: COUNTY }
  for (const site of [county, two, three]) {
    expect(casesAt(site)).toMatchObject([{ register: 'person', record: person, contested, mayDecide: site === county }])
    expect(
      casesAt(site)[0]
        ?.siblings.map(({ value }) => value)
        .toSorted(),
    ).toEqual([second, third].toSorted())
  }
  expect((await overviewOf(county.office)).waiting.conflicts).toBeGreaterThan(0)
  await expect(resolve(two, person, second)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(
    await resolveByRule(county.office, county.user, { rule: 'provisional', register: 'person', field: 'household_id', reason: '照现在的' }, TODAY),
  ).toMatchObject({ decided: 0 })
  const elsewhere = { register: 'person', record: person, field: 'household_id', take: { value: household } }
  await expect(resolveConflicts(county.office, county.user, [elsewhere], '都不是', TODAY)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await checkConflict(county.office, county.user, { register: 'person', record: person, field: 'household_id' })).siblings).toHaveLength(2)

  expect(await resolve(county, person, third)).toMatchObject({ decided: 1 })
  for (let round = 0; round < 2; round += 1) await carryAll(county, two, three, one)
  for (const site of [county, two, three]) {
    expect(casesAt(site)).toEqual([])
    // What began before the one chosen ends when that began.
    expect(membershipsAt(site, person)).toContainEqual({ household_id: second, end_date: '2016-05-12' })
    expect(membershipsAt(site, person)).toContainEqual({ household_id: third, end_date: null })
  }
  await sameAsCounty()
})

it('one that did not begin before the one chosen never counted: it is removed, and its transfer called off with the reason', async () => {
  const { household } = await enterHousehold(one, VILLAGE_ONE)
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const { result: person } = await one.site.act((transaction) => {
    const id = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number })
    transaction.insert('membership', { household_id: household, person_id: id, relation: '03', status: '1', start_date: '2014-01-01' })
    return id
  })
  const [second, third] = [(await enterHousehold(two, VILLAGE_TWO)).household, (await enterHousehold(three, VILLAGE_THREE)).household]
  const moves: string[] = []
  for (const to of [VILLAGE_TWO, VILLAGE_THREE]) {
    const out = { person, toVillage: to, decreaseReason: '02', reason: '出嫁', on: '2016-05-01' }
    moves.push((await personTransferOut(one.office, one.user, nationalDivisions, out, TODAY)).id)
    await carryAll(county, one, two, three)
    if (to === VILLAGE_TWO) await settlePersonTransfer(one.office, one.user, { id: moves[0] ?? '', to: 'cancelled' }, TODAY)
  }
  const into = (home: string) => ({ to: 'in' as const, into: { household: home, relation: '02', increaseReason: '05' } })
  await settlePersonTransfer(three.office, three.user, { id: moves[1] ?? '', ...into(third) }, TODAY)
  await two.site.act((transaction) => {
    transaction.update('person_transfer', moves[0] ?? '', { state: 'in', settled_on: TODAY })
    transaction.insert('membership', { household_id: second, person_id: person, relation: '02', status: '1', start_date: TODAY, increase_reason: '05' })
  }, 'transfer')
  for (let round = 0; round < 2; round += 1) await carryAll(county, two, three, one)
  expect(await resolve(county, person, third)).toMatchObject({ decided: 1 })
  for (let round = 0; round < 2; round += 1) await carryAll(county, two, three, one)
  for (const site of [county, two, three]) {
    expect(casesAt(site)).toEqual([])
    expect(membershipsAt(site, person).map(({ household_id: home }) => home)).not.toContain(second)
  }
  const { rows } = await listPersonTransfers(two.office, two.user, nationalDivisions, { person, ...PAGE })
  expect(rows.find(({ id }) => id === moves[0])).toMatchObject({ state: 'cancelled', remark: expect.stringContaining('入户核实') as unknown })
  await sameAsCounty()
})

it('entered at two townships under one ID number: joined by the county, then asked of which household the person is', async () => {
  const person = syntheticPerson()
  const [first, second] = [await enterHousehold(two, VILLAGE_TWO, person), await enterHousehold(three, VILLAGE_THREE, person)]
  await carryAll(county, two, three)
  const pair = listDuplicates(county.office, county.user, PAGE).rows.find(({ records }) => records.some(({ id }) => id === first.person))
  expect(pair).toBeDefined()
  await mergeDuplicates(county.office, county.user, { register: 'person', keep: first.person, drop: second.person, values: {}, reason: '同一人' })
  expect(casesAt(county)).toMatchObject([{ record: first.person, mayDecide: true }])
  await resolve(county, first.person, second.household)
  for (let round = 0; round < 2; round += 1) await carryAll(county, two, three)
  for (const site of [county, two, three]) expect(casesAt(site)).toEqual([])
  expect(membershipsAt(county, first.person).filter(({ end_date: ended }) => ended === null)).toEqual([{ household_id: second.household, end_date: null }])
  await sameAsCounty()
})
