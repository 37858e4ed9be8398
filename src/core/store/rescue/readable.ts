/** Reads of a damaged database what can be read: row by row, stepping over the pages that cannot. */
import type { Database, SqlRow } from '../database.ts'

/** Rows that a table may hold behind the last one found, where its end cannot be read. */
const BEYOND = 10_000

/** Row ids tried, evenly spread, before a wide range is given up. */
const SAMPLES = 64

/** Row ids read in one go. */
const PORTION = 2000

/** What `work` answers; where it comes upon a damaged page, `otherwise`. */
export function readOr<T>(otherwise: T, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (isDamage(error)) return otherwise
    throw error
  }
}

/** Whether SQLite says that the file is not as it should be. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
}

/** Rows that could be read, each with its row id as `rowid`, or the range of row ids between which nothing could, both ends included. */
export type Portion = { readonly rows: readonly SqlRow[] } | { readonly unreadable: readonly [from: number, to: number] }

/** Goes through the rows of a table in the order of row ids, from `from` on; a table that is not there has none. */
export async function* readablePortions(database: Database, table: string, step: () => Promise<void>, from = 1): AsyncGenerator<Portion> {
  if (!hasTable(database, table)) return
  const sql = `SELECT rowid AS rowid, * FROM "${table}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid`
  const probe = `SELECT 1 FROM "${table}" NOT INDEXED WHERE rowid = ?`
  async function* visit(first: number, last: number): AsyncGenerator<Portion> {
    await step()
    const rows = readOr<SqlRow[] | null>(null, () => database.all<SqlRow>(sql, first, last))
    if (rows !== null) {
      if (rows.length > 0) yield { rows }
      return
    }
    if (first === last || (last - first > SAMPLES * 8 && !anyCanBeRead(database, probe, first, last))) {
      yield { unreadable: [first, last] }
      return
    }
    const middle = Math.floor((first + last) / 2)
    yield* visit(first, middle)
    yield* visit(middle + 1, last)
  }
  const end = lastRowId(database, table, from)
  for (let first = from; first <= end; first += PORTION) yield* visit(first, Math.min(end, first + PORTION - 1))
}

/** All rows of a small table that can be read. */
export async function readableRows(database: Database, table: string, step: () => Promise<void>, from = 1): Promise<{ rows: SqlRow[]; whole: boolean }> {
  const rows: SqlRow[] = []
  let whole = hasTable(database, table)
  for await (const portion of readablePortions(database, table, step, from)) {
    if ('rows' in portion) rows.push(...portion.rows)
    else whole = false
  }
  return { rows, whole }
}

/** As many rows of a query as come before it meets a damaged page. */
export function readableUntil<R>(database: Database, sql: string): { rows: R[]; whole: boolean } {
  const rows: R[] = []
  const whole = readOr(false, () => {
    for (const row of database.each<R>(sql)) rows.push(row)
    return true
  })
  return { rows, whole }
}

export function hasTable(database: Database, table: string): boolean {
  return readOr(false, () => database.get(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, table) !== undefined)
}

function anyCanBeRead(database: Database, probe: string, first: number, last: number): boolean {
  for (let index = 0; index < SAMPLES; index += 1) {
    const tried = first + Math.floor(((last - first) * index) / (SAMPLES - 1))
    if (
      readOr(false, () => {
        database.get(probe, tried)
        return true
      })
    )
      return true
  }
  return false
}

/** The last row id of a table, or one that certainly lies behind it. */
function lastRowId(database: Database, table: string, from: number): number {
  const last = readOr<number | null>(null, () => database.get<{ last: number | null }>(`SELECT max(rowid) AS last FROM "${table}" NOT INDEXED`)?.last ?? 0)
  if (last !== null) return last
  const indexes = readOr<string[]>([], () =>
    database.all<{ name: string }>('SELECT name FROM pragma_index_list(?) WHERE partial = 0', table).map(({ name }) => name),
  )
  const byIndex = indexes.map((index) =>
    readOr(0, () => database.get<{ last: number | null }>(`SELECT max(rowid) AS last FROM "${table}" INDEXED BY "${index}"`)?.last ?? 0),
  )
  return Math.max(from, ...byIndex) + BEYOND
}
