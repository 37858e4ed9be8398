/** Targets over a made-up statistic: counted and money columns, each in its own unit. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { carry } from '../../features/exchange/testing/apps.ts'
import { enterFamily, HERE, openPair, save, type TestPair } from './office.ts'

const TOWNSHIP = '621125100000'

let pair: TestPair
beforeAll(async () => {
  pair = await openPair()
  await enterFamily(pair.township)
})
afterAll(() => pair.end())

it('器件的件数和价款都能下达任务，完成数是统计表的那一格，能列出所数的器件', async () => {
  const { client } = pair.township
  expect((await client.targets.columns()).find(({ statistic }) => statistic === 'gadgets')?.columns).toEqual([
    { key: 'gadgets', label: '器件' },
    { key: 'price', label: '价款' },
  ])
  const at = async (measure: string, place: string) => (await client.targets.table({ measure, year: 2015 })).rows.find((row) => row.place === place)
  const counted = await measureOf('器件数', 'gadgets')
  await client.targets.assign({ measure: counted, year: 2015, rows: [{ place: HERE, amount: 300 }] })
  const row = await at(counted, HERE)
  expect(row).toMatchObject({ target: { amount: 300 }, reached: 200, reachedText: '2', share: '66.67%', missing: 100 })
  expect(row?.list).toMatchObject({ register: 'gadget' })
  const { total } = await client.records.query({ register: 'gadget', where: row?.list?.where })
  expect(total).toBe(2)
  const money = await measureOf('器件价款', 'price')
  await client.targets.assign({ measure: money, year: 2015, rows: [{ place: HERE, amount: 123_456 }] })
  expect(await at(money, HERE)).toMatchObject({ reached: 123_456, reachedText: '1234.56', share: '100.00%', missing: 0 })
  expect(await at(money, TOWNSHIP)).toMatchObject({ target: null, share: '未下达', assigned: 1, handedDown: 123_456, difference: null })
})

/** Measures are the county's; they come down with a package. */
async function measureOf(name: string, measure: string): Promise<string> {
  const id = await save(pair.county, 'target_measure', { name, statistic: 'gadgets', measure })
  await carry(pair.county, pair.township)
  return id
}
