/** Numbers that the program gives: by unit, year and site, one after another, never twice. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, ticketOf } from '../../features/exchange/testing/apps.ts'
import { enterFamily, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
let next = 100
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
})
afterAll(() => pair.end())

const enter = (values: Record<string, string> = {}): Promise<string> =>
  save(here, 'gadget', { name: '器件', gadget_no: `N-${String((next += 1))}`, household_id: records.household, ...values })
const numberOf = (office: TestApp, id: string): unknown =>
  office.app.host.office().store.read.get<{ tag_no: string }>('SELECT tag_no FROM gadget WHERE id = ?', id)?.tag_no

describe('程序给出的编号', () => {
  it('按单位、年份、站点一个接一个；年份取目录指定的日期，没有就取录入当年', async () => {
    const first = await enter({ bought_on: '2016-01-01' })
    const second = await enter({ bought_on: '2016-12-31' })
    const other = await enter({ bought_on: '2017-05-01' })
    const undated = await enter()
    const series = String(numberOf(here, first)).slice(0, -5)
    expect(series).toMatch(/^QJ621125100-2016-[A-Z2-9]{4}-$/)
    expect([first, second].map((id) => numberOf(here, id))).toEqual([`${series}00001`, `${series}00002`])
    expect(numberOf(here, other)).toBe(`${series.replace('2016', '2017')}00001`)
    expect(numberOf(here, undated)).toMatch(new RegExp(`^QJ621125100-${new Date().getFullYear()}-`))
  })

  it('没有存成的不占号，撤销和删除的不再用', async () => {
    const kept = await enter({ bought_on: '2018-01-01' })
    await expect(enter({ bought_on: '2018-01-01', name: '' })).rejects.toThrow()
    await expect(save(here, 'gadget', { name: '器件', gadget_no: 'N-101', household_id: records.household, bought_on: '2018-02-01' })).rejects.toThrow()
    const gone = await enter({ bought_on: '2018-01-01' })
    await here.client.records.remove({ register: 'gadget', ids: [gone], reason: '误录' })
    const undone = await here.client.records.save({
      register: 'gadget',
      values: { name: '器件', gadget_no: 'N-900', household_id: records.household, bought_on: '2018-03-01' },
    })
    await here.client.records.undo({ changeSet: undone.changeSet ?? '' })
    const last = await enter({ bought_on: '2018-01-01' })
    expect([kept, gone, undone.id, last].map((id) => String(numberOf(here, id)).slice(-5))).toEqual(['00001', '00002', '00003', '00004'])
  })

  it('谁也不能填、不能改；导入可以用它认出记录，不能编一个', async () => {
    await expect(save(here, 'gadget', { tag_no: 'QJ-1' }, records.gadget)).rejects.toMatchObject({ message: expect.stringContaining('由程序计算') })
    const before = numberOf(here, records.gadget)
    const path = join(pair.folder, '编号.csv')
    writeFileSync(path, ['器件编号,标牌号,件数,户编号', `Q-001,${String(before)},5,1001`, 'Q-777,QJ-777,1,1001'].join('\n'))
    const { result } = await done(here, here.client.imports.run({ register: 'gadget', ticket: ticketOf(here, path, '编号.csv'), options: {} }))
    expect(result).toMatchObject({ changed: 1, new: 0, rejected: 1 })
    expect(JSON.stringify(result['problems'])).toContain('新的记录请把这一格留空')
    expect(numberOf(here, records.gadget)).toBe(before)
  })

  it('别的站点、回到从前的同一台电脑，都不会给出相同的编号', async () => {
    const one = await enter({ bought_on: '2019-01-01' })
    await here.app.host.office().store.beginIncarnation()
    const again = await enter({ bought_on: '2019-01-01' })
    const [first, second] = [one, again].map((id) => String(numberOf(here, id)))
    expect(first?.slice(-5)).toBe(second?.slice(-5))
    expect(first).not.toBe(second)
    const there = await save(pair.county, 'household', {
      village: '621125101201',
      identification_standard: '1',
      exit_status: '0',
      valid: true,
      household_no: '2001',
    })
    const theirs = await save(pair.county, 'gadget', { name: '器件', gadget_no: 'N-2001', household_id: there, bought_on: '2019-01-01' })
    expect(numberOf(pair.county, theirs)).toMatch(/^QJ621125-2019-/)
  })
})
