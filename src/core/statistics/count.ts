/** Counts a table for somebody: what they may read, small sensitive figures merged for those who may not read them. */
import { codeListOf, fieldOf } from '../catalogue/index.ts'
import { itemOf, labelOf, pickableItems } from '../catalogue/derive/codes.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { isIsoDate, referenceDate } from '../rules/dates.ts'
import type { Asking } from '../registers/asking.ts'
import type { SqlValue } from '../store/index.ts'
import type { Where } from '../shapes.ts'
import { both, columnsOf, type Measure, type ShownColumn } from './columns.ts'
import { compilePopulation, everything, populationAsAsked, type Population, type PopulationQuery } from './compile.ts'
import { requireDays } from './days.ts'
import { hashOf } from './hash.ts'
import { mergeTable } from './merged.ts'
import { resolveWhere, type Asked } from './resolve.ts'
import { dividedOf, type Cell, type StatisticTable, type TableColumn, type TableRow } from './table.ts'
import type { RowDefinition, StatisticDefinition, StatisticRequest } from './types.ts'

/** What a table is counted with. */
export interface Counting {
  readonly asking: Asking
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Values of the settings of all definitions, as they hold in a year. */
  settings(year: number): Readonly<Record<string, string | readonly string[]>>
  nameOf(division: string, year?: number): string
  /** What a record that rows are told apart by is called; '' where the asker is not told. */
  titleOf(register: string, id: string): string
  /** Number of the last change set. */
  changeSet(): number
}

/** Runs one query; rows have `whole`, `k` and `m0` … */
export type RunQuery = (sql: string, parameters: readonly SqlValue[]) => readonly Record<string, SqlValue>[]

/** A definition made ready for one question. */
export interface Prepared {
  readonly definition: StatisticDefinition
  readonly request: StatisticRequest
  readonly asked: Asked
  readonly rows: RowDefinition
  readonly columns: readonly ShownColumn[]
  readonly populations: readonly PreparedPopulation[]
}

interface PreparedPopulation {
  readonly name: string
  readonly population: Population
  readonly measures: readonly Measure[]
  readonly query: PopulationQuery
}

const BY_PLACE: RowDefinition = { by: 'place' }

/** Compiles the queries of a table. Throws VALIDATION (a day for a table that knows none), FORBIDDEN (fields that the asker may not compare). */
export function prepareStatistic(counting: Counting, definition: StatisticDefinition, request: StatisticRequest): Prepared {
  const columns = columnsOf(definition)
  if (request.asOf !== undefined) {
    if (!isIsoDate(request.asOf)) throw new AppError('VALIDATION', `“${request.asOf}”不是日期。`, '请写成 2016-06-30 的样子。')
    requireDays(definition, columns)
  }
  const day = request.asOf ?? referenceDate(request.year, counting.today)
  requireFrom(definition, request.from, day)
  const asked: Asked = {
    year: request.year,
    day,
    today: counting.today,
    asOf: request.asOf,
    from: request.from,
    settings: counting.settings(request.year),
  }
  const rows = definition.rows ?? BY_PLACE
  const populations = Object.entries(definition.populations).map(([name, of]) => {
    const population = populationAsAsked(counting.asking, of, rows, request.by, asked, request)
    const measures = columns.flatMap(({ measure }) => (measure !== null && measure.population === name ? [measure] : []))
    return { name, population, measures, query: compilePopulation(counting.asking, population, measures, asked) }
  })
  return { definition, request, asked, rows, columns, populations }
}

/** The first day counted is one before the last, and asked only of tables that look at what happened from a day on. Throws VALIDATION. */
function requireFrom(definition: StatisticDefinition, from: string | undefined, day: string): void {
  if (from === undefined) return
  if (!isIsoDate(from)) throw new AppError('VALIDATION', `“${from}”不是日期。`, '请写成 2016-01-01 的样子。')
  if (!looksBack(definition)) throw new AppError('VALIDATION', `“${definition.title}”不是按一段时间统计的。`, '请去掉起始日期。')
  if (from > day) throw new AppError('VALIDATION', `起始日期（${from}）在统计日（${day}）之后。`, '请把起始日期改早，或者把统计日改晚。')
}

/** Whether a table looks at what happened from a day on. */
function looksBack({ populations, columns }: StatisticDefinition): boolean {
  return JSON.stringify([populations, columns]).includes('"@from"')
}

/** Counts a table. Throws as {@link prepareStatistic} does. */
export function countStatistic(counting: Counting, definition: StatisticDefinition, request: StatisticRequest, run?: RunQuery): StatisticTable {
  const prepared = prepareStatistic(counting, definition, request)
  const table = tableOf(counting, prepared, run ?? ((sql, parameters) => counting.asking.database.all(sql, ...parameters)))
  const sensitive = sensitiveColumns(prepared)
  if (sensitive.size === 0) return table
  const all: Counting = { ...counting, asking: everything(counting.asking) }
  return mergeTable(table, sensitive, (by) => countStatistic(all, definition, { ...request, by, within: undefined, forerunners: undefined }, run))
}

/** Indexes of the columns that count by what the asker may not read. */
function sensitiveColumns({ columns, populations }: Prepared): ReadonlySet<number> {
  const found = new Set<number>()
  columns.forEach(({ measure }, index) => {
    const population = populations.find(({ name }) => name === measure?.population)
    if (measure !== null && population !== undefined && (population.query.sensitiveRows || population.query.sensitive.has(measure.key))) found.add(index)
  })
  columns.forEach(({ ratio }, index) => {
    if (ratio !== null && (found.has(ratio.over) || found.has(ratio.under))) found.add(index)
  })
  columns.forEach(({ weighted }, index) => {
    if (weighted?.some(({ column }) => found.has(column)) === true) throw new RangeError(`${columns[index]?.key ?? ''} weights what some may not read`)
  })
  return found
}

function tableOf(counting: Counting, prepared: Prepared, run: RunQuery): StatisticTable {
  const { definition, request, asked, rows, columns } = prepared
  const sums = new Sums(prepared, run)
  const keys = rowKeys(rows, prepared, sums)
  const year = definition.rows === undefined || rows.by === 'place' ? asked.year : undefined
  const times = new Set(Object.values(definition.populations).map(({ time }) => time))
  return {
    code: definition.code,
    title: definition.title,
    source: definition.source ?? null,
    notes: definition.notes ?? [],
    unverified: definition.unverified ?? [],
    rowsAre: rows.by === 'place' ? 'place' : 'value',
    rowLabel: rowLabel(prepared),
    by: request.by,
    year: times.has('year') || (times.has('day') && request.asOf === undefined) ? asked.year : null,
    day: times.has('day') ? asked.day : null,
    from: request.from ?? null,
    within: request.within ?? null,
    columns: columns.map((column) => tableColumn(prepared, column)),
    rows: keys.map((key): TableRow => {
      const { label, where } = rowOf(counting, prepared, key, year)
      return { key: placeKey(rows, key), label, where, cells: cellsOf(prepared, (of) => sums.of(of, key)) }
    }),
    total: cellsOf(prepared, (of) => sums.total(of)),
    ...gradesOf(prepared),
    definition: hashOf(definition),
    changeSet: counting.changeSet(),
  }
}

/** All cells of a row: those that are weighted after those that they weight. */
function cellsOf({ columns, asked }: Prepared, value: (column: ShownColumn) => number): Cell[] {
  const plain = columns.map((column) => (column.weighted === null ? cellOf(columns, column, value) : null))
  return columns.map((column, index) => plain[index] ?? weightedOf(columns, column, plain, asked))
}

function weightedOf(columns: readonly ShownColumn[], { weighted }: ShownColumn, cells: readonly (Cell | null)[], { settings }: Asked): Cell {
  let [over, under] = [0, 0]
  for (const { column, weight } of weighted ?? []) {
    const [of, cell] = [columns[column], cells[column]]
    const rate = of === undefined || cell === null || cell === undefined || !('over' in cell) ? null : dividedOf(of, cell)
    if (rate === null) continue
    over += rate * Number(settings[weight])
    under += Number(settings[weight])
  }
  return { over, under }
}

function gradesOf({ definition: { grades }, columns, asked }: Prepared): Pick<StatisticTable, 'grades'> {
  if (grades === undefined) return {}
  const bands = grades.bands.map(({ label, meaning, below }) => ({ label, meaning, below: Number(asked.settings[below]) }))
  return { grades: { column: columns.findIndex(({ key }) => key === grades.of), bands, otherwise: grades.otherwise } }
}

function cellOf(columns: readonly ShownColumn[], column: ShownColumn, value: (column: ShownColumn) => number): Cell {
  if (column.ratio === null) return { value: value(column) }
  const [over, under] = [columns[column.ratio.over], columns[column.ratio.under]]
  return { over: over === undefined ? 0 : value(over), under: under === undefined ? 0 : value(under) }
}

function tableColumn({ asked, populations }: Prepared, { measure, weighted: _, ...column }: ShownColumn): TableColumn {
  const population = populations.find(({ name }) => name === measure?.population)?.population
  if (measure === null || population === undefined) return { ...column, list: null }
  const { register, place } = population
  const own = measure.where === null || measure.otherwise !== null ? null : resolveWhere(measure.where, asked)
  const where = both(population.where, own) ?? {}
  return { ...column, list: { register: register.name, where, place: place.field, moved: place.moved } }
}

/** Figures of all populations by row and measure. */
class Sums {
  readonly #rows = new Map<string | null, Map<string, number>>()
  readonly #whole = new Map<string, number>()

  constructor({ populations }: Prepared, run: RunQuery) {
    for (const { query, measures } of populations) {
      if (measures.length === 0) continue
      for (const row of run(query.sql, query.parameters)) {
        const whole = Number(row['whole']) === 1
        const key = row['k'] === null ? null : String(row['k'])
        measures.forEach((measure, index) => this.#note(whole, key, measure, Number(row[`m${index}`] ?? 0)))
      }
    }
  }

  /** Rows are added up to the total, but for what is told apart, which comes counted as a whole. */
  #note(whole: boolean, key: string | null, measure: Measure, value: number): void {
    if (!whole) {
      let row = this.#rows.get(key)
      if (row === undefined) this.#rows.set(key, (row = new Map()))
      row.set(measure.key, value)
    }
    if (whole === (measure.kind === 'distinct')) this.#whole.set(measure.key, (this.#whole.get(measure.key) ?? 0) + value)
  }

  get keys(): (string | null)[] {
    return [...this.#rows.keys()]
  }

  of({ key: measure }: ShownColumn, key: string | null): number {
    return this.#rows.get(key)?.get(measure) ?? 0
  }

  total({ key: measure }: ShownColumn): number {
    return this.#whole.get(measure) ?? 0
  }
}

/** The rows of a table in order: places by code; items of the code list; bands; what belongs to none at the end. */
function rowKeys(rows: RowDefinition, { asked, populations }: Prepared, sums: Sums): (string | null)[] {
  const found = sums.keys.filter((key) => key !== null)
  const none = sums.keys.includes(null) ? [null] : []
  if (rows.by === 'place') return [...found.toSorted(), ...none]
  if (rows.by === 'bands') return [...rows.bands.map(({ key }) => key), ...none]
  const register = populations[0]?.population.register
  const list = register === undefined ? undefined : fieldOf(register, rows.field).codeList
  const items = list === undefined ? [] : pickableItems(codeListOf(list), asked.year).map(({ code }) => code)
  return [...items, ...found.filter((key) => !items.includes(key)).toSorted(), ...none]
}

function rowLabel({ rows, populations }: Prepared): string {
  if (rows.by === 'place') return '区划'
  if (rows.by === 'bands') return rows.label
  const register = populations[0]?.population.register
  return register === undefined ? '' : fieldOf(register, rows.field).label
}

function placeKey(rows: RowDefinition, key: string | null): string | null {
  return rows.by === 'place' && key !== null ? key.padEnd(12, '0') : key
}

function rowOf(
  { nameOf, titleOf }: Counting,
  { rows, asked, populations }: Prepared,
  key: string | null,
  year: number | undefined,
): { label: string; where: Where | null } {
  switch (rows.by) {
    case 'place':
      return { label: key === null ? '不属于任何村' : nameOf(key.padEnd(12, '0'), year), where: null }
    case 'bands':
      return bandRow(rows, key, asked)
    case 'field': {
      const register = populations[0]?.population.register
      return { label: valueLabel(register, rows.field, key, { year: asked.year, titleOf }), where: { [rows.field]: key === null ? { empty: true } : key } }
    }
  }
}

function bandRow({ bands }: Extract<RowDefinition, { by: 'bands' }>, key: string | null, asked: Asked): { label: string; where: Where } {
  const at = bands.findIndex((band) => band.key === key)
  const earlier = (at < 0 ? bands : bands.slice(0, at)).map(({ where }) => resolveWhere(where, asked))
  const none: Where = { not: { or: earlier } }
  const band = bands[at]
  if (band === undefined) return { label: '其他或未填', where: none }
  const own = resolveWhere(band.where, asked)
  // A record is in the first band that takes it.
  return { label: band.label, where: earlier.length === 0 ? own : { and: [own, none] } }
}

function valueLabel(
  register: RegisterDefinition | undefined,
  key: string,
  value: string | null,
  { year, titleOf }: { readonly year: number; readonly titleOf: Counting['titleOf'] },
): string {
  if (value === null) return '未填'
  const { codeList: list, type, register: target } = register === undefined ? {} : fieldOf(register, key)
  if (type === 'reference' && target !== undefined) return titleOf(target, value) || value
  const item = list === undefined ? undefined : itemOf(codeListOf(list), value)
  return item === undefined ? value : labelOf(item, year)
}
