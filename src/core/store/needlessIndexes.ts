/** Indexes that another index makes needless: they cost room and time at every save, and find nothing that the other does not find. */
import type { ReadDatabase } from './database.ts'

interface Index {
  readonly name: string
  readonly table: string
  /** Columns and expressions in order, with `DESC` where it stands. */
  readonly columns: readonly string[]
  /** Condition of a partial index; empty for one over all rows. */
  readonly condition: string
  readonly unique: boolean
}

/** Names of the indexes whose columns are the beginning of another one's over the same rows; what a key or `UNIQUE` brings along counts as the other one. */
export function needlessIndexes(database: ReadDatabase): string[] {
  const indexes = indexesOf(database)
  return indexes.filter((one) => !one.unique && indexes.some((other) => covers(other, one))).map(({ name }) => name)
}

function covers(other: Index, one: Index): boolean {
  return (
    other.name !== one.name &&
    other.table === one.table &&
    other.condition === one.condition &&
    one.columns.every((column, at) => other.columns[at] === column) &&
    // Of two alike the later one is needless.
    (one.columns.length < other.columns.length || other.unique || other.name < one.name)
  )
}

function indexesOf(database: ReadDatabase): Index[] {
  return database
    .all<{ name: string; table: string; unique: number; sql: string | null }>(
      `SELECT l.name, t.name AS "table", l."unique", s.sql FROM sqlite_schema t JOIN pragma_index_list(t.name) l LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name
       WHERE t.type = 'table'`,
    )
    .map(({ name, table, unique, sql }) => {
      const text = sql?.replace(/\s+/g, ' ') ?? ''
      const [, columns, condition = ''] = /^CREATE (?:UNIQUE )?INDEX \S+ ON \S+ ?\((.*?)\)(?: WHERE (.*))?$/.exec(text) ?? []
      return { name, table, condition, unique: unique === 1, columns: columns === undefined ? keyColumns(database, name) : splitAtCommas(columns) }
    })
}

/** Columns of an index that has no text of its own: a primary key or `UNIQUE` of the table. */
function keyColumns(database: ReadDatabase, index: string): string[] {
  return database.all<{ name: string }>('SELECT name FROM pragma_index_info(?) ORDER BY seqno', index).map(({ name }) => name)
}

/** Parts of a list, not cut within brackets: an expression is told by its whole text, since two of them are two columns. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let begin = 0
  for (const [at, letter] of [...text].entries()) {
    if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(begin, at).trim())
      begin = at + 1
    }
  }
  return [...parts, text.slice(begin).trim()]
}
