/** What a new record takes over from the record that it refers to (`takes` of the catalogue), where nothing was entered. */
import { findField, registerOf } from '../catalogue/index.ts'
import type { FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase, SqlRow } from './database.ts'
import { tableOf, toContractRow } from './table.ts'

type Values = Readonly<Record<string, FieldValue | undefined>>

/** The values with those taken over; the same object where nothing is. */
export function withTaken(database: Pick<ReadDatabase, 'get'>, register: RegisterDefinition, values: Values): Values {
  const { takes } = register
  const id = takes === undefined ? null : (values[takes.by] ?? null)
  if (takes === undefined || typeof id !== 'string') return values
  const open = takes.fields.filter((key) => (values[key] ?? null) === null)
  const from = findField(register.name, takes.by)?.register
  if (open.length === 0 || from === undefined) return values
  const row = database.get<SqlRow>(`SELECT * FROM ${registerOf(from).name} WHERE id = ?`, id)
  if (row === undefined) return values
  const known = toContractRow(tableOf(from), row)
  return { ...values, ...Object.fromEntries(open.map((key) => [key, known[key] ?? null])) }
}
