/** A family of registers that no file of the program knows goes through everything that registers go through, by the contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { enterFamily, EVERY_KIND, HERE, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
})
afterAll(() => pair.end())

const find = async (register: string, query: Record<string, unknown> = {}) => (await here.client.records.query({ register, ...query })).rows
const numbers = async (query: Record<string, unknown>) => (await find('gadget', query)).map((row) => row['gadget_no'])
const sound = async (office: TestApp) => {
  const { store } = office.app.host.office()
  expect((await verify(store.read, store.derivations)).findings).toEqual([])
}

describe('录入和列表', () => {
  it('每种字段都存得进、读得出，引用带着各自的名称', async () => {
    const row = await here.client.records.get({ register: 'gadget', id: records.gadget, unmasked: true })
    expect(row).toMatchObject({ ...EVERY_KIND, village: HERE })
    expect([row['keeper_id$title'], row['repairer_id$title']]).toEqual(['李保管', '赵修理'])
    expect(await find('gadget', { where: { id: records.spare } })).toMatchObject([{ spare_for_id$title: '抽水机' }])
  })

  it('按名称、拼音首字母、编号、户和保管人都找得到，可筛选、可排序', async () => {
    expect(await numbers({ text: '备用' })).toEqual(['Q-002'])
    expect(await numbers({ text: '抽水' })).toEqual(['Q-001', 'Q-002'])
    expect(await numbers({ text: 'csj' })).toEqual(['Q-001', 'Q-002'])
    expect(await numbers({ text: 'q-00' })).toEqual(['Q-001', 'Q-002'])
    expect(await numbers({ text: '李保管' })).toEqual(['Q-001'])
    expect(await numbers({ where: { price: { gte: 100_000 }, village: { within: '621125100000' } } })).toEqual(['Q-001'])
    expect(await numbers({ sort: [{ field: 'gadget_no', descending: true }] })).toEqual(['Q-002', 'Q-001'])
    expect(await here.client.records.choices({ register: 'gadget', text: '抽水' })).toMatchObject([
      { id: records.gadget, title: '抽水机' },
      { id: records.spare, title: '备用抽水机' },
    ])
  })

  it('必填、唯一、范围由目录定，句子里是目录的名称', async () => {
    await expect(save(here, 'gadget', { name: '无号', household_id: records.household })).rejects.toMatchObject({
      message: expect.stringContaining('器件编号'),
    })
    await expect(save(here, 'gadget', { gadget_no: 'Q-001', name: '重号', household_id: records.household })).rejects.toThrow()
    await expect(save(here, 'gadget', { pieces: -1 }, records.gadget)).rejects.toMatchObject({ message: expect.stringContaining('件数') })
  })

  it('批量修改是一次操作，历史看得到，可以整体撤销', async () => {
    const { changeSet } = await here.client.records.batch({
      register: 'gadget',
      ids: [records.gadget, records.spare],
      values: { working: false },
      reason: '年检',
    })
    expect((await find('gadget')).map((row) => row['working'])).toEqual([false, false])
    const { entries } = await here.client.records.history({ register: 'gadget', id: records.gadget, field: 'working' })
    expect(entries[0]).toMatchObject({ before: true, after: false, reason: '年检' })
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect((await find('gadget')).map((row) => row['working'])).toEqual([true, true])
  })

  it('年度记录同一年只有一条，记着当年的村', async () => {
    const year = await save(here, 'gadget_year', { gadget_id: records.gadget, year: 2015, hours: 120 })
    expect(await find('gadget_year')).toMatchObject([{ id: year, village: HERE, counted_village: HERE, gadget_id$title: '抽水机' }])
    await expect(save(here, 'gadget_year', { gadget_id: records.gadget, year: 2015, hours: 1 })).rejects.toThrow()
  })

  it('删除要说明原因，可以恢复', async () => {
    const gone = await save(here, 'gadget', { name: '误录', gadget_no: 'Q-009', household_id: records.household })
    await here.client.records.remove({ register: 'gadget', ids: [gone], reason: '重复录入' })
    expect(await numbers({ deleted: true })).toEqual(['Q-009'])
    await here.client.records.restore({ register: 'gadget', ids: [gone], reason: '删错' })
    await here.client.records.remove({ register: 'gadget', ids: [gone], reason: '重复录入' })
    await sound(here)
  })
})
