/** The names and numbers of registers that a text finds, as far as they are few; and how many that is. */
import { afterPrefix, isHidden, isWholeNumber } from '../access/asker.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { wantedOf } from '../store/index.ts'
import { livingCount } from '../store/livingCounts.ts'
import { isSearchedNumber, numberIndex } from '../store/schema.ts'
import type { SearchText } from '../store/search.ts'
import type { Asking } from './asking.ts'
import type { Condition } from './where.ts'

/** What names and numbers of registers a text finds, each register asked once. */
export class LookedUp {
  readonly search: SearchText
  readonly #asking: Asking
  readonly #numbered = new Map<string, readonly number[] | null>()
  readonly #terms = new Map<string, number>()
  #places: string | undefined

  constructor(asking: Asking, search: SearchText) {
    this.#asking = asking
    this.search = search
  }

  /**
   * The rows of records with the number, looked up once here, since the condition is used for the page and for the count. Null where so many have it that
   * asking each row of the list is quicker than looking its id up among theirs: the first digits of the numbers of a county, by which everybody is found.
   */
  numbered(name: string, fragment: string): readonly number[] | null {
    let found = this.#numbered.get(name)
    if (found === undefined) this.#numbered.set(name, (found = numbersOf(this.#asking, name, fragment)))
    return found
  }

  /** How many terms of a register begin so; no more of them are read than it takes to see that they are many. */
  terms(name: string, prefix: string): number {
    let terms = this.#terms.get(name)
    if (terms === undefined) {
      terms =
        this.#asking.database.get<{ terms: number }>(
          'SELECT count(*) AS terms FROM (SELECT 1 FROM search_term WHERE register = ? AND term >= ? AND term < ? LIMIT ?)',
          name,
          prefix,
          afterPrefix(prefix),
          MOST_LISTED + 1,
        )?.terms ?? 0
      this.#terms.set(name, terms)
    }
    return terms
  }

  /** The codes of the divisions of such a name, as JSON: a column that stands for two has no affinity, and its index is found by values that have none. */
  places(prefix: string): string {
    this.#places ??= JSON.stringify(
      this.#asking.database
        .all<{ code: string }>(
          "SELECT d.code FROM division d WHERE d.code IS NOT NULL AND d.id IN (SELECT record FROM search_term WHERE register = 'division' AND term >= ? AND term < ?) ORDER BY d.code",
          prefix,
          afterPrefix(prefix),
        )
        .map(({ code }) => code),
    )
    return this.#places
  }

  /** How many names and numbers were found in all registers asked so far; null where one of them has many. */
  few(): number | null {
    let few = 0
    for (const found of this.#numbered.values()) {
      if (found === null) return null
      few += found.length
    }
    for (const [name, terms] of this.#terms) {
      if (terms > fewOf(this.#asking, name)) return null
      few += terms
    }
    return few
  }
}

/** Names and numbers that are listed without anything else being looked at, each from an index or from memory: so many take some 10 ms. */
export const MOST_LISTED = 20_000

/**
 * So many are few in any register; in a large one, those of whom there are no more than one in so many. Measured: there both ways take as long. In a very
 * large one to look up more than so many rows takes longer than to go through those between them: 13,000 of a million, 80 ms either way.
 */
const FEW = 200
const COMMON_SHARE = 20
const MOST_FEW = 13_000

/** How many of a register are few; see above. */
function fewOf({ database }: Asking, register: string): number {
  return Math.min(MOST_FEW, Math.max(FEW, Math.floor(livingCount(database, register) / COMMON_SHARE)))
}

/** Digits that are too many for a phone number are not looked for among phones. */
const PHONE_DIGITS = 12
/** So many digits are a whole document number: what holds them begins with them. */
const WHOLE_DIGITS = 18

/** One way in which records have a number like the one typed. */
interface NumberPart extends Condition {
  readonly field: FieldDefinition
  readonly parameters: readonly string[]
  /** The fragment, where it may stand anywhere in the number. */
  readonly holds?: string
}

/**
 * Which records of a register have a number like the one typed, number by number: a fragment of an ID number or phone, the beginning of other
 * numbers; of document numbers that the asker may not see the whole number alone, of hidden telephones none.
 */
export function numberParts({ asker }: Asking, name: string, fragment: string, alias: string): NumberPart[] {
  const register = registerOf(name)
  const upper = fragment.toUpperCase()
  return register.fields.filter(isSearchedNumber).flatMap((field) => {
    const column = `${alias}.${field.key}`
    const part = (condition: string, ...parameters: string[]): NumberPart => ({ field, sql: `${column} IS NOT NULL AND ${condition}`, parameters })
    if (isHidden(asker, register, field)) return field.type === 'idNumber' && isWholeNumber(fragment) ? [part(`${column} = ?`, upper)] : []
    const isDocument = field.type === 'idNumber'
    if (isDocument && fragment.length >= WHOLE_DIGITS) return [part(`${column} >= ? AND ${column} < ?`, upper, afterPrefix(upper))]
    if (isDocument || (field.type === 'phone' && fragment.length <= PHONE_DIGITS)) return [{ ...part(`instr(${column}, ?) > 0`, upper), holds: upper }]
    if (field.type === 'phone') return []
    // Numbers have letters, too, and are typed without regard to their case.
    return [...new Set([fragment, upper, fragment.toLowerCase()])].map((spelling) => part(`${column} >= ? AND ${column} < ?`, spelling, afterPrefix(spelling)))
  })
}

/**
 * The rows of records with the number, null where they are more than so many; each is read off an index that holds nothing else, which is quicker than any
 * table of fragments is to keep.
 * Whoever has it is told by the number of the row alone: of many nobody wants to know who they are, and no record is looked at.
 */
function numbersOf(asking: Asking, name: string, fragment: string): readonly number[] | null {
  const few = fewOf(asking, name)
  const parts = numberParts(asking, name, fragment, 'n')
  const held = parts.map(({ field, holds }) => (holds === undefined ? null : (asking.numbers?.rows(name, field, holds, MOST_LISTED + 1) ?? null)))
  const isHeld = held.some((rows) => rows !== null)
  const most = isHeld ? Math.max(few, MOST_LISTED) : few
  const rows = held.flatMap((some) => some ?? [])
  if (rows.length <= most)
    rows.push(
      ...readRows(
        asking,
        name,
        parts.filter((_, at) => held[at] === null),
        most + 1 - rows.length,
      ),
    )
  return rows.length > most ? null : rows
}

function readRows({ database }: Asking, name: string, parts: readonly NumberPart[], most: number): number[] {
  if (parts.length === 0) return []
  const each = parts.map(
    ({ field, sql }) => `SELECT n.rowid AS row FROM ${name} n INDEXED BY ${numberIndex(name, field)} WHERE ${wantedOf('n')} AND n.deleted = 0 AND ${sql}`,
  )
  const parameters = parts.flatMap((part) => part.parameters)
  return database.all<{ row: number }>(`${each.join(' UNION ALL ')} LIMIT ?`, ...parameters, most).map(({ row }) => row)
}
