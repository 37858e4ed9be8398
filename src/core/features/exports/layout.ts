/** Which columns a register is exported in, and the records they need. */
import { findField, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import { fieldColumn, villageColumns, type ColumnOptions, type ExportColumn } from './columns.ts'
import { referenceLink, type Link } from './lines.ts'

export interface ExportLayout {
  readonly title: string
  readonly columns: readonly ExportColumn[]
  readonly links: readonly Link[]
}

/** Fields that say which record a reference means, with headings that imports understand. */
const TOLD_BY: Readonly<Record<string, readonly { readonly key: string; readonly heading: string }[]>> = {
  household: [
    { key: 'household_no', heading: '户编号' },
    { key: 'local_no', heading: '本地户号' },
    { key: 'head_name', heading: '户主姓名' },
    { key: 'head_id_number', heading: '户主证件号码' },
  ],
  person: [
    { key: 'person_no', heading: '人编号' },
    { key: 'name', heading: '姓名' },
    { key: 'id_number', heading: '证件号码' },
  ],
  helper: [
    { key: 'name', heading: '帮扶责任人' },
    { key: 'id_number', heading: '帮扶责任人证件号码' },
    { key: 'phone', heading: '帮扶责任人电话' },
  ],
}

/** Columns that only the program itself needs, left out of whole exports. */
const INTERNAL: ReadonlySet<string> = new Set(['household.head_person_id'])

/**
 * The columns chosen, or every field of the register in such a form that the sheet can be imported again.
 * Throws VALIDATION for a column that the register does not have.
 */
export function layoutOf(register: RegisterDefinition, chosen: readonly string[] | undefined, options: ColumnOptions): ExportLayout {
  const maker = new LayoutMaker(register, options)
  if (chosen === undefined || chosen.length === 0) {
    for (const field of register.fields) if (!INTERNAL.has(`${register.name}.${field.key}`)) maker.addWhole(field)
  } else {
    for (const key of chosen) maker.addListed(knownField(register, key))
  }
  return { title: register.label, columns: maker.columns, links: maker.links }
}

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
    if (field.type !== 'reference' || field.register === undefined) this.#addPlain(field)
    else this.#addTitle(field, field.register, 'main', field.key)
  }

  /** A field so that it can be read back: a reference by everything that tells the record apart. */
  addWhole(field: FieldDefinition): void {
    if (field.type !== 'reference' || field.register === undefined) {
      // What a yearly record of a village derives is the village itself, which stands there already.
      if (field.derived === undefined || field.type !== 'division' || !this.#refersToVillage()) this.#addPlain(field)
      return
    }
    // Where a record counted is no means of telling whose it is.
    const told = field.keeps === undefined ? TOLD_BY[field.register] : undefined
    if (told === undefined) {
      this.#addTitle(field, field.register, 'main', field.key)
      return
    }
    this.links.push(referenceLink(field.key, field.register, 'main', field.key))
    const target = registerOf(field.register)
    for (const { key, heading } of told) this.#add(fieldColumn(field.key, target, fieldIn(field.register, key), this.#options, heading))
    if (field.register === 'helper') this.#addTitle(fieldIn('helper', 'organization_id'), 'organization', field.key, 'organization_id')
  }

  #refersToVillage(): boolean {
    return this.#register.fields.some((field) => field.type === 'reference' && field.register === 'village')
  }

  #addPlain(field: FieldDefinition): void {
    const township = field.keeps === undefined ? '乡镇' : '统计乡镇'
    if (field.type === 'division' && field.level === 'village')
      this.#add(...villageColumns('main', field.key, this.#options, { township, village: field.label }))
    else this.#add(fieldColumn('main', this.#register, field, this.#options))
  }

  /** Follows the titles of the records referred to until one is text or a village. */
  #addTitle(field: FieldDefinition, name: string, from: string, key: string): void {
    const alias = from === 'main' ? key : `${from}_${key}`
    if (!this.links.some((link) => link.alias === alias)) this.links.push(referenceLink(alias, name, from, key))
    const title = fieldIn(name, registerOf(name).title)
    if (title.type === 'reference' && title.register !== undefined) this.#addTitle({ ...title, label: field.label }, title.register, alias, title.key)
    else if (title.type === 'division') this.#add(...villageColumns(alias, title.key, this.#options, { township: '乡镇', village: '行政村' }))
    else this.#add(fieldColumn(alias, registerOf(name), title, this.#options, field.label))
  }

  /** Each heading once, or no import could tell the columns apart. */
  #add(...columns: readonly ExportColumn[]): void {
    for (const column of columns) if (!this.columns.some(({ heading }) => heading === column.heading)) this.columns.push(column)
  }
}

function fieldIn(register: string, key: string): FieldDefinition {
  const field = findField(register, key)
  if (field === undefined) throw new RangeError(`no such field: ${register}.${key}`)
  return field
}
