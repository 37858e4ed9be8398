/** What a clerk may ask of a list, for any register of the catalogue: derived from its fields and from values that stand in it. */
import type Sqlite from 'better-sqlite3'
import { findField, registerOf } from '../../../src/core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../../../src/core/catalogue/types.ts'
import type { Where } from '../../../src/core/shapes.ts'
import type { Query } from '../../../src/core/features/records/contract.ts'

export type ListKind = 'first' | 'sort' | 'filter' | 'initials' | 'surname' | 'digits' | 'deep'

export interface ListRequest {
  readonly kind: ListKind
  /** Named in the report; holds no value of a record. */
  readonly at: string
  readonly request: Query
}

export const KIND_LABELS: Readonly<Record<ListKind, string>> = {
  first: '首页',
  sort: '按列排序',
  filter: '按字段筛选',
  initials: '首字母（1–3 个）',
  surname: '姓、姓名',
  digits: '数字（2–18 位）',
  deep: '翻到深处',
}

/** Families that a county has most of, and initials of theirs; `兀` and `qvq` nobody has. */
const SURNAMES = ['张', '王', '李', '赵', '兀']
const INITIALS = ['z', 'w', 'l', 'zs', 'wl', 'lx', 'zxl', 'wjm', 'qvq']

/** All requests to the list of a register, the ones that are likely to be slow first in each kind. */
export function requestsOf(database: Sqlite.Database, name: string): ListRequest[] {
  const register = registerOf(name)
  const total = count(database, name)
  const sample = new Samples(database, register, total)
  return [
    ...firstPages(register, sample),
    ...sorts(register),
    ...filters(register, sample),
    ...INITIALS.map((text): ListRequest => ({ kind: 'initials', at: `“${text}”`, request: { register: name, text } })),
    ...[...SURNAMES, ...sampleNames(database)].map((text): ListRequest => ({ kind: 'surname', at: `${text.length} 个字`, request: { register: name, text } })),
    ...digits(database).map(({ text, at }): ListRequest => ({ kind: 'digits', at, request: { register: name, text } })),
    ...deepPages(name, total),
  ]
}

function firstPages(register: RegisterDefinition, sample: Samples): ListRequest[] {
  const { name, owner } = register
  const plain: ListRequest = { kind: 'first', at: '默认', request: { register: name } }
  if (owner === undefined) return [plain]
  const village = sample.value(owner)
  if (typeof village !== 'string') return [plain]
  const of = (at: string, code: string): ListRequest => ({ kind: 'first', at, request: { register: name, where: { [owner]: code } } })
  return [plain, of('一个乡镇', `${village.slice(0, 9)}000`), of('一个村', village)]
}

function sorts(register: RegisterDefinition): ListRequest[] {
  return register.fields
    .filter((field) => field.listed === true)
    .flatMap((field) =>
      [false, true].map(
        (descending): ListRequest => ({
          kind: 'sort',
          at: `${field.label}${descending ? '（倒序）' : ''}`,
          request: { register: register.name, sort: [{ field: field.key, descending }] },
        }),
      ),
    )
}

/** Each field once, by a value that stands in it; where nothing does, by its being empty. */
function filters(register: RegisterDefinition, sample: Samples): ListRequest[] {
  return register.fields.map(
    (field): ListRequest => ({
      kind: 'filter',
      at: field.label,
      request: { register: register.name, where: { [field.key]: conditionFor(field, sample.value(field.key)) } },
    }),
  )
}

function conditionFor(field: FieldDefinition, value: string | number | null): Where[string] {
  if (value === null) return { empty: true }
  switch (field.type) {
    case 'boolean':
      return value === 1
    case 'integer':
    case 'money':
    case 'area':
    case 'decimal':
    case 'year':
      return { gte: Number(value) }
    case 'date':
    case 'month':
      return { gte: String(value) }
    case 'codes':
      return { has: String(value).split(',')[0] ?? '' }
    case 'text':
    case 'longText':
    case 'phone':
    case 'idNumber':
    case 'bankAccount':
      return { contains: String(value).slice(-4) }
    default:
      return String(value)
  }
}

function deepPages(register: string, total: number): ListRequest[] {
  const offsets = [60_000, 900_000, Math.floor(total / 2), total - 100].filter((offset) => offset > 0 && offset < total)
  return [...new Set(offsets)].map((offset) => ({ kind: 'deep', at: `第 ${offset.toLocaleString('en')} 条起`, request: { register, offset } }))
}

/** An ID number from the front and from the middle, and numbers that nobody has. */
function digits(database: Sqlite.Database): { text: string; at: string }[] {
  const row = database.prepare('SELECT id_number FROM person WHERE deleted = 0 AND id_number IS NOT NULL ORDER BY id LIMIT 1 OFFSET 300').get() as
    | { id_number: string }
    | undefined
  const number = row?.id_number ?? '621125196511280312'
  const lengths = Array.from({ length: 17 }, (_, index) => index + 2)
  return [
    { text: number.slice(0, 1), at: '头 1 位' },
    ...lengths.map((length) => ({ text: number.slice(0, length), at: `头 ${length} 位` })),
    ...lengths
      .slice(0, -1)
      .map((length) => ({ text: number.slice(Math.floor((18 - length) / 2), Math.floor((18 - length) / 2) + length), at: `中间 ${length} 位` })),
    { text: '9999999', at: '没有的 7 位' },
    { text: '999999999999999999', at: '没有的 18 位' },
  ]
}

function sampleNames(database: Sqlite.Database): string[] {
  const rows = database.prepare('SELECT name FROM person WHERE deleted = 0 ORDER BY id LIMIT 3 OFFSET 400').all() as { name: string }[]
  return rows.map(({ name }) => name)
}

function count(database: Sqlite.Database, register: string): number {
  return (database.prepare(`SELECT count(*) AS n FROM ${register} WHERE deleted = 0`).get() as { n: number }).n
}

/** Values that stand in a register, from records in its midst. */
class Samples {
  readonly #rows: readonly Readonly<Record<string, string | number | null>>[]
  readonly #database: Sqlite.Database
  readonly #register: RegisterDefinition

  constructor(database: Sqlite.Database, register: RegisterDefinition, total: number) {
    this.#database = database
    this.#register = register
    this.#rows = [0.5, 0.1, 0.9].flatMap(
      (part) =>
        database.prepare(`SELECT * FROM ${register.name} WHERE deleted = 0 ORDER BY id LIMIT 1 OFFSET ?`).all(Math.floor(total * part)) as Record<
          string,
          string | number | null
        >[],
    )
  }

  value(key: string): string | number | null {
    for (const row of this.#rows) if (row[key] !== null && row[key] !== undefined) return row[key]
    if (findField(this.#register, key) === undefined) return null
    const found = this.#database.prepare(`SELECT ${key} AS value FROM ${this.#register.name} WHERE ${key} IS NOT NULL AND deleted = 0 LIMIT 1`).get() as
      | { value: string | number }
      | undefined
    return found?.value ?? null
  }
}
