/** What an entry had seen stays so when that is taken back, and its name with it: others hold it under that name. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPair, type TestSite } from '../exchange/testing/network.ts'
import { operationsOf } from './yearLocks.ts'
import { undoReceived } from './undoReceived.ts'

let county: TestSite
let township: TestSite
beforeEach(async () => {
  ;({ county, township } = await openPair())
})
afterEach(async () => {
  for (const site of [county, township]) await site.end()
})

it('对方的修改撤销接收以后，当时看着它提的建议还叫原来的名字', async () => {
  const household = (
    await township.act((transaction) =>
      transaction.insert('household', { village: '621125100204', identification_standard: '1', exit_status: '0', valid: true }),
    )
  ).result
  await county.apply(await township.pack(county))
  await township.act((transaction) => transaction.update('household', household, { address: '一社' }))
  const { changeSet } = await county.apply(await township.pack(county))
  await county.act((transaction) => transaction.update('household', household, { address: '二社' }))
  const names = (): string[] =>
    operationsOf(county.store.read, 'household', household, county.unit)
      .filter(({ proposal }) => proposal)
      .map(({ number, stamp }) => `${number} ${stamp()}`)
  const before = names()
  expect(before).toHaveLength(1)
  await undoReceived(county.store, { id: 'u', name: '测试' }, changeSet ?? '', () => undefined)
  expect(names()).toEqual(before)
  await county.apply(await township.pack(county, true))
  expect(names()).toEqual(before)
})
