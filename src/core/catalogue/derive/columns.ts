/** What a register needs of a table, as data; the store turns it into SQL. */
import { registerOf } from '../index.ts'
import type { FieldDefinition, FieldType, FieldValue, RegisterDefinition } from '../types.ts'

export interface ColumnDescription {
  readonly name: string
  readonly type: 'INTEGER' | 'TEXT'
  /** Derived columns are filled after the insert, so they are never `NOT NULL`. */
  readonly notNull: boolean
  readonly unique: boolean
  /** Register whose `id` the column holds. */
  readonly reference: string | null
  readonly derived: boolean
}

/** What stands in a column. */
export type StoredValue = string | number | null

const INTEGER_TYPES: ReadonlySet<FieldType> = new Set(['year', 'integer', 'money', 'area', 'decimal', 'rate', 'boolean'])

/** One description for each field of the register, in catalogue order; system columns are the store's. */
export function columnsOf(register: string | RegisterDefinition): readonly ColumnDescription[] {
  return (typeof register === 'string' ? registerOf(register) : register).fields.map(columnOf)
}

/** Description of one field's column. */
export function columnOf(field: FieldDefinition): ColumnDescription {
  const derived = field.derived !== undefined
  return {
    name: field.key,
    type: isNumeric(field) ? 'INTEGER' : 'TEXT',
    notNull: field.required === true && !derived,
    unique: field.unique === true,
    reference: field.type === 'reference' ? (field.register ?? null) : null,
    derived,
  }
}

/** Whether a field is kept as a whole number. */
export function isNumeric(field: FieldDefinition): boolean {
  return INTEGER_TYPES.has(field.type)
}

/** Contract value → column value: booleans become 1 and 0, empty text `NULL`. */
export function toStored(_field: FieldDefinition, value: FieldValue | undefined): StoredValue {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'boolean' ? Number(value) : value
}

/** Column value → contract value: the numbers of boolean fields become `true` and `false`. */
export function fromStored(field: FieldDefinition, value: StoredValue | undefined): FieldValue {
  if (value === undefined || value === null) return null
  return field.type === 'boolean' ? value === 1 : value
}
