/**
 * Document numbers and telephones of very large registers, held in memory: a fragment may stand anywhere in them, and to go through the entries of a million
 * takes the library 150 ms, longer than whoever types may wait. They are read beside the core once the office is open, and kept true to what is saved: those records
 * are asked for their numbers themselves. After a change of many they are read anew.
 */
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import type { Store } from '../store/index.ts'
import { isSearchedNumber, numberIndex } from '../store/schema.ts'
import { numberAt, placesHolding, type PackedNumbers } from '../store/packedNumbers.ts'

/** Records of a register from which on its numbers are held: 27 bytes for a document number, 19 for a telephone. */
const LARGE = 100_000
/** Records saved since the numbers were read that are asked themselves. */
const MOST_CHANGED = 2000
/** Answers that are remembered until the data changes. */
const MOST_ANSWERS = 20

interface Column {
  /** Null while they are read. */
  packed: PackedNumbers | null
  /** Ids of records that were saved since the reading began. */
  readonly changed: Set<string>
  /** What those hold now; null until it is asked. */
  since: readonly Since[] | null
}

/** A record that was saved since, with its number; null where it has none any more. */
interface Since {
  readonly row: number
  readonly number: string | null
}

export class HeldNumbers {
  readonly #store: Store
  readonly #large: number
  /** By register and field. */
  readonly #columns = new Map<string, Column>()
  readonly #answers = new Map<string, readonly number[]>()
  #isWanted = false

  /** `large`: {@link LARGE} unless a test says otherwise. */
  constructor(store: Store, large = LARGE) {
    this.#store = store
    this.#large = large
    store.onChange((registers, touched) => {
      this.#answers.clear()
      for (const register of registers) this.#note(register, touched?.get(register) ?? null)
    })
  }

  /** From now on numbers of large registers are held; resolved when those there are were read. */
  async hold(): Promise<void> {
    this.#isWanted = true
    for (const name of registerNames)
      if (this.#store.living(name) > this.#large) await Promise.all(fragmentFields(name).map((field) => this.#read(name, field)))
  }

  /**
   * The numbers of the rows of living records whose number holds a fragment, in the order of the numbers, at most so many; null where they are not at hand
   * and must be looked for in the data.
   */
  rows(name: string, field: FieldDefinition, fragment: string, most: number): readonly number[] | null {
    const column = this.#columns.get(keyOf(name, field))
    if (column === undefined) {
      if (this.#isWanted && this.#store.living(name) > this.#large) void this.#read(name, field)
      return null
    }
    const { packed } = column
    if (packed === null) return null
    const key = JSON.stringify([name, field.key, fragment, most])
    let rows = this.#answers.get(key)
    if (rows === undefined) {
      if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear()
      column.since ??= this.#since(name, field, column.changed)
      this.#answers.set(key, (rows = rowsHolding(packed, column.since, fragment, most)))
    }
    return rows
  }

  #since(name: string, { key }: FieldDefinition, changed: ReadonlySet<string>): readonly Since[] {
    if (changed.size === 0) return []
    return this.#store.read.all<{ row: number; number: string | null }>(
      `SELECT n.rowid AS row, CASE WHEN n.deleted = 0 THEN n.${key} END AS number FROM json_each(?) j CROSS JOIN ${name} n ON n.id = j.value`,
      JSON.stringify([...changed]),
    )
  }

  #note(register: string, ids: ReadonlySet<string> | null): void {
    for (const [key, column] of this.#columns) {
      if (!key.startsWith(`${register}.`)) continue
      for (const id of ids ?? []) column.changed.add(id)
      column.since = null
      if (ids === null || column.changed.size > MOST_CHANGED) this.#columns.delete(key)
    }
  }

  /** Reads numbers beside the core, where nobody is kept waiting. What is called off, with the office being closed, is not there. */
  async #read(name: string, field: FieldDefinition): Promise<void> {
    const key = keyOf(name, field)
    if (this.#columns.has(key)) return
    const column: Column = { packed: null, changed: new Set(), since: null }
    this.#columns.set(key, column)
    const { key: number } = field
    try {
      column.packed = await this.#store.aside.packed(
        `SELECT n.${number} AS number, n.rowid AS row FROM ${name} n INDEXED BY ${numberIndex(name, field)} WHERE n.deleted = 0 AND n.${number} IS NOT NULL ORDER BY n.${number}`,
        { lane: 'ahead' },
      )
    } catch {
      if (this.#columns.get(key) === column) this.#columns.delete(key)
    }
  }
}

/** Those whose number holds a fragment, among all that were read but for those saved since, and among these as they are now. */
function rowsHolding(packed: PackedNumbers, since: readonly Since[], fragment: string, most: number): readonly number[] {
  const outdated = new Set(since.map(({ row }) => row))
  const found = since.flatMap(({ row, number }) => (number?.includes(fragment) === true ? [{ row, number }] : []))
  const places: number[] = []
  for (const place of placesHolding(packed, fragment)) {
    if (!outdated.has(packed.rows[place] ?? 0)) places.push(place)
    if (places.length >= most) break
  }
  if (found.length === 0) return places.map((place) => packed.rows[place] ?? 0)
  return [...found, ...places.map((place) => ({ row: packed.rows[place] ?? 0, number: numberAt(packed, place) }))]
    .toSorted((one, other) => (one.number === other.number ? one.row - other.row : one.number < other.number ? -1 : 1))
    .slice(0, most)
    .map(({ row }) => row)
}

/** Numbers of which a fragment is looked for, and not the beginning alone. */
function fragmentFields(name: string): readonly FieldDefinition[] {
  return registerOf(name).fields.filter((field) => isSearchedNumber(field) && (field.type === 'idNumber' || field.type === 'phone'))
}

function keyOf(register: string, { key }: FieldDefinition): string {
  return `${register}.${key}`
}
