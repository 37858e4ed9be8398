/** Composes the SQL of lists: which rows, in which order. */
import { registers, registerOf } from '../catalogue/index.ts'
import { divisionFilter, divisionPrefix, type Permitted } from '../access/permissions.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Sort, Where } from '../shapes.ts'
import type { ReadDatabase } from '../store/index.ts'
import { isSearchedNumber, numberIndex } from '../store/schema.ts'
import { afterPrefix, readSearchText } from '../store/search.ts'
import { allOf, compileWhere, type Condition } from './where.ts'

export interface Selection {
  readonly register: string
  readonly text?: string | undefined
  readonly where?: Where | undefined
  readonly sort?: Sort | undefined
  readonly deleted?: boolean | undefined
  readonly nearness?: Nearness | undefined
}

/** How closely a name typed must fit: the whole name or its beginning, the record's own or also those of members and the like. Lists take all. */
export interface Nearness { readonly whole: boolean; readonly own: boolean }

/** The register behind a name. Throws NOT_FOUND with the names there are. */
export function knownRegister(name: string): RegisterDefinition {
  if (Object.hasOwn(registers, name)) return registerOf(name)
  throw new AppError('NOT_FOUND', `没有名为“${name}”的台账。`, `可用的有：${Object.keys(registers).join('、')}。`)
}

/**
 * What limits a list to the rows asked for that the user may see. `unit` is the division of the office: what lies outside a township
 * (a household that moved away, one on its way in) is on file there, but in nobody's list.
 */
export function conditionOf(user: Permitted, selection: Selection, database: ReadDatabase, unit: string): Condition {
  const register = knownRegister(selection.register)
  const conditions: Condition[] = [{ sql: `t.deleted = ${selection.deleted === true ? 1 : 0}`, parameters: [] }, scopeOf(divisionFilter(user), register), scopeOf(ownVillages(unit), register), compileWhere(register, selection.where)]
  const search = selection.deleted === true ? searchRemoved(register, selection.text) : searchOf(register, selection.text, database, selection.nearness)
  if (search !== null) conditions.push(search)
  return allOf(conditions.filter((condition) => condition.sql !== '1'))
}

/** `ORDER BY` with a total order: the fields asked for (or the register's own), then the id. */
export function orderOf(register: RegisterDefinition, sort: Sort | undefined): string {
  const wanted = sort === undefined || sort.length === 0 ? register.sort : sort
  const parts = wanted.map(({ field, descending }) => {
    if (field !== 'id' && !register.fields.some((known) => known.key === field)) {
      throw new AppError('VALIDATION', `${register.label}没有字段“${field}”，不能按它排序。`, '请改用数据字典里的字段名。')
    }
    return `t.${field}${descending === true ? ' DESC' : ''}`
  })
  return [...parts, 't.id'].join(', ')
}

/** Digits of a county's code; what a county holds is all its own. */
const COUNTY_DIGITS = 6

/** The divisions of an office below the county; null for a county, which need not ask. */
function ownVillages(unit: string): readonly string[] | null {
  const prefix = divisionPrefix(unit)
  return prefix.length > COUNTY_DIGITS ? [prefix] : null
}

/** Rows of the divisions the user is limited to; records of people in no household belong to no division and are seen by all. */
function scopeOf(prefixes: readonly string[] | null, register: RegisterDefinition): Condition {
  if (prefixes === null || register.owner === undefined) return { sql: '1', parameters: [] }
  const column = `t.${register.owner}`
  const parts = prefixes.map(() => `(${column} >= ? AND ${column} < ?)`)
  return { sql: [...parts, `${column} IS NULL`].join(' OR '), parameters: prefixes.flatMap((prefix) => [prefix, afterPrefix(prefix)]) }
}

/** Removed records keep no search terms: they are few, and their own columns are read. */
function searchRemoved(register: RegisterDefinition, text: string | undefined): Condition | null {
  const wanted = (text ?? '').trim()
  const fields = register.fields.filter((field) => field.search !== undefined)
  if (wanted === '' || fields.length === 0) return null
  return { sql: fields.map((field) => `instr(t.${field.key}, ?) > 0`).join(' OR '), parameters: fields.map(() => wanted) }
}

/** The quick search: names and numbers of the record itself, or of the household or person it belongs to. */
function searchOf(register: RegisterDefinition, text: string | undefined, database: ReadDatabase, nearness: Nearness | undefined): Condition | null {
  const search = readSearchText(text ?? '')
  if (search.kind === 'none') return null
  const parameters: string[] = []
  const records = (name: string): string => {
    if (search.kind === 'name' && nearness?.whole === true) {
      parameters.push(name, search.prefix)
      return 'SELECT record FROM search_term WHERE register = ? AND term = ?'
    }
    if (search.kind === 'name') {
      parameters.push(name, search.prefix, afterPrefix(search.prefix))
      return 'SELECT record FROM search_term WHERE register = ? AND term >= ? AND term < ?'
    }
    // Looked up once here, since the condition is used for the page and for the count.
    parameters.push(JSON.stringify(numbersOf(database, name, search.fragment)))
    return 'SELECT value AS record FROM json_each(?)'
  }
  const parts = [`t.id IN (${records(register.name)})`]
  if (nearness?.own === true) return { sql: parts.join(' OR '), parameters }
  if (register.name === 'household') parts.push(`t.id IN (SELECT m.household_id FROM membership m WHERE m.deleted = 0 AND m.person_id IN (${records('person')}))`)
  for (const field of register.fields) {
    if (field.type === 'reference' && field.register !== undefined && SEARCHED_THROUGH.includes(field.register)) parts.push(`t.${field.key} IN (${records(field.register)})`)
    if (field.key === 'household_id' && register.name !== 'person') {
      parts.push(`t.household_id IN (SELECT m.household_id FROM membership m WHERE m.deleted = 0 AND m.person_id IN (${records('person')}))`)
    }
    if (field.type === 'division' && search.kind === 'name' && register.name !== 'household' && register.name !== 'person') {
      parts.push(`t.${field.key} IN (${records('division')
        .replace('SELECT record', 'SELECT (SELECT d.code FROM division d WHERE d.id = record)')})`)
    }
  }
  return { sql: parts.join(' OR '), parameters }
}

/** Digits that are too many for a phone number are not looked for among phones. */
const PHONE_DIGITS = 12

/**
 * Records with a number like the one typed: a fragment of an ID number or phone, the beginning of other numbers.
 * Each number is read off an index that holds nothing else, which is quicker than any table of fragments is to keep.
 */
function numbersOf(database: ReadDatabase, name: string, fragment: string): string[] {
  const parts: string[] = []
  const parameters: string[] = []
  for (const field of registerOf(name).fields.filter(isSearchedNumber)) {
    const from = `SELECT id FROM ${name} INDEXED BY ${numberIndex(name, field)} WHERE deleted = 0 AND ${field.key} IS NOT NULL`
    if (field.type === 'idNumber' || (field.type === 'phone' && fragment.length <= PHONE_DIGITS)) {
      parts.push(`${from} AND instr(${field.key}, ?) > 0`)
      parameters.push(fragment.toUpperCase())
    } else if (field.type !== 'phone') {
      parts.push(`${from} AND ${field.key} >= ? AND ${field.key} < ?`)
      parameters.push(fragment, afterPrefix(fragment))
    }
  }
  return parts.length === 0 ? [] : database.all<{ id: string }>(parts.join(' UNION ALL '), ...parameters).map((row) => row.id)
}

/** Registers whose names and numbers also find the records that refer to them. */
const SEARCHED_THROUGH = ['household', 'person', 'helper', 'organization']
