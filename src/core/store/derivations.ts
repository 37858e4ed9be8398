/**
 * Derived columns: what the program computes from other fields or records and keeps in the table so that lists can sort and
 * filter by it. Features declare them; the store brings them up to date before each commit, and `verify` computes them again.
 */
import type { FieldValue } from '../catalogue/types.ts'
import type { Database, ReadDatabase, SqlRow } from './database.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { fromSql, tableOf, toContractRow } from './table.ts'
import type { Touched } from './transaction.ts'

export interface Derivation {
  readonly register: string
  /**
   * By touched register, the SQL that yields the ids of records of `register` to recompute.
   * It may select from `temp.touched (register, record)`; the register itself is always included.
   */
  readonly touchedBy: Readonly<Record<string, string>>
  /** Scalar SQL expressions over the record's row, by derived column. */
  readonly expressions?: Readonly<Record<string, string>>
  /** Formula over the record's own row (after `expressions`), for what SQL should not repeat. Returns contract values by derived column. */
  readonly compute?: (row: Readonly<Record<string, FieldValue>>) => Readonly<Record<string, FieldValue>>
}

/** Touched records handed over in one statement. */
const AT_ONCE = 5000

/** Brings derived columns of everything that depends on the touched records up to date. Derivations run in the given order. */
export function applyDerivations(database: Database, derivations: readonly Derivation[], touched: Touched): void {
  if (touched.size === 0) return
  database.execute('CREATE TEMP TABLE IF NOT EXISTS touched (register TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (register, record)) WITHOUT ROWID; DELETE FROM temp.touched;'
    + 'CREATE TEMP TABLE IF NOT EXISTS affected (record TEXT PRIMARY KEY) WITHOUT ROWID;')
  for (const [register, ids] of touched) {
    const all = [...ids]
    for (let from = 0; from < all.length; from += AT_ONCE) {
      database.run('INSERT OR IGNORE INTO temp.touched (register, record) SELECT ?, value FROM json_each(?)', register, JSON.stringify(all.slice(from, from + AT_ONCE)))
    }
  }
  const changed = new Set(touched.keys())
  for (const derivation of derivations) {
    const sources = Object.keys(derivation.touchedBy).filter((source) => changed.has(source))
    if (sources.length === 0 && !changed.has(derivation.register)) continue
    database.execute('DELETE FROM temp.affected')
    database.run('INSERT OR IGNORE INTO temp.affected SELECT record FROM temp.touched WHERE register = ?', derivation.register)
    for (const source of sources) {
      database.run(`INSERT OR IGNORE INTO temp.affected ${derivation.touchedBy[source] ?? ''}`)
    }
    update(database, derivation)
    // What was recomputed may be what a later derivation reads.
    database.run('INSERT OR IGNORE INTO temp.touched SELECT ?, record FROM temp.affected', derivation.register)
    changed.add(derivation.register)
  }
}

function update(database: Database, derivation: Derivation): void {
  const { register } = derivation
  if (derivation.expressions !== undefined) {
    const assignments = Object.entries(derivation.expressions).map(([key, sql]) => `${key} = (${sql})`).join(', ')
    database.run(`UPDATE ${register} SET ${assignments} WHERE id IN (SELECT record FROM temp.affected)`)
  }
  if (derivation.compute !== undefined) {
    const table = tableOf(register)
    const rows = database.all<SqlRow>(`SELECT * FROM ${register} WHERE id IN (SELECT record FROM temp.affected)`)
    for (const row of rows) {
      const values = Object.entries(derivation.compute(toContractRow(table, row)))
      const different = values.filter(([key, value]) => fromColumnOf(table, key, row) !== value)
      if (different.length === 0) continue
      database.run(`UPDATE ${register} SET ${different.map(([key]) => `${key} = ?`).join(', ')} WHERE id = ?`,
        ...different.map(([key, value]) => columnOf(table, key, value)), String(row['id']))
    }
  }
}

/** Records checked in one go. */
const PAGE = 500

/** Records whose derived columns are not what they should be, found a page at a time; one item a derivation and record. */
export async function* findWrongDerivations(
  database: ReadDatabase, derivations: readonly Derivation[],
  options: { readonly onProgress?: (phase: string, done: number, total: number) => void; readonly step?: () => Promise<void> } = {},
): AsyncGenerator<{ register: string; record: string; columns: string[] }, void> {
  for (const [index, derivation] of derivations.entries()) {
    let after = ''
    for (;;) {
      const page = wrongPage(database, derivation, after)
      for (const { record, columns } of page.wrong) yield { register: derivation.register, record, columns }
      if (page.last === null) break
      after = page.last
      options.onProgress?.('核对计算列', index, derivations.length)
      await options.step?.()
    }
  }
}

function wrongPage(database: ReadDatabase, { register, expressions, compute }: Derivation, after: string): { wrong: { record: string; columns: string[] }[]; last: string | null } {
  const table = tableOf(register)
  const keys = Object.keys(expressions ?? {})
  const marks = Object.entries(expressions ?? {}).map(([key, sql], index) => `, ${key} IS NOT (${sql}) AS wrong_${index}`).join('')
  const rows = database.all<SqlRow>(`SELECT ${compute === undefined ? 'id' : '*'}${marks} FROM ${register} WHERE id > ? ORDER BY id LIMIT ${PAGE}`, after)
  const wrong: { record: string; columns: string[] }[] = []
  for (const row of rows) {
    const columns = keys.filter((_, index) => row[`wrong_${index}`] === 1)
    if (compute !== undefined) {
      for (const [key, value] of Object.entries(compute(toContractRow(table, row)))) if (fromColumnOf(table, key, row) !== value) columns.push(key)
    }
    if (columns.length > 0) wrong.push({ record: String(row['id']), columns })
  }
  return { wrong, last: rows.length === PAGE ? String(rows.at(-1)?.['id']) : null }
}

function fromColumnOf(table: ReturnType<typeof tableOf>, key: string, row: SqlRow): FieldValue {
  const field = table.byKey.get(key)
  return field === undefined ? null : fromSql(field, row[key])
}

function columnOf(table: ReturnType<typeof tableOf>, key: string, value: FieldValue): string | number | null {
  const field = table.byKey.get(key)
  const column = field === undefined ? null : toStored(field, value)
  return typeof column === 'string' || typeof column === 'number' ? column : null
}
