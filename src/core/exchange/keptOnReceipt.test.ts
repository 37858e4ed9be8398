/** Records of earlier programs that their office has not sent on yet, while a colleague's PC or the county moves their household. */
import { describe, expect, it } from 'vitest'
import { derivations } from '../features/derivations.ts'
import { undoReceived } from '../store/undoReceived.ts'
import { verify } from '../store/verify.ts'
import { TestSite } from './testing/network.ts'

const TOWNSHIP = '621125100000'
const [BEFORE, NOW] = ['621125100204', '621125100205'] as const
const formerly = derivations.map(({ state: _, ...derivation }) => derivation)

async function openColleagues(): Promise<[TestSite, TestSite]> {
  const sites: [TestSite, TestSite] = [await TestSite.open(TOWNSHIP, 0, formerly), await TestSite.open(TOWNSHIP, 0, formerly)]
  for (const site of sites) await site.admit(sites)
  return sites
}

describe('收到迁移时，本机还没有发出去的早先记录', () => {
  it('由负责的单位写下原来的村；撤销合并以后照旧，再收一次两边一致', async () => {
    const [one, other] = await openColleagues()
    const { result: household } = await one.act((transaction) => transaction.insert('household', { village: BEFORE, exit_status: '0', valid: true }))
    await other.apply(await one.pack(other))
    const { result: year } = await other.act((transaction) => transaction.insert('household_year', { household_id: household, year: 2013, wage_income: 100 }))
    await one.act((transaction) => transaction.update('household', household, { village: NOW }))
    const counted = (site: TestSite): unknown => site.store.read.get('SELECT village, counted_village FROM household_year WHERE id = ?', year)
    expect(counted(other)).toEqual({ village: BEFORE, counted_village: null })
    const { changeSet } = await other.apply(await one.pack(other))
    expect(counted(other)).toEqual({ village: NOW, counted_village: BEFORE })
    await undoReceived(other.store, { id: 'u', name: '撤' }, changeSet ?? '', (bookkeep) => {
      bookkeep('UPDATE peer SET received = 0')
    })
    expect(counted(other)).toEqual({ village: BEFORE, counted_village: BEFORE })
    for (let round = 0; round < 2; round += 1) {
      await one.apply(await other.pack(one))
      await other.apply(await one.pack(other))
    }
    expect([counted(one), counted(other)]).toEqual([
      { village: NOW, counted_village: BEFORE },
      { village: NOW, counted_village: BEFORE },
    ])
    expect(await one.digest()).toBe(await other.digest())
    for (const site of [one, other]) expect((await verify(site.store.read, site.store.derivations)).findings).toEqual([])
    for (const site of [one, other]) await site.end()
  })

  it('两台电脑各自写下同一个村，不算冲突', async () => {
    const [one, other] = await openColleagues()
    const { result: household } = await one.act((transaction) => {
      const id = transaction.insert('household', { village: BEFORE, exit_status: '0', valid: true })
      transaction.insert('household_year', { household_id: id, year: 2013 })
      return id
    })
    await other.apply(await one.pack(other))
    for (const site of [one, other]) await site.act((transaction) => transaction.update('household', household, { village: NOW }))
    for (let round = 0; round < 2; round += 1) {
      await one.apply(await other.pack(one))
      await other.apply(await one.pack(other))
    }
    for (const site of [one, other]) {
      expect(site.store.read.get('SELECT counted_village FROM household_year WHERE household_id = ?', household)).toEqual({ counted_village: BEFORE })
      expect(site.store.read.all('SELECT * FROM conflict')).toEqual([])
      await site.end()
    }
  })
})
