/** Filters of the contract → SQL with bound parameters. Every name in the SQL comes from the catalogue, every value is a parameter. */
import { fieldOf, findField, isRegisterName, registerNames, registerOf } from '../catalogue/index.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import { lineageSql } from '../catalogue/derive/succession.ts'
import { yearlyOf, type YearlyRegister } from '../catalogue/derive/listing.ts'
import { heldSql, idSql, linksOf, linksOfField, targetsOf } from '../catalogue/derive/subject.ts'
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

/** What a filter is compiled with. It may look into other registers, so that both are asked for each register it meets. */
export interface Comparing {
  guard(register: RegisterDefinition): ComparisonGuard
  /** Which records of a register, by the alias of its table, the asker may read. */
  reading(register: RegisterDefinition, alias: string): Condition
  /**
   * The alias under which the records that a field refers to are joined already; without it they are looked up. For queries that ask much
   * of the same records.
   */
  readonly joined?: ((alias: string, field: FieldDefinition, target: RegisterDefinition) => string) | undefined
  /** The condition that some record refers to that of the alias, for queries that ask it of the same records again and again; without it they are looked up. */
  readonly referred?: ((alias: string, referring: Referring) => string) | undefined
  /** Fields, of the records that the filter is of, that are compared in words that no index answers: nearly all records meet what is asked of them. */
  readonly unindexed?: ReadonlySet<string> | undefined
  /** Which records of a register have a doubt or contradiction that nobody has settled, as far as the asker sees it. */
  readonly doubted?: ((register: RegisterDefinition, alias: string) => Condition) | undefined
  /** Which records of a register meet a filter of what is worked out of them for today. */
  readonly reckoned?: ((register: RegisterDefinition, where: Where, alias: string) => Condition) | undefined
}

/** Records of another register that refer to one and meet a filter of their own. */
export interface Referring {
  readonly register: RegisterDefinition
  /** SQL of the id that is referred to, by the alias of the other register. */
  readonly column: (alias: string) => string
  readonly where: Where | undefined
}

/** Compiles a filter of one register. Throws VALIDATION naming the field that does not exist, with the nearest ones. */
export function compileWhere(register: RegisterDefinition, where: Where | undefined, comparing: Comparing, alias = 't'): Condition {
  if (where === undefined) return TRUE
  const guard = comparing.guard(register)
  return allOf(Object.entries(where).map(([key, value]) => compileEntry({ register, alias, comparing, guard }, key, value)))
}

/** The records a part of a filter speaks of. */
interface Place {
  readonly register: RegisterDefinition
  readonly alias: string
  readonly comparing: Comparing
  readonly guard: ComparisonGuard
}

function compileEntry(place: Place, key: string, value: Where[string]): Condition {
  const { register, alias, comparing, guard } = place
  if (key === 'and' || key === 'or') {
    const parts = (Array.isArray(value) ? value : [value as Where]).map((part) => compileWhere(register, part, comparing, alias))
    if (key === 'and') return allOf(parts)
    return parts.length === 0 ? TRUE : { sql: parts.map((part) => `(${part.sql})`).join(' OR '), parameters: parts.flatMap((part) => part.parameters) }
  }
  if (key === 'not') {
    const inner = compileWhere(register, value as Where, comparing, alias)
    return { sql: `NOT coalesce(${inner.sql}, 0)`, parameters: inner.parameters }
  }
  if (key === 'exists' || key === 'none') return referring(place, key, value)
  if (key === 'yearly') return inYear(place, value)
  if (key === 'doubted') return doubted(place, value)
  if (key === 'reckoned') return reckoned(place, value)
  const field = key === 'id' ? ID_FIELD : knownField(register, key)
  const column = columnOf(field, alias, comparing)
  return allOf(
    comparisonsOf(field, value).map(([operator, operand]) => {
      if (operator === 'is') return referredTo(place, field, operand)
      guard(field, operator, operand)
      return compare(column, field, operator, operand)
    }),
  )
}

/** What a field holds, in words that an index answers or not; other databases read both. */
function columnOf(field: FieldDefinition, alias: string, { unindexed }: Comparing): string {
  const column = columnSql(field, alias)
  return unindexed?.has(field.key) === true ? `coalesce(${column}, NULL)` : column
}

/** What a filter asks of a field: a value alone is `eq`. Throws VALIDATION where it asks nothing. */
export function comparisonsOf(field: FieldDefinition, value: Where[string]): [operator: string, operand: unknown][] {
  if (value === null || typeof value !== 'object') return [['eq', value]]
  const found = Object.entries(value as Comparison)
  if (found.length === 0) throw new AppError('VALIDATION', `“${field.label}”的筛选条件是空的。`, '请写明比较方式，例如 {"eq": 值}。')
  return found
}

/** Records whose reference names one that meets a filter of its own. */
function referredTo({ alias, comparing }: Place, field: FieldDefinition, where: unknown): Condition {
  if (field.type === 'subject' && isFilter(where)) return subjectIs({ alias, comparing }, field, where)
  const target = field.type === 'reference' && field.register !== undefined ? registerOf(field.register) : undefined
  if (target === undefined || !isFilter(where)) throw badOperand(field, '“is”只用于引用其他台账的字段，里面写那个台账的条件')
  if (comparing.joined !== undefined) {
    const joined = comparing.joined(alias, field, target)
    const inner = compileWhere(target, where, comparing, joined)
    return { sql: `${joined}.id IS NOT NULL AND (${inner.sql})`, parameters: inner.parameters }
  }
  const { sql, parameters } = living(target, where, unjoined(comparing), deeper(alias))
  return { sql: `${columnOf(field, alias, comparing)} IN (SELECT ${deeper(alias)}.id FROM ${sql})`, parameters }
}

/** Records whose subject is of a register and meets a filter of its own: `{"register": …, "where": {…}}`. */
function subjectIs({ alias, comparing }: Pick<Place, 'alias' | 'comparing'>, field: FieldDefinition, operand: Where): Condition {
  const { register: name, where } = operand as { register?: unknown; where?: unknown }
  const link = linksOfField(field).find(({ register }) => register === name)
  if (link === undefined || (where !== undefined && !isFilter(where)))
    throw badOperand(
      field,
      `“is”里要写明是哪一种台账（${targetsOf(field).join('、')}）和它的条件，例如 {"register": "${targetsOf(field)[0] ?? ''}", "where": {…}}`,
    )
  const inside = deeper(alias)
  const { sql, parameters } = living(registerOf(link.register), where, unjoined(comparing), inside)
  return { sql: `${columnSql(field, alias)} IN (SELECT ${heldSql(link.prefix, `${inside}.id`)} FROM ${sql})`, parameters }
}

/** Records that some other record, which meets a filter of its own, refers to (`exists`); those that none does (`none`). */
function referring({ register, alias, comparing }: Place, key: 'exists' | 'none', value: Where[string]): Condition {
  const { register: name, by, where } = (isFilter(value) ? value : {}) as { register?: unknown; by?: unknown; where?: unknown }
  const other = typeof name === 'string' && isRegisterName(name) ? registerOf(name) : undefined
  const field = other === undefined || typeof by !== 'string' ? undefined : findField(other, by)
  const link = field === undefined ? undefined : linksOfField(field).find((one) => one.register === register.name)
  if (other === undefined || field === undefined || link === undefined || (where !== undefined && !isFilter(where)))
    throw new AppError(
      'VALIDATION',
      `筛选条件“${key}”要写明另一个台账和其中引用${register.label}的字段。`,
      `例：{"${key}": {"register": "${otherNames(register)[0] ?? register.name}", "by": 字段, "where": {…}}}。引用${register.label}的台账有：${otherNames(register).join('、')}。`,
    )
  if (comparing.referred !== undefined) {
    const condition = comparing.referred(alias, { register: other, column: (inner) => idSql(link.prefix, columnSql(field, inner)), where })
    return { sql: key === 'none' ? `NOT ${condition}` : condition, parameters: [] }
  }
  const inside = deeper(alias)
  const column = idSql(link.prefix, columnSql(field, inside))
  const { sql, parameters } = living(other, where, unjoined(comparing), inside)
  return { sql: `${alias}.id ${key === 'none' ? 'NOT ' : ''}IN (SELECT ${column} FROM ${sql} AND ${column} IS NOT NULL)`, parameters }
}

/** Records whose yearly record of a year meets a filter of its own; where there is none, all its fields are empty. */
function inYear({ register, alias, comparing }: Place, value: Where[string]): Condition {
  const yearly = yearlyOf(register.name)
  const { year, where } = (isFilter(value) ? value : {}) as { year?: unknown; where?: unknown }
  if (yearly === null || typeof year !== 'number' || !Number.isSafeInteger(year) || !isFilter(where))
    throw new AppError(
      'VALIDATION',
      yearly === null ? `${register.label}没有年度记录，不能按年度情况筛选。` : '筛选条件“yearly”要写明年度和那一年的条件。',
      '例：{"yearly": {"year": 2015, "where": {…}}}。',
    )
  const inside = deeper(alias)
  const joined = yearCondition(yearly, `${alias}.id`, inside, year, comparing.reading(yearly, inside))
  const met = compileWhere(yearly, where, unjoined(comparing), inside)
  return {
    sql: `EXISTS (SELECT 1 FROM (SELECT 1) LEFT JOIN ${yearly.name} ${inside} ON ${joined.sql} WHERE ${met.sql})`,
    parameters: [...joined.parameters, ...met.parameters],
  }
}

/** Which yearly record is that of a record in a year: one at most. `id` is SQL of the record's id. */
export function yearCondition({ yearly }: YearlyRegister, id: string, alias: string, year: number, reading: Condition): Condition {
  const found = `${alias}.${yearly.reference} = ${id} AND ${alias}.${yearly.year} = ${year} AND ${alias}.deleted = 0 AND ${alias}.duplicate = ''`
  return reading.sql === '1' ? { sql: found, parameters: [] } : { sql: `${found} AND (${reading.sql})`, parameters: reading.parameters }
}

/** Records that are doubted, or with false those that are not. */
function doubted({ register, alias, comparing }: Place, value: Where[string]): Condition {
  if (typeof value !== 'boolean' || comparing.doubted === undefined)
    throw new AppError('VALIDATION', '筛选条件“doubted”只能是 true 或 false。', '请检查筛选条件。')
  const found = comparing.doubted(register, alias)
  return value ? found : { sql: `NOT (${found.sql})`, parameters: found.parameters }
}

/** Records that today meet a filter of what is worked out. */
function reckoned({ register, alias, comparing }: Place, value: Where[string]): Condition {
  if (!isFilter(value) || comparing.reckoned === undefined)
    throw new AppError('VALIDATION', '筛选条件“reckoned”要写明按当天算出来的列和它的条件。', '例：{"reckoned": {"列": {"in": […]}}}；统计表里不能用。')
  return comparing.reckoned(register, value, alias)
}

/** `table alias WHERE …`: the living records of a register that meet a filter, as far as the asker reads them. */
function living(register: RegisterDefinition, where: Where | undefined, comparing: Comparing, alias: string): Condition {
  const condition = allOf([comparing.reading(register, alias), compileWhere(register, where, comparing, alias)].filter(({ sql }) => sql !== '1'))
  return { sql: `${register.name} ${alias} WHERE ${alias}.deleted = 0 AND ${condition.sql}`, parameters: condition.parameters }
}

/** The same asker, where nothing is joined: inside a subquery. */
function unjoined(comparing: Comparing): Comparing {
  return {
    guard: (register) => comparing.guard(register),
    reading: (register, alias) => comparing.reading(register, alias),
    doubted: comparing.doubted,
    reckoned: comparing.reckoned,
  }
}

/** Names of the registers that refer to one. */
function otherNames(register: RegisterDefinition): string[] {
  return registerNames.filter((name) => linksOf(registerOf(name)).some((link) => link.register === register.name))
}

/** Each look into another register has a table name of its own. */
function deeper(alias: string): string {
  return `${alias}_`
}

function isFilter(value: unknown): value is Where {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

/** Whether what a column (SQL) holds compares so. Throws VALIDATION for a way to compare that there is none of, and a value that the field cannot hold. */
export function compare(column: string, field: FieldDefinition, operator: string, operand: unknown): Condition {
  switch (operator) {
    case 'eq':
      return equals(column, field, single(field, operand))
    case 'ne': {
      const inner = equals(column, field, single(field, operand))
      return { sql: `NOT coalesce(${inner.sql}, 0)`, parameters: inner.parameters }
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { sql: `${column} ${SIGNS[operator]} ?`, parameters: [toStored(field, boundOf(field, operator, single(field, operand)))] }
    case 'in': {
      if (!Array.isArray(operand)) throw badOperand(field, '应是一组值')
      const parts = operand.map((item) => equals(column, field, single(field, item)))
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
    case 'lineage':
      return { sql: `${column} IN ${lineageSql()}`, parameters: [text(field, operand)] }
    case 'has':
      return { sql: `instr(',' || ${column} || ',', ?) > 0`, parameters: [`,${text(field, operand)},`] }
    case 'empty':
      return { sql: operand === true ? `${column} IS NULL` : `${column} IS NOT NULL`, parameters: [] }
    default:
      throw new AppError(
        'VALIDATION',
        `不认识的比较方式“${operator}”。`,
        '可用：eq、ne、lt、lte、gt、gte、in、contains、startsWith、within、lineage、has、empty。',
      )
  }
}

/** A month or year as a bound means all its days (see `rules/partialDate.ts`). */
function boundOf(field: FieldDefinition, operator: string, bound: FieldValue): FieldValue {
  const whole = field.type === 'partialDate' && typeof bound === 'string' && (operator === 'lte' || operator === 'gt')
  return whole ? lastDayOf(bound) : bound
}

const SIGNS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

/** A division code of a higher level stands for everything below it. */
function equals(column: string, field: FieldDefinition, value: FieldValue): Condition {
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
