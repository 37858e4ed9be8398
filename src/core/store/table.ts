/** What the store has to know of a register to write it: columns, statements and search fields, worked out once. */
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { fromStored, isNumeric } from '../catalogue/derive/columns.ts'
import { keptFields } from '../catalogue/derive/kept.ts'
import { AppError } from '../errors.ts'
import type { SqlRow, SqlValue } from './database.ts'

export interface Table {
  readonly register: RegisterDefinition
  /** Fields that people enter: what the journal speaks of. */
  readonly entered: readonly FieldDefinition[]
  /** `,"key":` of each entered field, for building JSON quickly. */
  readonly jsonKeys: readonly string[]
  /** Of each entered field, whether its column holds whole numbers. */
  readonly numeric: readonly boolean[]
  readonly byKey: ReadonlyMap<string, FieldDefinition>
  readonly insert: string
  /** The derived columns of which entered fields keep the state, in the order of those fields. */
  readonly follows: readonly string[]
  /** As `insert`, with what stands in `follows` at the end. */
  readonly insertFollowing: string
  /** Places among the entered fields of those that the program numbers. */
  readonly numbered: readonly number[]
  /** Fields whose search terms are kept in `search_term`. */
  readonly names: readonly FieldDefinition[]
  /** Columns that say where and how early a record is found: its owner, and what makes it foremost. */
  readonly placedBy: readonly string[]
}

const tables = new Map<string, Table>()

/** The table of a register. Throws NOT_FOUND for a name that is no register. */
export function tableOf(name: string): Table {
  let table = tables.get(name)
  if (table === undefined) {
    table = makeTable(registerOf(name))
    tables.set(name, table)
  }
  return table
}

function makeTable(register: RegisterDefinition): Table {
  const entered = register.fields.filter((field) => field.derived === undefined)
  const columns = ['id', 'revision', 'created_at', 'updated_at', ...entered.map((field) => field.key)]
  const follows = keptFields(register).map(({ keeps }) => keeps)
  return {
    register,
    entered,
    jsonKeys: entered.map((field) => `,"${field.key}":`),
    numeric: entered.map(isNumeric),
    numbered: entered.flatMap((field, index) => (field.type === 'numbered' ? [index] : [])),
    byKey: new Map(register.fields.map((field) => [field.key, field])),
    insert: insertInto(register, columns),
    follows,
    insertFollowing: insertInto(register, [...columns, ...follows]),
    names: entered.filter((field) => field.search === 'name' || field.search === 'names'),
    placedBy: [...new Set([register.owner, register.foremost?.field])].filter((key) => key !== undefined),
  }
}

function insertInto({ name }: RegisterDefinition, columns: readonly string[]): string {
  return `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}

/** A table row as the contract carries it, with `id` and `revision`. */
export function toContractRow(table: Table, row: SqlRow): Record<string, FieldValue> {
  const result: Record<string, FieldValue> = { id: String(row['id']), revision: Number(row['revision']) }
  for (const field of table.register.fields) {
    if (field.key in row) result[field.key] = fromSql(field, row[field.key])
  }
  return result
}

/** Column value as better-sqlite3 gives it → contract value. */
export function fromSql(field: FieldDefinition, value: SqlValue | undefined): FieldValue {
  return typeof value === 'string' || typeof value === 'number' ? fromStored(field, value) : null
}

/** JSON of the entered fields that have a value, in catalogue order: the `after` of an insert. */
export function enteredJson(table: Table, values: readonly SqlValue[]): string {
  const { jsonKeys } = table
  let text = ''
  for (let index = 0; index < jsonKeys.length; index += 1) {
    const value = values[index]
    if (value === null || value === undefined) continue
    text += typeof value === 'string' ? `${jsonKeys[index]}${JSON.stringify(value)}` : `${jsonKeys[index]}${String(value)}`
  }
  return `{${text.slice(1)}}`
}

/** Refuses keys that are no fields of the register, or that nobody enters. */
export function checkKeys(table: Table, values: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(values)) {
    const field = table.byKey.get(key)
    if (field === undefined || field.derived !== undefined) {
      throw new AppError('VALIDATION', `${table.register.label}没有可填写的字段“${field?.label ?? key}”。`, '请去掉这个字段；字段清单见数据字典。')
    }
  }
}
