/** Records of earlier programs that their office has not sent on yet, while a colleague's PC or the county moves their household. */
import { describe, expect, it, vi } from 'vitest'
import { derivations } from '../features/derivations.ts'
import { Database, type SqlValue } from '../store/index.ts'
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

  it('新收到的年度记录一写下就在它的村、它的户，不再为此写第二遍', async () => {
    const sites: [TestSite, TestSite] = [await TestSite.open(TOWNSHIP), await TestSite.open(TOWNSHIP)]
    for (const site of sites) await site.admit(sites)
    const [one, other] = sites
    const { result: household } = await one.act((transaction) => {
      const id = transaction.insert('household', { village: BEFORE, exit_status: '0', valid: true })
      for (const name of ['王一', '王二']) {
        const person = transaction.insert('person', { name })
        transaction.insert('membership', { household_id: id, person_id: person, relation: name === '王一' ? '01' : '02', status: '1' })
        for (const year of [2013, 2014]) transaction.insert('person_year', { person_id: person, year })
      }
      return id
    })
    const written: number[] = []
    const { run } = Database.prototype
    const watched = vi.spyOn(Database.prototype, 'run').mockImplementation(function noted(this: Database, sql: string, ...parameters: SqlValue[]) {
      const rows = run.call(this, sql, ...parameters)
      if (sql.startsWith('UPDATE person_year')) written.push(rows)
      return rows
    })
    await other.apply(await one.pack(other))
    watched.mockRestore()
    expect(written.length).toBeGreaterThan(0)
    expect(written.filter((rows) => rows > 0)).toEqual([])
    const places = 'SELECT DISTINCT household_id, village, counted_household_id, counted_village FROM person_year'
    expect(other.store.read.all(places)).toEqual([{ household_id: household, village: BEFORE, counted_household_id: household, counted_village: BEFORE }])
    for (const site of sites) {
      expect((await verify(site.store.read, site.store.derivations)).findings).toEqual([])
      await site.end()
    }
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
