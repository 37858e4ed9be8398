import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import type { Duplicate } from './contract.ts'
import { countDuplicates, keepApart, listDuplicates, mergeDuplicates } from './duplicates.ts'
import {
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  userOf,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from './testing/offices.ts'

const PAGE = { limit: 100, offset: 0 }
let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = ({ office, user }: DeskSite, as = user): Duplicate[] => listDuplicates(office, as, PAGE).rows

/** The county and both townships hold the same of each township's villages. */
async function agree(): Promise<void> {
  await carryAll(county, one, two)
  await carryAll(county, one, two)
  for (const township of [one, two]) expect(await township.site.digest()).toBe(await county.site.digest(township.site.unit))
  for (const { office } of offices) expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
}

describe('重复的人', () => {
  const number = syntheticPerson().id_number
  let keep = ''
  let drop = ''
  let merged = ''

  it('并排列出，只读用户看到的是掩去的号码', async () => {
    const here = await enterHousehold(one, VILLAGE_ONE, { name: '周大山', id_number: number })
    const there = await enterHousehold(two, VILLAGE_TWO, { name: '周大山', id_number: number })
    ;[keep, drop] = [here.person, there.person]
    await one.site.act((transaction) => transaction.insert('person_year', { person_id: keep, year: 2015, health: '01' }))
    await two.site.act((transaction) => {
      transaction.insert('person_year', { person_id: drop, year: 2015, health: '02', labour: '01' })
      transaction.insert('person_year', { person_id: drop, year: 2016, health: '01' })
      transaction.update('person', drop, { phone: '15000000001' })
      transaction.insert('attachment', {
        register: 'person',
        record: drop,
        village: VILLAGE_TWO,
        name: '照片',
        sha256: 'a'.repeat(64),
        media_type: 'image/jpeg',
        size: 1,
      })
    })
    await carryAll(county, one, two)
    const rows = list(county)
    expect(rows).toHaveLength(1)
    expect(countDuplicates(county.office.store.read)).toBe(1)
    expect(rows[0]).toMatchObject({ register: 'person', fields: ['id_number'] })
    expect(
      rows[0]?.records
        .map(({ id, title, unitName, placeName, references, ifDropped, values }) => ({
          id,
          title,
          unitName,
          placeName,
          references,
          ifDropped,
          number: values['id_number'],
        }))
        .toSorted((a, b) => (a.unitName < b.unitName ? -1 : 1)),
    ).toEqual([
      { id: keep, title: '周大山', unitName: TOWNSHIP_ONE, placeName: '武阳镇柯寨村', references: 2, ifDropped: { pointed: 1, removed: 1 }, number },
      {
        id: drop,
        title: '周大山',
        unitName: TOWNSHIP_TWO,
        placeName: expect.any(String) as unknown,
        references: 3,
        ifDropped: { pointed: 2, removed: 1 },
        number,
      },
    ])
    expect(String(list(county, userOf('reader'))[0]?.records[0]?.values['id_number'])).toContain('*')
  })

  it('合并：指向的记录改指、同年的年度记录补全、照片跟着走，一次操作', async () => {
    const { changeSet, linked } = await mergeDuplicates(county.office, county.user, { register: 'person', keep, drop, values: {}, reason: '同一个人' })
    merged = changeSet ?? ''
    // The person sits in both households now, which is said, with where to go.
    const open = county.office.store.read.all<{ household_id: string }>(
      'SELECT household_id FROM membership WHERE person_id = ? AND deleted = 0 ORDER BY village',
      keep,
    )
    expect(linked).toEqual(
      open.map(({ household_id: id }, at) => ({
        register: 'household',
        id,
        title: expect.stringContaining(at === 0 ? '武阳镇柯寨村 周大山' : '周大山') as unknown,
      })),
    )
    const { read } = county.office.store
    expect(read.get('SELECT kind, title FROM change_set WHERE id = ?', merged)).toEqual({ kind: 'duplicate', title: '合并重复的人“周大山”' })
    expect(read.get('SELECT deleted FROM person WHERE id = ?', drop)).toEqual({ deleted: 1 })
    expect(read.get('SELECT phone, duplicate FROM person WHERE id = ?', keep)).toEqual({ phone: '15000000001', duplicate: '' })
    expect(read.all('SELECT person_id, village FROM membership WHERE deleted = 0 ORDER BY village')).toEqual([
      { person_id: keep, village: VILLAGE_ONE },
      { person_id: keep, village: VILLAGE_TWO },
    ])
    expect(read.all('SELECT person_id, year, health, labour FROM person_year WHERE deleted = 0 ORDER BY year')).toEqual([
      { person_id: keep, year: 2015, health: '01', labour: '01' },
      { person_id: keep, year: 2016, health: '01', labour: null },
    ])
    expect(read.get('SELECT record FROM attachment')).toEqual({ record: keep })
    expect(read.get('SELECT count(*) AS n FROM proposal')).toEqual({ n: 0 })
    expect(list(county)).toEqual([])
    await agree()
    expect(two.office.store.read.get('SELECT deleted FROM person WHERE id = ?', drop)).toEqual({ deleted: 1 })
    expect(two.office.store.read.get('SELECT name FROM person WHERE id = ? AND deleted = 0', keep)).toEqual({ name: '周大山' })
  })

  it('撤销之后两条都回来，仍是重复', async () => {
    await undo(county.office.store, { id: 'u', name: '王主任' }, merged)
    expect(
      list(county)[0]
        ?.records.map(({ id }) => id)
        .toSorted(),
    ).toEqual([keep, drop].toSorted())
    expect(county.office.store.read.get('SELECT count(*) AS n FROM person WHERE deleted = 0 AND id_number = ?', number)).toEqual({ n: 2 })
    await agree()
  })

  it('各自保留并写明理由，就不再列出', async () => {
    await expect(keepApart(county.office, userOf('reader'), { register: 'person', one: keep, other: drop, reason: '号码录错' }, TODAY)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await keepApart(county.office, county.user, { register: 'person', one: keep, other: drop, reason: '一方号码录错，待核' }, TODAY)
    expect(list(county)).toEqual([])
    expect(countDuplicates(county.office.store.read)).toBe(0)
    await expect(mergeDuplicates(county.office, county.user, { register: 'person', keep, drop, values: {}, reason: '再来' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('重复的户', () => {
  it('户合并：成员、年度记录、结对都归到留下的户；跨乡镇也行，两边数据一致', async () => {
    const person = syntheticPerson()
    const here = await enterHousehold(one, VILLAGE_ONE, person)
    const there = await enterHousehold(two, VILLAGE_TWO)
    for (const [township, { household }] of [
      [one, here],
      [two, there],
    ] as const) {
      await township.site.act((transaction) => {
        transaction.update('household', household, { household_no: '6211250001' })
        transaction.insert('household_year', { household_id: household, year: 2015, farmland: township === one ? 100 : null, wage_income: 500 })
      })
    }
    await one.site.act(
      (transaction) =>
        transaction.insert('transfer', { household_id: here.household, from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', out_on: TODAY }),
      'transfer',
    )
    await carryAll(county, one, two)
    expect(list(county).map(({ register, fields }) => [register, fields])).toEqual([['household', ['household_no']]])
    await expect(
      mergeDuplicates(one.office, one.user, { register: 'household', keep: here.household, drop: there.household, values: {}, reason: '同一户' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) as unknown })
    await mergeDuplicates(county.office, county.user, {
      register: 'household',
      keep: there.household,
      drop: here.household,
      values: { address: '二社' },
      reason: '同一户',
    })
    const { read } = county.office.store
    expect(read.get('SELECT population, address, village FROM household WHERE id = ?', there.household)).toEqual({
      population: 2,
      address: '二社',
      village: VILLAGE_TWO,
    })
    expect(read.get('SELECT farmland, wage_income FROM household_year WHERE household_id = ? AND deleted = 0', there.household)).toEqual({
      farmland: 100,
      wage_income: 500,
    })
    await agree()
    expect(two.office.store.read.get('SELECT population FROM household WHERE id = ?', there.household)).toEqual({ population: 2 })
    expect(one.office.store.read.get('SELECT village FROM membership WHERE id = ?', here.membership)).toEqual({ village: VILLAGE_TWO })
    expect(one.office.store.read.get('SELECT household_id, state FROM transfer')).toEqual({ household_id: here.household, state: 'cancelled' })
  })

  it('大家共用的台账，乡镇也可以合并', async () => {
    const idNumber = syntheticPerson().id_number
    const helper = async (township: DeskSite): Promise<string> =>
      (await township.site.act((transaction) => transaction.insert('helper', { name: '李一', id_number: idNumber }))).result
    const [ours, theirs] = [await helper(one), await helper(two)]
    await carryAll(county, one, two)
    await carryAll(county, one, two)
    const { household } = await enterHousehold(two, VILLAGE_TWO)
    await two.site.act((transaction) => transaction.insert('pairing', { household_id: household, helper_id: theirs, start_date: '2015-01-01' }))
    await carryAll(county, one, two)
    expect(list(two)).toHaveLength(1)
    await mergeDuplicates(two.office, two.user, { register: 'helper', keep: ours, drop: theirs, values: {}, reason: '同一个人' })
    await agree()
    expect(list(county)).toEqual([])
    expect(county.office.store.read.get('SELECT helper_id FROM pairing WHERE household_id = ?', household)).toEqual({ helper_id: ours })
  })
})
