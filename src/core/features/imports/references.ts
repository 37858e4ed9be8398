/** Which records the texts of a row mean by the references of its register: on file, brought by the sheet itself, or made because they are missing. */
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { referenceTo, targetsOf } from '#core/catalogue/derive/subject.ts'
import {
  isOfSubject,
  isToldByPlace,
  referenceKeys,
  subjectKey,
  subjectKind,
  subjectReferences,
  tellingField,
  tellingsOf,
} from '#core/catalogue/derive/telling.ts'
import { spelling } from '#core/catalogue/derive/text.ts'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { whichOf } from './choosing.ts'
import type { ImportProblem } from './contract.ts'
import { Finder, isOfSheet } from './finder.ts'
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { newRecord, type Planning, type Wanted } from './planning.ts'
import { problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import { keyTarget } from './registerProfile.ts'

/** What a reference was resolved to: an id, a record planned alongside, or nothing (with a problem added where it should be something). */
export type Referred = string | PlannedRecord | null

/** A target of a row, and what it says there. */
interface Said {
  readonly target: string
  readonly text: string
}

/** Records that the sheet brings: as they are to be found, and what becomes of each. */
export interface SheetRecords {
  readonly records: readonly FileRecord[]
  planned(id: string): Referred
}

export class References {
  readonly #planning: Planning
  readonly #register: RegisterDefinition
  readonly #made = new Map<string, PlannedRecord>()
  readonly #places = new WeakMap<DataRow, Map<string, string | null>>()
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
    if (field.type === 'subject') return this.#subject(row, field)
    const referred = registerOf(field.register ?? '')
    const found = this.#finder.find(row, field) ?? []
    const [only] = found
    if (only !== undefined && found.length === 1) return isOfSheet(only.id) ? (this.#sheet?.planned(only.id) ?? null) : only.id
    const said = this.#finder.said(row, [field.key])
    if (said === null) {
      if (field.required === true) this.#say(row, keyTarget(this.#register.name, field.key, []), 'required', `没有填写“${field.label}”。`, '')
      return null
    }
    if (found.length > 1) return this.#askWhich(row, field, said, found)
    if (field.createMissing === true) return this.#make(row, field, referred, said.text)
    const where = field.register === this.#register.name ? '库里和表里都没有' : '库里没有'
    this.#unknown(row, said, `${about(field, referred)}${where}这个${nameOf(referred)}（${said.text}），请先登记，或核对${this.#advice(field, false)}。`)
    return null
  }

  /** Several records fit: whoever imports says which, or fills in what tells them apart. Those that the sheet itself brings are no choice. */
  #askWhich(row: DataRow, field: FieldDefinition, said: Said, found: readonly FileRecord[]): string | null {
    const referred = registerOf(field.register ?? '')
    const question = { of: keyTarget(this.#register.name, field.key, []), text: said.text, register: referred.name }
    const answer = found.some(({ id }) => isOfSheet(id)) ? undefined : whichOf(this.#planning, row, question, found)
    if (typeof answer === 'object' && 'id' in answer) return answer.id
    const message = `${about(field, referred)}“${said.text}”在库里有 ${found.length} 个，无法判断是哪一个${nameOf(referred)}；请补填${this.#advice(field, true)}。`
    this.#unknown(row, said, message, typeof answer === 'object' ? answer : undefined)
    return null
  }

  /** The value of a subject: the only record that the row can mean in any of the registers; of several, none is chosen. */
  #subject(row: DataRow, field: FieldDefinition): string | null {
    const kind = this.#kindOf(row, field)
    if (kind === undefined) return null
    const references = subjectReferences(field).filter(({ register }) => kind === null || register === kind)
    const found = references.flatMap((one) => (this.#finder.find(row, one) ?? []).map((record) => ({ register: one.register ?? '', record })))
    const [only] = found
    if (only !== undefined && found.length === 1) return referenceTo(field, { register: only.register, id: only.record.id })
    const said = references.map(({ key }) => this.#finder.said(row, [key])).find((text) => text !== null)
    if (said === undefined || said === null) {
      if (field.required === true || kind !== null) this.#say(row, keyTarget(this.#register.name, field.key, []), 'required', `没有填写“${field.label}”。`, '')
      return null
    }
    const decided = this.#decidedSubject(row, field, said, found)
    if (decided.id !== undefined) return decided.id
    const kinds = [...new Set(found.map(({ register }) => registerOf(register).label))]
    const which = kinds.length > 1 ? `${kinds.join('、')}里都有` : `${kinds.join('')}里有 ${found.length} 个`
    const advice = `请在“${field.label}类别”里写明是哪一种，并补填${this.#advice(field, true)}`
    if (found.length > 1) this.#unknown(row, said, `${field.label}：“${said.text}”${which}，无法判断是哪一个；${advice}。`, decided.ask)
    else if (!row.problems.some(({ code }) => code === 'division_unknown' || code === 'division_ambiguous'))
      this.#unknown(
        row,
        said,
        `${field.label}：${references.map(({ register }) => registerOf(register ?? '').label).join('、')}里没有“${said.text}”，请先登记，或核对${this.#advice(field, false)}。`,
      )
    return null
  }

  /** Which of several subjects is meant, where they are of one register and it is decided; else the question. */
  #decidedSubject(
    row: DataRow,
    field: FieldDefinition,
    said: Said,
    found: readonly { readonly register: string; readonly record: FileRecord }[],
  ): { readonly id?: string; readonly ask?: NonNullable<ImportProblem['ask']> } {
    const [{ register } = { register: '' }] = found
    if (found.length < 2 || found.some((one) => one.register !== register)) return {}
    const question = { of: keyTarget(this.#register.name, field.key, []), text: said.text, register }
    const answer = whichOf(
      this.#planning,
      row,
      question,
      found.map(({ record }) => record),
    )
    if (answer === 'new') return {}
    return 'id' in answer ? { id: referenceTo(field, { register, id: answer.id }) } : { ask: answer }
  }

  /** The register that a row says a subject is of: null where it does not say, undefined where what it says is none of them (a problem is added). */
  #kindOf(row: DataRow, field: FieldDefinition): string | null | undefined {
    const target = keyTarget(this.#register.name, subjectKind(field), [])
    const text = row.layout.text(row, target)
    if (text === null) return null
    const targets = targetsOf(field)
    const found = targets.find((name) => [registerOf(name).label, screenOf(name)?.title ?? '', name].some((known) => spelling(known) === spelling(text)))
    if (found !== undefined) return found
    const names = targets.map((name) => registerOf(name).label).join('、')
    this.#unknown(row, { target, text }, `“${field.label}类别”只能是：${names}；现在是“${text}”。`)
    return undefined
  }

  #finderFor(rows: readonly DataRow[]): Finder {
    const { database, places } = this.#planning
    return new Finder(this.#register, rows, {
      database,
      placeAt: (row, target) => this.placeAt(row, target),
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
      const where = this.#placeFor(row, field, place)
      if (where === null) return null
      values[key] = where
    }
    const key = `${register.name}\u0001${JSON.stringify(values)}`
    let made = this.#made.get(key)
    if (made === undefined) this.#made.set(key, (made = newRecord(register.name, values)))
    return made
  }

  #placeFor(row: DataRow, field: FieldDefinition, place: boolean): string | null {
    return place ? this.placeAt(row, keyTarget(this.#register.name, field.key, [])) : row.place
  }

  /** The village that a target names: the row's own, or another one of it; what is wrong with that is said once. */
  placeAt(row: DataRow, target: string): string | null {
    if (target === row.layout.profile.place) return row.place
    const shared = this.#sharedTarget(row, target)
    if (shared !== null) return this.#planning.places.placeNamed(row, shared)
    let known = this.#places.get(row)
    if (known === undefined) this.#places.set(row, (known = new Map<string, string | null>()))
    let place = known.get(target)
    if (place === undefined) known.set(target, (place = this.#planning.places.otherPlace(row, target)))
    return place
  }

  /** Where a row does not name the village that a subject may mean in its own column: that of the subject, which may mean something else. */
  #sharedTarget(row: DataRow, target: string): string | null {
    const [, key = ''] = target.split('.')
    const field = tellingField(this.#register, key)
    return isOfSubject(field) && row.layout.text(row, target) === null ? keyTarget(this.#register.name, subjectKey(field), []) : null
  }

  /** What to look at or to add: `numbers` only what alone tells a record. */
  #advice(field: FieldDefinition, numbers: boolean): string {
    const keys = referenceKeys(this.#register).filter(
      ({ reference, path }) => path.length === 1 && (reference.key === field.key || (isOfSubject(reference) && subjectKey(reference) === field.key)),
    )
    const certain = keys.filter(({ field: key }) => key.unique === true || key.type === 'idNumber')
    const headings = (numbers && certain.length > 0 ? certain : keys).slice(0, MOST_NAMED).map(({ heading }) => heading)
    return headings.length === 0 ? '写法' : headings.join('、')
  }

  #unknown(row: DataRow, { target, text }: Said, message: string, ask?: ImportProblem['ask']): void {
    this.#say(row, target, 'reference_unknown', message, text, ask)
  }

  #say(row: DataRow, target: string, code: 'reference_unknown' | 'required', message: string, value: string, ask?: ImportProblem['ask']): void {
    row.problems.push({ ...problemAt(row.layout, row.number, row.layout.column(target), code, message, value), ...(ask === undefined ? {} : { ask }) })
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
