/**
 * Fields that keep a state (`keeps`): where a record counts, whatever becomes of what it refers to. The derived field they keep goes on
 * following that: it says who reads and receives the record, and stands in where nothing is kept yet (records of earlier programs).
 */
import type { FieldDefinition, RegisterDefinition } from '../types.ts'

const known = new WeakMap<RegisterDefinition, readonly KeptField[]>()

/** A field that keeps a state, with the name of the derived field whose state it is. */
export interface KeptField extends FieldDefinition {
  readonly keeps: string
}

/** The fields of a register that keep a state. */
export function keptFields(register: RegisterDefinition): readonly KeptField[] {
  let found = known.get(register)
  if (found === undefined) known.set(register, (found = register.fields.filter((field): field is KeptField => field.keeps !== undefined)))
  return found
}

/** SQL of what a field holds for lists and counts, in the table that goes by `alias` (empty for none). */
export function columnSql(field: Pick<FieldDefinition, 'key' | 'keeps' | 'readAs'>, alias = 't'): string {
  const of = alias === '' ? '' : `${alias}.`
  if (field.readAs !== undefined) return `${of}${field.readAs}`
  return field.keeps === undefined ? `${of}${field.key}` : `coalesce(${of}${field.key}, ${of}${field.keeps})`
}

/**
 * SQL by which a list is sorted by a field that has an index for that (`sorted`): what the column holds, in words that nothing but a sort uses, so that
 * the index is never taken for a filter of which nearly all records hold the same (a year, a sex).
 */
export function sortSql({ sorted }: Pick<RegisterDefinition, 'sorted'>, field: Pick<FieldDefinition, 'key' | 'keeps' | 'readAs'>, alias = 't'): string {
  const column = columnSql(field, alias)
  return sorted?.includes(field.key) === true ? `ifnull(${column}, NULL)` : column
}

/** SQL of a record not being removed, in words that nothing but a sort by an index uses; see {@link sortSql}. */
export function livingSql(alias = ''): string {
  return `ifnull(${alias === '' ? '' : `${alias}.`}deleted, NULL) = 0`
}

/**
 * SQL of a record not being removed, in words that nothing but a table that is counted uses: an index of those words that begins with a year (`counted`)
 * is never taken for a filter by the year, which nearly all records share.
 */
export function countedSql(alias = ''): string {
  return `coalesce(${alias === '' ? '' : `${alias}.`}deleted, 0) = 0`
}

/** Whether what tables count of a register by stands in an index that begins with the year, and is found there in the words of {@link countedSql} only. */
export function isCountedByYear({ counted, fields }: Pick<RegisterDefinition, 'counted' | 'fields'>): boolean {
  const [first] = counted?.by ?? []
  return fields.some(({ key, type }) => key === first && type === 'year')
}

/** SQL of the division in which a record counts; null for registers whose records belong to none. */
export function placeSql(register: RegisterDefinition, alias = 't'): string | null {
  const { owner } = register
  if (owner === undefined) return null
  return columnSql(keptFields(register).find((field) => field.keeps === owner) ?? { key: owner }, alias)
}

const heldByRegister = new WeakMap<RegisterDefinition, readonly HeldField[]>()

/** A field that is read as a derived one, with the name of that. */
export interface HeldField extends FieldDefinition {
  readonly readAs: string
}

/** The fields of a register that are read as what holds, and not as what was entered. */
export function heldFields(register: RegisterDefinition): readonly HeldField[] {
  let found = heldByRegister.get(register)
  if (found === undefined) heldByRegister.set(register, (found = register.fields.filter((field): field is HeldField => field.readAs !== undefined)))
  return found
}

/** A row of the table with what holds in place of what was entered. */
export function asHeld<R extends Readonly<Record<string, unknown>>>(register: RegisterDefinition, row: R): R {
  const held = heldFields(register).filter(({ readAs }) => row[readAs] !== undefined)
  return held.length === 0 ? row : { ...row, ...Object.fromEntries(held.map(({ key, readAs }) => [key, row[readAs]])) }
}

/** A row as lists and counts read it. */
export function asCounted<V>(register: RegisterDefinition, row: Record<string, V>): Record<string, V> {
  for (const { key, readAs } of heldFields(register)) {
    const held = row[readAs]
    if (held !== undefined) row[key] = held
  }
  for (const { key, keeps } of keptFields(register)) {
    const derived = row[keeps]
    if ((row[key] === null || row[key] === undefined) && derived !== undefined) row[key] = derived
  }
  return row
}
