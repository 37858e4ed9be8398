/** Records on file as an import compares them: contract values by field key, with the id. */
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ReadDatabase, SqlRow } from '#core/store/index.ts'

export type FileRecord = Readonly<Record<string, FieldValue>> & { readonly id: string }

const booleans = new Map<string, readonly string[]>()

function booleanKeys(register: string): readonly string[] {
  let keys = booleans.get(register)
  if (keys === undefined)
    booleans.set(
      register,
      (keys = registerOf(register)
        .fields.filter((field) => field.type === 'boolean')
        .map((field) => field.key)),
    )
  return keys
}

/** Rows of a register as records; the query must select `<register>.*`. */
export function recordsOf(database: ReadDatabase, register: string, sql: string, ...parameters: (string | number)[]): FileRecord[] {
  const keys = booleanKeys(register)
  return database.all<SqlRow>(sql, ...parameters).map((row) => {
    for (const key of keys) if (row[key] !== null) (row as Record<string, unknown>)[key] = row[key] === 1
    return row as unknown as FileRecord
  })
}

/** Living records of a register whose column holds one of these values. */
export function recordsWith(database: ReadDatabase, register: string, column: string, values: Iterable<FieldValue>): FileRecord[] {
  const list = [...new Set(values)].filter((value) => value !== null && value !== '')
  if (list.length === 0) return []
  return recordsOf(
    database,
    register,
    `SELECT t.* FROM json_each(?) j CROSS JOIN ${register} t ON t.${column} = j.value WHERE t.deleted = 0`,
    JSON.stringify(list),
  )
}

/** By the value of one field; of several records the first. */
export function indexBy(records: readonly FileRecord[], key: string): Map<string, FileRecord> {
  const index = new Map<string, FileRecord>()
  for (const record of records) {
    const value = record[key]
    if (value !== null && value !== undefined && !index.has(String(value))) index.set(String(value), record)
  }
  return index
}

/** All records by the value of one field. */
export function groupBy(records: readonly FileRecord[], key: string): Map<string, FileRecord[]> {
  const groups = new Map<string, FileRecord[]>()
  for (const record of records) {
    const value = String(record[key] ?? '')
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [record])
    else group.push(record)
  }
  return groups
}
