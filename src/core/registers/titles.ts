/** Names behind ids and codes: what a division, a household or a helper is called, fetched for a page at a time. */
import { registerOf } from '../catalogue/index.ts'
import { linksOfField } from '../catalogue/derive/subject.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { LOWEST_LEVEL } from '../rules/levels.ts'
import type { Row } from '../shapes.ts'
import type { ReadDatabase } from '../store/index.ts'

/** What the engine asks of the divisions of the office. */
export interface DivisionNames {
  get(code: string): { readonly name: string } | undefined
  nameOf(code: string): string
  /** Township and village, since villages of different townships share names. */
  fullName(code: string): string
}

export class Titles {
  readonly #database: ReadDatabase
  readonly #divisions: DivisionNames

  constructor(database: ReadDatabase, divisions: DivisionNames) {
    this.#database = database
    this.#divisions = divisions
  }

  /** Adds `<key>$title` for every division of the rows, and for every reference to a register whose records may be named. */
  add(register: RegisterDefinition, rows: readonly Row[], named: (register: RegisterDefinition) => boolean = () => true): void {
    for (const field of register.fields) {
      if (field.type === 'division') {
        for (const row of rows) {
          const code = row[field.key]
          if (typeof code === 'string') row[`${field.key}$title`] = this.placeName(field, code)
        }
      }
      if (field.type === 'subject' || linksOfField(field).some((link) => named(registerOf(link.register)))) {
        const titles = this.ofValues(
          field,
          rows.map((row) => row[field.key]),
          named,
        )
        for (const row of rows) {
          const value = row[field.key]
          if (typeof value === 'string') row[`${field.key}$title`] = titles.get(value) ?? ''
        }
      }
    }
  }

  /** What a division in a field is called. */
  placeName(field: FieldDefinition, code: string): string {
    return field.level === LOWEST_LEVEL ? this.#divisions.fullName(code) : this.#divisions.nameOf(code)
  }

  /**
   * Names of the records that a field refers to, by its values. Of a subject the kind is said before the name, unless the field is called by it; what names a register that this
   * version does not know there stands as it is.
   */
  ofValues(field: FieldDefinition, values: readonly unknown[], named: (register: RegisterDefinition) => boolean = () => true): Map<string, string> {
    const texts = [...new Set(values.filter((value) => typeof value === 'string' && value !== ''))] as string[]
    const names = new Map(field.type === 'subject' ? texts.map((text) => [text, text]) : [])
    for (const { register, prefix } of linksOfField(field)) {
      const ids = texts.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length))
      if (!named(registerOf(register))) {
        for (const id of ids) names.set(`${prefix}${id}`, prefix === '' ? '' : registerOf(register).label)
        continue
      }
      const { label } = registerOf(register)
      // 户 in a column called 户 is what everybody expects; only other kinds are named.
      const kind = prefix === '' || label === field.label ? '' : `${label}：`
      for (const [id, title] of this.of(register, ids)) names.set(`${prefix}${id}`, `${kind}${title}`)
    }
    return names
  }

  /** Titles of records by id: what the register calls them by, else a number that they are told by, else that they have none; never the id. */
  of(name: string, ids: readonly string[]): Map<string, string> {
    const titles = new Map<string, string>()
    const wanted = [...new Set(ids)]
    if (wanted.length === 0) return titles
    const register = registerOf(name)
    const title = register.fields.find((field) => field.key === register.title)
    const rows = this.#database.all<{ id: string; title: string | number | null; number: string | null }>(
      `SELECT id, ${register.title} AS title, ${numberSql(register)} AS number FROM ${name} WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(wanted),
    )
    const behind =
      title?.type === 'reference' || title?.type === 'subject'
        ? this.ofValues(
            title,
            rows.map((row) => row.title),
          )
        : null
    for (const row of rows) {
      const text = row.title === null ? '' : String(row.title)
      const own = behind !== null ? (behind.get(text) ?? '') : title?.type === 'division' ? this.#divisions.fullName(text) : text
      titles.set(row.id, own === '' ? (row.number ?? `没有${title?.label ?? '名称'}的${register.label}`) : own)
    }
    return titles
  }
}

/** A number that records are told by and that everybody may see: a household whose last member has died still has one. */
function numberSql({ tellBy = [], fields, title }: RegisterDefinition): string {
  const told = fields.filter(
    ({ key, search, sensitive }) => key !== title && search === 'number' && sensitive === undefined && tellBy.some((by) => by.fields.includes(key)),
  )
  return told.length === 0 ? 'NULL' : `coalesce(NULL, ${told.map(({ key }) => `nullif(${key}, '')`).join(', ')})`
}
