/** What lists show that is worked out for today and kept nowhere: asked for many records at once, and compared here, since no column holds it. */
import { reckonedColumn, reckonedKey, reckonedOf } from '../catalogue/derive/listing.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Comparison, Row, Where } from '../shapes.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { Condition } from './where.ts'

/**
 * Works out the declared columns of records of a register, in as many statements for a thousand records as for one. By id, under the keys that the register
 * declares; a record left out has nothing in any of them. Asked of records whose asker may read them, or of which nothing but what they say is compared.
 */
export type Reckon = (register: RegisterDefinition, ids: readonly string[]) => ReadonlyMap<string, Row>

/** Adds the columns asked for to the rows of a page. */
export function addReckoned(reckon: Reckon | undefined, register: RegisterDefinition, rows: readonly Row[], keys: readonly string[]): void {
  const asked = keys.flatMap((key) => reckonedColumn(register.name, key) ?? [])
  if (asked.length === 0 || rows.length === 0) return
  const found = reckon?.(
    register,
    rows.map(({ id }) => String(id)),
  )
  for (const row of rows) for (const field of asked) row[reckonedKey(field)] = found?.get(String(row['id']))?.[field.key] ?? null
}

/** How many records of a list hold which value. `condition` limits the list, over the alias `t`. */
export function countReckoned(
  { database, reckon }: { readonly database: ReadDatabase; readonly reckon?: Reckon | undefined },
  register: RegisterDefinition,
  field: FieldDefinition,
  condition: Condition,
): { value: string | number | null; count: number }[] {
  const ids = database.all<{ id: string }>(`SELECT t.id FROM ${register.name} t WHERE ${condition.sql}`, ...condition.parameters).map(({ id }) => id)
  const found = reckon?.(register, ids)
  const values = ids.map((id) => stored(found?.get(id)?.[field.key] ?? null))
  return [...Map.groupBy(values, (value) => value)].map(([value, own]) => ({ value, count: own.length }))
}

const stored = (value: FieldValue): string | number | null => (typeof value === 'boolean' ? Number(value) : value)

/** `{"reckoned": {"progress": {"in": ["red"]}}}`: the living records of a register that meet it today. Throws VALIDATION for a column that is not worked out. */
export function reckonedCondition(
  { database, reckon }: { readonly database: ReadDatabase; readonly reckon?: Reckon | undefined },
  register: RegisterDefinition,
  where: Where,
  alias: string,
): Condition {
  const tests = Object.entries(where).map(([key, asked]) => {
    const field = reckonedOf(register.name).find((one) => one.key === key)
    if (field === undefined) throw unknown(register, key)
    const comparisons = asked === null || typeof asked !== 'object' ? { eq: asked } : (asked as Comparison)
    return (row: Row): boolean => Object.entries(comparisons).every(([operator, operand]) => meets(field, row[key] ?? null, operator, operand))
  })
  const ids = database.all<{ id: string }>(`SELECT id FROM ${register.name} WHERE deleted = 0`).map(({ id }) => id)
  const found = reckon?.(register, ids)
  const met = ids.filter((id) => tests.every((test) => test(found?.get(id) ?? {})))
  return { sql: `${alias}.id IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(met)] }
}

function meets(field: FieldDefinition, value: FieldValue, operator: string, operand: unknown): boolean {
  const isBoth = value !== null && operand !== null && typeof value === typeof operand
  switch (operator) {
    case 'eq':
      return value === operand
    case 'ne':
      return value !== operand
    case 'in':
      return Array.isArray(operand) && operand.includes(value)
    case 'empty':
      return (value === null) === operand
    case 'lt':
      return isBoth && value < (operand as typeof value)
    case 'lte':
      return isBoth && value <= (operand as typeof value)
    case 'gt':
      return isBoth && value > (operand as typeof value)
    case 'gte':
      return isBoth && value >= (operand as typeof value)
    default:
      throw new AppError('VALIDATION', `“${field.label}”不能用“${operator}”比较。`, '可用：eq、ne、lt、lte、gt、gte、in、empty。')
  }
}

function unknown(register: RegisterDefinition, key: string): AppError {
  const known = reckonedOf(register.name).map((one) => `${one.label}（${one.key}）`)
  return new AppError(
    'VALIDATION',
    `${register.label}没有按当天算出来的“${key}”。`,
    known.length === 0 ? '这个台账没有这样的列。' : `可用的有：${known.join('、')}。`,
  )
}
