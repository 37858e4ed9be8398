/** Which columns a register is exported in, and the records they need. */
import { LOWEST_LEVEL } from '../../rules/levels.ts'
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import {
  isCircle,
  isOfSubject,
  isToldByPlace,
  keptTownship,
  placeField,
  referenceKeys,
  subjectKey,
  subjectReferences,
  tellingField,
  townshipLabel,
  type ReferenceKey,
} from '../../catalogue/derive/telling.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition, SpreadPart } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import { fieldColumn, subjectColumn, placeColumns, type ColumnOptions, type ExportColumn } from './columns.ts'
import { referenceLink, spreadLink, type Link } from './lines.ts'

export interface ExportLayout {
  readonly title: string
  readonly columns: readonly ExportColumn[]
  readonly links: readonly Link[]
}

/**
 * The columns chosen, or every field of the register in such a form that the sheet can be imported again.
 * Throws VALIDATION for a column that the register does not have.
 */
export function layoutOf(register: RegisterDefinition, chosen: readonly string[] | undefined, options: ColumnOptions, further?: FurtherColumns): ExportLayout {
  const maker = new LayoutMaker(register, options)
  if (chosen === undefined || chosen.length === 0) {
    for (const field of register.fields) if (!isCircle(register, field)) maker.addWhole(field)
    for (const part of register.spread ?? []) maker.addSpread(part)
  } else {
    for (const key of chosen) {
      const more = further?.(key)
      if (more === undefined) maker.addListed(knownField(register, key))
      else maker.addFurther(more)
    }
  }
  return { title: register.label, columns: maker.columns, links: maker.links }
}

/** A column of a list that is no field of its register, with what it reads. */
export type FurtherColumns = (key: string) => { readonly column: ExportColumn; readonly link: Link } | undefined

function knownField(register: RegisterDefinition, key: string): FieldDefinition {
  const field = findField(register, key)
  if (field !== undefined) return field
  throw new AppError('VALIDATION', `${register.label}没有字段“${key}”，不能导出这一列。`, '请改用数据字典里的字段名。')
}

class LayoutMaker {
  readonly columns: ExportColumn[] = []
  readonly links: Link[] = []
  readonly #register: RegisterDefinition
  readonly #options: ColumnOptions

  constructor(register: RegisterDefinition, options: ColumnOptions) {
    this.#register = register
    this.#options = options
  }

  /** A field as a list shows it: a reference by what the record is called. */
  addListed(field: FieldDefinition): void {
    if (field.type === 'subject') this.#addSubjectTitles(field)
    else if (field.type !== 'reference' || field.register === undefined) this.#addPlain(field)
    else this.#addTitle(field, field.register, 'main', field.key)
  }

  addFurther({ column, link }: { readonly column: ExportColumn; readonly link: Link }): void {
    if (!this.links.some(({ alias }) => alias === link.alias)) this.links.push(link)
    this.#add(column)
  }

  /** A field so that it can be read back: a reference by everything that tells the record apart. */
  addWhole(field: FieldDefinition): void {
    if (field.type === 'subject') {
      this.#add(subjectColumn(field))
      for (const reference of subjectReferences(field)) this.#addReference(reference)
      return
    }
    if (field.type !== 'reference' || field.register === undefined) {
      // What a yearly record of a village derives is the village itself, which stands there already.
      if (field.derived === undefined || field.type !== 'division' || !this.#refersToPlace()) this.#addPlain(field)
      return
    }
    this.#addReference(field)
  }

  /** A part that stands in the row of its record: the last one, or all of them in one cell. */
  addSpread(part: SpreadPart): void {
    this.links.push(spreadLink(part))
    const register = registerOf(part.register)
    for (const { field, heading } of part.columns) {
      const column = fieldColumn(part.key, register, fieldIn(part.register, field), this.#options, heading)
      this.#add(part.many === true ? { ...column, cell: (line) => textOf(line[part.key]?.[field]) } : column)
    }
  }

  #addReference(field: FieldDefinition): void {
    const keys = referenceKeys(this.#register).filter(({ reference }) => reference.key === field.key)
    // Where a record counted is no means of telling whose it is, and what is made where it is missing is told by its title.
    if (keys.length === 0 || field.keeps !== undefined || field.createMissing === true) this.#addTitle(field, field.register ?? '', 'main', field.key)
    else for (const key of keys) this.#addKey(key)
  }

  #addKey({ reference, path, field, heading }: ReferenceKey): void {
    let [alias, register] = ['main', this.#register.name]
    for (const key of [reference.key, ...path.slice(0, -1)]) {
      const referred = tellingField(registerOf(register), key).register ?? ''
      const next = alias === 'main' ? key : `${alias}_${key}`
      this.#link(next, referred, alias, key)
      ;[alias, register] = [next, referred]
    }
    this.#add(fieldColumn(alias, registerOf(register), field, this.#options, heading))
  }

  #link(alias: string, register: string, from: string, key: string): void {
    if (this.links.some((link) => link.alias === alias)) return
    const field = from === 'main' ? tellingField(this.#register, key) : undefined
    const ofSubject = field !== undefined && isOfSubject(field)
    this.links.push(ofSubject ? referenceLink(alias, register, from, subjectKey(field), subjectPrefix(register)) : referenceLink(alias, register, from, key))
  }

  /** Whether a record that stands for a village says where the record lies. */
  #refersToPlace(): boolean {
    return this.#register.fields.some((field) => field.type === 'reference' && field.register !== undefined && isToldByPlace(registerOf(field.register)))
  }

  /** A subject as a list shows it: of which register it is, and what each is called, one column a register. */
  #addSubjectTitles(field: FieldDefinition): void {
    this.#add(subjectColumn(field))
    for (const reference of subjectReferences(field)) this.#addTitle(reference, reference.register ?? '', 'main', reference.key)
  }

  #addPlain(field: FieldDefinition): void {
    if (field.type === 'division' && field.level === LOWEST_LEVEL)
      this.#add(...placeColumns('main', field.key, this.#options, { township: this.#townshipFor(field), place: field.label }))
    else this.#add(fieldColumn('main', this.#register, field, this.#options))
  }

  /** 乡镇 stands before the village of the row; other villages of it have a township of their own. */
  #townshipFor(field: FieldDefinition): string {
    if (field.keeps !== undefined) return keptTownship(field)
    return field.key === this.#register.owner || field.key === placeField(this.#register)?.key ? '乡镇' : townshipLabel(field)
  }

  /** Follows the titles of the records referred to until one is text or a village. */
  #addTitle(field: FieldDefinition, name: string, from: string, key: string): void {
    const alias = from === 'main' ? key : `${from}_${key}`
    this.#link(alias, name, from, key)
    const title = fieldIn(name, registerOf(name).title)
    if (title.type === 'reference' && title.register !== undefined) this.#addTitle({ ...title, label: field.label }, title.register, alias, title.key)
    else if (title.type === 'division') this.#add(...placeColumns(alias, title.key, this.#options, { township: this.#townshipFor(field), place: field.label }))
    else this.#add(fieldColumn(alias, registerOf(name), title, this.#options, field.label))
  }

  /** Each heading once, or no import could tell the columns apart. */
  #add(...columns: readonly ExportColumn[]): void {
    for (const column of columns) if (!this.columns.some(({ heading }) => heading === column.heading)) this.columns.push(column)
  }
}

const textOf = (held: unknown): string | null => (typeof held === 'string' ? held : null)

function fieldIn(register: string, key: string): FieldDefinition {
  const field = findField(register, key)
  if (field === undefined) throw new RangeError(`no such field: ${register}.${key}`)
  return field
}
