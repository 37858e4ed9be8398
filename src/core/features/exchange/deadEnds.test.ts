/** Ways that ended nowhere once: each of them is walked to its end at every office. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nationalDivisions } from '../../testing/builders.ts'
import { carry, carryAll, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, TOWNSHIP_TWO, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from './testing/offices.ts'
import { listTransfers, settleTransfer, transferOut } from './transfers.ts'

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

const out = ({ office, user }: DeskSite, household: string, toVillage = VILLAGE_TWO as string) => transferOut(office, user, nationalDivisions, { household, toVillage, reason: '易地搬迁' }, TODAY)
const settle = ({ office, user }: DeskSite, id: string, to: 'in' | 'declined' | 'cancelled', remark = '已核实') => settleTransfer(office, user, { id, to, remark }, TODAY)
const transferAt = async ({ office, user }: DeskSite, id: string) => (await listTransfers(office, user, nationalDivisions, { limit: 500, offset: 0 })).rows.find((row) => row.id === id)

describe('迁出在对方知道以前就取消了', () => {
  it.each([['增量', false], ['全部', true]])('对方照收，两边都显示已取消：%s', async (_, full) => {
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
