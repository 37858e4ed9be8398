import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { summaryOf } from '../home/summary.ts'
import type { Transfer } from './contract.ts'
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
  userOf,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from '../exchange/testing/offices.ts'
import { destinations } from './destinations.ts'
import { inTransit, listTransfers, settleTransfer, transferOut } from './households.ts'

let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = async ({ office, user }: DeskSite, as = user): Promise<Transfer[]> =>
  (await listTransfers(office, as, nationalDivisions, { limit: 100, offset: 0 })).rows
const out = ({ office, user }: DeskSite, household: string, toVillage = VILLAGE_TWO as string) =>
  transferOut(office, user, nationalDivisions, { household, toVillage, reason: '易地搬迁' }, TODAY)
const settle = ({ office, user }: DeskSite, id: string, to: 'in' | 'declined' | 'cancelled') =>
  settleTransfer(office, user, { id, to, remark: '已核实' }, TODAY)
/** Figures of the first screen of each office: of the table of what is on file today and not complete. */
const shown = (...keys: string[]): number[][] =>
  offices.map(({ office, user }) => {
    const { columns, total } = summaryOf(office, user, 2016, TODAY).incomplete
    return keys.map((key) => {
      const cell = total[columns.findIndex((column) => column.key === key)]
      return cell !== undefined && 'value' in cell ? cell.value : -1
    })
  })
/** Households and people on file. */
const counts = (): number[][] => shown('households', 'people')
const withoutYear = (): number[] => shown('without_year').flat()

describe('户迁移', () => {
  it('可以迁往全县的村，乡镇没有录入的村取自全国区划', async () => {
    const all = await destinations(one.office, nationalDivisions, '')
    expect(all.find(({ code }) => code === VILLAGE_TWO)?.name).toMatch(/镇|乡/)
    expect(all.every(({ code }) => code.startsWith('621125'))).toBe(true)
    expect(all).toEqual(await destinations(county.office, nationalDivisions, ''))
    expect(await destinations(one.office, nationalDivisions, '柯寨')).toContainEqual({ code: VILLAGE_ONE, name: '武阳镇柯寨村' })
  })

  it('迁出、途中、迁入：每一步全县都只算一次，照片跟着走', async () => {
    const { household, person } = await enterHousehold(one, VILLAGE_ONE)
    await one.site.act((transaction) => {
      const group = transaction.insert('village_group', { village: VILLAGE_ONE, name: '一社' })
      transaction.update('household', household, { group_id: group })
      for (const [register, record] of [
        ['household', household],
        ['person', person],
      ] as const) {
        transaction.insert('attachment', { register, record, village: VILLAGE_ONE, name: '照片', sha256: 'a'.repeat(64), media_type: 'image/jpeg', size: 1 })
      }
    })
    await carryAll(county, one, two)
    expect(counts()).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ])
    await expect(out(one, household, '621125999999')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(out(one, household, VILLAGE_ONE)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(out(county, household)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { id } = await out(one, household)
    expect(inTransit(one.office, household)).toBe(true)
    await expect(out(one, household)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await list(one)).toMatchObject([{ id, household, population: 1, state: 'out', mayAccept: false, mayCancel: true, fromName: '武阳镇柯寨村' }])
    await carryAll(county, one, two)
    expect(counts()).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ])
    expect(withoutYear()).toEqual([1, 1, 0])
    expect(await list(two)).toMatchObject([{ id, mayAccept: true, mayCancel: false, fromName: '武阳镇柯寨村' }])
    expect((await list(two, userOf('reader')))[0]).toMatchObject({ mayAccept: false, mayCancel: false })
    await expect(settle(two, id, 'cancelled')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(settle(county, id, 'in')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { changeSet } = await settle(two, id, 'in')
    await expect(settle(two, id, 'in')).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(undo(two.office.store, { id: 'u', name: '王主任' }, changeSet ?? '')).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
    expect(two.office.store.read.get('SELECT village, group_id FROM household WHERE id = ?', household)).toEqual({ village: VILLAGE_TWO, group_id: null })
    await carryAll(county, two, one)
    await carryAll(county, two, one)
    expect(counts()).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
    ])
    expect(inTransit(one.office, household)).toBe(false)
    await expect(settle(one, id, 'cancelled')).rejects.toMatchObject({ code: 'CONFLICT' })
    for (const { office, site } of offices) {
      expect(office.store.read.all('SELECT DISTINCT village FROM attachment')).toEqual([{ village: VILLAGE_TWO }])
      expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
      expect(await site.digest()).toBe(await county.site.digest(site.unit))
    }
  })

  it('直接交给迁入的乡镇时，社和户一起到；途中再发全部数据也一样', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    await one.site.act((transaction) =>
      transaction.update('household', household, { group_id: transaction.insert('village_group', { village: VILLAGE_ONE, name: '五社' }) }),
    )
    const { id } = await out(one, household)
    await carry(one, two)
    expect(await list(two)).toContainEqual(expect.objectContaining({ id, household, mayAccept: true }))
    await carry(one, county)
    const { outcomes } = await two.site.apply(await county.site.pack(two.site, true))
    expect(outcomes.filter((outcome) => outcome.outcome === 'rejected')).toEqual([])
    // A group that is given to it on the way goes along as well.
    await one.site.act((transaction) =>
      transaction.update('household', household, { group_id: transaction.insert('village_group', { village: VILLAGE_ONE, name: '六社' }) }),
    )
    await carry(one, county)
    await carry(county, two)
    expect(two.office.store.read.get('SELECT g.name FROM household h JOIN village_group g ON g.id = h.group_id WHERE h.id = ?', household)).toEqual({
      name: '六社',
    })
    await settle(two, id, 'declined')
    await carryAll(county, two, one)
  })

  it('一边取消、一边接收：户已经迁走，以接收为准，没有要决定的冲突', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const { id } = await out(one, household)
    await carry(one, two)
    await settle(two, id, 'in')
    await settle(one, id, 'cancelled')
    await carryAll(county, one, two)
    await carryAll(county, one, two)
    for (const { office } of offices) {
      expect(office.store.read.get('SELECT t.state, h.village FROM transfer t JOIN household h ON h.id = t.household_id WHERE t.id = ?', id)).toEqual({
        state: 'in',
        village: VILLAGE_TWO,
      })
      expect(office.store.read.all(`SELECT field FROM conflict WHERE register = 'transfer' AND field = 'state'`)).toEqual([])
    }
  })

  it('不接收和取消都留在原村', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const first = await out(one, household)
    await carry(one, two)
    await settle(two, first.id, 'declined')
    await carry(two, one)
    expect((await list(one))[0]).toMatchObject({ id: first.id, state: 'declined', remark: '已核实', mayCancel: false })
    const second = await out(one, household)
    await settle(one, second.id, 'cancelled')
    expect(inTransit(one.office, household)).toBe(false)
    expect(one.office.store.read.get('SELECT village FROM household WHERE id = ?', household)).toEqual({ village: VILLAGE_ONE })
    const third = await out(one, household)
    await undo(one.office.store, { id: 'u', name: '王主任' }, third.changeSet ?? '')
    expect(inTransit(one.office, household)).toBe(false)
  })

  it('两个乡直接交接的，县里收到以前写明还没有收到', async () => {
    // What the two settled between themselves so far: each brings its own half, and neither waits for the other.
    for (const from of [one, two, one, two]) await county.site.apply(await from.site.pack(county.site))
    await carryAll(county, one, two)
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const { id } = await out(one, household)
    await carry(one, two)
    const unconfirmed = async (site: DeskSite): Promise<boolean | undefined> => (await list(site)).find((row) => row.id === id)?.unconfirmed
    expect(await Promise.all([one, two].map(unconfirmed))).toEqual([true, true])
    await settle(two, id, 'in')
    // Its county takes no work of the neighbour from it: that waits for the neighbour.
    const { outcomes } = await county.site.apply(await two.site.pack(county.site))
    expect(outcomes.filter(({ outcome }) => outcome === 'rejected').map(({ register }) => register)).toContain('transfer')
    await carryAll(county, one, two)
    await carryAll(county, one, two)
    expect(await Promise.all([county, one, two].map(unconfirmed))).toEqual([false, false, false])
    expect(county.office.store.read.get('SELECT village FROM household WHERE id = ?', household)).toEqual({ village: VILLAGE_TWO })
  })

  it('当年的户记录、人记录年初已录，计入迁入的村，以往年度照旧，三个单位一样', async () => {
    const { household, person } = await enterHousehold(one, VILLAGE_ONE)
    await one.site.act((transaction) => {
      for (const year of [2015, 2016]) {
        transaction.insert('household_year', { household_id: household, year, wage_income: 100 })
        transaction.insert('person_year', { person_id: person, year, work_months: 3 })
      }
    })
    await carryAll(county, one, two)
    const { id } = await out(one, household)
    await carryAll(county, one, two)
    await settle(two, id, 'in')
    await carryAll(county, two, one)
    await carryAll(county, two, one)
    for (const { office } of offices) {
      for (const [register, of, record] of [
        ['household_year', 'household_id', household],
        ['person_year', 'person_id', person],
      ] as const)
        expect(office.store.read.all(`SELECT year, counted_village AS village FROM ${register} WHERE ${of} = ? ORDER BY year`, record)).toEqual([
          { year: 2015, village: VILLAGE_ONE },
          { year: 2016, village: VILLAGE_TWO },
        ])
      expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
    }
  })
})
