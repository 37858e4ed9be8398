/** The values that a column of a list holds, with how many rows hold each: what the drop-down of a column's heading offers. */
import { isHidden, mayAnywhere, readingCondition } from '../access/asker.ts'
import { fromStored } from '../catalogue/derive/columns.ts'
import { formatValue } from '../catalogue/derive/format.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import { factOf, gatheredColumn, reckonedColumn } from '../catalogue/derive/listing.ts'
import { codeListOf, fieldOf, findField, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { SqlValue } from '../store/index.ts'
import type { Asking } from './asking.ts'
import { knownRegister, type Selection } from './find.ts'
import { gatheredFrom } from './listColumns.ts'
import { countReckoned } from './reckoned.ts'
import type { Titles } from './titles.ts'
import { yearCondition, type Condition } from './where.ts'

export interface ValuesRequest extends Selection {
  /** Key of a field, a fact of `year`, or what is gathered. */
  readonly column: string
  readonly year?: number | undefined
  /** Only values whose name holds it. */
  readonly holding?: string | undefined
}

export interface ColumnValues {
  /** In the order of the column; of codes that stand together each by itself. */
  readonly values: { readonly value: FieldValue; readonly title: string; readonly count: number }[]
  /** Rows in which nothing stands. */
  readonly blank: number
  /** Further values, which a closer text would find. */
  readonly more: number
}

/** Values told at most. */
const MOST = 500
/** Values read at most: whole numbers of people of a county. */
const MOST_READ = 100_000

interface Group {
  readonly value: SqlValue
  readonly count: number
}

/** Throws FORBIDDEN for a field that the asker sees masked, VALIDATION for a column that the list does not have. */
export function columnValues(asking: Asking, titles: Titles, request: ValuesRequest, condition: Condition): ColumnValues {
  const register = knownRegister(request.register)
  const { field, groups } = groupsOf(asking, register, request, condition)
  const blank = groups.filter(({ value }) => value === null).reduce((sum, { count }) => sum + count, 0)
  const filled = apart(
    field,
    groups.filter(({ value }) => value !== null),
  )
  const names = titlesFor(asking, titles, field, filled)
  const holding = (request.holding ?? '').trim().toLowerCase()
  const all = filled
    .map(({ value, count }) => ({ value: fromStored(field, value as string | number), title: names(value), count }))
    .filter(({ title }) => holding === '' || title.toLowerCase().includes(holding))
    .toSorted(inOrder(field))
  return { values: all.slice(0, MOST), blank, more: Math.max(0, all.length - MOST) }
}

function groupsOf(
  asking: Asking,
  register: RegisterDefinition,
  { column, year }: ValuesRequest,
  condition: Condition,
): { field: FieldDefinition; groups: readonly Group[] } {
  const { asker, database } = asking
  const of = `FROM ${register.name} t`
  const reckoned = reckonedColumn(register.name, column)
  if (reckoned !== undefined) return { field: reckoned, groups: countReckoned(asking, register, reckoned, condition) }
  const gathered = gatheredColumn(register.name, column)
  if (gathered !== undefined) {
    const field = visible(asking, registerOf(gathered.register), fieldOf(gathered.register, gathered.shows))
    const from = gatheredFrom(asking, gathered)
    const listed = `SELECT t.id ${of} WHERE ${condition.sql}`
    const groups = database.all<Group>(
      `SELECT g.${gathered.shows} AS value, count(DISTINCT g.${gathered.by}) AS count FROM ${from.sql} AND g.${gathered.by} IN (${listed}) GROUP BY 1 LIMIT ${MOST_READ}`,
      ...from.parameters,
      ...condition.parameters,
    )
    const without = database.get<{ count: number }>(
      `SELECT count(*) AS count ${of} WHERE ${condition.sql} AND t.id NOT IN (SELECT g.${gathered.by} FROM ${from.sql} AND g.${gathered.by} IS NOT NULL)`,
      ...condition.parameters,
      ...from.parameters,
    )
    return { field, groups: [...groups.filter(({ value }) => value !== null), { value: null, count: without?.count ?? 0 }] }
  }
  const fact = factOf(register.name, column)
  if (fact !== undefined && year !== undefined) {
    const { yearly } = fact
    visible(asking, yearly, fact.field)
    const found = yearCondition(yearly, 't.id', 'y', year, readingCondition(asker, yearly, 'y'))
    const groups = database.all<Group>(
      `SELECT ${columnSql(fact.field, 'y')} AS value, count(*) AS count ${of} LEFT JOIN ${yearly.name} y ON ${found.sql} WHERE ${condition.sql} GROUP BY 1 LIMIT ${MOST_READ}`,
      ...found.parameters,
      ...condition.parameters,
    )
    return { field: fact.field, groups }
  }
  const field = findField(register, column)
  if (field === undefined) throw new AppError('VALIDATION', `${register.label}没有列“${column}”。`, '请重新打开列表。')
  visible(asking, register, field)
  return {
    field,
    groups: database.all<Group>(
      `SELECT ${columnSql(field)} AS value, count(*) AS count ${of} WHERE ${condition.sql} GROUP BY 1 LIMIT ${MOST_READ}`,
      ...condition.parameters,
    ),
  }
}

function visible({ asker }: Asking, register: RegisterDefinition, field: FieldDefinition): FieldDefinition {
  if (!isHidden(asker, register, field)) return field
  throw new AppError('FORBIDDEN', `您看不到完整的“${field.label}”，不能按它筛选。`, '请换一列，或请有权限的人查。')
}

/** Codes that stand together in one value, each counted by itself. */
function apart(field: FieldDefinition, groups: readonly Group[]): readonly Group[] {
  if (field.type !== 'codes') return groups
  const counts = new Map<string, number>()
  for (const { value, count } of groups) for (const code of String(value).split(',')) counts.set(code, (counts.get(code) ?? 0) + count)
  return [...counts].map(([value, count]) => ({ value, count }))
}

function titlesFor({ asker }: Asking, titles: Titles, field: FieldDefinition, groups: readonly Group[]): (value: SqlValue) => string {
  if (field.type === 'division') return (value) => titles.placeName(field, String(value))
  if (field.type === 'reference' || field.type === 'subject') {
    const found = titles.ofValues(
      field,
      groups.map(({ value }) => value),
      (target) => mayAnywhere(asker, target, 'read'),
    )
    return (value) => found.get(String(value)) ?? ''
  }
  return (value) => formatValue(field, fromStored(field, value as string | number))
}

type Told = ColumnValues['values'][number]

/** Codes as in their list, numbers and days by size, names as they are written. */
function inOrder(field: FieldDefinition): (one: Told, other: Told) => number {
  if (field.type === 'code' || field.type === 'codes') {
    const rank = new Map(codeListOf(field.codeList ?? '').items.map(({ code }, index) => [code, index]))
    const of = ({ value }: Told): number => rank.get(String(value)) ?? rank.size
    return (one, other) => of(one) - of(other)
  }
  if (field.type === 'reference' || field.type === 'subject') return (one, other) => one.title.localeCompare(other.title, 'zh-Hans-CN')
  return (one, other) => {
    const [first, second] = [one.value, other.value]
    if (typeof first === 'number' && typeof second === 'number') return first - second
    return String(first) < String(second) ? -1 : 1
  }
}
