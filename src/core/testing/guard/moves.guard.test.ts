/** What hangs on a household moves with it between two townships, and with it what hangs on that; no part of the exchange knows its name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
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
} from '../../features/exchange/testing/offices.ts'
import { settleTransfer, transferOut } from '../../features/transfers/households.ts'
import { verify } from '../../store/verify.ts'
import { nationalDivisions } from '../builders.ts'

let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]
let household: string
let person: string
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
  ;({ household, person } = await enterHousehold(one, VILLAGE_ONE))
  await one.site.act((transaction) => {
    const keeper = transaction.insert('helper', { name: '李保管' })
    const gadget = transaction.insert('gadget', { gadget_no: 'Q-1', name: '抽水机', household_id: household, keeper_id: keeper })
    transaction.insert('gadget', { gadget_no: 'Q-2', name: '备用', household_id: household, spare_for_id: gadget })
    transaction.insert('gadget_part', { gadget_id: gadget, part_no: '1', count: 2 })
    transaction.insert('gadget_year', { gadget_id: gadget, year: 2015, hours: 10 })
    for (const [index, about] of [`household:${household}`, `person:${person}`, `gadget:${gadget}`].entries()) {
      const of = transaction.insert('gadget_case', {
        case_no: `S-${index}`,
        about,
        topic: '漏水',
        seen_by: index === 0 ? `helper:${keeper}` : `person:${person}`,
      })
      transaction.insert('gadget_mark', { on_what: `gadget_case:${of}`, word: '红' })
    }
    transaction.insert('attachment', {
      register: 'gadget',
      record: gadget,
      village: VILLAGE_ONE,
      name: '照片',
      sha256: 'b'.repeat(64),
      media_type: 'image/jpeg',
      size: 1,
    })
  })
  await carryAll(county, one, two)
})
afterAll(() => closeOffices(offices))

const rows = ({ office }: DeskSite, register: string, columns: string): unknown =>
  office.store.read.all(`SELECT ${columns} FROM ${register} WHERE deleted = 0 ORDER BY id`)

describe('户在两个乡镇之间迁移', () => {
  it('器件、零件、年度记录和照片跟着走，保管人和被备用的器件也认得', async () => {
    expect(rows(two, 'gadget', 'gadget_no')).toEqual([])
    const { id } = await transferOut(one.office, one.user, nationalDivisions, { household, toVillage: VILLAGE_TWO, reason: '易地搬迁' }, TODAY)
    await carryAll(county, one, two)
    await settleTransfer(two.office, two.user, { id, to: 'in', remark: '已核实' }, TODAY)
    await carryAll(county, two, one)
    await carryAll(county, two, one)
    for (const site of [county, two]) {
      expect(rows(site, 'gadget', 'gadget_no, village')).toEqual([
        { gadget_no: 'Q-1', village: VILLAGE_TWO },
        { gadget_no: 'Q-2', village: VILLAGE_TWO },
      ])
      expect(rows(site, 'gadget_part', 'part_no, count, village')).toEqual([{ part_no: '1', count: 2, village: VILLAGE_TWO }])
      expect(rows(site, 'gadget_year', 'hours, village')).toEqual([{ hours: 10, village: VILLAGE_TWO }])
      expect(rows(site, 'attachment', 'village')).toEqual([{ village: VILLAGE_TWO }])
      expect(rows(site, 'gadget_case', 'case_no, village')).toEqual(['S-0', 'S-1', 'S-2'].map((case_no) => ({ case_no, village: VILLAGE_TWO })))
      expect(rows(site, 'gadget_mark', 'village')).toEqual([{ village: VILLAGE_TWO }, { village: VILLAGE_TWO }, { village: VILLAGE_TWO }])
    }
    const keeper = two.office.store.read.get(`SELECT h.name FROM gadget g JOIN helper h ON h.id = g.keeper_id WHERE g.gadget_no = 'Q-1'`)
    expect(keeper).toEqual({ name: '李保管' })
  })

  it('年度记录仍计入当年的村；三个单位的数据核对无误、互相一致', async () => {
    for (const site of offices) {
      expect(rows(site, 'gadget_year', 'counted_village')).toEqual([{ counted_village: VILLAGE_ONE }])
      expect((await verify(site.office.store.read, site.office.store.derivations)).findings).toEqual([])
      expect(await site.site.digest()).toBe(await county.site.digest(site.site.unit))
    }
  })

  it('迁入的乡镇可以接着改，县里收到', async () => {
    await two.site.act((transaction) => {
      const gadget = two.office.store.read.get<{ id: string }>(`SELECT id FROM gadget WHERE gadget_no = 'Q-1'`)?.id ?? ''
      transaction.update('gadget', gadget, { pieces: 3 })
    })
    await carryAll(county, two, one)
    expect(county.office.store.read.get(`SELECT pieces FROM gadget WHERE gadget_no = 'Q-1'`)).toEqual({ pieces: 3 })
  })

  it('迁入的乡镇改的和新增的事项县里收到，三处一致', async () => {
    const of = two.office.store.read.get<{ id: string }>(`SELECT id FROM gadget_case WHERE case_no = 'S-2'`)?.id ?? ''
    await two.site.act((transaction) => {
      transaction.update('gadget_case', of, { topic: '修好' })
      transaction.insert('gadget_case', { case_no: 'S-3', about: `person:${person}`, topic: '新事' })
    })
    await carryAll(county, two, one)
    expect(rows(county, 'gadget_case', 'topic')).toHaveLength(4)
    expect(county.office.store.read.get('SELECT topic FROM gadget_case WHERE id = ?', of)).toEqual({ topic: '修好' })
    for (const site of offices) expect(await site.site.digest()).toBe(await county.site.digest(site.site.unit))
  })

  it('所指的记录哪里也没有的，收的时候退回那一条，其余照收', async () => {
    await two.site.act((transaction) => {
      transaction.insert('gadget_case', { case_no: 'S-4', about: 'gadget:没有', topic: '悬空' })
      transaction.insert('gadget_case', { case_no: 'S-5', about: `household:${household}`, topic: '照收' })
    })
    await carryAll(county, two)
    const brought = county.office.store.read.all<{ case_no: string }>('SELECT case_no FROM gadget_case').map(({ case_no }) => case_no)
    expect([brought.includes('S-4'), brought.includes('S-5')]).toEqual([false, true])
  })
})
