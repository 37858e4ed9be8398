/** What lists show that is worked out for today and kept nowhere: asked for many records at once, and compared as a column would be. */
import { codeListOf } from '../catalogue/index.ts'
import { reckonedColumn, reckonedKey, reckonedOf } from '../catalogue/derive/listing.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Row, Where } from '../shapes.ts'
import type { ReadDatabase } from '../store/index.ts'
import { allOf, compare, comparisonsOf, type Condition } from './where.ts'

/**
 * Works out the declared columns of records of a register, in as many statements for a thousand records as for one. By id, under the keys that the register
 * declares; a record left out has nothing in any of them. Asked of records whose asker may read them, or of which nothing but what they say is compared.
 */
export type Reckon = (register: RegisterDefinition, ids: readonly string[]) => ReadonlyMap<string, Row>

/** The data, and who works something out of it. */
interface Reckoning {
  readonly database: ReadDatabase
  readonly reckon?: Reckon | undefined
}

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
  { database, reckon }: Reckoning,
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
export function reckonedCondition({ database, reckon }: Reckoning, register: RegisterDefinition, where: Where, alias: string): Condition {
  const tests = Object.entries(where).flatMap(([key, asked]) => {
    const field = reckonedOf(register.name).find((one) => one.key === key)
    if (field === undefined) throw unknown(register, key)
    return comparisonsOf(field, asked).map(([operator, operand]) => compare(`json_extract(r.value, '$.${key}')`, field, operator, operand))
  })
  const ids = database.all<{ id: string }>(`SELECT id FROM ${register.name} WHERE deleted = 0`).map(({ id }) => id)
  const found = reckon?.(register, ids)
  const held = ids.map((id) => ({ ...found?.get(id), id }))
  const { sql, parameters } = allOf(tests)
  return { sql: `${alias}.id IN (SELECT json_extract(r.value, '$.id') FROM json_each(?) r WHERE ${sql})`, parameters: [JSON.stringify(held), ...parameters] }
}

/** Figures of a rank in {@link reckonedOrder}: enough for 1.6 million values. */
const RANK_FIGURES = 4
const RANK_BASE = 36

/**
 * What living records are put in order by where a column that is worked out is asked for: the rank of its value, found at the record's place in one text
 * of ranks, so that no record is looked for among the others. Codes stand as their list has them, records without a value before all others.
 */
export function reckonedOrder({ database, reckon }: Reckoning, register: RegisterDefinition, field: FieldDefinition): Condition {
  const records = database.all<{ row: number; id: string }>(`SELECT rowid AS row, id FROM ${register.name} WHERE deleted = 0`)
  const found = reckon?.(
    register,
    records.map(({ id }) => id),
  )
  const valueOf = comparable(field)
  const values = new Map(records.map(({ row, id }) => [row, valueOf(found?.get(id)?.[field.key] ?? null)]))
  const rankOf = new Map([...new Set(values.values())].toSorted(inOrder).map((value, rank) => [value, rank.toString(RANK_BASE).padStart(RANK_FIGURES, '0')]))
  const last = records.reduce((most, { row }) => Math.max(most, row), 0)
  const none = ' '.repeat(RANK_FIGURES)
  const ranks = Array.from({ length: last }, (_, at) => rankOf.get(values.get(at + 1) ?? null) ?? none)
  // As bytes, where a place is gone to; in a text SQLite counts letters from its beginning.
  return { sql: `substr(CAST(? AS BLOB), 1 + ${RANK_FIGURES} * (t.rowid - 1), ${RANK_FIGURES})`, parameters: [ranks.join('')] }
}

/** A value as it is put in order. */
function comparable(field: FieldDefinition): (value: FieldValue) => string | number | null {
  if (field.codeList === undefined) return stored
  const places = new Map(codeListOf(field.codeList).items.map(({ code }, place) => [code, place]))
  return (value) => (typeof value === 'string' ? (places.get(value) ?? null) : null)
}

function inOrder(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0
  return other !== null && (one === null || one < other) ? -1 : 1
}

function unknown(register: RegisterDefinition, key: string): AppError {
  const known = reckonedOf(register.name).map((one) => `${one.label}（${one.key}）`)
  return new AppError(
    'VALIDATION',
    `${register.label}没有按当天算出来的“${key}”。`,
    known.length === 0 ? '这个台账没有这样的列。' : `可用的有：${known.join('、')}。`,
  )
}
