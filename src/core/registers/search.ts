/** The quick search of lists: names and numbers of the record itself, or of what it refers to. */
import { afterPrefix, isHidden, isWholeNumber, mayAnywhere } from '../access/asker.ts'
import { linkOf, linksTo } from '../catalogue/derive/belonging.ts'
import { columnSql, keptFields } from '../catalogue/derive/kept.ts'
import { heldSql, idSql, linksOfField, targetsOf } from '../catalogue/derive/subject.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { wantedOf } from '../store/index.ts'
import { isFoundByIndex, isSearchedNumber } from '../store/schema.ts'
import { FITS_NAME, readSearchText, type SearchText } from '../store/search.ts'
import { tableOf } from '../store/table.ts'
import type { Asking } from './asking.ts'
import { LookedUp, MOST_LISTED, numberParts } from './lookedUp.ts'
import { isSearchedThrough } from './relations.ts'
import type { Condition } from './where.ts'

/** What limits a list to the records found by a text, as far as the asker may look for them; null where the text says nothing to look for. */
export function searchCondition(asking: Asking, register: RegisterDefinition, text: string | undefined): Condition | null {
  return new ListSearch(asking, register, text).condition()
}

/** One text looked for in the list of a register, said in several ways; names and numbers are looked up once for all of them. */
export class ListSearch {
  readonly #asking: Asking
  readonly #register: RegisterDefinition
  readonly #lookedUp: LookedUp

  constructor(asking: Asking, register: RegisterDefinition, text: string | undefined) {
    this.#asking = asking
    this.#register = register
    this.#lookedUp = new LookedUp(asking, readSearchText(text ?? ''))
    // Asked once for all the registers that are searched.
    const { search } = this.#lookedUp
    if (search.kind === 'number' && isWholeNumber(search.fragment) && hidesNumbers(asking, register)) asking.lookups.note(asking.asker)
  }

  /** Whether the text says anything to look for. */
  get isAny(): boolean {
    return this.#lookedUp.search.kind !== 'none'
  }

  /** With what the terms of names begin that are looked for; null for a number. */
  get prefix(): string | null {
    const { search } = this.#lookedUp
    return search.kind === 'name' ? search.prefix : null
  }

  /** How many terms of names that a register keeps begin so, as far as it takes to see that they are many. */
  terms({ name }: RegisterDefinition): number {
    return this.prefix === null ? 0 : this.#lookedUp.terms(name, this.prefix)
  }

  /** Whether that is a number, of which rows are known, and not a name, of which ids are. */
  get isNumber(): boolean {
    return this.#lookedUp.search.kind === 'number'
  }

  /**
   * The condition of being found; null where there is nothing to look for. `near` is the same for whoever reads a few rows of many in the order of an
   * index: each row is then asked whether those linked to it are among those who have the name, instead of all of these being looked up first; and where very
   * many have it (王, z) whether it fits, which holds on the connection for reading alone.
   */
  condition(near = false): Condition | null {
    return this.isAny ? new Search(this.#asking, this.#lookedUp, { near }).condition(this.#register) : null
  }

  /** The rows found; null where there is nothing to look for, or some of them stand in no index. Removed ones are among them. */
  rows(): FoundRows | null {
    return this.isAny ? new Search(this.#asking, this.#lookedUp, { alias: 'x' }).rows(this.#register) : null
  }
}

/** What a text finds in a register, as the numbers of its rows, which are read off indexes without looking at a record. */
export interface FoundRows {
  /** `SELECT` of the numbers of the rows, the same one perhaps more than once. */
  readonly rows: Condition
  /** By about how many names and numbers; null where they are too many to be listed before a page is shown. */
  readonly few: number | null
  /** Whether some are found by those who are linked to them, who are looked up one by one. */
  readonly isLinked: boolean
  /** Whether nothing but the record itself is asked for what is looked for. */
  readonly isOwn: boolean
}

/** Whose name or number is asked for: a column that holds the id of a record, with the word that stands before it in a subject. */
interface Holder {
  readonly column: string
  readonly prefix: string
}

/** What no record meets. */
const NOBODY = '0'
/** With it each row is asked for itself. Without, the library makes a join of a lone question, and goes through all of the other table beforehand. */
const ONE = ' LIMIT 1'
/** Rows that were found, of which no record is looked at. */
const LISTED_ROWS = 'SELECT value FROM json_each(?)'
/** Of more who have a number the ids are not looked up for a page in the order of an index, each record read for it: whoever is linked is asked for the row. */
const MOST_IDS = 1500
/** No division has the name. */
const NO_PLACES = '[]'
const idOf = ({ column, prefix }: Holder): string => idSql(prefix, column)

class Search {
  readonly #asking: Asking
  readonly #search: SearchText
  readonly #lookedUp: LookedUp
  /** In the order in which they stand in the text of the condition. */
  readonly #parameters: (string | number)[] = []
  readonly #near: boolean
  /** The table of the list. */
  readonly #alias: string
  /** The record of the list itself. */
  readonly #own: Holder
  /** Whether all that was found stands in indexes of the list's own table. */
  #isByIndex = true
  #isLinked = false
  #ownParts = 0

  constructor(asking: Asking, lookedUp: LookedUp, { near = false, alias = 't' }: { readonly near?: boolean; readonly alias?: string }) {
    this.#asking = asking
    this.#lookedUp = lookedUp
    this.#near = near
    this.#alias = alias
    this.#own = { column: `${alias}.id`, prefix: '' }
    this.#search = lookedUp.search
  }

  condition(register: RegisterDefinition): Condition {
    const parts = this.#parts(register)
    return { sql: parts.length === 0 ? NOBODY : parts.join(' OR '), parameters: this.#parameters }
  }

  rows(register: RegisterDefinition): FoundRows | null {
    const parts = this.#parts(register)
    // What each row is asked instead of being looked up stands in no index of its own.
    if (!this.#isByIndex) return null
    const each = parts.map((part) =>
      part === this.#ownRows ? LISTED_ROWS : `SELECT ${this.#alias}.rowid FROM ${register.name} ${this.#alias} WHERE ${wantedOf(this.#alias)} AND (${part})`,
    )
    const rows = { sql: each.length === 0 ? 'SELECT 0 WHERE 0' : each.join(' UNION ALL '), parameters: this.#parameters }
    return { rows, few: this.#lookedUp.few(), isLinked: this.#isLinked, isOwn: parts.length === this.#ownParts }
  }

  #parts(register: RegisterDefinition): string[] {
    const own = [this.#among(register.name, this.#own)].filter((part) => part !== NOBODY)
    this.#ownParts = own.length
    return [...own, ...this.#belonging(register).filter((part) => part !== NOBODY)]
  }

  /** Found through what a record refers to, and through what is linked to it: a household by its members, and so what belongs to a household. */
  #belonging(register: RegisterDefinition): string[] {
    const parts: string[] = this.#linked(register.name, this.#own)
    const add = (field: FieldDefinition, some: readonly string[]): void => {
      const wanted = some.filter((part) => part !== NOBODY)
      if (wanted.length > 0 && !isFoundByIndex(register, field)) this.#isByIndex = false
      parts.push(...wanted)
    }
    const replaced = keptFields(register).map(({ keeps }) => keeps)
    const isLinked = linkOf(register.name) !== undefined
    for (const field of register.fields) {
      // What a record counts as takes the place of what it follows; nothing is found by the name of what one may not read.
      if (replaced.includes(field.key)) continue
      const links = linksOfField(field)
      if (links.length > 0 && !links.some((link) => this.#reads(link.register))) continue
      const column = columnSql(field, this.#alias)
      for (const { register: target, prefix } of links.filter((link) => this.#reads(link.register))) {
        const holder = { column, prefix }
        if (isSearchedThrough(target)) add(field, [this.#among(target, holder)])
        // Those who are linked themselves are looked for by their own names, not by those of all who are linked to the same.
        if (!isLinked && field.keeps === undefined) add(field, this.#linked(target, holder))
      }
      if (field.type === 'division' && this.#search.kind === 'name' && !isFoundAlone(register)) {
        const places = this.#lookedUp.places(this.#search.prefix)
        if (places === NO_PLACES) continue
        this.#parameters.push(places)
        add(field, [`${column} IN (SELECT value FROM json_each(?))`])
      }
    }
    return parts
  }

  /** Whether the record of a register that is held there is one to which others are linked that have the name or number. */
  #linked(register: string, holder: Holder): string[] {
    const links = linksTo(register).filter((link) => this.#reads(link.register) && this.#reads(link.of))
    return links.map((link) => {
      const isAsked = this.#isCommon(link.of)
      const named = this.#among(link.of, { column: `m.${link.by}`, prefix: '' })
      if (named === NOBODY) return NOBODY
      this.#isLinked = true
      const linked = `m.deleted = 0 AND ${named}`
      return isAsked
        ? `EXISTS (SELECT 1 FROM ${link.register} m WHERE m.${link.to} = ${idOf(holder)} AND ${linked}${ONE})`
        : `${holder.column} IN (SELECT ${heldSql(holder.prefix, `m.${link.to}`)} FROM ${link.register} m WHERE ${wantedOf('m')} AND ${linked})`
    })
  }

  /** Whether the record of a register that is held there has the name or number itself; by what the column holds, so that its index finds it. */
  #among(name: string, holder: Holder): string {
    const { column, prefix: before } = holder
    const search = this.#search
    if (search.kind === 'number') return this.#numbered(name, holder, search.fragment)
    const prefix = search.kind === 'name' ? search.prefix : ''
    // Of whom nobody has the name no row need be asked.
    if (this.#lookedUp.terms(name, prefix) === 0) return NOBODY
    if (this.#near && this.#lookedUp.terms(name, prefix) > MOST_LISTED) return this.#fits(name, holder, prefix)
    this.#parameters.push(name, prefix, afterPrefix(prefix))
    return `${this.#heldAgainst(column)} IN (SELECT ${heldSql(before, 'record')} FROM search_term WHERE register = ? AND term >= ? AND term < ?)`
  }

  #numbered(name: string, holder: Holder, fragment: string): string {
    const rows = this.#lookedUp.numbered(name, fragment)
    if (rows?.length === 0) return NOBODY
    const isOwn = this.#isOwn(holder)
    const alias = isOwn ? this.#alias : 'n'
    if (rows === null) {
      this.#isByIndex = false
      return this.#asked(name, holder, this.#hasNumber(name, fragment, alias))
    }
    this.#parameters.push(JSON.stringify(rows))
    if (isOwn) return this.#ownRows
    if (this.#near && rows.length > MOST_IDS) return this.#asked(name, holder, `n.rowid IN (${LISTED_ROWS})`)
    const ids = `SELECT ${heldSql(holder.prefix, 'n.id')} FROM json_each(?) j CROSS JOIN ${name} n ON n.rowid = j.value WHERE ${wantedOf('n')}`
    return `${this.#heldAgainst(holder.column)} IN (${ids})`
  }

  /** The rows of the list itself that were found by a number. */
  get #ownRows(): string {
    return `${this.#heldAgainst(`${this.#alias}.rowid`)} IN (${LISTED_ROWS})`
  }

  /** Whether the record of a register that is held there meets a condition. */
  #asked(name: string, holder: Holder, has: string): string {
    return this.#isOwn(holder) ? has : `EXISTS (SELECT 1 FROM ${name} n WHERE n.id = ${idOf(holder)} AND n.deleted = 0 AND ${has}${ONE})`
  }

  /** In the order of an index each row is held against all who have the name, in words that no other index answers. */
  #heldAgainst(column: string): string {
    return this.#near ? `+${column}` : column
  }

  #hasNumber(name: string, fragment: string, alias: string): string {
    const parts = numberParts(this.#asking, name, fragment, alias)
    this.#parameters.push(...parts.flatMap(({ parameters }) => parameters))
    return `(${parts.map(({ sql }) => `(${sql})`).join(' OR ')})`
  }

  /** Whether the record of a register that is held there has a name that fits, judged by the record itself. */
  #fits(name: string, holder: Holder, prefix: string): string {
    const alias = this.#isOwn(holder) ? this.#alias : 'n'
    const has = tableOf(name).names.map((field) => {
      this.#parameters.push(prefix)
      return `${FITS_NAME}(${alias}.${field.key}, ${field.search === 'names' ? 1 : 0}, ?)`
    })
    return this.#asked(name, holder, `(${has.join(' OR ')})`)
  }

  #isCommon(name: string): boolean {
    const search = this.#search
    return this.#near || (search.kind === 'number' && this.#lookedUp.numbered(name, search.fragment) === null)
  }

  #isOwn({ column }: Holder): boolean {
    return column === this.#own.column
  }

  #reads(register: string): boolean {
    return mayAnywhere(this.#asking.asker, registerOf(register), 'read')
  }
}

/** Whether records are found by their own names and numbers alone, and not by that of the village they are in: those whose name finds others. */
function isFoundAlone({ name }: RegisterDefinition): boolean {
  return linkOf(name) !== undefined || linksTo(name).length > 0
}

/** Whether document numbers that the asker may not see are among those searched. */
export function hidesNumbers({ asker }: Asking, register: RegisterDefinition): boolean {
  const names = [register.name, ...register.fields.flatMap(targetsOf)]
  return [...new Set([...names, ...names.flatMap((name) => linksTo(name).map(({ of }) => of))])]
    .map(registerOf)
    .some((one) => one.fields.some((field) => field.type === 'idNumber' && isSearchedNumber(field) && isHidden(asker, one, field)))
}
