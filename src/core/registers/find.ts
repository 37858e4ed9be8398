/** Composes the SQL of lists: which rows, in which order. */
import { columnSql, keptFields, placeSql } from '../catalogue/derive/kept.ts'
import { factOf } from '../catalogue/derive/listing.ts'
import { linkOf, linksTo } from '../catalogue/derive/belonging.ts'
import { idSql, linksOfField, targetsOf } from '../catalogue/derive/subject.ts'
import { findField, registers, registerOf } from '../catalogue/index.ts'
import { afterPrefix, isHidden, isWholeNumber, mayAnywhere, orReached, prefixCondition, readingCondition, type Asker } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Sort, Where } from '../shapes.ts'
import type { ReadDatabase } from '../store/index.ts'
import { isSearchedNumber, numberIndex } from '../store/schema.ts'
import { IS_HERE } from '../store/referred.ts'
import { readSearchText } from '../store/search.ts'
import { isSearchedThrough } from './relations.ts'
import { guardOf, refuseSorting, type Lookups } from './hidden.ts'
import { allOf, compileWhere, yearCondition, type Comparing, type Condition } from './where.ts'

export interface Selection {
  readonly register: string
  readonly text?: string | undefined
  readonly where?: Where | undefined
  readonly sort?: Sort | undefined
  readonly deleted?: boolean | undefined
}

/** The register behind a name. Throws NOT_FOUND with the names there are. */
export function knownRegister(name: string): RegisterDefinition {
  if (Object.hasOwn(registers, name)) return registerOf(name)
  throw new AppError('NOT_FOUND', `没有名为“${name}”的台账。`, `可用的有：${Object.keys(registers).join('、')}。`)
}

/** Who asks which data. `unit` is the division of the office. */
export interface Asking {
  readonly asker: Asker
  readonly database: ReadDatabase
  readonly unit: string
  /** Counts questions for whole numbers that the asker may not see. */
  readonly lookups: Lookups
  /** Which records are doubted, for the asker; see {@link Comparing}. */
  readonly doubted?: Comparing['doubted']
}

/**
 * What limits a list to the rows asked for that the asker may see: the one reading condition, and in a township its own villages, since what
 * lies outside (a household that moved away, one on its way in) is on file there, but in nobody's list unless it reaches these villages. A record that keeps where it counts
 * is listed there, by whoever may read it. What the asker may not see in full
 * is neither compared nor searched (FORBIDDEN), but for whole document numbers.
 */
export function conditionOf(asking: Asking, selection: Selection): Condition {
  const { asker, unit } = asking
  const register = knownRegister(selection.register)
  const own = ownPlaces(unit)
  const conditions: Condition[] = [
    // What is known here by reference only was never removed, and stands in no list.
    { sql: selection.deleted === true ? `t.deleted = 1 AND t.${IS_HERE}` : 't.deleted = 0', parameters: [] },
    readingCondition(asker, register, 't'),
    orReached(prefixCondition(own, listedBy(register, selection.where), true), register, 't', own),
    compileWhere(register, selection.where, comparingOf(asking)),
  ]
  const search = selection.deleted === true ? searchRemoved(asking, register, selection.text) : new Search(asking, selection).condition(register)
  if (search !== null) conditions.push(search)
  return allOf(conditions.filter((condition) => condition.sql !== '1'))
}

/** Filters ask what the asker may compare and read, in every register that they look into. */
export function comparingOf(asking: Asking): Comparing {
  return {
    guard: (register) => guardOf(asking, register),
    reading: (register, alias) => readingCondition(asking.asker, register, alias),
    doubted: asking.doubted,
  }
}

/**
 * The column by which records are those of a village: where they count. Yearly records asked for by whom they speak of are all that are on
 * file of a household or person, wherever they counted.
 */
function listedBy(register: RegisterDefinition, where: Where | undefined): string {
  const { owner, yearly } = register
  if (owner === undefined) return 'NULL'
  return yearly !== undefined && where?.[yearly.reference] !== undefined ? `t.${owner}` : (placeSql(register) ?? 'NULL')
}

/** `ORDER BY` with a total order: the fields asked for (or the register's own, or facts of a year), then the id. */
export function orderOf(asker: Asker, register: RegisterDefinition, sort: Sort | undefined): Condition {
  refuseSorting(asker, register, sort ?? [])
  const wanted: Sort = sort === undefined || sort.length === 0 ? register.sort.map((part) => ({ ...part })) : sort
  const parts = wanted.map((part): Condition => {
    const { sql, parameters } = orderedBy(asker, register, part)
    return { sql: `${sql}${part.descending === true ? ' DESC' : ''}`, parameters }
  })
  return { sql: [...parts.map(({ sql }) => sql), 't.id'].join(', '), parameters: parts.flatMap(({ parameters }) => parameters) }
}

function orderedBy(asker: Asker, register: RegisterDefinition, { field: key, year }: Sort[number]): Condition {
  const field = findField(register, key)
  if (field !== undefined || key === 'id') return { sql: columnSql(field ?? { key }), parameters: [] }
  const fact = factOf(register.name, key)
  if (fact === undefined || year === undefined)
    throw new AppError('VALIDATION', `${register.label}没有字段“${key}”，不能按它排序。`, '请改用数据字典里的字段名。')
  const { yearly } = fact
  const found = yearCondition(yearly, 't.id', 'y', year, readingCondition(asker, yearly, 'y'))
  return { sql: `(SELECT ${columnSql(fact.field, 'y')} FROM ${yearly.name} y WHERE ${found.sql})`, parameters: found.parameters }
}

/** Digits of a county's code; what a county holds is all its own. */
const COUNTY_DIGITS = 6

/** The divisions of an office below the county; null for a county, which need not ask. */
function ownPlaces(unit: string): readonly string[] | null {
  const prefix = divisionPrefix(unit)
  return prefix.length > COUNTY_DIGITS ? [prefix] : null
}

/** Removed records keep no search terms: they are few, and their own columns are read. */
function searchRemoved({ asker, lookups }: Asking, register: RegisterDefinition, text: string | undefined): Condition | null {
  const wanted = (text ?? '').trim()
  const fields = register.fields.filter((field) => field.search !== undefined && !isHidden(asker, register, field))
  const hidden = isWholeNumber(wanted)
    ? register.fields.filter((field) => field.type === 'idNumber' && field.search !== undefined && isHidden(asker, register, field))
    : []
  if (wanted === '' || fields.length + hidden.length === 0) return null
  if (hidden.length > 0) lookups.note(asker)
  const parts = [...fields.map((field) => `instr(t.${field.key}, ?) > 0`), ...hidden.map((field) => `t.${field.key} = ?`)]
  return { sql: parts.join(' OR '), parameters: [...fields.map(() => wanted), ...hidden.map(() => wanted.toUpperCase())] }
}

/** The quick search: names and numbers of the record itself, or of what it refers to. */
class Search {
  readonly #asking: Asking
  readonly #search: ReturnType<typeof readSearchText>
  readonly #parameters: string[] = []

  constructor(asking: Asking, { text }: Selection) {
    this.#asking = asking
    this.#search = readSearchText(text ?? '')
  }

  condition(register: RegisterDefinition): Condition | null {
    const search = this.#search
    if (search.kind === 'none') return null
    // Asked once for all the registers that are searched.
    if (search.kind === 'number' && isWholeNumber(search.fragment) && hidesNumbers(this.#asking, register)) this.#asking.lookups.note(this.#asking.asker)
    const parts = [`t.id IN (${this.#records(register.name)})`, ...this.#belonging(register)]
    return { sql: parts.join(' OR '), parameters: this.#parameters }
  }

  /** Found through what a record refers to, and through what is linked to it: a household by its members, and so what belongs to a household. */
  #belonging(register: RegisterDefinition): string[] {
    const parts: string[] = this.#linked(register.name).map((ids) => `t.id IN (${ids})`)
    const replaced = keptFields(register).map(({ keeps }) => keeps)
    const isLinked = linkOf(register.name) !== undefined
    for (const field of register.fields) {
      // What a record counts as takes the place of what it follows; nothing is found by the name of what one may not read.
      if (replaced.includes(field.key)) continue
      const links = linksOfField(field)
      if (links.length > 0 && !links.some((link) => this.#reads(link.register))) continue
      const column = columnSql(field)
      for (const { register: target, prefix } of links.filter((link) => this.#reads(link.register))) {
        const id = idSql(prefix, column)
        if (isSearchedThrough(target)) parts.push(`${id} IN (${this.#records(target)})`)
        // Those who are linked themselves are looked for by their own names, not by those of all who are linked to the same.
        if (!isLinked && field.keeps === undefined) parts.push(...this.#linked(target).map((ids) => `${id} IN (${ids})`))
      }
      if (field.type === 'division' && this.#search.kind === 'name' && !isFoundAlone(register)) {
        parts.push(`${column} IN (${this.#records('division').replace('SELECT record', 'SELECT (SELECT d.code FROM division d WHERE d.id = record)')})`)
      }
    }
    return parts
  }

  /** SQL of the records of a register to which others are linked that have the name or number. */
  #linked(register: string): string[] {
    const links = linksTo(register).filter((link) => this.#reads(link.register) && this.#reads(link.of))
    return links.map((link) => `SELECT m.${link.to} FROM ${link.register} m WHERE m.deleted = 0 AND m.${link.by} IN (${this.#records(link.of)})`)
  }

  #records(name: string): string {
    const search = this.#search
    if (search.kind === 'number') {
      // Looked up once here, since the condition is used for the page and for the count.
      this.#parameters.push(JSON.stringify(numbersOf(this.#asking, name, search.fragment)))
      return 'SELECT value AS record FROM json_each(?)'
    }
    const prefix = search.kind === 'name' ? search.prefix : ''
    this.#parameters.push(name, prefix, afterPrefix(prefix))
    return 'SELECT record FROM search_term WHERE register = ? AND term >= ? AND term < ?'
  }

  #reads(register: string): boolean {
    return mayAnywhere(this.#asking.asker, registerOf(register), 'read')
  }
}

/** Digits that are too many for a phone number are not looked for among phones. */
const PHONE_DIGITS = 12

/**
 * Records with a number like the one typed: a fragment of an ID number or phone, the beginning of other numbers; of document numbers that the
 * asker may not see the whole number alone, of hidden telephones none.
 * Each number is read off an index that holds nothing else, which is quicker than any table of fragments is to keep.
 */
function numbersOf({ asker, database }: Asking, name: string, fragment: string): string[] {
  const register = registerOf(name)
  const parts: string[] = []
  const parameters: string[] = []
  const add = (field: FieldDefinition, condition: string, ...values: string[]): void => {
    parts.push(`SELECT id FROM ${name} INDEXED BY ${numberIndex(name, field)} WHERE deleted = 0 AND ${field.key} IS NOT NULL AND ${condition}`)
    parameters.push(...values)
  }
  for (const field of register.fields.filter(isSearchedNumber)) {
    if (isHidden(asker, register, field)) {
      if (field.type === 'idNumber' && isWholeNumber(fragment)) add(field, `${field.key} = ?`, fragment.toUpperCase())
    } else if (field.type === 'idNumber' || (field.type === 'phone' && fragment.length <= PHONE_DIGITS))
      add(field, `instr(${field.key}, ?) > 0`, fragment.toUpperCase())
    else if (field.type !== 'phone') {
      // Numbers have letters, too, and are typed without regard to their case.
      for (const spelling of new Set([fragment, fragment.toUpperCase(), fragment.toLowerCase()]))
        add(field, `${field.key} >= ? AND ${field.key} < ?`, spelling, afterPrefix(spelling))
    }
  }
  return parts.length === 0 ? [] : database.all<{ id: string }>(parts.join(' UNION ALL '), ...parameters).map((row) => row.id)
}

/** Whether records are found by their own names and numbers alone, and not by that of the village they are in: those whose name finds others. */
function isFoundAlone({ name }: RegisterDefinition): boolean {
  return linkOf(name) !== undefined || linksTo(name).length > 0
}

/** Whether document numbers that the asker may not see are among those searched. */
export function hidesNumbers({ asker }: Asking, register: RegisterDefinition): boolean {
  const names = [register.name, ...register.fields.flatMap(targetsOf)]
  return [...new Set([...names, ...names.flatMap((name) => linksTo(name).map(({ of }) => of))])]
    .map(registerOf)
    .some((one) => one.fields.some((field) => field.type === 'idNumber' && isSearchedNumber(field) && isHidden(asker, one, field)))
}
