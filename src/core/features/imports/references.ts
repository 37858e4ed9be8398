/** Which records the texts of a row mean by the references of its register: on file, brought by the sheet itself, or made because they are missing. */
import { isToldByPlace, referenceKeys, tellingsOf } from '#core/catalogue/derive/telling.ts'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { Finder, isOfSheet } from './finder.ts'
import type { DataRow, PlannedRecord } from './model.ts'
import { newRecord, type Planning, type Wanted } from './planning.ts'
import { problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import { keyTarget } from './registerProfile.ts'

/** What a reference was resolved to: an id, a record planned alongside, or nothing (with a problem added where it should be something). */
export type Referred = string | PlannedRecord | null

/** Records that the sheet brings: as they are to be found, and what becomes of each. */
export interface SheetRecords {
  readonly records: readonly FileRecord[]
  planned(id: string): Referred
}

export class References {
  readonly #planning: Planning
  readonly #register: RegisterDefinition
  readonly #made = new Map<string, PlannedRecord>()
  readonly #villages = new WeakMap<DataRow, Map<string, string | null>>()
  #finder: Finder
  #sheet: SheetRecords | undefined

  /** For sheets of the register. */
  constructor(planning: Planning, register: RegisterDefinition) {
    this.#planning = planning
    this.#register = register
    this.#finder = this.#finderFor([])
  }

  /** The rows that will be resolved next; `sheet` is given once it is known what the sheet brings. */
  load(rows: readonly DataRow[], sheet?: SheetRecords): void {
    this.#sheet = sheet
    this.#finder = this.#finderFor(rows)
  }

  /** The record a row refers to by a field; nothing at all is a problem where the field is required. */
  resolve(row: DataRow, field: FieldDefinition): Referred {
    const referred = registerOf(field.register ?? '')
    const found = this.#finder.find(row, field) ?? []
    const [only] = found
    if (only !== undefined && found.length === 1) return isOfSheet(only.id) ? (this.#sheet?.planned(only.id) ?? null) : only.id
    const said = this.#finder.said(row, [field.key])
    if (said === null) {
      if (field.required === true) this.#say(row, keyTarget(this.#register.name, field.key, []), 'required', `没有填写“${field.label}”。`, '')
      return null
    }
    if (found.length > 1) {
      this.#unknown(
        row,
        said,
        `${about(field, referred)}“${said.text}”在库里有 ${found.length} 个，无法判断是哪一个${nameOf(referred)}；请补填${this.#advice(field, true)}。`,
      )
      return null
    }
    if (field.createMissing === true) return this.#make(row, field, referred, said.text)
    const where = field.register === this.#register.name ? '库里和表里都没有' : '库里没有'
    this.#unknown(row, said, `${about(field, referred)}${where}这个${nameOf(referred)}（${said.text}），请先登记，或核对${this.#advice(field, false)}。`)
    return null
  }

  #finderFor(rows: readonly DataRow[]): Finder {
    const { database, places } = this.#planning
    return new Finder(this.#register, rows, {
      database,
      villageAt: (row, target) => this.villageAt(row, target),
      // What lies in villages of others is not there for whoever imports.
      isVisible: (register, record) => {
        const division = register.owner === undefined ? null : (record[register.owner] ?? null)
        return typeof division !== 'string' || places.mayWrite(division)
      },
      ...(this.#sheet === undefined ? {} : { own: this.#sheet.records }),
    })
  }

  /** A record of the title given, in the village of the row where its village is part of what tells it; null where that is not known. */
  #make(row: DataRow, field: FieldDefinition, register: RegisterDefinition, text: string): PlannedRecord | null {
    const values: Wanted = {}
    const title = fieldOf(register, register.title)
    const place = isToldByPlace(register)
    if (!place) values[title.key] = text
    const telling = tellingsOf(register).find(({ fields }) => place || fields.includes(title.key))
    for (const key of telling?.within ?? []) {
      const village = this.#villageFor(row, field, place)
      if (village === null) return null
      values[key] = village
    }
    const key = `${register.name}\u0001${JSON.stringify(values)}`
    let made = this.#made.get(key)
    if (made === undefined) this.#made.set(key, (made = newRecord(register.name, values)))
    return made
  }

  #villageFor(row: DataRow, field: FieldDefinition, place: boolean): string | null {
    return place ? this.villageAt(row, keyTarget(this.#register.name, field.key, [])) : row.village
  }

  /** The village that a target names: the row's own, or another one of it; what is wrong with that is said once. */
  villageAt(row: DataRow, target: string): string | null {
    if (target === row.layout.profile.place) return row.village
    let known = this.#villages.get(row)
    if (known === undefined) this.#villages.set(row, (known = new Map<string, string | null>()))
    let village = known.get(target)
    if (village === undefined) known.set(target, (village = this.#planning.places.otherVillage(row, target)))
    return village
  }

  /** What to look at or to add: `numbers` only what alone tells a record. */
  #advice(field: FieldDefinition, numbers: boolean): string {
    const keys = referenceKeys(this.#register).filter(({ reference, path }) => reference.key === field.key && path.length === 1)
    const certain = keys.filter(({ field: key }) => key.unique === true || key.type === 'idNumber')
    const headings = (numbers && certain.length > 0 ? certain : keys).slice(0, MOST_NAMED).map(({ heading }) => heading)
    return headings.length === 0 ? '写法' : headings.join('、')
  }

  #unknown(row: DataRow, { target, text }: { readonly target: string; readonly text: string }, message: string): void {
    this.#say(row, target, 'reference_unknown', message, text)
  }

  #say(row: DataRow, target: string, code: 'reference_unknown' | 'required', message: string, value: string): void {
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), code, message, value))
  }
}

/** Headings named in a piece of advice. */
const MOST_NAMED = 3

function nameOf(register: RegisterDefinition): string {
  return register.label.replace(/（.*）$/, '')
}

/** Which column is meant, where it does not go by the name of the register: 修理人. */
function about(field: FieldDefinition, register: RegisterDefinition): string {
  return field.label === register.label ? '' : `${field.label}：`
}
