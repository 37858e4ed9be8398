/** Ways that ended nowhere once: each of them is walked to its end at every office. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestsOf } from '../../exchange/digest.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { verify } from '../../store/verify.ts'
import { historyOf } from '../../store/history.ts'
import { summaryOf } from '../home/summary.ts'
import { listConflicts, resolveByRule, resolveConflicts } from './conflicts.ts'
import type { Conflict } from './contract.ts'
import { noteDecision } from '../transfers/decisions.ts'
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
import { listTransfers, settleTransfer, transferOut } from '../transfers/households.ts'

const THIRD = '621125102000'
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

const out = ({ office, user }: DeskSite, household: string, toVillage = VILLAGE_TWO as string) =>
  transferOut(office, user, nationalDivisions, { household, toVillage, reason: '易地搬迁' }, TODAY)
const settle = ({ office, user }: DeskSite, id: string, to: 'in' | 'declined' | 'cancelled', remark = '已核实') =>
  settleTransfer(office, user, { id, to, remark }, TODAY)
const transferAt = async ({ office, user }: DeskSite, id: string) =>
  (await listTransfers(office, user, nationalDivisions, { limit: 500, offset: 0 })).rows.find((row) => row.id === id)

describe('迁出在对方知道以前就取消了', () => {
  it.each([
    ['增量', false],
    ['全部', true],
  ])('对方照收，两边都显示已取消：%s', async (_, full) => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const { id } = await out(one, household)
    await settle(one, id, 'cancelled')
    await carry(one, county)
    const { outcomes } = await two.site.apply(await county.site.pack(two.site, full))
    expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
    for (const site of [one, county, two]) expect(await transferAt(site, id)).toMatchObject({ state: 'cancelled', mayAccept: false, mayCancel: false })
    await carryAll(county, one, two, three)
  })

  it('直接带给对方的也一样', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const { id } = await out(one, household)
    await settle(one, id, 'cancelled')
    const { outcomes } = await two.site.apply(await one.site.pack(two.site, true))
    expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
    expect(await transferAt(two, id)).toMatchObject({ state: 'cancelled' })
    await carryAll(county, one, two, three)
  })
})

describe('一边接收、一边取消', () => {
  it('以接收为准：经办人、日期和说明都随接收的一步，谁也不用回答“经办人是谁”', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    const { id } = await out(one, household)
    await carryAll(county, one, two, three)
    await settleTransfer(two.office, { ...two.user, displayName: '接收的人' }, { id, to: 'in', remark: '已入住' }, '2016-06-01')
    await settleTransfer(one.office, { ...one.user, displayName: '取消的人' }, { id, to: 'cancelled', remark: '不搬了' }, '2016-05-30')
    await carryAll(county, one, two, three)
    await carryAll(county, one, two, three)
    for (const site of [one, county, two]) {
      expect(await transferAt(site, id)).toMatchObject({ state: 'in', settledBy: '接收的人', settledOn: '2016-06-01', remark: '已入住' })
      expect(site.office.store.read.all('SELECT register, field FROM conflict')).toEqual([])
      expect(site.office.store.read.get('SELECT village FROM household WHERE id = ?', household)).toEqual({ village: VILLAGE_TWO })
    }
  })
})

describe('同一户被两个乡镇接收', () => {
  const VILLAGE_THREE = '621125102201'
  const conflictsAt = ({ office, user }: DeskSite, as = user) => listConflicts(office, as, { limit: 100, offset: 0 }).rows
  const villageAt = ({ office }: DeskSite, household: string) =>
    office.store.read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household)?.village
  const mine = (household: string) =>
    offices.map(({ office, user }) => {
      const { columns, total } = summaryOf(office, user, 2016, TODAY).incomplete
      const cell = total[columns.findIndex(({ key }) => key === 'households')]
      const households = cell !== undefined && 'value' in cell ? cell.value : -1
      return [office.store.read.get('SELECT 1 FROM household WHERE id = ?', household) !== undefined, households] as const
    })

  /** Handed to one township, called off, handed to another; both take it in before they hear of each other. */
  async function takenTwice(): Promise<{ household: string; first: string; second: string }> {
    const { household, person } = await enterHousehold(one, VILLAGE_ONE)
    await one.site.act((transaction) => {
      for (const [register, record] of [
        ['household', household],
        ['person', person],
      ] as const)
        transaction.insert('attachment', { register, record, village: VILLAGE_ONE, name: '照片', sha256: 'b'.repeat(64), media_type: 'image/jpeg', size: 1 })
    })
    const first = (await out(one, household, VILLAGE_TWO)).id
    await carryAll(county, one, two, three)
    await settle(one, first, 'cancelled')
    const second = (await out(one, household, VILLAGE_THREE)).id
    await carry(one, county)
    await carry(county, three)
    await settle(three, second, 'in')
    await settle(two, first, 'in')
    await carryAll(county, two, three, one)
    await carryAll(county, two, three, one)
    return { household, first, second }
  }

  it.each([
    ['甲乡', 0],
    ['乙乡', 1],
  ])('两个乡镇都看得到、都不能定；县里一定，两边都照办，全县只算一次：归%s', async (_, index) => {
    const before = mine('').map(([, households]) => households)
    const { household, first, second } = await takenTwice()
    const contested = { units: expect.arrayContaining([TOWNSHIP_TWO, THIRD]) as unknown, decider: COUNTY, townships: true }
    for (const site of [county, two, three]) {
      const rows = conflictsAt(site)
      expect(rows.map(({ register, record, field }) => [register, record, field])).toEqual([['household', household, 'village']])
      expect(rows[0]).toMatchObject({ contested, mayDecide: site === county })
      expect(rows[0]?.siblings.map(({ value }) => value).toSorted()).toEqual([VILLAGE_TWO, VILLAGE_THREE])
    }
    expect((await overviewOf(two.office)).waiting.conflicts + (await overviewOf(three.office)).waiting.conflicts).toBe(2)
    const [conflict] = conflictsAt(county)
    const decision = (village: string) => ({
      register: 'household',
      record: household,
      field: 'village',
      take: (({ author, number, stamp }) => ({ author, number, stamp }))(
        conflict?.siblings.find(({ value }) => value === village) as Conflict['siblings'][number],
      ),
    })
    for (const site of [two, three])
      await expect(resolveConflicts(site.office, site.user, [decision(VILLAGE_TWO)], '归我', TODAY)).rejects.toMatchObject({
        code: 'FORBIDDEN',
        action: expect.stringContaining(COUNTY) as unknown,
      })
    await expect(
      resolveConflicts(county.office, county.user, [{ ...decision(VILLAGE_TWO), take: { value: VILLAGE_ONE } }], '都不归', TODAY),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await resolveByRule(county.office, county.user, { rule: 'provisional', reason: '照旧' }, TODAY)).toMatchObject({ decided: 0 })
    const [winner, loser] = index === 0 ? [two, three] : [three, two]
    const [village, won, lost] = index === 0 ? [VILLAGE_TWO, first, second] : [VILLAGE_THREE, second, first]
    await resolveConflicts(county.office, county.user, [decision(village)], '已在那里安置', TODAY)
    await carryAll(county, two, three, one)
    await carryAll(county, two, three, one)
    for (const site of offices) {
      expect(conflictsAt(site)).toEqual([])
      expect(site.office.store.read.all('SELECT register FROM conflict')).toEqual([])
      expect(villageAt(site, household)).toBe(village)
      expect(site.office.store.read.all('SELECT DISTINCT village FROM attachment WHERE deleted = 0 AND record = ?', household)).toEqual([{ village }])
    }
    for (const site of [county, one, winner]) expect(await transferAt(site, won)).toMatchObject({ state: 'in', overruled: false })
    for (const site of [county, one, loser])
      expect(await transferAt(site, lost)).toMatchObject({
        state: 'cancelled',
        overruled: site === loser,
        remark: expect.stringContaining('已在那里安置') as unknown,
      })
    const after = mine(household)
    expect(after.map(([, households], place) => households - (before[place] ?? 0))).toEqual(offices.map((site) => (site === county || site === winner ? 1 : 0)))
    expect((await overviewOf(loser.office)).waiting).toMatchObject({ overruled: 1, conflicts: 0 })
    expect((await overviewOf(county.office)).waiting.overruled + (await overviewOf(winner.office)).waiting.overruled).toBe(0)
    const history = historyOf(loser.office.store.read, [household], 'village')
    expect(history[0]).toMatchObject({ reason: '已在那里安置' })
    await noteDecision(loser.office, loser.user, lost)
    expect((await overviewOf(loser.office)).waiting.overruled).toBe(0)
    expect(await transferAt(loser, lost)).toMatchObject({ overruled: false })
    for (const { office, site } of offices) {
      expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
      expect(await site.digest()).toBe(await county.site.digest(site.unit))
    }
  })
})

describe('同一个乡的两个村都接收了一户', () => {
  it('由乡里定，不用县里；县里照收', async () => {
    const [villageOne, villageTwo] = ['621125100205', '621125100206'] as const
    const levels = await openOffices(COUNTY, TOWNSHIP_ONE, villageOne, villageTwo)
    const [top, township, left, right] = levels as [DeskSite, DeskSite, DeskSite, DeskSite]
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    const first = (await out(township, household, villageOne)).id
    await carry(township, top)
    await carry(township, left)
    await settle(township, first, 'cancelled')
    const second = (await out(township, household, villageTwo)).id
    await carry(township, right)
    await settle(left, first, 'in')
    await settle(right, second, 'in')
    for (const village of [left, right]) await carry(village, township)
    for (const site of [top, left, right]) await carry(township, site)
    const [conflict] = listConflicts(township.office, township.user, { limit: 10, offset: 0 }).rows
    expect(conflict).toMatchObject({ field: 'village', mayDecide: true, contested: { decider: TOWNSHIP_ONE } })
    for (const site of [top, left, right])
      expect(listConflicts(site.office, site.user, { limit: 10, offset: 0 }).rows).toMatchObject([{ field: 'village', mayDecide: false }])
    const sibling = conflict?.siblings.find(({ value }) => value === villageTwo)
    await resolveConflicts(
      township.office,
      township.user,
      [
        {
          register: 'household',
          record: household,
          field: 'village',
          take: { author: sibling?.author ?? '', number: sibling?.number ?? 0, stamp: sibling?.stamp ?? '' },
        },
      ],
      '住在那里',
      TODAY,
    )
    for (const site of [top, left, right]) await carry(township, site)
    for (const site of levels) {
      expect(site.office.store.read.get('SELECT village FROM household WHERE id = ?', household)).toEqual({ village: villageTwo })
      expect(site.office.store.read.all('SELECT register FROM conflict')).toEqual([])
    }
    expect(await transferAt(left, first)).toMatchObject({ state: 'cancelled', overruled: true })
    expect(await transferAt(right, second)).toMatchObject({ state: 'in' })
    const heldIn = async ({ office }: DeskSite) => (await digestsOf(office.store.read, villageTwo)).digests[villageTwo]
    for (const site of [top, right]) expect(await heldIn(site)).toEqual(await heldIn(township))
    await closeOffices(levels)
  })
})
