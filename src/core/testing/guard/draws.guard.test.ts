/** A draw of gadgets: the frame frozen, the seed given, carried to the county and counted again there; never a second time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRows } from '../../excel/testing/workbooks.ts'
import { carry, done } from '../../features/exchange/testing/apps.ts'
import { verify } from '../../store/verify.ts'
import { enterFamily, openPair, save, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let township: TestApp
let county: TestApp
let drawn: string
const FRAME = {
  register: 'gadget',
  where: { gadget_no: { startsWith: 'C-' } },
  divideBy: 'working',
  rule: { by: 'number', count: 3 },
  reserves: 2,
} as const

beforeAll(async () => {
  pair = await openPair()
  ;({ township, county } = pair)
  const { household } = await enterFamily(township)
  for (let index = 0; index < 11; index += 1)
    await save(township, 'gadget', { gadget_no: `C-${String(index).padStart(2, '0')}`, name: `水泵${index}`, household_id: household, working: index < 7 })
})
afterAll(() => pair.end())

describe('随机抽取', () => {
  it('先看名单：每层多少、抽几个；定下以后台账怎样变都不动', async () => {
    const frame = await township.client.draws.frame(FRAME)
    expect(frame.strata).toMatchObject([
      { label: '否', size: 4, count: 3, reserves: 1 },
      { label: '是', size: 7, count: 3, reserves: 2 },
    ])
    drawn = (await township.client.draws.freeze({ ...FRAME, name: '器件抽查' })).id
    await save(township, 'gadget', { gadget_no: 'C-99', name: '后来的', household_id: await householdOf('C-00') })
    const shown = await township.client.draws.show({ id: drawn })
    expect([shown.frameSize, shown.frameHash, shown.seed, shown.drawn]).toEqual([11, frame.hash, null, []])
    expect((await township.client.draws.frame(FRAME)).hash).not.toBe(frame.hash)
  })

  it('用随机数抽一次，和按手册用纸笔数的一样；再抽不行，撤销也不行', async () => {
    await expect(township.client.draws.draw({ id: drawn, seed: '12 3', seedFrom: '摇号' })).rejects.toMatchObject({ code: 'VALIDATION' })
    const shown = await township.client.draws.draw({ id: drawn, seed: '4817', seedFrom: '村民代表摇号' })
    // 4817 ÷ 4 余 1：第 1、2、3；÷ 7 余 1：第 1、3、5，备选第 2、4。
    expect(shown.drawn.map(({ role, position, number }) => `${role} ${position} ${number}`)).toEqual([
      'drawn 1 C-07',
      'drawn 2 C-08',
      'drawn 3 C-09',
      'reserve 4 C-10',
      'drawn 1 C-00',
      'drawn 3 C-02',
      'drawn 5 C-04',
      'reserve 2 C-01',
      'reserve 4 C-03',
    ])
    expect(shown.differences).toEqual([])
    await expect(township.client.draws.draw({ id: drawn, seed: '1', seedFrom: '再来' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const [{ id: changeSet } = { id: '' }] = (await township.client.records.changes({ limit: 1, offset: 0 })).rows
    await expect(township.client.records.undo({ changeSet })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('同一份名单再抽要写明理由', async () => {
    const once = { ...FRAME, where: { gadget_no: 'C-99' }, name: '单抽' }
    await township.client.draws.freeze(once)
    await expect(township.client.draws.freeze(once)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('单抽') })
    expect((await township.client.draws.freeze({ ...once, again: '上次有人回避' })).id).not.toBe('')
  })

  it('随包到县，照样重抽核对；导出的名单里有核对办法', async () => {
    await carry(township, county)
    const there = await county.client.draws.show({ id: drawn })
    expect(there).toEqual(await township.client.draws.show({ id: drawn }))
    const { path } = await done(county, county.client.draws.export({ id: drawn }))
    const rows = await readRows(path ?? '')
    expect(rows.length).toBeGreaterThan(9)
    for (const office of [township, county]) {
      const { read, derivations } = office.app.host.office().store
      expect((await verify(read, derivations)).findings).toEqual([])
    }
  })
})

async function householdOf(number: string): Promise<string> {
  const { rows } = await township.client.records.query({ register: 'gadget', where: { gadget_no: number } })
  return String(rows[0]?.['household_id'])
}
