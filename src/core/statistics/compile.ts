/**
 * A statistic → one SQL query for each population. The SQL keeps to what SQLite, DuckDB and PostgreSQL read alike: names from the catalogue,
 * every value a parameter, conditional sums, and joins for what other registers say of a record.
 */
import { columnSql, countedSql, isCountedByYear, keptFields, placeSql } from '../catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { isHidden } from '../access/asker.ts'
import type { Asking } from '../registers/asking.ts'
import { comparingOf, limitsOf, together } from '../registers/find.ts'
import { compileWhere, type ComparisonGuard, type Comparing, type Condition, type Referring } from '../registers/where.ts'
import { digitsOf, LOWEST_LEVEL } from '../rules/levels.ts'
import type { Where } from '../shapes.ts'
import type { SqlValue } from '../store/index.ts'
import { amountAsOf } from './asOf.ts'
import type { Measure } from './columns.ts'
import { Joins } from './joins.ts'
import { resolveWhere, type Asked } from './resolve.ts'
import { placeWhere } from './table.ts'
import type { MovesDefinition, PlaceLevel, PopulationDefinition, RowDefinition, StatisticRequest } from './types.ts'

/** A population with its words replaced. */
export interface Population {
  readonly register: RegisterDefinition
  readonly where: Where
  readonly place: PlaceOf
  readonly rows: RowDefinition
  readonly by: PlaceLevel
  /** Fields that are compared in words that no index answers. */
  readonly unindexed: ReadonlySet<string>
}

/** Where records count: a column, and for days past what moved since. */
interface PlaceOf {
  readonly field: string | null
  readonly sql: string
  readonly parameters: readonly SqlValue[]
  readonly moved: readonly (readonly [id: string, place: string])[]
}

export interface PopulationQuery {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
  /** Keys of the measures, in the order of the columns `m0`, `m1` … */
  readonly keys: readonly string[]
  /** Those that count by something the asker may not read. */
  readonly sensitive: ReadonlySet<string>
  /** Whether the rows themselves are told apart by such a thing. */
  readonly sensitiveRows: boolean
}

/** The population of a definition as it is asked for, in one place or everywhere. */
export function populationAsAsked(
  asking: Asking,
  definition: PopulationDefinition,
  rows: RowDefinition,
  by: PlaceLevel,
  asked: Asked,
  { within, forerunners = [] }: Pick<StatisticRequest, 'within' | 'forerunners'>,
): Population {
  const register = registerOf(definition.register)
  const parts = [...yearFilter(definition, register, asked), ...(definition.where === undefined ? [] : [resolveWhere(definition.where, asked)])]
  const place = placeOf(asking, definition, register, asked)
  const { field, moved } = place
  if (within !== undefined && field !== null) {
    const [only, ...others] = [within, ...forerunners].map((one) => placeWhere({ place: field, moved }, one))
    if (only !== undefined) parts.push(others.length === 0 ? only : { or: [only, ...others] })
  }
  const [only] = parts
  return {
    register,
    where: parts.length === 1 && only !== undefined ? only : { and: parts },
    place,
    rows,
    by,
    unindexed: unindexedOf(definition, register, place),
  }
}

/**
 * Of the records of a year nearly all meet what a table asks of them, or they are many: an index that answered it would have them looked at one by one.
 * Where they have an index to be counted by it is found by year and place alone, and what else is asked is read there.
 */
function unindexedOf({ time }: PopulationDefinition, { counted, yearly, fields }: RegisterDefinition, place: PlaceOf): ReadonlySet<string> {
  if (time !== 'year' || counted === undefined) return new Set()
  return new Set(fields.map(({ key }) => key).filter((key) => key !== yearly?.year && key !== place.field))
}

function yearFilter({ time }: PopulationDefinition, { name, yearly }: RegisterDefinition, { year }: Asked): Where[] {
  if (time !== 'year') return []
  if (yearly === undefined) throw new RangeError(`${name} has no yearly records`)
  return [{ [yearly.year]: year }]
}

function placeOf(asking: Asking, { moves }: PopulationDefinition, register: RegisterDefinition, asked: Asked): PlaceOf {
  const { owner } = register
  if (owner === undefined) return { field: null, sql: 'NULL', parameters: [], moved: [] }
  const field = keptFields(register).find(({ keeps }) => keeps === owner)?.key ?? owner
  const now = { field, sql: placeSql(register) ?? 'NULL', parameters: [], moved: [] }
  return moves === undefined ? now : placeThen(asking, register, now, moves, asked)
}

/** The place on the day counted, where something moved since then. */
function placeThen(asking: Asking, register: RegisterDefinition, now: PlaceOf, moves: MovesDefinition, asked: Asked): PlaceOf {
  const { sql, parameters } = compileWhere(registerOf(moves.register), resolveWhere(moves.where, asked), comparingOf(everything(asking)), 'v')
  const first = `SELECT v.${moves.from} FROM ${moves.register} v WHERE v.${moves.by} = t.${moves.by} AND v.deleted = 0 AND v.${moves.on} > ? AND (${sql}) ORDER BY v.${moves.on}, v.id LIMIT 1`
  const rows = asking.database.all<{ id: string; place: string | null }>(
    `SELECT t.id AS id, (${first}) AS place FROM ${register.name} t WHERE t.deleted = 0 AND t.${moves.by} IN (SELECT v.${moves.by} FROM ${moves.register} v WHERE v.deleted = 0 AND v.${moves.on} > ?)`,
    asked.day,
    ...parameters,
    asked.day,
  )
  const moved = rows.flatMap(({ id, place }) => (place === null ? [] : [[id, place] as const]))
  if (moved.length === 0) return now
  return { ...now, sql: `coalesce((${first}), ${now.sql})`, parameters: [asked.day, ...parameters], moved }
}

/** The same data, asked by somebody whom nothing is kept from: for what must not depend on who asks. */
export function everything(asking: Asking): Asking {
  return { ...asking, asker: { ...asking.asker, id: '', role: 'administrator', divisions: [], scope: null } }
}

/**
 * The query of a population. Throws FORBIDDEN where the asker may not compare a field that is not declared `countable`.
 */
export function compilePopulation(asking: Asking, population: Population, measures: readonly Measure[], asked: Asked): PopulationQuery {
  const base = together(limitsOf(asking, { register: population.register.name, where: population.where }, population.unindexed), null)
  const joins = new Joins(asking.asker)
  const watch = new Watch(asking, joins)
  const key = rowKey(population, watch, asked)
  const sensitiveRows = watch.take()
  const sensitive = new Set<string>()
  const columns = measures.map((measure) => {
    const column = measureSql(population.register, measure, watch, asked)
    if (watch.take()) sensitive.add(measure.key)
    return column
  })
  const values = columns.map(({ sql }, index) => `${sql} AS m${index}`)
  const from = `FROM ${population.register.name} t${joins.sql}`
  const parameters = [...key.parameters, ...columns.flatMap((column) => column.parameters), ...joins.parameters, ...base.parameters]
  const living = isCountedByYear(population.register) ? `${base.sql} AND ${countedSql('t')}` : base.sql
  const inner = `SELECT ${[`${key.sql} AS k`, ...values].join(', ')} ${from} WHERE ${living}`
  return { sql: outerSql(inner, measures, population), parameters, keys: measures.map((measure) => measure.key), sensitive, sensitiveRows }
}

/** Adds up by row. What is told apart is told apart once more for the total, since it cannot be added up; the records are read once for both. */
function outerSql(inner: string, measures: readonly Measure[], population: Population): string {
  const row = rowOf(population)
  const sums = measures.map(({ kind }, index) => `${kind === 'distinct' ? `count(DISTINCT m${index})` : `sum(m${index})`} AS m${index}`)
  const rows = (from: string): string => `SELECT 0 AS whole, ${[`${row} AS k`, ...sums].join(', ')} FROM ${from} GROUP BY ${row}`
  if (measures.some(({ kind }) => kind === 'distinct'))
    return `WITH p AS MATERIALIZED (${inner}) ${rows('p')} UNION ALL SELECT 1 AS whole, ${['NULL AS k', ...sums].join(', ')} FROM p`
  return `WITH p AS (${inner}) ${rows(row === 'k' || !isReadByPlace(population) ? 'p' : `(SELECT ${['k', ...sums].join(', ')} FROM p GROUP BY k) q`)}`
}

/** What a row is called by, of the key that the records of a population have. */
function rowOf({ rows, by }: Population): string {
  return rows.by !== 'place' || by === LOWEST_LEVEL ? 'k' : `substr(k, 1, ${digitsOf(by)})`
}

/**
 * Whether records are read in the order of their places, so that those above the lowest are added up of those below: a place in full stands in the index,
 * a part of it would be cut from each record. Not where they are counted by an index that begins with a reference.
 */
function isReadByPlace({ register: { counted } }: Population): boolean {
  return counted?.by === undefined || counted.by[0] === 'id'
}

function measureSql(register: RegisterDefinition, measure: Measure, comparing: Comparing, asked: Asked): Condition {
  const where = measure.where === null ? null : compileWhere(register, resolveWhere(measure.where, asked), comparing)
  const own = valueSql(register, measure, measure.field, comparing, asked)
  if (where === null || where.sql === '1') return own
  if (measure.kind === 'distinct') return { sql: `CASE WHEN ${where.sql} THEN ${own.sql} END`, parameters: [...where.parameters, ...own.parameters] }
  const other = measure.otherwise === null ? { sql: '0', parameters: [] } : valueSql(register, measure, measure.otherwise, comparing, asked)
  return { sql: `CASE WHEN ${where.sql} THEN ${own.sql} ELSE ${other.sql} END`, parameters: [...where.parameters, ...own.parameters, ...other.parameters] }
}

/** What a field gives to a measure; of accounts as of a day what they came to then. */
function valueSql(register: RegisterDefinition, { kind, level }: Measure, key: string | null, comparing: Comparing, { asOf }: Asked): Condition {
  if (key === null) return { sql: '1', parameters: [] }
  const field = fieldOf(register, key)
  comparing.guard(register)(field, kind, null)
  const column = columnSql(field)
  if (kind === 'sum') return (asOf === undefined ? null : amountAsOf(register, key, 't', asOf)) ?? { sql: `coalesce(${column}, 0)`, parameters: [] }
  return { sql: level === null ? column : `substr(${column}, 1, ${digitsOf(level)})`, parameters: [] }
}

function rowKey({ register, rows, place }: Population, comparing: Comparing, asked: Asked): Condition {
  switch (rows.by) {
    case 'place':
      return place
    case 'field': {
      const field = fieldOf(register, rows.field)
      comparing.guard(register)(field, 'group', null)
      return { sql: columnSql(field), parameters: [] }
    }
    case 'bands': {
      const cases = rows.bands.map(({ key, where }) => ({ key, ...compileWhere(register, resolveWhere(where, asked), comparing) }))
      return {
        sql: `CASE ${cases.map(({ sql }) => `WHEN ${sql} THEN ?`).join(' ')} END`,
        parameters: cases.flatMap(({ key, parameters }) => [...parameters, key]),
      }
    }
  }
}

/** Lets declared statistics count by `countable` fields that the asker may not read, and takes note of it. */
class Watch implements Comparing {
  readonly #asking: Asking
  readonly #joins: Joins
  readonly #lists: Comparing
  #seen = false

  constructor(asking: Asking, joins: Joins) {
    this.#asking = asking
    this.#joins = joins
    this.#lists = comparingOf(asking)
  }

  guard(register: RegisterDefinition): ComparisonGuard {
    const list = this.#lists.guard(register)
    return (field, operator, operand) => {
      if (field.countable === true && isHidden(this.#asking.asker, register, field)) this.#seen = true
      else list(field, operator, operand)
    }
  }

  reading(register: RegisterDefinition, alias: string): Condition {
    return this.#lists.reading(register, alias)
  }

  joined = (alias: string, field: FieldDefinition, target: RegisterDefinition): string => this.#joins.of(alias, field, target)

  referred = (alias: string, referring: Referring): string => this.#joins.referring(alias, referring, this.#unjoined)

  /** The same guard, where nothing is joined: inside what is joined. */
  get #unjoined(): Comparing {
    return { guard: (register) => this.guard(register), reading: (register, alias) => this.reading(register, alias) }
  }

  /** Whether such a field was met since the last time this was asked. */
  take(): boolean {
    const seen = this.#seen
    this.#seen = false
    return seen
  }
}
