/**
 * Yearly records that count elsewhere by now. The standard moment of a yearly figure is the end of its year: where what a record hangs on moved after the
 * record was entered, and before that end, the record goes along, whichever way it moved. Asked once for each change set, when all of it is written.
 */
import { keptFields } from '../catalogue/derive/kept.ts'
import { yearOf } from '../catalogue/derive/locks.ts'
import { registerOf } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import type { Derivation, StateAtDate } from './derivations.ts'
import type { States } from './movedStates.ts'
import type { Touched } from './touched.ts'

/** What is asked about. */
export interface Asking {
  /** The office as it was before this change set. */
  readonly before: ReadDatabase
  /** The office as this change set leaves it. */
  readonly now: ReadDatabase
  readonly derivations: readonly Derivation[]
  /** The year of this change set: that of a move that says no day. */
  readonly year: number
  /** Whether where a record counts was written in this change set. */
  readonly isSettled: (record: string) => boolean
}

/** Whoever writes it. */
interface Writing {
  countElsewhere(register: string, id: string, where: Readonly<Record<string, SqlValue>>): boolean
}

/** A record with what says where it counts. */
interface Counted {
  readonly reads: readonly SqlValue[]
  /** What the fields say that keep it. */
  readonly kept: readonly SqlValue[]
  /** Where it counts, in the order of the fields that keep it. */
  readonly at: readonly SqlValue[]
}

/**
 * Of the candidates those that count elsewhere, with where. `followed` is where those counted until now that keep nothing yet. Left alone is what somebody
 * corrected: a record that did not count where it would have before this change set. A move without a day is one of this year; of earlier years the dates of
 * relations and moves alone decide.
 */
export function* countedAnew(asking: Asking, candidates: Touched, followed: States): Generator<void, States> {
  const found: States = new Map()
  for (const [register, records] of candidates) {
    const state = asking.derivations.find((one) => one.register === register && one.state !== undefined)?.state
    if (state === undefined) continue
    const elsewhere = new Map<string, Record<string, SqlValue>>()
    for (const id of records) {
      yield
      const where = asking.isSettled(id) ? null : whereNow(asking, { register, id, state, followed: followed.get(register)?.get(id) })
      if (where !== null) elsewhere.set(id, where)
    }
    if (elsewhere.size > 0) found.set(register, elsewhere)
  }
  return found
}

/** Writes what was found; by register, the records that were written: what is worked out by their place is not up to date yet. */
export function countElsewhere(transaction: Writing, found: States): Touched {
  const written: Touched = new Map()
  for (const [register, records] of found) {
    const ids = [...records].flatMap(([id, where]) => (transaction.countElsewhere(register, id, where) ? [id] : []))
    if (ids.length > 0) written.set(register, new Set(ids))
  }
  return written
}

function whereNow(
  { before, now, year }: Asking,
  { register, id, state, followed }: { register: string; id: string; state: StateAtDate; followed: Record<string, SqlValue> | undefined },
): Record<string, SqlValue> | null {
  const keys = keptFields(registerOf(register)).map(({ key }) => key)
  const record = countedOf(now, register, { id, state, keys, followed })
  if (record === null) return null
  const wanted = stateOf(now, state, keys, record.reads)
  if (wanted.some((value) => value === null) || isSame(wanted, record.at)) return null
  const formerly = countedOf(before, register, { id, state, keys, followed })
  if (formerly !== null && !isSame(stateOf(before, state, keys, formerly.reads), record.at)) return null
  const { yearly } = registerOf(register)
  const ofYear = yearOf(record.reads[state.reads.indexOf(yearly?.year ?? '')])
  // What hangs on another record by now did not move: the two were one and the same.
  const isJoined = formerly !== null && !isSame(formerly.reads, record.reads)
  const byDates = (): boolean => !isJoined && state.dated !== undefined && now.get(state.dated, ...record.reads, ...record.at, ...wanted) !== undefined
  if (!(formerly !== null && ofYear !== null && ofYear >= year) && !byDates()) return null
  return Object.fromEntries(keys.flatMap((key, index) => (wanted[index] === record.kept[index] ? [] : [[key, wanted[index] ?? null]])))
}

function countedOf(
  database: ReadDatabase,
  register: string,
  of: { readonly id: string; readonly state: StateAtDate; readonly keys: readonly string[]; readonly followed: Record<string, SqlValue> | undefined },
): Counted | null {
  const row = database.get<SqlRow>(`SELECT ${[...of.state.reads, ...of.keys].join(', ')} FROM ${register} WHERE id = ? AND deleted = 0`, of.id)
  if (row === undefined) return null
  const kept = of.keys.map((key) => row[key] ?? null)
  return { reads: of.state.reads.map((key) => row[key] ?? null), kept, at: kept.map((value, index) => value ?? of.followed?.[of.keys[index] ?? ''] ?? null) }
}

function stateOf(database: ReadDatabase, state: StateAtDate, keys: readonly string[], reads: readonly SqlValue[]): SqlValue[] {
  const row = database.get<SqlRow>(state.sql, ...reads)
  return keys.map((key) => row?.[key] ?? null)
}

function isSame(one: readonly SqlValue[], other: readonly SqlValue[]): boolean {
  return one.every((value, index) => value === other[index])
}
