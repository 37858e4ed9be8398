/** Filters of the contract → SQL with bound parameters. Every name in the SQL comes from the catalogue, every value is a parameter. */
import { fieldOf, findField } from '../catalogue/index.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import { editDistance } from '../catalogue/derive/text.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { lastDayOf } from '../rules/partialDate.ts'
import { afterPrefix } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { Comparison, Where } from '../shapes.ts'
import type { SqlValue } from '../store/index.ts'

export interface Condition {
  /** SQL expression that is true or false over the table alias `t`. */
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

const TRUE: Condition = { sql: '1', parameters: [] }

/** Joins conditions; no condition is true. */
export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return TRUE
  return { sql: conditions.map((condition) => `(${condition.sql})`).join(' AND '), parameters: conditions.flatMap((condition) => condition.parameters) }
}

/** Asked before each comparison; throws where the asker may not compare this field. */
export type ComparisonGuard = (field: FieldDefinition, operator: string, operand: unknown) => void

/** Compiles a filter of one register. Throws VALIDATION naming the field that does not exist, with the nearest ones. */
export function compileWhere(register: RegisterDefinition, where: Where | undefined, guard: ComparisonGuard): Condition {
  if (where === undefined) return TRUE
  return allOf(Object.entries(where).map(([key, value]) => compileEntry(register, key, value, guard)))
}

function compileEntry(register: RegisterDefinition, key: string, value: Where[string], guard: ComparisonGuard): Condition {
  if (key === 'and' || key === 'or') {
    const parts = (Array.isArray(value) ? value : [value as Where]).map((part) => compileWhere(register, part, guard))
    if (key === 'and') return allOf(parts)
    return parts.length === 0 ? TRUE : { sql: parts.map((part) => `(${part.sql})`).join(' OR '), parameters: parts.flatMap((part) => part.parameters) }
  }
  if (key === 'not') {
    const inner = compileWhere(register, value as Where, guard)
    return { sql: `NOT coalesce(${inner.sql}, 0)`, parameters: inner.parameters }
  }
  const field = key === 'id' ? ID_FIELD : knownField(register, key)
  if (value === null || typeof value !== 'object') {
    guard(field, 'eq', value)
    return compare(field, 'eq', value)
  }
  const comparisons = Object.entries(value as Comparison)
  if (comparisons.length === 0) throw new AppError('VALIDATION', `“${field.label}”的筛选条件是空的。`, '请写明比较方式，例如 {"eq": 值}。')
  return allOf(
    comparisons.map(([operator, operand]) => {
      guard(field, operator, operand)
      return compare(field, operator, operand)
    }),
  )
}

const ID_FIELD: FieldDefinition = { key: 'id', label: '记录编号', type: 'text' }

function knownField(register: RegisterDefinition, key: string): FieldDefinition {
  const found = findField(register.name, key)
  if (found !== undefined) return fieldOf(register.name, key)
  const near = register.fields
    .map((field) => field.key)
    .toSorted((a, b) => editDistance(a, key) - editDistance(b, key))
    .slice(0, 3)
  throw new AppError('VALIDATION', `${register.label}没有字段“${key}”。`, `请改用数据字典里的字段名，相近的有：${near.join('、')}。`)
}

function compare(field: FieldDefinition, operator: string, operand: unknown): Condition {
  const column = columnSql(field)
  switch (operator) {
    case 'eq':
      return equals(field, single(field, operand))
    case 'ne': {
      const inner = equals(field, single(field, operand))
      return { sql: `NOT coalesce(${inner.sql}, 0)`, parameters: inner.parameters }
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { sql: `${column} ${SIGNS[operator]} ?`, parameters: [toStored(field, boundOf(field, operator, single(field, operand)))] }
    case 'in': {
      if (!Array.isArray(operand)) throw badOperand(field, '应是一组值')
      const parts = operand.map((item) => equals(field, single(field, item)))
      if (parts.length === 0) return { sql: '0', parameters: [] }
      const plain = parts.every((part) => part.sql === `${column} = ?`)
      if (plain) return { sql: `${column} IN (${parts.map(() => '?').join(', ')})`, parameters: parts.flatMap((part) => part.parameters) }
      return { sql: parts.map((part) => `(${part.sql})`).join(' OR '), parameters: parts.flatMap((part) => part.parameters) }
    }
    case 'contains':
      return { sql: `instr(${column}, ?) > 0`, parameters: [text(field, operand)] }
    case 'startsWith':
      return prefix(column, text(field, operand))
    case 'within':
      return prefix(column, divisionPrefix(text(field, operand)))
    case 'has':
      return { sql: `instr(',' || ${column} || ',', ?) > 0`, parameters: [`,${text(field, operand)},`] }
    case 'empty':
      return { sql: operand === true ? `${column} IS NULL` : `${column} IS NOT NULL`, parameters: [] }
    default:
      throw new AppError('VALIDATION', `不认识的比较方式“${operator}”。`, '可用：eq、ne、lt、lte、gt、gte、in、contains、startsWith、within、has、empty。')
  }
}

/** A month or year as a bound means all its days (see `rules/partialDate.ts`). */
function boundOf(field: FieldDefinition, operator: string, bound: FieldValue): FieldValue {
  const whole = field.type === 'partialDate' && typeof bound === 'string' && (operator === 'lte' || operator === 'gt')
  return whole ? lastDayOf(bound) : bound
}

const SIGNS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

/** A division code of a higher level stands for everything below it. */
function equals(field: FieldDefinition, value: FieldValue): Condition {
  const column = columnSql(field)
  if (value === null) return { sql: `${column} IS NULL`, parameters: [] }
  if (field.type === 'division' && typeof value === 'string' && value.length === 12 && divisionPrefix(value).length < 12)
    return prefix(column, divisionPrefix(value))
  return { sql: `${column} = ?`, parameters: [toStored(field, value)] }
}

function prefix(column: string, start: string): Condition {
  return { sql: `${column} >= ? AND ${column} < ?`, parameters: [start, afterPrefix(start)] }
}

function single(field: FieldDefinition, operand: unknown): FieldValue {
  if (operand === null || typeof operand === 'string' || typeof operand === 'boolean' || (typeof operand === 'number' && Number.isFinite(operand)))
    return operand
  throw badOperand(field, '应是一个值')
}

function text(field: FieldDefinition, operand: unknown): string {
  if (typeof operand === 'string' && operand !== '') return operand
  throw badOperand(field, '应是一段文字')
}

function badOperand(field: FieldDefinition, sentence: string): AppError {
  return new AppError('VALIDATION', `“${field.label}”的筛选值不对：${sentence}。`, '请检查筛选条件。')
}
