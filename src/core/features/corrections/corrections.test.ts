/** A locked year is corrected by a sheet: asked for below, decided by the level that locked it, on both sides the same, and taken back as one step. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { verify } from '../../store/verify.ts'
import { carry, openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const VILLAGE = '621125100204'
const lock = { year: 2015, villages: [VILLAGE], level: 'county' as const }
let pair: TestPair
let county: TestApp
let township: TestApp
let year: string

type Values = Record<string, string | number | boolean | null>
const save = async (office: TestApp, register: string, values: Values, id?: string): Promise<string> =>
  (await office.client.records.save({ register, values, reason: '测试', ...(id === undefined ? {} : { id }) })).id
const read = <T>(office: TestApp, register: string, id: string): T | undefined =>
  office.app.host.office().store.read.get<T & Record<string, string | number | null>>(`SELECT * FROM ${register} WHERE id = ?`, id)
const houseArea = (office: TestApp): number | undefined => read<{ house_area: number }>(office, 'household_year', year)?.house_area
const step = (office: TestApp, subject: string, key: string, signatures = ['李审定']) =>
  office.client.procedures.step({ register: 'correction_sheet', ids: [subject], step: key, on: '2016-03-02', signatures, remark: '经核实，测量有误' })
const why = async (office: TestApp, sheet: string): Promise<string> => {
  const { refused } = await step(office, sheet, 'correct')
  return refused.flatMap(({ missing }) => missing.map(({ message }) => message)).join('；')
}
const ask = (values: Values): Promise<string> =>
  save(township, 'correction_sheet', {
    subject: `${subjectPrefix('household_year')}${year}`,
    item: 'household_year.house_area',
    new_value: '80',
    reason: '录入时多写了一个零',
    evidence: '住房安全认定表第 12 号',
    asked_by: '王填报',
    asked_on: '2016-03-01',
    ...values,
  })

beforeAll(async () => {
  pair = await openPair()
  ;({ county, township } = pair)
  const household = await save(township, 'household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true, household_no: '1001' })
  year = await save(township, 'household_year', { household_id: household, year: 2015, house_area: 80_000 })
})
afterAll(() => pair.end())

describe('更正单', () => {
  it('没有锁定的年度不用更正单', async () => {
    const sheet = await ask({})
    expect(await why(township, sheet)).toContain('没有锁定，请直接在记录里改')
    await township.client.records.remove({ register: 'correction_sheet', ids: [sheet], reason: '测试' })
    await carry(township, county)
    await county.client.locks.set({ ...lock, locked: true, reason: '审定' })
    await carry(county, township)
  })

  it('写法读不懂的、原来填的对不上的、不是这条记录的项目，都不能同意，写明为什么', async () => {
    const sheet = await ask({ new_value: '八十多' })
    expect(await why(township, sheet)).toContain('住房面积')
    await save(township, 'correction_sheet', { new_value: '80', old_value: '90' }, sheet)
    expect(await why(township, sheet)).toContain('现在是“800”，不是更正单上写的“90”')
    await save(township, 'correction_sheet', { old_value: null, item: 'village_year.population' }, sheet)
    expect(await why(township, sheet)).toContain('不是这条记录的项目')
    await save(township, 'correction_sheet', { item: 'household_year.house_area', new_value: '800' }, sheet)
    expect(await why(township, sheet)).toContain('已经是“800”')
    await township.client.records.remove({ register: 'correction_sheet', ids: [sheet], reason: '测试' })
  })

  it('乡镇申请，乡镇自己改不了；县里同意以后两边都改好，单上写明原来的数、审定人和日期；撤销就改回去', async () => {
    const sheet = await ask({})
    expect(read(township, 'correction_sheet', sheet)).toMatchObject({ year: 2015, village: VILLAGE, locked_by: 'county', state: 'asked' })
    await expect(step(township, sheet, 'correct')).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('已由县级锁定') })
    await carry(township, county)
    expect(houseArea(county)).toBe(80_000)
    await step(county, sheet, 'correct')
    expect(houseArea(county)).toBe(8000)
    await carry(county, township)
    for (const office of [county, township]) {
      expect(houseArea(office)).toBe(8000)
      expect(read(office, 'correction_sheet', sheet)).toMatchObject({
        state: 'corrected',
        old_value: '800',
        decided_on: '2016-03-02',
        decided_by: '李审定',
        decision: '经核实，测量有误',
      })
    }
    const shown = await county.client.procedures.show({ register: 'correction_sheet', id: sheet })
    await county.client.procedures.undo({
      register: 'correction_sheet',
      id: sheet,
      step: shown.steps.find(({ label }) => label === '同意更正')?.id ?? '',
      reason: '再核',
    })
    expect(houseArea(county)).toBe(80_000)
    expect(read(county, 'correction_sheet', sheet)).toMatchObject({ state: 'asked', decided_on: null })
    await carry(county, township)
    expect(houseArea(township)).toBe(80_000)
  })

  it('不更正的写明为什么，记录不动', async () => {
    const sheet = await ask({ new_value: '空' })
    await carry(township, county)
    await step(county, sheet, 'decline')
    expect(read(county, 'correction_sheet', sheet)).toMatchObject({ state: 'declined', decided_by: '李审定' })
    expect(houseArea(county)).toBe(80_000)
  })

  it('锁定的那一级自己改的，写了原因也留一张单：原来的数、改成的、原因、谁改的；下级收得到，撤销那一步就改回去', async () => {
    await expect(county.client.records.save({ register: 'household_year', id: year, values: { house_area: 7000 } })).rejects.toThrow('更正要写明原因')
    const { changeSet } = await county.client.records.save({
      register: 'household_year',
      id: year,
      values: { house_area: 7000, remark: '复核' },
      reason: '复测',
    })
    const sheets = (office: TestApp) =>
      office.app.host
        .office()
        .store.read.all<Record<string, unknown>>(
          `SELECT id, item, old_value, new_value, reason, state, decided_on, decision, locked_by, village FROM correction_sheet WHERE reason = '复测' AND deleted = 0 ORDER BY item`,
        )
    const left = { reason: '复测', state: 'corrected', decision: '复测', locked_by: 'county', village: VILLAGE }
    expect(sheets(county)).toMatchObject([
      { ...left, item: 'household_year.house_area', old_value: '800', new_value: '70' },
      { ...left, item: 'household_year.remark', old_value: '空', new_value: '复核' },
    ])
    const [area, remark] = sheets(county).map(({ id }) => String(id))
    const { asked_by: asked, decided_by: decided } = read<{ asked_by: string; decided_by: string }>(county, 'correction_sheet', area ?? '') ?? {}
    expect([asked, asked === decided]).toEqual([expect.stringMatching(/./), true])
    await carry(county, township)
    expect(sheets(township)).toEqual(sheets(county))
    expect(houseArea(township)).toBe(7000)
    const shown = await county.client.procedures.show({ register: 'correction_sheet', id: area ?? '' })
    await county.client.procedures.undo({ register: 'correction_sheet', id: area ?? '', step: shown.steps[0]?.id ?? '', reason: '量错了' })
    expect(houseArea(county)).toBe(80_000)
    // Nothing else than that field, and no sheet of its own for taking it back.
    expect(sheets(county).map(({ id, state }) => [id, state])).toEqual([
      [area, 'asked'],
      [remark, 'corrected'],
    ])
    await expect(county.client.records.undo({ changeSet: changeSet ?? '' })).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
    // Taken back as a whole it takes its sheet along.
    const again = await county.client.records.save({ register: 'household_year', id: year, values: { remark: '再复核' }, reason: '复测' })
    expect(sheets(county)).toHaveLength(3)
    await county.client.records.undo({ changeSet: again.changeSet ?? '' })
    expect(sheets(county)).toHaveLength(2)
  })

  it('锁定以后新登记的不是更正，不留单；没有锁定的改了也不留', async () => {
    const count = () => county.app.host.office().store.read.get<{ n: number }>('SELECT count(*) AS n FROM correction_sheet')?.n
    const before = count()
    const household = await save(township, 'household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true, household_no: '1002' })
    const open = await save(township, 'household_year', { household_id: household, year: 2016, house_area: 5_000 })
    await save(township, 'household_year', { house_area: 6_000 }, open)
    await carry(township, county)
    await save(county, 'household_year', { household_id: household, year: 2015, house_area: 5_000 })
    expect(count()).toBe(before)
    for (const office of [county, township]) {
      const { store } = office.app.host.office()
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
  })
})
