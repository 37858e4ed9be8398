/** The first screen: every figure lists exactly its records, follows the year, and counts what is valid and in the office's hands. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareStatistic } from '../../statistics/count.ts'
import { listOf, type StatisticTable, type TableRow } from '../../statistics/table.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import type { SessionUser } from '../session/contract.ts'
import { countingFor, statisticOf } from '../statistics/service.ts'
import { readBesideIndex } from '../statistics/testing/besideIndex.ts'
import { newestYear, newestYearIn, yearsBeside } from './newestYear.ts'
import { summaryOf, TABLES } from './summary.ts'

const TOWNSHIP = '621125100000'
const actor = { id: 'a', name: '王主任' }
let office: TestOffice
const askers: Record<string, SessionUser> = {
  县管理员: userOf('administrator'),
  乡镇录入员: userOf('clerk'),
  只读: userOf('reader'),
  乡镇只读: { ...userOf('reader'), divisions: ['621125101000'] },
}

beforeAll(async () => {
  office = await testOffice({ households: 120 })
  const [village] = office.store.read.all<{ village: string }>('SELECT village FROM household ORDER BY village LIMIT 1')
  askers['一村审核员'] = { ...userOf('clerk'), role: 'review', divisions: [village?.village ?? ''] }
})
afterAll(() => office.end())

const tablesOf = (user: SessionUser, year = 2015): StatisticTable[] => {
  const summary = summaryOf(office, user, year, TODAY)
  return (Object.keys(TABLES) as (keyof typeof TABLES)[]).map((name) => summary[name])
}

const total = (table: StatisticTable, key: string): number => figure(table, null, key)

function figure(table: StatisticTable, row: TableRow | null, key: string): number {
  const cell = (row === null ? table.total : row.cells)[table.columns.findIndex((column) => column.key === key)]
  return cell !== undefined && 'value' in cell ? cell.value : -1
}

describe('首页的数', () => {
  it.each(['县管理员', '乡镇录入员', '只读', '乡镇只读', '一村审核员'])('点开每一个数，列出的正好是那么多条（%s）', (name) => {
    const user = askers[name] as SessionUser
    for (const table of tablesOf(user)) {
      table.columns.forEach(({ kind, key, label }, index) => {
        if (kind !== 'count') return
        for (const row of [null, ...table.rows]) {
          const list = listOf(table, row, index)
          expect(list === null ? null : office.records.count(user, list), `${table.title} ${row?.label ?? '合计'} ${label}`).toBe(figure(table, row, key))
        }
      })
    }
  })

  it('户、成员和致贫原因要的都在数它们的索引里，不必读记录', () => {
    for (const code of [TABLES.onFile, TABLES.causes])
      for (const by of ['county', 'township', 'village'] as const)
        for (const { query } of prepareStatistic(countingFor(office, userOf('administrator'), TODAY), statisticOf(code), { by, year: 2015 }).populations)
          expect(readBesideIndex(query.sql, true)).toEqual([])
  })

  it('哪些年度有数据，从排序的索引里一次就找到，不读年度记录', () => {
    const asked: string[] = []
    const database: ReadDatabase = {
      all: (sql, ...parameters) => office.store.read.all(sql, ...parameters),
      each: (sql, ...parameters) => office.store.read.each(sql, ...parameters),
      get: (sql, ...parameters) => {
        const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters).map(({ detail }) => detail)
        asked.push(...plan)
        return office.store.read.get(sql, ...parameters)
      },
    }
    expect([newestYearIn(database), yearsBeside(database, 2015), yearsBeside(database, 2014), yearsBeside(database, 2012)]).toEqual([
      2015,
      [2014],
      [2013, 2015],
      [2013],
    ])
    for (const line of asked) expect(line).toMatch(/^(?:SCAN|SEARCH) \w+ USING INDEX \w+_year_sorted\b/)
    expect(asked).toHaveLength(7)
  })

  it('看得到的越少，数越小；都不是空的', () => {
    const [county, township] = ['县管理员', '乡镇录入员'].map((name) => summaryOf(office, askers[name] as SessionUser, 2015, TODAY).onFile)
    if (county === undefined || township === undefined) throw new Error('nothing counted')
    for (const key of ['households', 'poor', 'exited', 'people', 'poor_people', 'exited_people', 'population'])
      expect(total(county, key), key).toBeGreaterThan(total(township, key))
    expect(total(township, 'households')).toBeGreaterThan(0)
    expect(total(county, 'poor') + total(county, 'exited') + total(county, 'households_rest')).toBe(total(county, 'households'))
  })

  it('全县看的，每个乡镇都在，没有户的写 0；只看一个乡镇的，按村', () => {
    const { onFile } = summaryOf(office, userOf('administrator'), 2015, TODAY)
    const townships = office.divisions.all().filter(({ level, code }) => level === 'township' && code.startsWith('621125'))
    expect(onFile.rows.map(({ key }) => key)).toEqual(expect.arrayContaining(townships.map(({ code }) => code)))
    const own = summaryOf(office, userOf('clerk'), 2015, TODAY).onFile
    expect(own.by).toBe('village')
    expect(own.rows.every(({ key }) => key?.startsWith(TOWNSHIP.slice(0, 9)))).toBe(true)
  })

  it('随所选的年度；默认的年度是有数据的最新一年', async () => {
    const households = (year: number): number => total(summaryOf(office, userOf('administrator'), year, TODAY).onFile, 'households')
    expect(newestYear(office.store)).toBe(2015)
    expect(households(2015)).toBe(120)
    expect(households(2012)).toBe(0)
    expect(total(summaryOf(office, userOf('administrator'), 2012, TODAY).onFile, 'people')).toBe(0)
    const [household] = office.store.read.all<{ id: string }>('SELECT id FROM household ORDER BY id LIMIT 1')
    await office.store.change(actor, { kind: 'edit', title: '次年的年度记录' }, (transaction) =>
      transaction.insert('household_year', { household_id: household?.id ?? '', year: 2016, exit_status: '0' }),
    )
    expect(newestYear(office.store)).toBe(2016)
    expect(households(2016)).toBe(1)
  })

  it('销了户的不算，点开也没有；只有来表人数的人在表里另算', async () => {
    const user = userOf('administrator')
    const before = summaryOf(office, user, 2015, TODAY)
    const [one, two] = office.store.read.all<{ id: string }>("SELECT id FROM household WHERE exit_status = '0' ORDER BY id LIMIT 2")
    const members = office.records.count(user, { register: 'person', where: { household_id: one?.id ?? '' } })
    await office.store.change(actor, { kind: 'edit', title: '销户、来表人数' }, (transaction) => {
      transaction.update('household', one?.id ?? '', { valid: false })
      const [record] = office.store.read.all<{ id: string }>('SELECT id FROM household_year WHERE household_id = ? AND year = 2015', two?.id ?? '')
      transaction.update('household_year', record?.id ?? '', { stated_population: 3 })
    })
    const { onFile, incomplete } = summaryOf(office, user, 2015, TODAY)
    expect(total(onFile, 'households')).toBe(total(before.onFile, 'households') - 1)
    expect(total(onFile, 'people')).toBe(total(before.onFile, 'people') - members)
    expect(total(incomplete, 'households')).toBe(total(before.incomplete, 'households') - 1)
    expect(total(onFile, 'stated_members')).toBeGreaterThan(0)
    const list = listOf(onFile, null, 0)
    expect(list === null ? null : office.records.count(user, list)).toBe(total(onFile, 'households'))
  })
})
