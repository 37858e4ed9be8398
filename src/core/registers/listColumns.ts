/** What a page of a list shows beside the fields of its register: facts of a year, what is gathered from records that refer to it, what is worked out. */
import { formatValue, maskValue } from '../catalogue/derive/format.ts'
import { fromStored } from '../catalogue/derive/columns.ts'
import { asCounted } from '../catalogue/derive/kept.ts'
import { factsOf, gatheredColumn, gatheredKey, type Fact, type YearlyRegister } from '../catalogue/derive/listing.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { GatheredColumn } from '../catalogue/listing.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { isHidden, mayAnywhere, readingCondition, seesInFull, showsPresence, type Asker } from '../access/asker.ts'
import type { Row } from '../shapes.ts'
import type { SqlRow } from '../store/index.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import type { Asking } from './asking.ts'
import { comparingOf } from './find.ts'
import { addReckoned } from './reckoned.ts'
import type { Titles } from './titles.ts'
import { allOf, compileWhere, yearCondition, type Condition } from './where.ts'

/** Columns of a list beyond its own fields. */
export interface ListColumns {
  /** Year of the facts. */
  readonly year?: number | undefined
  /** Keys of facts, gathered columns and those that are worked out. */
  readonly more?: readonly string[] | undefined
}

/** Names of one gathered cell at most. */
const MOST_NAMES = 20

/**
 * Adds them to the rows of a page: a fact under its key with its title, with `<yearly register>.id` and `.revision` where there is a record of the
 * year; gathered names as text.
 */
export function addListColumns(asking: Asking, titles: Titles, register: RegisterDefinition, rows: readonly Row[], { year, more = [] }: ListColumns): void {
  if (rows.length === 0 || more.length === 0) return
  const facts = factsOf(register.name).filter(({ key }) => more.includes(key))
  const [first] = facts
  if (first !== undefined && year !== undefined) addFacts(asking, titles, first.yearly, facts, rows, year)
  for (const key of more) {
    const column = gatheredColumn(register.name, key)
    if (column !== undefined) addGathered(asking, titles, column, rows)
  }
  addReckoned(asking.reckon, register, rows, more)
}

function addFacts(asking: Asking, titles: Titles, yearly: YearlyRegister, facts: readonly Fact[], rows: readonly Row[], year: number): void {
  const { asker, database } = asking
  const found = yearCondition(yearly, 'j.value', 'y', year, readingCondition(asker, yearly, 'y'))
  const table = tableOf(yearly.name)
  const records = database
    .all<SqlRow>(`SELECT y.* FROM json_each(?) j CROSS JOIN ${yearly.name} y WHERE ${found.sql}`, JSON.stringify(rows.map(({ id }) => id)), ...found.parameters)
    .map((row) => asCounted(yearly, toContractRow(table, row)))
  titles.add(yearly, records, (target) => mayAnywhere(asker, target, 'read'))
  const byOwner = new Map(records.map((record) => [record[yearly.yearly.reference], record]))
  for (const row of rows) {
    const record = byOwner.get(row['id'] ?? null)
    row[`${yearly.name}.id`] = record?.['id'] ?? null
    row[`${yearly.name}.revision`] = record?.['revision'] ?? null
    for (const { key, field } of facts) {
      row[key] = record === undefined ? null : seen(asker, yearly, field, record)
      const title = record?.[`${field.key}$title`]
      if (title !== undefined) row[`${key}$title`] = title
    }
  }
}

/** A value as the asker sees it. */
function seen(asker: Asker, register: RegisterDefinition, field: FieldDefinition, record: Row): Row[string] {
  const value = record[field.key] ?? null
  const owner = register.owner === undefined ? null : record[register.owner]
  if (value === null || field.sensitive === undefined || seesInFull(asker, register, field, typeof owner === 'string' ? owner : null)) return value
  return showsPresence(field) ? maskValue(field.sensitive, String(value)) : null
}

/** `FROM … WHERE …` of what a column gathers: `g` is the record that refers to the listed one. */
export function gatheredFrom(asking: Asking, column: GatheredColumn): Condition {
  const register = registerOf(column.register)
  const conditions = allOf([readingCondition(asking.asker, register, 'g'), compileWhere(register, column.where, comparingOf(asking), 'g')])
  return { sql: `${register.name} g WHERE g.deleted = 0 AND ${conditions.sql}`, parameters: conditions.parameters }
}

function addGathered(asking: Asking, titles: Titles, column: GatheredColumn, rows: readonly Row[]): void {
  const register = registerOf(column.register)
  const field = fieldOf(register, column.shows)
  if (isHidden(asking.asker, register, field)) return
  const from = gatheredFrom(asking, column)
  const found = asking.database.all<{ owner: string; value: string | number | null }>(
    `SELECT g.${column.by} AS owner, g.${column.shows} AS value FROM ${from.sql} AND g.${column.by} IN (SELECT value FROM json_each(?)) ORDER BY g.created_at, g.id`,
    ...from.parameters,
    JSON.stringify(rows.map(({ id }) => id)),
  )
  const names = namesOf(
    asking,
    titles,
    field,
    found.map(({ value }) => value),
  )
  const byOwner = Map.groupBy(found, ({ owner }) => owner)
  for (const row of rows) {
    const values = byOwner.get(String(row['id'])) ?? []
    const texts = [...new Set(values.map(({ value }) => names(value)))].filter((text) => text !== '')
    row[gatheredKey(column)] = texts.length === 0 ? null : texts.slice(0, MOST_NAMES).join('、')
  }
}

/** What values are called: by titles where they name records, else as written. */
function namesOf(asking: Asking, titles: Titles, field: FieldDefinition, values: readonly unknown[]): (value: unknown) => string {
  if (field.type === 'reference' || field.type === 'subject') {
    const found = titles.ofValues(field, values, (target) => mayAnywhere(asking.asker, target, 'read'))
    return (value) => found.get(String(value)) ?? ''
  }
  return (value) => (value === null || value === undefined ? '' : formatValue(field, fromStored(field, value as string | number)))
}
