/**
 * Where records count (`keeps`): found when they are entered, from the state at their date, and written down for older ones when what they
 * follow is about to move. One for each change set.
 */
import { keptFields } from '../catalogue/derive/kept.ts'
import { isRegisterName, registerOf } from '../catalogue/index.ts'
import type { Database, SqlRow, SqlValue } from './database.ts'
import { statesFollowed, type Derivation, type StateAtDate } from './derivations.ts'
import type { States } from './movedStates.ts'
import { tableOf, type Table } from './table.ts'

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
  /** Records that are about to change hands. */
  readonly #leaving = new Map<string, Set<string>>()

  constructor(database: Database, derivations: readonly Derivation[]) {
    this.#database = database
    this.#derivations = derivations
  }

  /** Completes what is entered of a new record (`columns`, in the order of the table's entered fields) by the states it keeps. */
  fill({ register }: Table, id: string, columns: SqlValue[]): void {
    const { fields, state, reads } = this.#keeping(register.name)
    if (state === undefined || !fields.some(({ at }) => columns[at] === null)) return
    const found = this.#database.get<SqlRow>(state.sql, ...reads.map((at) => columns[at] ?? null))
    for (const { key, at } of fields) {
      columns[at] ??= found?.[key] ?? null
      if (columns[at] === null) addTo(this.#open, register.name, id)
    }
  }

  /** Notes what a new record says is about to change hands. */
  handOver({ entered }: Table, columns: readonly SqlValue[]): void {
    for (const [index, field] of entered.entries()) {
      const referred = columns[index]
      if (field.handsOver === true && field.register !== undefined && typeof referred === 'string') addTo(this.#leaving, field.register, referred)
    }
  }

  /** Notes an entry that changes fields; `after` is their JSON. */
  note(register: string, record: string, after: string | null): void {
    if (after !== null && this.#keeping(register).fields.some(({ key }) => after.includes(`"${key}":`))) this.#settled.add(record)
  }

  /** Whether the kept state of a record was written in this change set. */
  isSettled(record: string): boolean {
    return this.#settled.has(record)
  }

  /** The states to be written once derived columns are up to date: what was entered too early, and what is about to change hands. */
  pending(): States {
    const found = statesFollowed(this.#database, this.#derivations, this.#leaving)
    for (const [register, records] of this.#open) {
      const { state } = this.#keeping(register)
      if (state === undefined) continue
      for (const id of records) {
        const row = this.#database.get<SqlRow>(`SELECT ${state.reads.join(', ')} FROM ${register} WHERE id = ?`, id)
        const states = row === undefined ? undefined : this.#database.get<SqlRow>(state.sql, ...state.reads.map((key) => row[key] ?? null))
        const known = Object.entries(states ?? {}).filter(([, value]) => value !== null)
        if (known.length === 0) continue
        let of = found.get(register)
        if (of === undefined) found.set(register, of = new Map())
        of.set(id, Object.fromEntries(known))
      }
    }
    return found
  }

  #keeping(name: string): Keeping {
    let known = plans.get(this.#derivations)
    if (known === undefined) plans.set(this.#derivations, known = new Map())
    let keeping = known.get(name)
    if (keeping === undefined) known.set(name, keeping = keepingOf(name, this.#derivations))
    return keeping
  }
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
  if (set === undefined) map.set(register, set = new Set())
  set.add(record)
}
