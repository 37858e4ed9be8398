/**
 * Where records count (`keeps`): found when they are entered, from the state at their date, and written down for older ones when what they
 * follow is about to move. One for each change set.
 */
import { keptFields } from '../catalogue/derive/kept.ts'
import { linksBy, moveOf } from '../catalogue/derive/belonging.ts'
import { isRegisterName, registerNames, registerOf } from '../catalogue/index.ts'
import { countedAnew, type Asking } from './countedAnew.ts'
import type { Database, ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { keepingOn, statesFollowed, type Derivation, type StateAtDate } from './derivations.ts'
import type { MovedStates, States } from './movedStates.ts'
import { tableOf, type Table } from './table.ts'
import type { Touched } from './touched.ts'

/** What a register keeps, and where each value stands among what is entered. */
interface Keeping {
  readonly fields: readonly { readonly key: string; readonly at: number }[]
  readonly state: StateAtDate | undefined
  readonly reads: readonly number[]
}

const plans = new WeakMap<readonly Derivation[], Map<string, Keeping>>()

export class KeptStates {
  readonly #database: Database
  readonly #derivations: readonly Derivation[]
  /** Records entered before it was known where they belong. */
  readonly #open = new Map<string, Set<string>>()
  /** Records whose kept state was written in this change set, whatever it says: nothing is written over it. */
  readonly #settled = new Set<string>()
  /** Records that may come into other hands. */
  readonly #leaving = new Map<string, Set<string>>()
  /** Links and moves of which a day was changed. */
  readonly #redated: Touched = new Map()
  /** Records of this change set: what hangs on them keeps its states already. */
  readonly #made = new Set<string>()

  constructor(database: Database, derivations: readonly Derivation[]) {
    this.#database = database
    this.#derivations = derivations
  }

  /**
   * Completes what is entered of a new record (`columns`, in the order of the table's entered fields) by the states it keeps. Returns what the record
   * follows, as far as it is known already, in the order of the table's `follows`; null where nothing was looked up.
   */
  fill({ register, follows }: Table, id: string, columns: SqlValue[]): readonly SqlValue[] | null {
    // What somebody says themselves stands.
    if (this.#keeping(register.name).fields.some(({ at }) => columns[at] !== null)) this.#settled.add(id)
    const found = fillStates(this.#database, this.#derivations, register.name, columns)
    if (found === null) return null
    if (this.#keeping(register.name).fields.some(({ at }) => columns[at] === null)) addTo(this.#open, register.name, id)
    return follows.map((key) => found[key] ?? null)
  }

  /** Notes a new record, and what comes into other hands by it. */
  made(table: Table, id: string, columns: readonly SqlValue[]): void {
    if (isHandedOver(table.register.name)) this.#made.add(id)
    for (const index of handingOver(table)) this.#leave(table, index, columns[index])
  }

  /** Notes what comes into other hands as a record begins to refer to it. */
  changed(table: Table, after: Readonly<Record<string, SqlValue>>): void {
    for (const index of handingOver(table)) this.#leave(table, index, after[table.entered[index]?.key ?? ''])
  }

  #leave({ entered }: Table, index: number, referred: SqlValue | undefined): void {
    const register = entered[index]?.register
    if (register !== undefined && typeof referred === 'string' && !this.#made.has(referred)) addTo(this.#leaving, register, referred)
  }

  /** Notes an entry that changes fields; `after` is their JSON. */
  note(register: string, record: string, after: string | null): void {
    if (after === null) return
    if (this.#keeping(register).fields.some(({ key }) => after.includes(`"${key}":`))) this.#settled.add(record)
    if (daysOf(register).some((key) => after.includes(`"${key}":`))) addTo(this.#redated, register, record)
  }

  /** Whether the kept state of a record was written in this change set. */
  isSettled(record: string): boolean {
    return this.#settled.has(record)
  }

  /** What the records that hang on one follow and do not keep, as it is before this change set moves anything. */
  followedBy(register: string, record: string): States {
    return statesFollowed(this.#database, this.#derivations, new Map([[register, new Set([record])]]))
  }

  /** Where records count that went along with what they hang on, once derived columns are up to date. Pauses now and then. */
  *anew({ found, apart }: MovedStates, asking: Pick<Asking, 'before' | 'year'>): Generator<void, States> {
    const candidates = this.#redated.size === 0 ? new Map<string, Set<string>>() : keepingOn(this.#database, this.#derivations, this.#redated)
    for (const [register, records] of apart) for (const id of records) addTo(candidates, register, id)
    for (const [register, records] of found) for (const id of records.keys()) addTo(candidates, register, id)
    const isSettled = (record: string): boolean => this.isSettled(record)
    return yield* countedAnew({ ...asking, now: this.#database, derivations: this.#derivations, isSettled }, candidates, found)
  }

  /** The states to be written once derived columns are up to date: what was entered too early, and what comes into other hands. Pauses now and then. */
  *pending(): Generator<void, States> {
    const found = statesFollowed(this.#database, this.#derivations, this.#leaving)
    for (const [register, records] of this.#open) {
      const { fields, state } = this.#keeping(register)
      if (state === undefined) continue
      for (const id of records) {
        yield
        const row = this.#database.get<SqlRow>(`SELECT ${state.reads.join(', ')} FROM ${register} WHERE id = ?`, id)
        const states = row === undefined ? undefined : this.#database.get<SqlRow>(state.sql, ...state.reads.map((key) => row[key] ?? null))
        const known = fields.flatMap(({ key }): [string, SqlValue][] => {
          const value = states?.[key] ?? null
          return value === null ? [] : [[key, value]]
        })
        if (known.length === 0) continue
        let of = found.get(register)
        if (of === undefined) found.set(register, (of = new Map()))
        of.set(id, Object.fromEntries(known))
      }
    }
    return found
  }

  #keeping(name: string): Keeping {
    return keepingFor(name, this.#derivations)
  }
}

/**
 * Completes what is entered of a new record by the states it keeps, as they are on file. Returns all that was found; null where it keeps none, or says all
 * itself.
 */
export function fillStates(database: ReadDatabase, derivations: readonly Derivation[], register: string, columns: SqlValue[]): SqlRow | null {
  const { fields, state, reads } = keepingFor(register, derivations)
  if (state === undefined || !fields.some(({ at }) => columns[at] === null)) return null
  const found = database.get<SqlRow>(state.sql, ...reads.map((at) => columns[at] ?? null)) ?? {}
  for (const { key, at } of fields) columns[at] ??= found[key] ?? null
  return found
}

function keepingFor(name: string, derivations: readonly Derivation[]): Keeping {
  let known = plans.get(derivations)
  if (known === undefined) plans.set(derivations, (known = new Map()))
  let keeping = known.get(name)
  if (keeping === undefined) known.set(name, (keeping = keepingOf(name, derivations)))
  return keeping
}

const handing = new WeakMap<Table, readonly number[]>()

/** Places of the fields by which a record says that another one comes into other hands. */
function handingOver(table: Table): readonly number[] {
  let places = handing.get(table)
  if (places === undefined) handing.set(table, (places = table.entered.flatMap((field, index) => (field.handsOver === true ? [index] : []))))
  return places
}

const handedOver = new Set(
  registerNames.flatMap((name) => registerOf(name).fields.flatMap((field) => (field.handsOver === true ? (field.register ?? []) : []))),
)

function isHandedOver(register: string): boolean {
  return handedOver.has(register)
}

const days = new Map<string, readonly string[]>()

/** The days from which and until which links hold, and those of moves; none of any other register. */
function daysOf(name: string): readonly string[] {
  let keys = days.get(name)
  if (keys === undefined) {
    const held = linksBy(name).flatMap(({ single }) => (single === undefined ? [] : [single.since, single.until]))
    const move = moveOf(name)
    days.set(name, (keys = move === undefined ? held : [...held, move.settledOn]))
  }
  return keys
}

const NOTHING: Keeping = { fields: [], state: undefined, reads: [] }

function keepingOf(name: string, derivations: readonly Derivation[]): Keeping {
  // Users are journalled as well, and are no register.
  if (!isRegisterName(name) || keptFields(registerOf(name)).length === 0) return NOTHING
  const state = derivations.find(({ register, state: found }) => register === name && found !== undefined)?.state
  const { entered } = tableOf(name)
  const placeOf = (key: string): number => entered.findIndex((field) => field.key === key)
  return { fields: keptFields(registerOf(name)).map(({ key }) => ({ key, at: placeOf(key) })), state, reads: state?.reads.map(placeOf) ?? [] }
}

function addTo(map: Map<string, Set<string>>, register: string, record: string): void {
  let set = map.get(register)
  if (set === undefined) map.set(register, (set = new Set()))
  set.add(record)
}
