/**
 * How the rows of a list are found without looking at more records than a page needs. What is asked is one condition; how it is asked depends on whether
 * an index gives the order, and on how many rows an index finds by what is asked: few are looked at and put in order, more are told off against the
 * order by their numbers, and where nearly all are meant each row is asked until the page is full.
 */
import { livingSql } from '../catalogue/derive/kept.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { Where } from '../shapes.ts'
import { WANTED } from '../store/index.ts'
import { livingCount } from '../store/livingCounts.ts'
import { isListedByIndex, isSearchedNumber, uniqueSets } from '../store/schema.ts'
import type { Asking } from './asking.ts'
import { conditionOf, knownRegister, limitsOf, orderOf, sortedOnly, together, type Selection } from './find.ts'
import type { ListQuestion } from './pages.ts'
import { filteredRows } from './filteredRows.ts'
import { foremost, isByPlace } from './foremost.ts'
import { MOST_LISTED } from './lookedUp.ts'
import { ListSearch, type FoundRows } from './search.ts'
import type { Condition } from './where.ts'

/** What is asked of a list, in the ways in which its pages, its whole order and its number of rows are read. */
export function questionOf(asking: Asking, selection: Selection): ListQuestion {
  const register = knownRegister(selection.register)
  const order = orderOf(asking, register, selection.sort, 'row')
  if (selection.deleted === true) return asItIs(register, conditionOf(asking, selection), order)
  if (selection.text !== undefined && livingCount(asking.database, register.name) === 0) return searchOfNothing(asking, register, selection, order)
  const ways = new Ways(asking, register, selection)
  const isWalked = sortedOnly(register, selection) !== '1'
  const [near, whole] = [ways.near(isWalked), ways.whole(isWalked)]
  return {
    register: register.name,
    condition: ways.plain(),
    order,
    isWalked: isWalked && ways.isAll,
    isEager: ways.isAll || (isWalked && ways.isCommon(near)),
    isMany: ways.isMany(near),
    isLong: ways.isLong(near),
    near: inOrder(register, near, order),
    foremost: ways.foremost(selection, order),
    whole: inOrder(register, whole, isWalked && !whole.isWalked ? orderOf(asking, register, selection.sort, 'apart') : order),
    counted: ways.whole(isListedByIndex(register)),
  }
}

/**
 * A text looked for in a register that holds nothing: those who have the name are not looked up, which takes 40 ms in a county. What may not be asked is
 * refused as anywhere, and who looks for a whole number is counted as anywhere.
 */
function searchOfNothing(asking: Asking, register: RegisterDefinition, selection: Selection, order: Condition): ListQuestion {
  // Whoever looks for a hidden number is noted as it is made.
  void new ListSearch(asking, register, selection.text)
  return asItIs(register, together([...limitsOf(asking, selection), { sql: '0', parameters: [] }], null), order)
}

function asItIs(register: RegisterDefinition, condition: Condition, order: Condition): ListQuestion {
  const rows = inOrder(register, condition, order)
  return {
    register: register.name,
    condition,
    order,
    isWalked: false,
    isEager: false,
    isMany: false,
    isLong: false,
    near: rows,
    whole: rows,
    counted: condition,
  }
}

/** The numbers of the rows that meet a condition, in their order. */
function inOrder({ name }: RegisterDefinition, found: Condition, order: Condition): Condition {
  return {
    sql: `SELECT t.rowid AS row FROM ${name} t WHERE ${WANTED} AND ${found.sql} ORDER BY ${order.sql}`,
    parameters: [...found.parameters, ...order.parameters],
  }
}

interface Way extends Condition {
  /** Whether it says living records in the words of the index that gives the order. */
  readonly isWalked: boolean
}

class Ways {
  readonly #asking: Asking
  readonly #register: RegisterDefinition
  readonly #where: Where | undefined
  readonly #limits: readonly Condition[]
  /** The same where the order is gone through: what nearly all meet is not looked up. */
  readonly #walkedLimits: readonly Condition[]
  readonly #search: ListSearch
  readonly #found: FoundRows | null
  /** Rows that an index finds by being read from end to end. */
  readonly #scanned: Condition | null

  constructor(asking: Asking, register: RegisterDefinition, selection: Selection) {
    this.#asking = asking
    this.#register = register
    this.#where = selection.where
    this.#limits = limitsOf(asking, selection)
    this.#search = new ListSearch(asking, register, selection.text)
    const filtered = filteredRows(asking.database, register, selection)
    this.#walkedLimits = filtered.common.size === 0 ? this.#limits : limitsOf(asking, selection, filtered.common)
    this.#found = this.#search.isAny ? this.#search.rows() : filtered.found
    this.#scanned = this.#search.isAny ? null : filtered.scanned
  }

  /** Whether nothing is looked for: the order alone says what stands on a page. */
  get isAll(): boolean {
    return !this.#search.isAny && this.#where === undefined
  }

  /** Whether many are found, or by a part of the order, so that whoever goes through the order soon has a page of them. */
  isCommon(near: Way): boolean {
    // Where few have what each row is asked for, the page that is not full is all there is.
    if (this.#search.isAny) return near.isWalked
    return this.#found === null && (this.#limits !== this.#walkedLimits || asksListedOnly(this.#register, this.#where))
  }

  /** Whether so many are found by names and numbers that to list them, or to look at each of them, takes long. */
  isMany(near: Way): boolean {
    if (!this.#search.isAny || this.#found === null) return false
    return this.#found.few === null || this.#found.few > MOST_COUNTED || this.isLong(near)
  }

  /** Whether it is known beforehand that a page takes long: those who are linked are asked one by one, or the rows before it. */
  isLong(near: Way): boolean {
    const { few, isLinked } = this.#found ?? { few: null, isLinked: false }
    if (few === null || !isLinked) return false
    return near.isWalked ? few * LONG_SHARE < livingCount(this.#asking.database, this.#register.name) : few > LONG_LINKED
  }

  /** As {@link conditionOf} says it. */
  plain(): Condition {
    return together(this.#limits, this.#search.condition())
  }

  /** For whoever reads the first rows of the list's own order: of those alone who are found in the first places. */
  foremost({ sort }: Selection, order: Condition): ListQuestion['foremost'] {
    const { prefix } = this.#search
    if (prefix === null || this.#found?.isOwn !== true || sort !== undefined || !isByPlace(this.#register)) return undefined
    if (this.#search.terms(this.#register) > MOST_LISTED) return undefined
    return (database, rows) => {
      const found = foremost(database, this.#register, prefix, rows)
      if (found === null) return null
      const among = { sql: 't.id IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(found.ids)] }
      return { ...inOrder(this.#register, together([...this.#limits, among], null), order), isAll: found.isAll }
    }
  }

  /** For whoever reads a few rows from somewhere in an order, which an index gives or not. */
  near(byIndex: boolean): Way {
    if (this.#found === null) return this.#askedOfEach(byIndex, true)
    const { rows, few, isLinked } = this.#found
    const isWalked = byIndex && (few === null || few > this.#fetched())
    return isWalked && (few === null || isLinked || this.#search.isNumber) ? this.#askedOfEach(true, true) : this.#among(rows, isWalked)
  }

  /** For whoever reads all of them. */
  whole(byIndex: boolean): Way {
    const { rows, few } = this.#found ?? { rows: null, few: null }
    if (rows !== null && (few !== null || this.#search.isAny)) return this.#among(rows, byIndex && (few === null || few > this.#fetched()))
    if (this.#scanned !== null) return this.#among(this.#scanned, false)
    // Where each record is looked at anyway, they are so in the order in which they lie.
    return this.#askedOfEach(byIndex && (this.#search.isAny || asksListedOnly(this.#register, this.#where)), false)
  }

  /** Rows of these numbers: gone through in the order of the index and held against them, or else looked at themselves. */
  #among({ sql, parameters }: Condition, byIndex: boolean): Way {
    return { ...together([...this.#living(byIndex), { sql: `${byIndex ? '+' : ''}t.rowid IN (${sql})`, parameters }], null), isWalked: byIndex }
  }

  #askedOfEach(byIndex: boolean, near: boolean): Way {
    return { ...together(this.#living(byIndex), this.#search.condition(near)), isWalked: byIndex }
  }

  /** The limits of the list, with living records said in the words of the index that gives the order: then no record is looked at for that. */
  #living(byIndex: boolean): readonly Condition[] {
    if (!byIndex) return this.#limits
    const living = { sql: livingSql('t'), parameters: [] }
    // An index that holds living records alone is found by the plain words.
    return asksUnique(this.#register, this.#where) ? [...this.#walkedLimits, living] : [living, ...this.#walkedLimits.slice(1)]
  }

  /** So many rows are looked at and put in order as quickly as the order is gone through for a page of them. */
  #fetched(): number {
    return Math.max(LEAST_FETCHED, Math.sqrt(FETCH_FACTOR * livingCount(this.#asking.database, this.#register.name)))
  }
}

/**
 * Measured: to look at a row costs 8 µs, to list its number 1.5, to pass an entry of the order 0.4. With f rows out of n that fit, a page of 100 is full
 * after 100 n / f entries; both ways cost the same where f² is about six times n.
 */
const FETCH_FACTOR = 6
const LEAST_FETCHED = 200
/** So many rows are counted in the 10 ms that there are for it. */
const MOST_COUNTED = 1500
/** Those linked that are looked up in some 15 ms, and one in how many has what is looked for where the rows before a page are asked in as much. */
const [LONG_LINKED, LONG_SHARE] = [200, 75]
/** Whether a filter names a field by which living records are found in an index that holds them alone. */
function asksUnique(register: RegisterDefinition, where: Where | undefined): boolean {
  const alone = uniqueSets(register).flatMap((set) => (set.length === 1 ? set : []))
  const unique = new Set([...alone, ...register.fields.filter(isSearchedNumber).map(({ key }) => key)])
  return keysIn(where).some((key) => unique.has(key))
}

/** Whether a filter names nothing but what the index of the list's own order holds. */
function asksListedOnly({ sort }: RegisterDefinition, where: Where | undefined): boolean {
  return keysIn(where).every((key) => sort.some(({ field }) => field === key))
}

/** The fields that a filter names, and its words for what is asked of other records. */
function keysIn(where: Where | undefined): string[] {
  return Object.entries(where ?? {}).flatMap(([key, value]) =>
    key === 'and' || key === 'or' || key === 'not' ? [value].flat().flatMap((part) => keysIn(part as Where)) : [key],
  )
}
