/**
 * Short ordered walks along the indexes of names and numbers: each reads so many entries as are asked for and goes on from where it stopped, so that
 * the first digits of every number of a county cost what a rare name costs.
 */
import { afterPrefix, isHidden, isWholeNumber } from '../access/asker.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { wantedOf, type ReadDatabase, type SqlRow } from '../store/index.ts'
import { PLACE_COLUMN, isSearchedNumber, numberIndex, uniqueSets } from '../store/schema.ts'
import { MIDDLE_RANK } from '../store/searchTerms.ts'
import type { Asking } from './asking.ts'

/** One entry of an index that fits. */
export interface Entry {
  readonly id: string
  /** How well it fits, the best 0: heads before members, the beginning of a name before its middle. */
  readonly rank: number
  /** The number that fits; null for a name. */
  readonly field: FieldDefinition | null
}

/** A walk along one index. */
export interface Walk {
  readonly isDone: boolean
  /** The next entries, at most so many. */
  next(count: number): Entry[]
}

/** Entries of those whose whole name it is, heads first. */
export function wholeName(database: ReadDatabase, register: string, name: string, count: number): Entry[] {
  return database
    .all<{ record: string; rank: number }>(
      `SELECT record, rank FROM search_term WHERE register = ? AND term = ? AND rank < ${MIDDLE_RANK} ORDER BY rank LIMIT ?`,
      register,
      name,
      count,
    )
    .map(({ record, rank }) => ({ id: record, rank, field: null }))
}

/** Along the terms that begin so. */
function nameWalk(database: ReadDatabase, register: string, prefix: string): Walk {
  const key = ['term', 'rank', PLACE_COLUMN, 'record']
  return walk<{ term: string; rank: number; place: string; record: string }>(
    (after, count) =>
      database.all(
        `SELECT term, rank, ${PLACE_COLUMN} AS place, record FROM search_term WHERE register = ? AND term >= ? AND term < ?${after === null ? '' : ` AND (${key.join(', ')}) > (?, ?, ?, ?)`} ORDER BY ${key.join(', ')} LIMIT ?`,
        register,
        prefix,
        afterPrefix(prefix),
        ...(after === null ? [] : [after.term, after.rank, after.place, after.record]),
        count,
      ),
    ({ record, rank }) => ({ id: record, rank, field: null }),
  )
}

/** Digits that are too many for a phone number are not looked for among phones. */
const PHONE_DIGITS = 12

/** Entries that hold a number further on of which a walk comes to the end: more than anybody goes through. */
const MOST_WITHIN = 10_500

/** The walks along the numbers of a register: those that begin so, and those that hold it further on. */
export interface NumberWalks {
  readonly beginning: readonly Walk[]
  readonly within: readonly Walk[]
}

/** Whose walks they are. */
type Walking = Pick<Asking, 'asker' | 'database' | 'numbers'>

/** Ids among which alone a number is looked for, as JSON. */
type Among = string | null

/**
 * Fragments are looked for in document numbers and telephones, the beginning in all others; of document numbers that the asker may not see the whole
 * number alone, of hidden telephones none.
 */
export function numberWalks({ asker, database, numbers }: Walking, name: string, fragment: string, among: Among = null): NumberWalks {
  const register = registerOf(name)
  const beginning: Walk[] = []
  const within: Walk[] = []
  for (const field of register.fields.filter(isSearchedNumber)) {
    const along = (condition: string, ...values: string[]): Walk =>
      among === null ? numberWalk(database, name, field, condition, values) : amongFew(database, name, field, condition, values, among)
    const isDocument = field.type === 'idNumber'
    const isShort = field.type === 'phone' && fragment.length <= PHONE_DIGITS
    if (isHidden(asker, register, field)) {
      if (isDocument && isWholeNumber(fragment)) beginning.push(along(`n.${field.key} = ?`, fragment.toUpperCase()))
      continue
    }
    if (field.type === 'phone' && !isShort) continue
    // Numbers have letters, too, and are typed without regard to their case.
    const spellings = isDocument ? [fragment.toUpperCase()] : [...new Set([fragment, fragment.toUpperCase(), fragment.toLowerCase()])]
    for (const spelling of spellings) beginning.push(along(`n.${field.key} >= ? AND n.${field.key} < ?`, spelling, afterPrefix(spelling)))
    if (!isDocument && !isShort) continue
    const upper = fragment.toUpperCase()
    const holding = (): Walk => along(`instr(n.${field.key}, ?) > 0`, upper)
    within.push(
      lazily(() => {
        const held = among === null ? (numbers?.rows(name, field, upper, MOST_WITHIN) ?? null) : null
        return held === null ? holding() : heldWalk(database, name, field, held)
      }),
    )
  }
  return { beginning, within }
}

/** The index of a number in its own order: where a number may occur once, it holds what lets duplicates stand side by side, too. */
function orderOfNumber(name: string, { key }: FieldDefinition): string[] {
  const isUnique = uniqueSets(registerOf(name)).some((set) => set.length === 1 && set[0] === key)
  return isUnique ? [key, 'duplicate', 'rowid'] : [key, 'rowid']
}

/** The same entries of a few records, which are looked at themselves: read at once. */
function amongFew(database: ReadDatabase, name: string, field: FieldDefinition, condition: string, values: readonly string[], among: string): Walk {
  let isDone = false
  return {
    get isDone() {
      return isDone
    },
    next: () => {
      if (isDone) return []
      isDone = true
      return database
        .all<{ id: string }>(
          `SELECT n.id FROM json_each(?) j CROSS JOIN ${name} n ON n.id = j.value WHERE n.deleted = 0 AND n.${field.key} IS NOT NULL AND ${condition} ORDER BY ${orderOfNumber(
            name,
            field,
          )
            .map((column) => `n.${column}`)
            .join(', ')}`,
          among,
          ...values,
        )
        .map(({ id }) => ({ id, rank: 0, field }))
    },
  }
}

/** A walk that is begun when somebody goes along it. */
function lazily(begin: () => Walk): Walk {
  let begun: Walk | null = null
  return {
    get isDone() {
      return begun?.isDone === true
    },
    next: (count) => (begun ??= begin()).next(count),
  }
}

/** The same entries by the rows that are known to hold the number. */
function heldWalk(database: ReadDatabase, name: string, field: FieldDefinition, rows: readonly number[]): Walk {
  let at = 0
  return {
    get isDone() {
      return at >= rows.length
    },
    next: (count) => {
      const some = rows.slice(at, at + count)
      at += some.length
      if (some.length === 0) return []
      return database
        .all<{ id: string }>(`SELECT n.id FROM json_each(?) j CROSS JOIN ${name} n ON n.rowid = j.value ORDER BY j.key`, JSON.stringify(some))
        .map(({ id }) => ({ id, rank: 0, field }))
    },
  }
}

function numberWalk(database: ReadDatabase, name: string, field: FieldDefinition, condition: string, values: readonly string[]): Walk {
  const { key } = field
  const order = orderOfNumber(name, field)
  const columns = order.map((column, at) => `${column} AS at${at}`)
  return walk<SqlRow>(
    (after, count) => {
      const going = after === null ? '' : ` AND (${order.join(', ')}) > (${order.map(() => '?').join(', ')})`
      return database.all(
        `SELECT id, ${columns.join(', ')} FROM ${name} n INDEXED BY ${numberIndex(name, field)} WHERE ${wantedOf('n')} AND deleted = 0 AND ${key} IS NOT NULL AND ${condition}${going} ORDER BY ${order.join(', ')} LIMIT ?`,
        ...values,
        ...(after === null ? [] : order.map((_, at) => after[`at${at}`] ?? null)),
        count,
      )
    },
    ({ id }) => ({ id: String(id), rank: 0, field }),
  )
}

function walk<R>(read: (after: R | null, count: number) => R[], entry: (row: R) => Entry): Walk {
  let last: R | null = null
  let isDone = false
  return {
    get isDone() {
      return isDone
    },
    next: (count) => {
      if (isDone) return []
      const rows = read(last, count)
      isDone = rows.length < count
      last = rows.at(-1) ?? last
      return rows.map(entry)
    },
  }
}

/** Walks that several registers go along for one text (people for themselves and for their households): each index is read once. */
export class SharedWalks {
  readonly #numbers = new Map<string, { readonly beginning: readonly Shared[]; readonly within: readonly Shared[] }>()
  readonly #names = new Map<string, Shared>()

  /** As {@link nameWalk}, from the beginning. */
  names(database: ReadDatabase, register: string, prefix: string): Walk {
    let shared = this.#names.get(register)
    if (shared === undefined) this.#names.set(register, (shared = new Shared(nameWalk(database, register, prefix))))
    return shared.from()
  }

  /** As {@link numberWalks}, from the beginning. */
  numbers(walking: Walking, register: string, fragment: string): NumberWalks {
    let shared = this.#numbers.get(register)
    if (shared === undefined) {
      const { beginning, within } = numberWalks(walking, register, fragment)
      this.#numbers.set(register, (shared = { beginning: beginning.map((walk) => new Shared(walk)), within: within.map((walk) => new Shared(walk)) }))
    }
    return { beginning: shared.beginning.map((walk) => walk.from()), within: shared.within.map((walk) => walk.from()) }
  }
}

/** A walk that remembers what it has read, for others who begin anew. */
class Shared {
  readonly #walk: Walk
  readonly #read: Entry[] = []

  constructor(walk: Walk) {
    this.#walk = walk
  }

  from(): Walk {
    const [walk, read] = [this.#walk, this.#read]
    let at = 0
    return {
      get isDone() {
        return walk.isDone && at >= read.length
      },
      next: (count) => {
        if (at + count > read.length) read.push(...walk.next(at + count - read.length))
        const entries = read.slice(at, at + count)
        at += entries.length
        return entries
      },
    }
  }
}
