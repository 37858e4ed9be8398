/** A field that may name a record of several registers: entered, listed, found, filtered, batch-edited, guarded, undone, verified; in lines, too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
let village: string
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
  village = String((await here.client.records.query({ register: 'village', where: { village: HERE } })).rows[0]?.['id'])
})
afterAll(() => pair.end())

const cases = async (query: Record<string, unknown> = {}) =>
  (await here.client.records.query({ register: 'gadget_case', sort: [{ field: 'case_no' }], ...query })).rows
const numbers = async (query: Record<string, unknown>) => (await cases(query)).map((row) => row['case_no'])

describe('录入和列表', () => {
  it('存得进、读得出，名称前写明是哪种台账，所在村随所指的记录', async () => {
    await save(here, 'gadget_case', { case_no: 'S-1', about: `household:${records.household}`, topic: '漏水', seen_by: `helper:${records.keeper}` })
    await save(here, 'gadget_case', { case_no: 'S-2', about: `gadget:${records.gadget}`, topic: '不转', seen_by: `helper:${records.repairer}` })
    await save(here, 'gadget_case', { case_no: 'S-3', about: `village:${village}`, topic: '停电' })
    expect((await cases()).map((row) => [row['about$title'], row['seen_by$title'] ?? null, row['village']])).toEqual([
      [expect.stringMatching(/^户：/), '帮扶责任人：李保管', HERE],
      ['器件台账：抽水机', '帮扶责任人：赵修理', HERE],
      [expect.stringMatching(/^行政村：/), null, HERE],
    ])
  })

  it('别的台账、没有的记录、没有写明台账的，都不收，说出可以是哪几种', async () => {
    const refused = (about: string) => save(here, 'gadget_case', { case_no: 'S-9', about, topic: '试' })
    await expect(refused(`helper:${records.keeper}`)).rejects.toMatchObject({ message: expect.stringContaining('“户”、“人”、“行政村”、“器件台账”') })
    await expect(refused('gadget:没有')).rejects.toMatchObject({ message: expect.stringContaining('器件台账不存在') })
    await expect(refused(records.gadget)).rejects.toMatchObject({ message: expect.stringContaining('先选是哪一种台账') })
  })

  it('按所指记录的名称和编号找得到，按台账和它的条件筛得出，反过来也筛得出', async () => {
    expect(await numbers({ text: '抽水机' })).toEqual(['S-2'])
    expect(await numbers({ text: '李保管' })).toEqual(['S-1'])
    expect(await numbers({ where: { about: `gadget:${records.gadget}` } })).toEqual(['S-2'])
    expect(await numbers({ where: { about: { startsWith: 'household:' } } })).toEqual(['S-1'])
    expect(await numbers({ where: { about: { is: { register: 'gadget', where: { gadget_no: 'Q-001' } } } } })).toEqual(['S-2'])
    await expect(numbers({ where: { about: { is: { register: 'helper' } } } })).rejects.toMatchObject({ code: 'VALIDATION' })
    const gadgets = await here.client.records.query({ register: 'gadget', where: { exists: { register: 'gadget_case', by: 'about' } } })
    expect(gadgets.rows.map((row) => row['gadget_no'])).toEqual(['Q-001'])
  })

  it('批量修改、历史和整体撤销', async () => {
    const ids = (await cases({ where: { case_no: { in: ['S-1', 'S-2'] } } })).map((row) => String(row['id']))
    const { changeSet } = await here.client.records.batch({ register: 'gadget_case', ids, values: { seen_by: `helper:${records.repairer}` }, reason: '更正' })
    expect((await cases()).map((row) => row['seen_by'])).toEqual([`helper:${records.repairer}`, `helper:${records.repairer}`, null])
    const { entries } = await here.client.records.history({ register: 'gadget_case', id: ids[0] ?? '', field: 'seen_by' })
    expect(entries[0]).toMatchObject({ before: `helper:${records.keeper}`, after: `helper:${records.repairer}` })
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect((await cases())[0]).toMatchObject({ seen_by: `helper:${records.keeper}` })
  })
})

describe('明细', () => {
  it('与所标的记录一起保存，各归各的', async () => {
    const [about] = await cases({ where: { case_no: 'S-2' } })
    const one = String(about?.['id'])
    const lines = (word: string) => [{ register: 'gadget_mark', rows: [{ values: { word, by_whom: `helper:${records.keeper}` } }] }]
    await here.client.records.save({ register: 'gadget', id: records.gadget, values: {}, lines: lines('红') })
    const { changeSet } = await here.client.records.save({ register: 'gadget_case', id: one, values: {}, lines: lines('绿') })
    const marks = async () => (await here.client.records.query({ register: 'gadget_mark', sort: [{ field: 'word' }] })).rows
    expect((await marks()).map((row) => [row['on_what'], row['word'], row['village'], row['by_whom$title']])).toEqual([
      [`gadget:${records.gadget}`, '红', HERE, '帮扶责任人：李保管'],
      [`gadget_case:${one}`, '绿', HERE, '帮扶责任人：李保管'],
    ])
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect((await marks()).map((row) => row['word'])).toEqual(['红'])
  })
})

describe('所指的记录', () => {
  it('被引用着就不能删', async () => {
    const witness = await save(here, 'helper', { name: '孙见证' })
    await save(here, 'gadget_case', { seen_by: `helper:${witness}` }, String((await cases())[2]?.['id']))
    await expect(here.client.records.remove({ register: 'helper', ids: [witness], reason: '试删' })).rejects.toMatchObject({
      message: expect.stringContaining('器件事项引用这条帮扶责任人'),
    })
  })

  it('搬到别的村，事项和标记跟着走；改指别处也跟着走', async () => {
    await save(here, 'household', { village: '621125100205' }, records.household)
    expect((await cases()).map((row) => row['village'])).toEqual(['621125100205', '621125100205', HERE])
    await save(here, 'gadget_case', { about: `village:${village}` }, String((await cases())[0]?.['id']))
    expect((await cases()).map((row) => row['village'])).toEqual([HERE, '621125100205', HERE])
  })

  it('整个单位核对无误；指向没有的记录，核对得出来', async () => {
    const { store } = here.app.host.office()
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
      transaction.insert('gadget_case', { case_no: 'S-8', about: 'gadget:没有', topic: '试' })
    })
    expect((await verify(store.read, store.derivations)).findings).toMatchObject([{ code: 'reference', register: 'gadget_case' }])
  })
})
