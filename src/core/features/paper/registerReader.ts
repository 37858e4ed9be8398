/** Reads records of any register for paper, with all that the catalogue says of them: a portion at a time, by a handful of queries each. */
import { columnSql, placeSql } from '../../catalogue/derive/kept.ts'
import { keyFields } from '../../catalogue/derive/keyFields.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { findField, registerOf, type RegisterName } from '../../catalogue/index.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import { askerOf, mayAnywhere, prefixCondition, readingCondition, type Asker } from '../../access/asker.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { heldBy, namesOf, shapeOf, type ListShape, type RecordShape, type YearlyShape } from '../../forms/shape.ts'
import type { FormRecord, FormScope } from '../../forms/types.ts'
import { paperRecord } from '../../forms/values.ts'
import { PHOTO_NAMES } from '../../forms/words.ts'
import { orderOf } from '../../registers/find.ts'
import { allOf, type Condition } from '../../registers/where.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import { dayFactsOf } from './dayFacts.ts'
import { divisionOf, type ReadRecord, type Reading, type RecordReader } from './reading.ts'

/** Records read at once; with their photos fewer, so that those of a few alone are held. */
const PORTION = 100
const PORTION_WITH_PHOTOS = 10

/** The ids in the portions in which their records are read. */
export function* portionsOf({ wanted }: Reading, ids: readonly string[]): IterableIterator<readonly string[]> {
  const size = PHOTO_NAMES.some((name) => wanted.has(name)) ? PORTION_WITH_PHOTOS : PORTION
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size)
}

/** The reader of a register that is read as the catalogue says. */
export function registerReader(register: RegisterName): RecordReader {
  return {
    within: (reading, code, condition) => {
      const { sql, parameters } = found(reading, register, code, condition)
      const order = orderOf(reading.office.records.asking(reading.user), registerOf(register), undefined)
      return idsOf(reading, `SELECT t.id FROM ${register} t WHERE ${sql} ORDER BY ${order.sql}`, [...parameters, ...order.parameters])
    },
    places: (reading, code, condition) => {
      const place = placeSql(registerOf(register))
      if (place === null) return []
      const { sql, parameters } = found(reading, register, code, condition)
      return idsOf(reading, `SELECT DISTINCT ${place} AS id FROM ${register} t WHERE ${sql} AND ${place} IS NOT NULL ORDER BY 1`, parameters)
    },
    *read(reading, ids) {
      for (const portion of portionsOf(reading, ids)) yield* new Portion(reading).records(register, portion)
    },
  }
}

function idsOf({ office }: Reading, sql: string, parameters: Condition['parameters']): string[] {
  return office.store.read.all<{ id: string }>(sql, ...parameters).map(({ id }) => id)
}

function askerFor({ office, user }: Reading): Asker {
  return askerOf(user, office.unit.code)
}

/** The records of a register in a division; yearly ones are those of the year. */
function found(reading: Reading, register: RegisterName, code: string | null, condition: Condition): Condition {
  const definition = registerOf(register)
  const place = placeSql(definition)
  const year = definition.yearly?.year
  return allOf([
    reading.office.records.conditionOf(reading.user, { register }),
    ...(code === null || place === null ? [] : [prefixCondition([divisionPrefix(code)], place, false)]),
    ...(year === undefined ? [] : [{ sql: `t.${year} = ?`, parameters: [reading.year] }]),
    condition,
  ])
}

/** Some records with what stands beside them. Each register on the way is asked once, with the asker's own rights. */
export class Portion {
  readonly #reading: Reading
  readonly #asker: Asker

  constructor(reading: Reading) {
    this.#reading = reading
    this.#asker = askerFor(reading)
  }

  *records(register: RegisterName, ids: readonly string[]): Iterable<ReadRecord> {
    const rows = this.#rows(register, 'id', ids, 'ORDER BY j.key')
    const scopes = this.scopes(shapeOf(register), rows)
    if (PHOTO_NAMES.some((name) => this.#wants(name))) this.#reading.photos.add(this.#reading, register, rows, scopes)
    const { title } = registerOf(register)
    const facts = dayFactsOf(this.#reading, register, ids)
    for (const [index, row] of rows.entries()) {
      const scope = scopes[index] ?? {}
      yield {
        id: String(row['id']),
        scope: { division: this.#division(register, row), ...scope, ...facts.get(String(row['id'])) },
        name: textIn(scope, register, title),
        number: numberOf(register, row),
      }
    }
  }

  /** What templates find of the rows of a register, in their order. */
  scopes(shape: RecordShape, rows: readonly Row[]): Record<string, FormScope[string]>[] {
    const scopes = this.#fields(shape.register, rows).map((record): Record<string, FormScope[string]> => ({ [shape.name]: record }))
    for (const { field, prefix, shape: target } of shape.referred) {
      if (!namesOf(target).some((name) => this.#wants(name))) continue
      const referred = this.#referred(target, field, prefix, rows)
      rows.forEach((row, index) => Object.assign(scopes[index] ?? {}, referred.get(String(row[field.key])) ?? {}))
    }
    for (const yearly of shape.yearly) this.#addYearly(yearly, rows, scopes)
    for (const list of shape.lists) if (this.#wants(list.name)) this.#addList(list, shape.register, rows, scopes)
    return scopes
  }

  /** The same of no record: what there is to choose from stands in the fields, and lists are empty. */
  blank(shape: RecordShape): FormScope {
    const [record = {}] = this.#fields(shape.register, [undefined])
    return {
      [shape.name]: record,
      ...Object.fromEntries(shape.yearly.map(({ register, name }) => [name, this.#fields(register, [undefined])[0] ?? {}])),
      ...Object.assign({}, ...shape.referred.map((referred) => this.blank(referred.shape))),
    }
  }

  #wants(name: string): boolean {
    return this.#reading.wanted.has(name)
  }

  /** What the records that a field refers to give, by what the field holds. */
  #referred(target: RecordShape, field: FieldDefinition, prefix: string, rows: readonly Row[]): Map<string, FormScope> {
    const ids = rows.flatMap((row) => {
      const referred = referredBy(field, row[field.key])
      return referred?.register === target.register ? [referred.id] : []
    })
    const records = this.#rows(target.register, 'id', ids)
    const scopes = this.scopes(target, records)
    return new Map(records.map((record, index) => [`${prefix}${String(record['id'])}`, scopes[index] ?? {}]))
  }

  #addYearly(shape: YearlyShape, rows: readonly Row[], scopes: readonly Record<string, FormScope[string]>[]): void {
    const { register, name, before, all, reference, year, own } = shape
    const wanted = [...(own === true ? [] : [name]), before, all].filter((key) => this.#wants(key))
    if (wanted.length === 0) return
    const { year: asked, yearBlank } = this.#reading
    const ownerOf = (row: Row): string => String(row[own === true ? reference : 'id'])
    const found = this.#rows(register, reference, rows.map(ownerOf), `ORDER BY t.${year}`, wanted.includes(all) ? undefined : yearsOf(year, asked))
    const records = this.#fields(register, found)
    const kept = found.flatMap((row, index) => (yearBlank && row[year] === asked ? [] : [{ row, record: records[index] ?? {} }]))
    const byOwner = Map.groupBy(kept, ({ row }) => String(row[reference]))
    const blank = this.#fields(register, [undefined])[0] ?? {}
    rows.forEach((row, index) => {
      const years = byOwner.get(ownerOf(row)) ?? []
      const current = own === true ? Number(row[year]) : asked
      const of = (wantedYear: number): FormRecord => years.find((one) => one.row[year] === wantedYear)?.record ?? blank
      const told = { [name]: of(current), [before]: of(current - 1), [all]: years.map(({ record }): FormScope => ({ [name]: record })) }
      Object.assign(scopes[index] ?? {}, Object.fromEntries(wanted.map((key) => [key, told[key]])))
    })
  }

  #addList(list: ListShape, of: RegisterName, rows: readonly Row[], scopes: readonly Record<string, FormScope[string]>[]): void {
    const definition = registerOf(list.register)
    if (!mayAnywhere(this.#asker, definition, 'read')) return
    const order = definition.sort.map(
      ({ field, descending }) => `${columnSql(findField(definition, field) ?? { key: field })}${descending === true ? ' DESC' : ''}`,
    )
    const held = rows.map((row) => heldBy(list, of, String(row['id'])))
    const found = this.#rows(list.register, list.by, held, `ORDER BY ${[...order, 't.id'].join(', ')}`)
    const items = this.scopes(list.item, found)
    const groups = new Map<string, FormScope[]>()
    found.forEach((row, index) => {
      const key = String(row[list.by])
      const group = groups.get(key) ?? []
      groups.set(key, group)
      group.push(items[index] ?? {})
    })
    held.forEach((key, index) => Object.assign(scopes[index] ?? {}, { [list.name]: groups.get(key) ?? [] }))
  }

  /** The fields of rows as they go on paper; of no row the blank ones. */
  #fields(register: RegisterName, rows: readonly (Row | undefined)[]): FormRecord[] {
    const definition = registerOf(register)
    const { year, masked, tells, hides, office } = this.#reading
    const titled = rows.filter((row) => row !== undefined)
    office.records.withTitles(register, titled, (target) => mayAnywhere(this.#asker, target, 'read'))
    return rows.map((row) => {
      const owner = definition.owner === undefined ? null : row?.[definition.owner]
      const division = typeof owner === 'string' ? owner : null
      return paperRecord(definition, row, {
        year,
        masked,
        tells: ({ key }) => tells.has(`${register}.${key}`),
        hides: (field) => hides(definition, field, division),
        nameOf: (field, value) => this.#nameOf(field, value, row),
      })
    })
  }

  #nameOf(field: FieldDefinition, value: string, row: Row | undefined): string {
    const { divisions } = this.#reading.office
    if (field.type !== 'division') return String(row?.[`${field.key}$title`] ?? '')
    return field.level === 'village' ? divisions.fullName(value, this.#reading.year) : divisions.nameOf(value, this.#reading.year)
  }

  #division(register: RegisterName, row: Row): FormScope {
    const definition = registerOf(register)
    const kept = definition.fields.find(({ keeps }) => keeps !== undefined && keeps === definition.owner)?.key
    const code = (kept === undefined ? null : row[kept]) ?? (definition.owner === undefined ? null : row[definition.owner])
    return { ...divisionOf(this.#reading.office, typeof code === 'string' ? code : null, this.#reading.year) }
  }

  /** Living records that the asker may read, found by an index of the column. */
  #rows(register: RegisterName, column: string, values: readonly string[], order = '', condition: Condition = { sql: '1', parameters: [] }): Row[] {
    if (values.length === 0) return []
    const definition = registerOf(register)
    const rights = readingCondition(this.#asker, definition, 't')
    const table = tableOf(register)
    return this.#reading.office.store.read
      .all<SqlRow>(
        `SELECT t.* FROM json_each(?) j CROSS JOIN ${register} t ON t.${column} = j.value WHERE t.deleted = 0 AND ${condition.sql} AND ${rights.sql} ${order}`,
        JSON.stringify([...new Set(values)]),
        ...condition.parameters,
        ...rights.parameters,
      )
      .map((row) => toContractRow(table, row))
  }
}

/** The year asked for and the one before; the record of a list is of the year asked for. */
function yearsOf(column: string, year: number): Condition {
  return { sql: `t.${column} BETWEEN ? AND ?`, parameters: [year - 1, year] }
}

/** What names a record in its own scope. */
function textIn(scope: FormScope, name: string, key: string): string {
  const record = scope[name] as FormRecord | undefined
  const value = record?.[key]
  if (typeof value === 'object' && value !== null) return 'text' in value ? value.text : ''
  return value === undefined || value === null ? '' : String(value)
}

/** The number of a record without personal data. */
function numberOf(register: RegisterName, row: Row): string {
  for (const { key } of keyFields(registerOf(register))) {
    const value = row[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}
