/** Composes the SQL of lists: which rows, in which order. */
import { columnSql, livingSql, placeSql, sortSql } from '../catalogue/derive/kept.ts'
import { factOf, reckonedColumn } from '../catalogue/derive/listing.ts'
import { findField, registers, registerOf } from '../catalogue/index.ts'
import { isHidden, isWholeNumber, orReached, prefixCondition, readingCondition } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Sort, Where } from '../shapes.ts'
import { IS_HERE } from '../store/referred.ts'
import { isListedByIndex } from '../store/schema.ts'
import type { Asking } from './asking.ts'
import { guardOf, refuseSorting } from './hidden.ts'
import { reckonedCondition, reckonedOrder } from './reckoned.ts'
import { searchCondition } from './search.ts'
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

/**
 * What limits a list to the rows asked for that the asker may see: the one reading condition, and in a township its own villages, since what
 * lies outside (a household that moved away, one on its way in) is on file there, but in nobody's list unless it reaches these villages. A record that keeps where it counts
 * is listed there, by whoever may read it. What the asker may not see in full
 * is neither compared nor searched (FORBIDDEN), but for whole document numbers.
 */
export function conditionOf(asking: Asking, selection: Selection): Condition {
  return together(limitsOf(asking, selection), searchOf(asking, selection))
}

/**
 * The parts of {@link conditionOf} without the text; that of living records is the first. Fields of the list that are `unindexed` are compared in words
 * that no index of theirs answers.
 */
export function limitsOf(asking: Asking, selection: Selection, unindexed?: ReadonlySet<string>): readonly Condition[] {
  const { asker, unit } = asking
  const register = knownRegister(selection.register)
  const own = ownPlaces(unit)
  return [
    // What is known here by reference only was never removed, and stands in no list.
    { sql: selection.deleted === true ? `t.deleted = 1 AND t.${IS_HERE}` : 't.deleted = 0', parameters: [] },
    readingCondition(asker, register, 't'),
    orReached(prefixCondition(own, listedBy(register, selection.where), true), register, 't', own),
    compileWhere(register, selection.where, unindexed === undefined ? comparingOf(asking) : { ...comparingOf(asking), unindexed }),
  ]
}

function searchOf(asking: Asking, { register: name, text, deleted }: Selection): Condition | null {
  const register = knownRegister(name)
  return deleted === true ? searchRemoved(asking, register, text) : searchCondition(asking, register, text)
}

/** All of these conditions, without those that always hold. */
export function together(limits: readonly Condition[], search: Condition | null): Condition {
  return allOf([...limits, ...(search === null ? [] : [search])].filter(({ sql }) => sql !== '1'))
}

/** Filters ask what the asker may compare and read, in every register that they look into. */
export function comparingOf(asking: Asking): Comparing {
  return {
    guard: (register) => guardOf(asking, register),
    reading: (register, alias) => readingCondition(asking.asker, register, alias),
    doubted: asking.doubted,
    reckoned: (register, where, alias) => reckonedCondition(asking, register, where, alias),
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

/** What is needed of whoever asks for an order. */
type Ordering = Pick<Asking, 'asker' | 'database' | 'reckon'>

/**
 * `ORDER BY` with a total order: the fields asked for (or the register's own, facts of a year, what is worked out), then the id. For lists on screen records that say the
 * same stand as they were entered (`by: 'row'`): an index on the field alone gives that order. `apart` is the same in words that no index gives: for few
 * rows of many, which are found first and then put in order.
 */
export function orderOf(asking: Ordering, register: RegisterDefinition, sort: Sort | undefined, by: 'id' | 'row' | 'apart' = 'id'): Condition {
  refuseSorting(asking.asker, register, sort ?? [])
  const wanted: Sort = sort === undefined || sort.length === 0 ? register.sort.map((part) => ({ ...part })) : sort
  const isIndexed = by === 'row' && sort !== undefined && sort.length > 0
  const parts = wanted.map((part, at): Condition => {
    const { sql, parameters } = orderedBy(asking, register, part, isIndexed && at === 0)
    return { sql: `${by === 'apart' ? '+' : ''}${sql}${part.descending === true ? ' DESC' : ''}`, parameters }
  })
  const isBackward = by !== 'id' && wanted.every(({ descending }) => descending === true)
  const last = by === 'id' ? 't.id' : `t.rowid${isBackward ? ' DESC' : ''}`
  return { sql: [...parts.map(({ sql }) => sql), last].join(', '), parameters: parts.flatMap(({ parameters }) => parameters) }
}

/**
 * A condition that living records meet anyway, for a list whose order has an index for that; '1' otherwise. Only with it is the index
 * taken: else it would be, too, for whatever reads all living records in no order.
 */
export function sortedOnly(register: RegisterDefinition, { sort, deleted }: Pick<Selection, 'sort' | 'deleted'>): string {
  const [first] = sort ?? []
  const byIndex = first === undefined ? isListedByIndex(register) : register.sorted?.includes(first.field) === true
  return deleted !== true && byIndex ? livingSql('t') : '1'
}

function orderedBy(asking: Ordering, register: RegisterDefinition, { field: key, year }: Sort[number], byIndex: boolean): Condition {
  const field = findField(register, key)
  if (field !== undefined && byIndex) return { sql: sortSql(register, field), parameters: [] }
  if (field !== undefined || key === 'id') return { sql: columnSql(field ?? { key }), parameters: [] }
  const worked = reckonedColumn(register.name, key)
  if (worked !== undefined) return reckonedOrder(asking, register, worked)
  const fact = factOf(register.name, key)
  if (fact === undefined || year === undefined)
    throw new AppError('VALIDATION', `${register.label}没有字段“${key}”，不能按它排序。`, '请改用数据字典里的字段名。')
  const { yearly } = fact
  const found = yearCondition(yearly, 't.id', 'y', year, readingCondition(asking.asker, yearly, 'y'))
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
