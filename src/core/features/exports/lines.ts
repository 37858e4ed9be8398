/** The rows behind an export: records of a register with the records they belong to, fetched a portion at a time without a query a row. */
import type { ScopeCondition } from '../../access/asker.ts'
import { columnSql } from '../../catalogue/derive/kept.ts'
import { findField } from '../../catalogue/index.ts'
import type { SpreadPart } from '../../catalogue/types.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'

/** One line of the export: records by alias, `main` being the register exported. */
export type Line = Record<string, SqlRow | undefined>

/** The reading condition over a register, whose table goes by `t`: what a line refers to may have moved out of sight. */
export type ScopeOf = (register: string) => ScopeCondition

/** Fetches the records of one alias for a portion of lines. `keys` are the columns wanted. */
export interface Link {
  readonly alias: string
  /** Columns of other aliases that the link goes by, as `alias.column`. */
  readonly needs: readonly string[]
  load(database: ReadDatabase, lines: readonly Line[], keys: readonly string[], scopeOf: ScopeOf): void
}

export interface LineRequest {
  readonly register: string
  /** Records in the order of the export. */
  readonly ids: readonly string[]
  /** In the order in which they depend on each other. */
  readonly links: readonly Link[]
  /** Columns wanted, as `alias.column`. */
  readonly needs: Iterable<string>
  readonly scopeOf: ScopeOf
}

const PORTION = 500

/**
 * Lines in the order of the ids. Each portion is read afresh instead of from one long-lived statement, so that lists go on showing what
 * was just saved while an export runs; a record removed meanwhile is left out.
 */
export function* linesOf(database: ReadDatabase, request: LineRequest): IterableIterator<Line> {
  const columns = columnsByAlias([...request.needs, ...request.links.flatMap(({ needs }) => needs)])
  const main = selectById(request.register, columns.get('main') ?? [])
  for (let start = 0; start < request.ids.length; start += PORTION) {
    const lines = database.all<SqlRow>(main, JSON.stringify(request.ids.slice(start, start + PORTION))).map((row): Line => ({ main: row }))
    for (const link of request.links) link.load(database, lines, columns.get(link.alias) ?? [], request.scopeOf)
    yield* lines
  }
}

/** The record that a column of another alias refers to; `prefix` is what the column holds before the id, and what holds another is left out. */
export function referenceLink(alias: string, register: string, from: string, key: string, prefix = ''): Link {
  return {
    alias,
    needs: [`${from}.${key}`],
    load(database, lines, keys, scopeOf) {
      const { sql, parameters } = scopeOf(register)
      const ids = idsOf(lines, from, key).flatMap((held) => (held.startsWith(prefix) ? [held.slice(prefix.length)] : []))
      const found = indexed(database.all<SqlRow>(selectById(register, keys, sql), JSON.stringify(ids), ...parameters), 'id', prefix)
      for (const line of lines) line[alias] = found.get(line[from]?.[key] ?? null)
    },
  }
}

/** The yearly record of a year. `reference` is its column that holds the id found in `from.key`. */
export function yearLink(alias: string, register: string, reference: string, from: string, key: string, year: number): Link {
  return {
    alias,
    needs: [`${from}.${key}`],
    load(database, lines, keys, scopeOf) {
      const scope = scopeOf(register)
      const sql = `SELECT ${selected(register, keys, [reference])} FROM json_each(?) j CROSS JOIN ${register} t ON t.${reference} = j.value WHERE t.year = ${year} AND t.deleted = 0 AND ${scope.sql}`
      const found = indexed(database.all<SqlRow>(sql, JSON.stringify(idsOf(lines, from, key)), ...scope.parameters), reference)
      for (const line of lines) line[alias] = found.get(line[from]?.[key] ?? null)
    },
  }
}

/** Of the records that refer to the one of the line by a column, the first in an order (SQL over `t`). */
export function firstLink(register: string, reference: string, order: string): Link {
  return {
    alias: register,
    needs: [],
    load(database, lines, keys) {
      const sql = `SELECT ${selected(register, keys, [reference])} FROM json_each(?) j CROSS JOIN ${register} t ON t.${reference} = j.value WHERE t.deleted = 0 ORDER BY ${order}`
      const found = indexed(database.all<SqlRow>(sql, JSON.stringify(idsOf(lines, 'main', 'id'))), reference)
      for (const line of lines) line[register] = found.get(line['main']?.['id'] ?? null)
    },
  }
}

/** A part that stands in the row of its record: of several the last one, or what all of them hold in one cell. */
export function spreadLink({ key: alias, register, by, values, last, many }: SpreadPart): Link {
  return {
    alias,
    needs: [],
    load(database, lines, keys, scopeOf) {
      const scope = scopeOf(register)
      const told = Object.keys(values).map((key) => `t.${key} = ?`)
      const sql = `SELECT ${selected(register, keys, [by])} FROM json_each(?) j CROSS JOIN ${register} t ON t.${by} = j.value
        WHERE ${[...told, 't.deleted = 0', scope.sql].join(' AND ')} ORDER BY ${last === undefined ? 't.id' : `t.${last}, t.id`}`
      const found = Map.groupBy(
        database.all<SqlRow>(sql, JSON.stringify(idsOf(lines, 'main', 'id')), ...Object.values(values), ...scope.parameters),
        (row) => row[by],
      )
      for (const line of lines) {
        const rows = found.get(line['main']?.['id'] ?? null) ?? []
        line[alias] = many === true && rows.length > 0 ? joined(rows, keys) : rows.at(-1)
      }
    },
  }
}

function joined(rows: readonly SqlRow[], keys: readonly string[]): SqlRow {
  return Object.fromEntries(keys.map((key) => [key, rows.flatMap((row) => (row[key] === null ? [] : String(row[key]))).join('、')]))
}

function selectById(register: string, keys: readonly string[], condition = '1'): string {
  return `SELECT ${selected(register, keys, [])} FROM json_each(?) j CROSS JOIN ${register} t ON t.id = j.value WHERE t.deleted = 0 AND ${condition} ORDER BY j.key`
}

function selected(register: string, keys: readonly string[], more: readonly string[]): string {
  const column = (key: string): string => columnSql(findField(register, key) ?? { key })
  return [...new Set(['id', ...more, ...keys])].map((key) => `${column(key)} AS ${key}`).join(', ')
}

function idsOf(lines: readonly Line[], alias: string, key: string): string[] {
  return [...new Set(lines.map((line) => line[alias]?.[key]).filter((id) => typeof id === 'string'))]
}

/** By the value of a column, as those that refer to it hold it; of several rows the first. */
function indexed(rows: readonly SqlRow[], key: string, prefix = ''): Map<unknown, SqlRow> {
  const index = new Map<unknown, SqlRow>()
  for (const row of rows) {
    const value = prefix === '' || row[key] === null ? row[key] : `${prefix}${row[key]}`
    if (value !== null && !index.has(value)) index.set(value, row)
  }
  return index
}

function columnsByAlias(needs: readonly string[]): Map<string, string[]> {
  const columns = new Map<string, string[]>()
  for (const need of needs) {
    const dot = need.lastIndexOf('.')
    const alias = need.slice(0, dot)
    columns.set(alias, [...(columns.get(alias) ?? []), need.slice(dot + 1)])
  }
  return columns
}
