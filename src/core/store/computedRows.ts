/**
 * Rows that are worked out from records, kept in a table of their own: made anew for each record whose facts changed, before the commit. Nothing
 * of them is journalled or exchanged; every office that holds the records makes the same ones.
 */
import { toStored } from '../catalogue/derive/columns.ts'
import type { FieldValue } from '../catalogue/types.ts'
import type { Database, ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { tableOf } from './table.ts'

export interface ComputedRows {
  /** The register that is `computed`, and its reference to the record that rows are made of. */
  readonly register: string
  readonly by: string
  /** The rows of some records, by their ids, without that reference; the same for the same facts, in the same order. */
  readonly make: (database: ReadDatabase, ids: readonly string[]) => ReadonlyMap<string, readonly ComputedRow[]>
  /** By register, the SQL that finds from the rows as they stood which of its records depended on them (from `touchedRecords`). */
  readonly leaves?: Readonly<Record<string, string>>
}

export type ComputedRow = Readonly<Record<string, FieldValue>>

/** Makes the rows of some records anew. */
export function writeRows(database: Database, rows: ComputedRows, ids: readonly string[]): void {
  const { register, by } = rows
  const columns = columnsOf(rows)
  database.run(`DELETE FROM ${register} WHERE ${by} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
  const insert = database.statement(
    `INSERT INTO ${register} (id, revision, deleted, created_at, updated_at, ${columns.join(', ')}) VALUES (?, 1, 0, '', '', ${columns.map(() => '?').join(', ')})`,
  )
  for (const { id, values } of storedRows(database, rows, ids)) insert.run(id, ...values)
}

/** Records (by id) whose rows are not what they should be. */
export function wrongRows(database: ReadDatabase, rows: ComputedRows, ids: readonly string[]): string[] {
  const { register, by } = rows
  const columns = columnsOf(rows)
  const found = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const row of database.all<SqlRow>(
    `SELECT id, ${columns.join(', ')} FROM ${register} WHERE ${by} IN (SELECT value FROM json_each(?)) ORDER BY id`,
    JSON.stringify(ids),
  )) {
    found.get(String(row[by]))?.push(JSON.stringify([row['id'], ...columns.map((key) => row[key] ?? null)]))
  }
  const wanted = Map.groupBy(storedRows(database, rows, ids), ({ of }) => of)
  return ids.filter((id) => {
    const texts = (wanted.get(id) ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1)).map(({ id: row, values }) => JSON.stringify([row, ...values]))
    return JSON.stringify(texts) !== JSON.stringify(found.get(id))
  })
}

function columnsOf({ register }: ComputedRows): string[] {
  return tableOf(register).register.fields.map(({ key }) => key)
}

function storedRows(database: ReadDatabase, { register, by, make }: ComputedRows, ids: readonly string[]): { id: string; of: string; values: SqlValue[] }[] {
  const { fields } = tableOf(register).register
  return [...make(database, ids)].flatMap(([of, made]) =>
    made.map((row, index) => ({
      id: `${of}.${String(index).padStart(4, '0')}`,
      of,
      values: fields.map((field) => (field.key === by ? of : toStored(field, row[field.key] ?? null))),
    })),
  )
}
