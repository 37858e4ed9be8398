/** Laws over every statistic there is: parts add up, cells list exactly their records for whoever asks, DuckDB counts the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AskingUser } from '../../access/asker.ts'
import { columnSql } from '../../catalogue/derive/kept.ts'
import { fieldOf, tableNames } from '../../catalogue/index.ts'
import { Random } from '../demo/random.ts'
import { columnsOf } from '../../statistics/columns.ts'
import { countStatistic, prepareStatistic } from '../../statistics/count.ts'
import { knowsDays, usedFields } from '../../statistics/days.ts'
import { resolveWhere } from '../../statistics/resolve.ts'
import { listOf, type Cell, type CellList, type StatisticTable, type TableRow } from '../../statistics/table.ts'
import { DuckOffice } from '../../statistics/testing/duckdb.ts'
import type { PlaceLevel, StatisticDefinition } from '../../statistics/types.ts'
import type { Where } from '../../shapes.ts'
import type { SqlValue } from '../../store/index.ts'
import { addMonitored } from '../../testing/monitored.ts'
import { testOffice, TODAY, type TestOffice } from '../../testing/office.ts'
import { addExits } from '../../testing/exits.ts'
import { countingFor } from './counting.ts'
import { statistics } from './registry.ts'
import { readBesideIndex } from './testing/besideIndex.ts'

const SAMPLED_CELLS = 20
/** Digits of a code that tell the places of a level apart. */
const DIGITS: Readonly<Record<PlaceLevel, number>> = { county: 6, township: 9, village: 12 }
const askers: Record<string, AskingUser> = {
  县管理员: { id: 'a', displayName: '王主任', role: 'administrator', divisions: [] },
  乡镇录入员: { id: 'c', displayName: '李文书', role: 'entry', divisions: ['621125100000'] },
  两村审核员: { id: 'v', displayName: '村文书', role: 'review', divisions: [] },
  只读: { id: 'r', displayName: '赵只读', role: 'reader', divisions: [] },
  乡镇只读: { id: 'q', displayName: '钱只读', role: 'reader', divisions: ['621125101000'] },
}

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 400 })
  // What reads findings is counted once these stand.
  await office.checks.settled()
  const villages = office.store.read.all<{ village: string }>('SELECT DISTINCT village FROM household ORDER BY village LIMIT 2').map(({ village }) => village)
  // What the demonstration has none of.
  const some = office.store.read.all<{ id: string; village: string; person: string }>(
    'SELECT id, village, head_person_id AS person FROM household WHERE head_person_id IS NOT NULL ORDER BY id LIMIT 12',
  )
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    for (const [index, { id, village, person }] of some.entries())
      addMonitored(transaction, { village, household: id, person, number: index + 1, year: index % 3 === 0 ? 2015 : 2014 })
  })
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    for (const village of villages) {
      const household = transaction.get<{ id: string }>('SELECT id FROM household WHERE village = ? ORDER BY id LIMIT 1', village)?.id ?? ''
      addExits(transaction, { village, household, year: 2015 })
    }
  })
  askers['两村审核员'] = { id: 'v', displayName: '村文书', role: 'review', divisions: villages }
})
afterAll(() => office.end())

const count = (user: AskingUser, definition: StatisticDefinition, by: PlaceLevel, year = 2015): StatisticTable =>
  countStatistic(countingFor(office, user, TODAY), definition, { by, year })

/** What a list comes to, by the measure of a column. */
function measured(user: AskingUser, list: CellList, definition: StatisticDefinition, key: string): number {
  const measure = columnsOf(definition).find((column) => column.key === key)?.measure ?? null
  const comes = (where: Where, field: string | null): number => {
    const { sql, parameters } = office.records.conditionOf(user, { ...list, where })
    const column = field === null ? '' : columnSql(fieldOf(list.register, field))
    const told = measure?.level === null || measure === null ? column : `substr(${column}, 1, ${DIGITS[measure.level]})`
    const what = measure?.kind === 'sum' ? `coalesce(sum(${column}), 0)` : measure?.kind === 'distinct' ? `count(DISTINCT ${told})` : 'count(*)'
    return office.store.read.get<{ n: number }>(`SELECT ${what} AS n FROM ${list.register} t WHERE ${sql}`, ...parameters)?.n ?? 0
  }
  if (measure === null || measure.otherwise === null || measure.where === null) return comes(list.where ?? {}, measure?.field ?? null)
  const own: Where = { and: [list.where ?? {}, resolveWhere(measure.where, { year: 2015, day: TODAY, settings: {} })] }
  return comes(list.where ?? {}, measure.otherwise) - comes(own, measure.otherwise) + comes(own, measure.field)
}

const figure = (cell: Cell | undefined): number | null => (cell !== undefined && 'value' in cell ? cell.value : null)

describe.each(statistics.map((definition) => [definition.code, definition] as const))('统计表 %s', (_, definition) => {
  it('说明是完整的：列都在，敏感字段只按允许统计的分', () => {
    const columns = columnsOf(definition)
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
    for (const key of definition.chart ?? []) expect(columns.map((column) => column.key)).toContain(key)
    for (const { field } of usedFields(definition, columns)) {
      if (field.sensitive === 'illness') expect(field.countable, `${field.label}要声明 countable`).toBe(true)
    }
  })

  it('问到的其他台账，凡声明了 counted 的都从索引里读', () => {
    const { populations } = prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, { by: 'village', year: 2015 })
    for (const { query } of populations) expect(readBesideIndex(query.sql)).toEqual([])
  })

  it('人的年度记录最多：问到的都在数它们的索引里，不从头读一遍台账', () => {
    const { populations } = prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, { by: 'village', year: 2015 })
    for (const { query } of populations) expect(readBesideIndex(query.sql, true).filter((column) => column.startsWith('person_year.'))).toEqual([])
  })

  it('数的记录只读一遍，合计要另外去重的也一样', () => {
    const { populations } = prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, { by: 'village', year: 2015 })
    for (const { query } of populations) {
      const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`, ...query.parameters).map(({ detail }) => detail)
      expect(plan.includes('MATERIALIZE p'), plan.join('\n')).toBe(plan.includes('COMPOUND QUERY'))
    }
  })

  it('一年的记录从头读下来，或者从数它们的索引里读，不按问到的别的内容一条一条去找', async () => {
    const asked = (['village', 'county'] as const).flatMap((by) =>
      prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, { by, year: 2015 }).populations.filter(
        ({ name, population }) => definition.populations[name]?.time === 'year' && population.register.counted !== undefined,
      ),
    )
    const read = await office.store.bookkeep((database) => {
      // As where the office was closed once: how much each index tells apart is known from then on.
      database.pragma('optimize')
      return asked.map(({ query }) =>
        database
          .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`, ...query.parameters)
          .flatMap(({ detail }) => /^(?:SCAN|SEARCH) t\b.*/.exec(detail) ?? []),
      )
    })
    for (const lines of read) expect(lines).toEqual([expect.stringMatching(/^SCAN|INDEX \w+_counted\b/)])
  })

  it('按乡镇、按县数的，先按村加起来，不从每条记录上截村的代码', () => {
    for (const by of ['township', 'county'] as const)
      for (const { population, measures, query } of prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, {
        by,
        year: 2015,
      }).populations) {
        const { register, rows } = population
        if (rows.by !== 'place' || measures.some(({ kind }) => kind === 'distinct') || (register.counted?.by ?? ['id'])[0] !== 'id') continue
        expect(query.sql).toMatch(/ FROM p GROUP BY k\) q GROUP BY substr\(k, 1, \d\)$/)
        expect(query.sql).not.toMatch(/^WITH p AS \(SELECT substr/)
      }
  })

  it.each(Object.keys(askers))('各部分相加等于总数，每格列出的正好是它数的记录（%s）', (name) => {
    const user = askers[name] as AskingUser
    const draw = new Random(`${definition.code} ${name}`)
    const table = count(user, definition, 'township')
    addsUp(table)
    table.columns.forEach((column, index) => {
      if (column.ratio !== null) return
      const list = listOf(table, null, index)
      const whole = figure(table.total[index])
      if (list === null || whole === null) expect(user.role).toBe('reader')
      else expect(measured(user, list, definition, column.key), `${column.label}合计`).toBe(whole)
    })
    const [grouped] = drawn(
      table.columns.map((_, index) => index).filter((index) => table.columns[index]?.ratio === null),
      1,
      draw,
    )
    for (const row of table.rows) agrees(user, definition, table, row, grouped ?? 0)
    const fine = count(user, definition, 'village')
    const cells = fine.rows.flatMap((row) => fine.columns.map((_, index) => ({ row, index })))
    for (const { row, index } of drawn(cells, SAMPLED_CELLS, draw)) agrees(user, definition, fine, row, index)
  })

  it('三级相加相等', () => {
    const user = askers['县管理员'] as AskingUser
    const levels = (['county', 'township', 'village'] as const).map((by) => count(user, definition, by))
    for (const table of levels) expect(table.total).toEqual(levels[0]?.total)
  })
})

/** Parts are as much as what they are parts of, in every row; rows are as much as the total, but for what is told apart. */
function addsUp(table: StatisticTable): void {
  const wholes = new Set(table.columns.flatMap(({ part }) => part ?? []))
  for (const cells of [...table.rows.map((row) => row.cells), table.total]) {
    for (const whole of wholes) {
      const parts = table.columns.flatMap(({ part }, index) => (part === whole ? [figure(cells[index])] : []))
      if (parts.includes(null)) continue
      expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(figure(cells[whole]))
    }
  }
  table.columns.forEach(({ kind }, index) => {
    const values = table.rows.map(({ cells }) => figure(cells[index]))
    if ((kind === 'count' || kind === 'sum') && !values.includes(null))
      expect(values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(figure(table.total[index]))
  })
}

function agrees(user: AskingUser, definition: StatisticDefinition, table: StatisticTable, row: TableRow, index: number): void {
  const column = table.columns[index]
  if (column === undefined || column.ratio !== null) return
  const [list, value] = [listOf(table, row, index), figure(row.cells[index])]
  if (list === null || value === null) expect(user.role).toBe('reader')
  else expect(measured(user, list, definition, column.key), `${row.label} ${column.label}`).toBe(value)
}

function drawn<T>(from: readonly T[], most: number, draw: Random): T[] {
  const rest = [...from]
  const taken: T[] = []
  while (taken.length < most && rest.length > 0) taken.push(...rest.splice(draw.int(0, rest.length - 1), 1))
  return taken
}

const sorted = (rows: readonly Record<string, SqlValue>[]): Record<string, SqlValue>[] =>
  rows.toSorted((one, other) => `${String(one['whole'])} ${String(one['k'])}`.localeCompare(`${String(other['whole'])} ${String(other['k'])}`))

describe('另一种数据库', () => {
  it('每一张表、每一种人问、DuckDB 数出的每一格都一样', async () => {
    const duck = await DuckOffice.of(office.store.read, tableNames)
    try {
      for (const definition of statistics) {
        for (const [name, user] of Object.entries(askers)) {
          const counting = countingFor(office, user, TODAY)
          for (const by of name === '县管理员' ? (['village', 'township'] as const) : (['village'] as const)) {
            for (const { name: population, query } of prepareStatistic(counting, definition, { by, year: 2015 }).populations) {
              const ours = office.store.read.all<Record<string, SqlValue>>(query.sql, ...query.parameters)
              expect(sorted(await duck.query(query.sql, query.parameters)), `${definition.code} ${population} ${name} ${by}`).toEqual(sorted(ours))
            }
          }
        }
        if (!knowsDays(definition, columnsOf(definition))) continue
        const asked = { by: 'township', year: 2015, asOf: '2015-06-30' } as const
        for (const { name, query } of prepareStatistic(countingFor(office, askers['县管理员'] as AskingUser, TODAY), definition, asked).populations)
          expect(sorted(await duck.query(query.sql, query.parameters)), `${definition.code} ${name} 2015-06-30`).toEqual(
            sorted(office.store.read.all<Record<string, SqlValue>>(query.sql, ...query.parameters)),
          )
      }
    } finally {
      duck.close()
    }
  })
})
