/** The quick search of lists: names and numbers of the record itself, or of what it refers to. */
import { afterPrefix, isHidden, isWholeNumber, mayAnywhere } from '../access/asker.ts'
import { linkOf, linksTo } from '../catalogue/derive/belonging.ts'
import { columnSql, keptFields } from '../catalogue/derive/kept.ts'
import { heldSql, idSql, linksOfField, targetsOf } from '../catalogue/derive/subject.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { livingCount } from '../store/livingCounts.ts'
import { isSearchedNumber, numberIndex } from '../store/schema.ts'
import { FITS_NAME, readSearchText } from '../store/search.ts'
import { tableOf } from '../store/table.ts'
import type { Asking } from './asking.ts'
import { isSearchedThrough } from './relations.ts'
import type { Condition } from './where.ts'

/**
 * What limits a list to the records found by a text, as far as the asker may look for them; null where the text says nothing to look for. `near` is the
 * same for whoever reads a few rows of many in the order of an index: a name that many have (王, z) is then asked of each row, instead of all who have it
 * being listed first; it holds on the connection for reading alone.
 */
export function searchCondition(asking: Asking, register: RegisterDefinition, text: string | undefined, near = false): Condition | null {
  return new Search(asking, text ?? '', near).condition(register)
}

/** Whose name or number is asked for: a column that holds the id of a record, with the word that stands before it in a subject. */
interface Holder {
  readonly column: string
  readonly prefix: string
}

/** The record of the list itself. */
const OWN: Holder = { column: 't.id', prefix: '' }
/** What no record meets. */
const NOBODY = '0'
const isOwn = ({ column }: Holder): boolean => column === OWN.column
const idOf = ({ column, prefix }: Holder): string => idSql(prefix, column)

class Search {
  readonly #asking: Asking
  readonly #search: ReturnType<typeof readSearchText>
  /** In the order in which they stand in the text of the condition. */
  readonly #parameters: (string | number)[] = []
  /** What was looked up of each register, once for all the ways that lead to it. */
  readonly #found = new Map<string, readonly string[] | null>()
  readonly #near: boolean
  /** Registers of which nobody has the name. */
  readonly #none = new Map<string, boolean>()
  /** Registers of which many have the name. */
  readonly #often = new Map<string, boolean>()

  constructor(asking: Asking, text: string, near: boolean) {
    this.#asking = asking
    this.#near = near
    this.#search = readSearchText(text)
  }

  condition(register: RegisterDefinition): Condition | null {
    const search = this.#search
    if (search.kind === 'none') return null
    // Asked once for all the registers that are searched.
    if (search.kind === 'number' && isWholeNumber(search.fragment) && hidesNumbers(this.#asking, register)) this.#asking.lookups.note(this.#asking.asker)
    const parts = [this.#among(register.name, OWN), ...this.#belonging(register)].filter((part) => part !== NOBODY)
    return { sql: parts.length === 0 ? NOBODY : parts.join(' OR '), parameters: this.#parameters }
  }

  /** Found through what a record refers to, and through what is linked to it: a household by its members, and so what belongs to a household. */
  #belonging(register: RegisterDefinition): string[] {
    const parts: string[] = this.#linked(register.name, OWN)
    const replaced = keptFields(register).map(({ keeps }) => keeps)
    const isLinked = linkOf(register.name) !== undefined
    for (const field of register.fields) {
      // What a record counts as takes the place of what it follows; nothing is found by the name of what one may not read.
      if (replaced.includes(field.key)) continue
      const links = linksOfField(field)
      if (links.length > 0 && !links.some((link) => this.#reads(link.register))) continue
      const column = columnSql(field)
      for (const { register: target, prefix } of links.filter((link) => this.#reads(link.register))) {
        const holder = { column, prefix }
        if (isSearchedThrough(target)) parts.push(this.#among(target, holder))
        // Those who are linked themselves are looked for by their own names, not by those of all who are linked to the same.
        if (!isLinked && field.keeps === undefined) parts.push(...this.#linked(target, holder))
      }
      if (field.type === 'division' && this.#search.kind === 'name' && !isFoundAlone(register)) {
        const named = this.#among('division', { column: 'd.id', prefix: '' })
        if (named !== NOBODY) parts.push(`${column} IN (SELECT d.code FROM division d WHERE ${named})`)
      }
    }
    return parts
  }

  /** Whether the record of a register that is held there is one to which others are linked that have the name or number. */
  #linked(register: string, holder: Holder): string[] {
    const links = linksTo(register).filter((link) => this.#reads(link.register) && this.#reads(link.of))
    return links.map((link) => {
      const named = this.#among(link.of, { column: `m.${link.by}`, prefix: '' })
      if (named === NOBODY) return NOBODY
      const linked = `m.deleted = 0 AND ${named}`
      return this.#isCommon(link.of)
        ? `EXISTS (SELECT 1 FROM ${link.register} m WHERE m.${link.to} = ${idOf(holder)} AND ${linked})`
        : `${holder.column} IN (SELECT ${heldSql(holder.prefix, `m.${link.to}`)} FROM ${link.register} m WHERE ${linked})`
    })
  }

  /** Whether the record of a register that is held there has the name or number itself; by what the column holds, so that its index finds it. */
  #among(name: string, holder: Holder): string {
    const { column, prefix: before } = holder
    const search = this.#search
    if (search.kind === 'number') {
      const found = this.#numbered(name, search.fragment)
      if (found === null) {
        const alias = isOwn(holder) ? 't' : 'n'
        const parts = numberParts(this.#asking, name, search.fragment, alias)
        this.#parameters.push(...parts.flatMap(({ parameters }) => parameters))
        const has = parts.map(({ sql }) => `(${sql})`).join(' OR ')
        return alias === 't' ? `(${has})` : `EXISTS (SELECT 1 FROM ${name} n WHERE n.id = ${idOf(holder)} AND n.deleted = 0 AND (${has}))`
      }
      if (found.length === 0) return NOBODY
      this.#parameters.push(JSON.stringify(found))
      return `${column} IN (SELECT ${heldSql(before, 'value')} FROM json_each(?))`
    }
    const prefix = search.kind === 'name' ? search.prefix : ''
    if (this.#isNoOne(name, prefix)) return NOBODY
    if (this.#isCommon(name)) return this.#fits(name, holder, prefix)
    this.#parameters.push(name, prefix, afterPrefix(prefix))
    return `${column} IN (SELECT ${heldSql(before, 'record')} FROM search_term WHERE register = ? AND term >= ? AND term < ?)`
  }

  /**
   * Records with the number, looked up once here, since the condition is used for the page and for the count. Null where so many have it that asking
   * each row of the list is quicker than looking its id up among theirs: the first digits of the numbers of a county, by which everybody is found.
   */
  #numbered(name: string, fragment: string): readonly string[] | null {
    let found = this.#found.get(name)
    if (found === undefined) {
      const few = fewOf(this.#asking, name)
      const ids = numbersOf(this.#asking, name, fragment, few + 1)
      found = ids.length > few ? null : ids
      this.#found.set(name, found)
    }
    return found
  }

  /** Whether the record of a register that is held there has a name that fits, judged by the record itself. */
  #fits(name: string, holder: Holder, prefix: string): string {
    const alias = isOwn(holder) ? 't' : 'n'
    const has = tableOf(name).names.map((field) => {
      this.#parameters.push(prefix)
      return `${FITS_NAME}(${alias}.${field.key}, ${field.search === 'names' ? 1 : 0}, ?)`
    })
    return alias === 't' ? `(${has.join(' OR ')})` : `EXISTS (SELECT 1 FROM ${name} n WHERE n.id = ${idOf(holder)} AND n.deleted = 0 AND (${has.join(' OR ')}))`
  }

  #isCommon(name: string): boolean {
    if (this.#search.kind === 'number') return this.#numbered(name, this.#search.fragment) === null
    return this.#near && this.#search.kind === 'name' && this.#hasOften(name, this.#search.prefix)
  }

  /** Whether nobody of a register has such a name: then no row need be asked for it. */
  #isNoOne(name: string, prefix: string): boolean {
    let none = this.#none.get(name)
    if (none === undefined) {
      const found = this.#asking.database.get(
        'SELECT 1 FROM search_term WHERE register = ? AND term >= ? AND term < ? LIMIT 1',
        name,
        prefix,
        afterPrefix(prefix),
      )
      none = found === undefined
      this.#none.set(name, none)
    }
    return none
  }

  /** Whether many of a register have such a name; no more of its terms are read than that takes. */
  #hasOften(name: string, prefix: string): boolean {
    let often = this.#often.get(name)
    if (often === undefined) {
      const few = fewOf(this.#asking, name)
      const terms = this.#asking.database.get<{ terms: number }>(
        'SELECT count(*) AS terms FROM (SELECT 1 FROM search_term WHERE register = ? AND term >= ? AND term < ? LIMIT ?)',
        name,
        prefix,
        afterPrefix(prefix),
        few + 1,
      )
      often = (terms?.terms ?? 0) > few
      this.#often.set(name, often)
    }
    return often
  }

  #reads(register: string): boolean {
    return mayAnywhere(this.#asking.asker, registerOf(register), 'read')
  }
}

/**
 * So many are few in any register; in a large one, those of whom there are no more than one in so many. Measured: there both ways take as long. In a very
 * large one to look up more than so many rows takes longer than to go through those between them.
 */
const FEW = 200
const COMMON_SHARE = 20
const MOST_FEW = 5000

function fewOf({ database }: Asking, register: string): number {
  return Math.min(MOST_FEW, Math.max(FEW, Math.floor(livingCount(database, register) / COMMON_SHARE)))
}

/** Digits that are too many for a phone number are not looked for among phones. */
const PHONE_DIGITS = 12

/**
 * Which records of a register have a number like the one typed, number by number: a fragment of an ID number or phone, the beginning of other
 * numbers; of document numbers that the asker may not see the whole number alone, of hidden telephones none.
 */
function numberParts({ asker }: Asking, name: string, fragment: string, alias: string): { field: FieldDefinition; sql: string; parameters: string[] }[] {
  const register = registerOf(name)
  const upper = fragment.toUpperCase()
  return register.fields.filter(isSearchedNumber).flatMap((field) => {
    const column = `${alias}.${field.key}`
    const part = (condition: string, ...parameters: string[]) => ({ field, sql: `${column} IS NOT NULL AND ${condition}`, parameters })
    if (isHidden(asker, register, field)) return field.type === 'idNumber' && isWholeNumber(fragment) ? [part(`${column} = ?`, upper)] : []
    if (field.type === 'idNumber' || (field.type === 'phone' && fragment.length <= PHONE_DIGITS)) return [part(`instr(${column}, ?) > 0`, upper)]
    if (field.type === 'phone') return []
    // Numbers have letters, too, and are typed without regard to their case.
    return [...new Set([fragment, upper, fragment.toLowerCase()])].map((spelling) => part(`${column} >= ? AND ${column} < ?`, spelling, afterPrefix(spelling)))
  })
}

/** At most so many records with the number; each is read off an index that holds nothing else, which is quicker than any table of fragments is to keep. */
function numbersOf(asking: Asking, name: string, fragment: string, most: number): string[] {
  const parts = numberParts(asking, name, fragment, 'n')
  if (parts.length === 0) return []
  const each = parts.map(({ field, sql }) => `SELECT n.id FROM ${name} n INDEXED BY ${numberIndex(name, field)} WHERE n.deleted = 0 AND ${sql}`)
  const parameters = parts.flatMap((part) => part.parameters)
  return asking.database.all<{ id: string }>(`${each.join(' UNION ALL ')} LIMIT ?`, ...parameters, most).map(({ id }) => id)
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
