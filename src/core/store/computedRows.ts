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

/** Brings the rows of some records up to date: those of a record that are as they should be stay as they lie. Returns the ids of the others. */
export function writeRows(database: Database, rows: ComputedRows, ids: readonly string[]): string[] {
  const { register, by } = rows
  const columns = columnsOf(rows)
  const wrong = differing(database, rows, ids)
  const outdated = wrong.flatMap(({ record, stands }) => (stands ? [record] : []))
  if (outdated.length > 0) database.run(`DELETE FROM ${register} WHERE ${by} IN (SELECT value FROM json_each(?))`, JSON.stringify(outdated))
  const insert = database.statement(
    `INSERT INTO ${register} (id, revision, deleted, created_at, updated_at, ${columns.join(', ')}) VALUES (?, 1, 0, '', '', ${columns.map(() => '?').join(', ')})`,
  )
  for (const { wanted } of wrong) for (const { id, values } of wanted) insert.run(id, ...values)
  return wrong.map(({ record }) => record)
}

/** Records (by id) whose rows are not what they should be. */
export function wrongRows(database: ReadDatabase, rows: ComputedRows, ids: readonly string[]): string[] {
  return differing(database, rows, ids).map(({ record }) => record)
}

interface StoredRow {
  readonly id: string
  /** The record that it is made of. */
  readonly of: string
  /** In the order of {@link columnsOf}. */
  readonly values: readonly SqlValue[]
}

/** Records whose rows are not what they should be: whether they have any, and those wanted. */
function differing(
  database: ReadDatabase,
  rows: ComputedRows,
  ids: readonly string[],
): { readonly record: string; readonly stands: boolean; readonly wanted: readonly StoredRow[] }[] {
  const { register, by } = rows
  const columns = columnsOf(rows)
  const found = Map.groupBy(
    database.all<SqlRow>(`SELECT id, ${columns.join(', ')} FROM ${register} WHERE ${by} IN (SELECT value FROM json_each(?)) ORDER BY id`, JSON.stringify(ids)),
    (row) => String(row[by]),
  )
  const made = Map.groupBy(storedRows(database, rows, ids), ({ of }) => of)
  return ids.flatMap((record) => {
    const [standing, wanted] = [found.get(record) ?? [], made.get(record) ?? []]
    const isSame =
      standing.length === wanted.length &&
      wanted.every(({ id, values }, index) => standing[index]?.['id'] === id && columns.every((key, at) => (standing[index]?.[key] ?? null) === values[at]))
    return isSame ? [] : [{ record, stands: standing.length > 0, wanted }]
  })
}

function columnsOf({ register }: ComputedRows): string[] {
  return tableOf(register).register.fields.map(({ key }) => key)
}

/** The rows as they should be, those of each record in the order of their ids. */
function storedRows(database: ReadDatabase, { register, by, make }: ComputedRows, ids: readonly string[]): StoredRow[] {
  const { fields } = tableOf(register).register
  return [...make(database, ids)].flatMap(([of, made]) =>
    made.map((row, index) => ({
      id: `${of}.${String(index).padStart(4, '0')}`,
      of,
      values: fields.map((field) => (field.key === by ? of : toStored(field, row[field.key] ?? null))),
    })),
  )
}
