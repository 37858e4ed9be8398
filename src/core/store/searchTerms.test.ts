import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Database, type SqlValue } from './database.ts'
import { nameTerms } from './search.ts'
import { SearchTerms } from './searchTerms.ts'
import { atOnce } from './stepping.ts'
import { tableOf } from './table.ts'
import { clerk, KEY, openedStore, type OpenedStore } from './testing/opened.ts'
import { wrongTerms } from './testing/terms.ts'
import { undo } from './history.ts'

let opened: OpenedStore
beforeAll(async () => {
  opened = await openedStore()
})
afterAll(() => opened.end())

const VILLAGES = ['621125100204', '621125100205'] as const

it('a name is found from its beginning, from each later character, and by the initials of either', () => {
  const terms = nameTerms('王小明')
  expect(terms.filter(({ middle }) => !middle).map(({ term }) => term)).toEqual(['王小明', 'wangxiaoming', 'wxm'])
  expect(terms.filter(({ middle }) => middle).map(({ term }) => term)).toEqual(['小明', 'xm', '明'])
  expect(nameTerms('县农业农村局').map(({ term }) => term)).toContain('农村局')
  expect(nameTerms('Nokia 泵').map(({ term }) => term)).toEqual(expect.arrayContaining(['nokia泵', '泵']))
  expect(nameTerms(' ')).toEqual([])
})

it('terms follow the name, the place and who is head, through every kind of change and its undoing', async () => {
  const { store } = opened
  const act = (work: Parameters<typeof store.change>[2]) => store.change(clerk, { kind: 'edit', title: '测试' }, work)
  const ranks = (): unknown =>
    store.read.all(
      `SELECT term, rank, village FROM search_term WHERE register = 'person' AND term IN ('王小明', '小明', '李小花') ORDER BY term, rank, village`,
    )
  const wrong = (): Promise<string[]> => wrongTerms(opened.directory, KEY)
  const { household, membership, person } = (
    await store.change(clerk, { kind: 'edit', title: '测试' }, (transaction) => {
      const household = transaction.insert('household', { village: VILLAGES[0] })
      const [person, wife] = [transaction.insert('person', { name: '王小明' }), transaction.insert('person', { name: '李小花' })]
      const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
      transaction.insert('membership', { household_id: household, person_id: wife, relation: '02', status: '1' })
      return { household, membership, person }
    })
  ).result
  expect(ranks()).toEqual([
    { term: '小明', rank: 2, village: VILLAGES[0] },
    { term: '李小花', rank: 1, village: VILLAGES[0] },
    { term: '王小明', rank: 0, village: VILLAGES[0] },
  ])
  await act((transaction) => transaction.update('household', household, { village: VILLAGES[1] }))
  expect(ranks()).toMatchObject([{ village: VILLAGES[1] }, { village: VILLAGES[1] }, { village: VILLAGES[1] }])
  await act((transaction) => transaction.update('membership', membership, { relation: '03' }))
  expect(ranks()).toMatchObject([{ rank: 3 }, { rank: 1 }, { rank: 1 }])
  const renamed = await act((transaction) => {
    transaction.update('person', person, { name: '王大明' })
    transaction.update('household', household, { village: VILLAGES[0] })
    transaction.update('person', person, { name: '王中明' })
  })
  expect(await wrong()).toEqual([])
  await undo(store, clerk, renamed.changeSet ?? '')
  expect(await wrong()).toEqual([])
  const removed = await act((transaction) => {
    transaction.remove('membership', membership)
    transaction.remove('person', person)
  })
  expect(await wrong()).toEqual([])
  await undo(store, clerk, removed.changeSet ?? '')
  expect(await wrong()).toEqual([])
})

it('terms of many records go in the order of their index', async () => {
  const { store } = opened
  const act = (work: Parameters<typeof store.change>[2]) => store.change(clerk, { kind: 'edit', title: '测试' }, work)
  const ids: string[] = []
  await act((transaction) => {
    for (const name of ['赵一', '安二', '孙三', '李四', '白五']) ids.push(transaction.insert('person', { name }))
  })
  const gone: SqlValue[] = []
  const { statement } = Database.prototype
  const watched = vi.spyOn(Database.prototype, 'statement').mockImplementation(function noted(this: Database, sql: string) {
    const kept = statement.call(this, sql)
    if (!sql.startsWith('DELETE FROM search_term')) return kept
    return {
      run: (...key: SqlValue[]) => {
        gone.push(key[1] ?? '')
        return kept.run(...key)
      },
    }
  })
  await act((transaction) => {
    for (const id of ids) transaction.remove('person', id)
  })
  watched.mockRestore()
  expect(gone.length).toBeGreaterThan(15)
  expect(gone).toEqual(gone.toSorted())
  expect(await wrongTerms(opened.directory, KEY)).toEqual([])
})

it('terms of many new records are written twenty at a time, in the order of their index', async () => {
  const { store } = opened
  const runs: SqlValue[][] = []
  const { statement } = Database.prototype
  const watched = vi.spyOn(Database.prototype, 'statement').mockImplementation(function noted(this: Database, sql: string) {
    const kept = statement.call(this, sql)
    if (!sql.startsWith('INSERT OR IGNORE INTO search_term')) return kept
    return {
      run: (...keys: SqlValue[]) => {
        runs.push(keys)
        return kept.run(...keys)
      },
    }
  })
  await store.change(clerk, { kind: 'edit', title: '测试' }, (transaction) => {
    for (let number = 0; number < 50; number += 1) transaction.insert('person', { name: `周${'安白丁方高'[number % 5]}${'一二三四五六七八九十'[number % 10]}` })
  })
  watched.mockRestore()
  const terms = runs.flatMap((keys) => keys.filter((_, index) => index % 5 === 1))
  expect(terms.length).toBeGreaterThan(200)
  expect(terms).toEqual(terms.toSorted())
  expect(runs.length).toBeLessThan(terms.length / 20 + 20)
  expect(await wrongTerms(opened.directory, KEY)).toEqual([])
})

it('terms of a county never wait all at once: those of some records are sorted and written, then those of the next', async () => {
  const { store } = opened
  const table = tableOf('person')
  const most = 20
  const sorted: number[] = []
  const names = Array.from({ length: 30 }, (_, at) => `欧阳${String.fromCodePoint(0x4e00 + at)}`)
  const ids = (await store.change(clerk, { kind: 'edit', title: '测试' }, (transaction) => names.map((name) => transaction.insert('person', { name })))).result
  const sort = vi.spyOn(Array.prototype, 'sort').mockImplementation(function noted(this: unknown[], ...by) {
    sorted.push(this.length)
    const [order] = by
    return this.splice(0, this.length, ...this.toSorted(order)) && this
  })
  try {
    await store.bookkeep((database) => {
      const terms = new SearchTerms(database, most)
      const rows = database.all('SELECT * FROM person WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
      for (const row of rows) terms.remove(table, String(row['id']), row)
      expect(sorted).toEqual([])
      atOnce(terms.flush())
      expect(database.all('SELECT 1 FROM search_term WHERE record IN (SELECT value FROM json_each(?))', JSON.stringify(ids))).toEqual([])
      for (const id of ids) terms.add(table, id)
      atOnce(terms.flush())
    })
  } finally {
    sort.mockRestore()
  }
  expect(sorted.length).toBeGreaterThan(names.length / 4)
  expect(Math.max(...sorted)).toBeLessThanOrEqual(most + nameTerms('欧阳一').length)
  expect(await wrongTerms(opened.directory, KEY)).toEqual([])
})
