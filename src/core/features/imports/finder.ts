/**
 * Finds which records on file the rows of a sheet mean, by what the catalogue says tells them apart (`tellBy`): one telling after the other,
 * each for the rows that none before it has found, by one query for all of them.
 */
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import {
  bareSpellings,
  isOfSubject,
  isToldByPlace,
  mainKey,
  referenceKeys,
  sharedReference,
  subjectKey,
  subjectReferences,
  tellingField,
  tellingsOf,
} from '#core/catalogue/derive/telling.ts'
import { fieldOf, findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition, Telling } from '#core/catalogue/types.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { isSearchedNumber } from '#core/store/schema.ts'
import { identityKey } from './identityKey.ts'
import type { DataRow } from './model.ts'
import { recordsOf, recordsWith, type FileRecord } from './records.ts'
import { keyTarget, namesPlace } from './registerProfile.ts'

/** A row with what it says for the fields of a telling: for each the values that would do. */
interface Asking {
  readonly row: DataRow
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
}

export interface FinderSources {
  readonly database: ReadDatabase
  /** The village that a target of the row names. */
  placeAt(row: DataRow, target: string): string | null
  /** Whether a record found may be told of to whoever imports. */
  isVisible(register: RegisterDefinition, record: FileRecord): boolean
  /** Records that the sheet itself brings, of the register whose sheet it is. */
  readonly own?: readonly FileRecord[]
}

/** By base path of a reference: what each row of the portion means by it; null where the row says nothing of it. */
type Found = ReadonlyMap<DataRow, readonly FileRecord[] | null>

export class Finder {
  readonly #register: RegisterDefinition
  readonly #rows: readonly DataRow[]
  readonly #sources: FinderSources
  readonly #known = new Map<string, Found>()
  readonly #targetsOf = new Map<string, readonly string[]>()

  /** For the rows of a portion, of a sheet of the register. */
  constructor(register: RegisterDefinition, rows: readonly DataRow[], sources: FinderSources) {
    this.#register = register
    this.#rows = rows
    this.#sources = sources
  }

  /** The records that a row may mean by a reference of the register; null where it says nothing of it. */
  find(row: DataRow, reference: FieldDefinition): readonly FileRecord[] | null {
    return this.#found([reference.key], reference).get(row) ?? null
  }

  /** The first thing that a row says of a reference: its target and text. */
  said(row: DataRow, base: readonly string[]): { readonly target: string; readonly text: string } | null {
    for (const target of [...this.#targets(base), ...this.#sharedTargets(row, base)]) {
      const text = row.layout.text(row, target)
      if (text !== null) return { target, text }
    }
    return null
  }

  /** Columns of a subject whose heading names none of its registers (姓名, 身份证号): they speak of a record of any of them. */
  #sharedTargets({ layout }: DataRow, base: readonly string[], wanted?: string): readonly string[] {
    const [key = '', ...inner] = base
    const own = tellingField(this.#register, key)
    if (!isOfSubject(own) || inner.length > 0) return []
    const others = referenceKeys(this.#register).filter(
      ({ reference, path }) => reference.key !== key && isOfSubject(reference) && subjectKey(reference) === subjectKey(own) && path.length === 1,
    )
    return others.flatMap((other) => {
      const told = other.path[0] ?? ''
      if (findField(registerOf(own.register ?? ''), told) === undefined || (wanted !== undefined && told !== wanted)) return []
      const target = keyTarget(this.#register.name, other.reference.key, other.path)
      const heading = headingSpelling(layout.column(target)?.heading.split('/').at(-1) ?? '')
      const names = (spellings: readonly string[]): boolean => spellings.some((one) => headingSpelling(one) === heading)
      return names(bareSpellings(other)) && !names([other.heading]) ? [target] : []
    })
  }

  /** Everything by which a row may tell a reference, its own column first. */
  #targets(base: readonly string[]): readonly string[] {
    const name = base.join('.')
    let targets = this.#targetsOf.get(name)
    if (targets === undefined) {
      const [reference = '', ...inner] = base
      const keys = referenceKeys(this.#register).filter((key) => key.reference.key === reference && inner.every((part, index) => key.path[index] === part))
      targets = [...this.#mainTargets(reference, inner), ...keys.map(({ path }) => keyTarget(this.#register.name, reference, path))]
      this.#targetsOf.set(name, targets)
    }
    return targets
  }

  /** The columns in which a reference is named as a whole. A village that a subject may mean is named in the subject's own column, too. */
  #mainTargets(reference: string, inner: readonly string[]): string[] {
    const { name } = this.#register
    const field = tellingField(this.#register, reference)
    const keys = isOfSubject(field) && inner.length === 0 ? [mainKey(field), ...(mainKey(field) === field.key ? [subjectKey(field)] : [])] : [reference]
    return keys.map((key) => keyTarget(name, key, inner))
  }

  #found(base: readonly string[], reference: FieldDefinition): Found {
    const key = base.join('.')
    let found = this.#known.get(key)
    if (found === undefined) this.#known.set(key, (found = this.#search(base, registerOf(reference.register ?? ''))))
    return found
  }

  #search(base: readonly string[], register: RegisterDefinition): Found {
    const found = new Map<DataRow, readonly FileRecord[] | null>()
    const place = isToldByPlace(register)
    const asking = this.#rows.filter((row) => this.said(row, base) !== null)
    for (const row of asking) found.set(row, [])
    const open = new Set(asking)
    for (const telling of tellingsOf(register)) {
      for (const mainFills of place ? [false] : [false, true]) {
        const asks = [...open].flatMap((row) => this.#ask(row, base, register, telling, mainFills) ?? [])
        if (asks.length === 0) continue
        for (const [row, records] of this.#match(register, telling, asks)) {
          found.set(
            row,
            records.filter((record) => this.#sources.isVisible(register, record)),
          )
          open.delete(row)
        }
      }
    }
    return found
  }

  /**
   * What a row says for a telling; null where it does not say all that the telling needs. With `mainFills` the column of the reference itself,
   * which may hold a number as well as a name, stands for the one field that has no column of its own.
   */
  #ask(row: DataRow, base: readonly string[], register: RegisterDefinition, telling: Telling, mainFills: boolean): Asking | null {
    const { fields, within = [], narrowedBy = [] } = telling
    const values = new Map<string, ReadonlySet<string>>()
    const missing: FieldDefinition[] = []
    for (const key of [...fields, ...within, ...narrowedBy]) {
      const field = fieldOf(register, key)
      const value = this.#value(row, base, field)
      if (value !== null) values.set(key, value)
      else if (fields.includes(key) && field.type !== 'reference' && field.type !== 'division') missing.push(field)
      else if (!narrowedBy.includes(key)) return null
    }
    const [target = ''] = this.#mainTargets(base[0] ?? '', base.slice(1))
    const main = this.#ofKind(row.layout.text(row, target), base, register)
    if (telling.alone === true && (main !== null || this.#saysMore(row, base, fields))) return null
    const [field, ...others] = missing
    if (field === undefined) return mainFills ? null : { row, values }
    if (!mainFills || main === null || others.length > 0) return null
    const read = parseCell(field, { kind: 'text', text: main })
    if (!read.ok || read.value === null) return null
    values.set(field.key, new Set([keyOf(field, read.value)]))
    return { row, values }
  }

  /** The values of a field that would do for a row; null where the row does not say it. */
  #value(row: DataRow, base: readonly string[], field: FieldDefinition): ReadonlySet<string> | null {
    if (field.type === 'division') {
      const place = this.#placeOf(row, base)
      return place === null ? null : new Set([place])
    }
    if (field.type === 'reference') return this.#nested(row, base, field)
    const targets = [keyTarget(this.#register.name, base[0] ?? '', [...base.slice(1), field.key]), ...this.#sharedTargets(row, base, field.key)]
    const value = targets.map((target) => row.layout.value(row, target)).find((one) => one !== null && one !== '') ?? null
    const own = typeof value === 'string' ? this.#ofKind(value, base, registerOf(tellingField(this.#register, base[0] ?? '').register ?? '')) : value
    return own === null || own === '' ? null : new Set([keyOf(field, own)])
  }

  /** What a subject is called without the kind that lists and papers put before it; null where it is said to be of another kind. */
  #ofKind(text: string | null, base: readonly string[], register: RegisterDefinition): string | null {
    const reference = tellingField(this.#register, base[0] ?? '')
    if (text === null || !isOfSubject(reference)) return text
    const kinds = subjectReferences(fieldOf(this.#register, subjectKey(reference))).map((one) => registerOf(one.register ?? '').label)
    const [kind, ...rest] = text.split(/[：:]/)
    if (rest.length === 0 || kind === undefined || !kinds.includes(kind)) return text
    return kind === register.label ? rest.join('：').trim() : null
  }

  #placeOf(row: DataRow, base: readonly string[]): string | null {
    const reference = tellingField(this.#register, base[0] ?? '')
    const target = keyTarget(this.#register.name, reference.key, [])
    return base.length === 1 && namesPlace(this.#register, reference) ? this.#sources.placeAt(row, target) : row.place
  }

  /** The record that the one asked for refers to itself, where exactly one is meant: of several, none would be certain. */
  #nested(row: DataRow, base: readonly string[], field: FieldDefinition): ReadonlySet<string> | null {
    const shared = base.length === 1 ? sharedReference(this.#register, tellingField(this.#register, base[0] ?? ''), field) : undefined
    const found = shared === undefined ? this.#found([...base, field.key], field) : this.#found([shared.key], shared)
    const records = found.get(row) ?? null
    if (records === null) return null
    return new Set(records.length === 1 ? records.map(({ id }) => id) : [])
  }

  #saysMore(row: DataRow, base: readonly string[], fields: readonly string[]): boolean {
    const own = fields.map((key) => keyTarget(this.#register.name, base[0] ?? '', [...base.slice(1), key]))
    return this.#targets(base).some((target) => !own.includes(target) && row.layout.text(row, target) !== null)
  }

  /** Rows with the records that hold what they say; rows of which none is found are left out. */
  #match(register: RegisterDefinition, telling: Telling, asks: readonly Asking[]): Map<DataRow, FileRecord[]> {
    const anchor = anchorOf(register, telling, asks)
    const fetched = this.#fetch(register, telling, anchor, asks)
    const by = namedField(register, telling, anchor) ?? anchor
    const index = new Map<string, FileRecord[]>()
    for (const record of [...fetched, ...(register === this.#register ? (this.#sources.own ?? []) : [])]) {
      const key = keyOf(by, record[by.key] ?? null)
      const known = index.get(key)
      if (known === undefined) index.set(key, [record])
      else known.push(record)
    }
    const matched = new Map<DataRow, FileRecord[]>()
    for (const { row, values } of asks) {
      const records = [...(values.get(by.key) ?? [])].flatMap((value) => index.get(value) ?? [])
      const fits = records.filter((record) => [...values].every(([key, wanted]) => wanted.has(keyOf(fieldOf(register, key), record[key] ?? null))))
      const onFile = fits.filter(({ id }) => !isOfSheet(id))
      // What is on file goes before what the sheet brings: the sheet's row of it is the same record.
      if (fits.length > 0) matched.set(row, onFile.length > 0 ? onFile : fits)
    }
    return matched
  }

  #fetch(register: RegisterDefinition, telling: Telling, anchor: FieldDefinition, asks: readonly Asking[]): FileRecord[] {
    const { database } = this.#sources
    const valuesOf = (key: string): string[] => [...new Set(asks.flatMap(({ values }) => [...(values.get(key) ?? [])]))]
    if (anchor.type === 'idNumber' && isIndexed(register, anchor)) {
      return recordsOf(
        database,
        register.name,
        `SELECT t.* FROM json_each(?) j CROSS JOIN ${register.name} t ON t.${anchor.key} >= j.value AND t.${anchor.key} < j.value || 'Z' WHERE t.deleted = 0`,
        JSON.stringify(valuesOf(anchor.key)),
      )
    }
    const named = namedField(register, telling, anchor)
    if (!isIndexed(register, anchor) || named === undefined) {
      if (isIndexed(register, anchor)) return recordsWith(database, register.name, anchor.key, valuesOf(anchor.key))
      const column = anchor.type === 'idNumber' ? `substr(t.${anchor.key}, 1, 18)` : `CAST(t.${anchor.key} AS TEXT)`
      return recordsOf(
        database,
        register.name,
        `SELECT t.* FROM ${register.name} t WHERE t.deleted = 0 AND ${column} IN (SELECT value FROM json_each(?))`,
        JSON.stringify(valuesOf(anchor.key)),
      )
    }
    return recordsOf(
      database,
      register.name,
      `SELECT t.* FROM json_each(?) j CROSS JOIN ${register.name} t ON t.${anchor.key} = j.value WHERE t.deleted = 0 AND t.${named.key} IN (SELECT value FROM json_each(?))`,
      JSON.stringify(valuesOf(anchor.key)),
      JSON.stringify(valuesOf(named.key)),
    )
  }
}

/** Ids of records that a sheet brings and that have none yet begin with this. */
const OF_SHEET = '\u0001'

/** The id by which a record that the sheet brings is known until it is written. */
export function sheetId(row: number | ''): string {
  return `${OF_SHEET}${row}`
}

export function isOfSheet(id: string): boolean {
  return id.startsWith(OF_SHEET)
}

/** The field by which records are fetched: one with an index, best of all a number; else whatever there is, read through once. */
function anchorOf(register: RegisterDefinition, { fields, within = [] }: Telling, asks: readonly Asking[]): FieldDefinition {
  const said = [...fields, ...within].filter((key) => asks.every(({ values }) => values.has(key))).map((key) => fieldOf(register, key))
  const found = said.find((field) => field.type !== 'division' && isIndexed(register, field)) ?? said.find((field) => isIndexed(register, field)) ?? said[0]
  if (found === undefined) throw new RangeError(`nothing tells records of ${register.name} apart`)
  return found
}

/** A text that tells records beside the field they are fetched by: the name in the village. */
function namedField(register: RegisterDefinition, { fields }: Telling, anchor: FieldDefinition): FieldDefinition | undefined {
  return fields.map((key) => fieldOf(register, key)).find((field) => field.key !== anchor.key && field.type === 'text')
}

function isIndexed(register: RegisterDefinition, field: FieldDefinition): boolean {
  if (field.unique === true || isSearchedNumber(field)) return true
  if (field.type === 'reference' || register.owner === field.key || register.sort[0]?.field === field.key) return true
  return [...(register.uniqueTogether ?? []), ...(register.indexes ?? [])].some(([first]) => first === field.key)
}

/** The form in which values are compared; '' for none. Of document numbers what people have in common with their disability cards. */
function keyOf(field: FieldDefinition, value: FieldValue): string {
  if (value === null) return ''
  return field.type === 'idNumber' ? identityKey(String(value).toUpperCase()) : String(value)
}
