/**
 * Locked years between offices. A lock says in the head of its change set which entries of every other author were held where it was made
 * (`all`, by their numbers); every change set says up to where its author held what offices above it did to locks (`seen`). An edit of a locked year, made below
 * the level of the lock, counts only where the lock's author had it already, or its own author had heard that the year was unlocked again.
 * Else it is late: it changes nothing and waits as a proposal at the level that holds the lock. That is a function of the entries alone, so
 * that every site finds the same, in whatever order they came.
 */
import { divisionPrefix } from '../access/permissions.ts'
import { identityOf } from '../catalogue/derive/identity.ts'
import { LOCKED, lockRegister, yearAndPlaceOf, yearOf } from '../catalogue/derive/locks.ts'
import { registerOf } from '../catalogue/index.ts'
import { isAtLeast, levelOfUnit, OFFICE_LEVELS, type OfficeLevel } from '../rules/levels.ts'
import type { ReadDatabase } from './database.ts'
import { asOperations, entryRowsOf, type HeldOperation, type LockWord, type TravellingOperation } from './heldOperations.ts'
import { holds, runsOf } from './heldNumbers.ts'
import { Lineage } from './lineage.ts'
import { isEdit } from './operations.ts'

/** A time for which a year was locked. */
interface Span {
  readonly level: OfficeLevel
  /** What its author held of every other author then. */
  readonly all: NonNullable<LockWord['all']>
  /** The entries that unlocked it again. */
  readonly ends: readonly { readonly author: string; readonly number: number }[]
}

export class YearLocks {
  readonly #database: ReadDatabase
  readonly #unit: string
  readonly #spans = new Map<string, readonly Span[]>()
  #any: boolean | undefined

  constructor(database: ReadDatabase, unit: string) {
    this.#database = database
    this.#unit = unit
  }

  /** The operations of one record, those marked that came too late for a locked year. */
  marked<O extends TravellingOperation>(register: string, operations: readonly O[]): readonly O[] {
    const by = yearAndPlaceOf(registerOf(register))
    if (by === null || !this.#anyLock()) return operations
    const spans = placesOf(operations, by.place).flatMap((place) => yearsOf(operations, by.year).flatMap((year) => this.#spansOf(place, year)))
    if (spans.length === 0) return operations
    return operations.map((operation) => (isEdit(operation) && spans.some((span) => isLate(operation, span)) ? { ...operation, late: true } : operation))
  }

  #anyLock(): boolean {
    return (this.#any ??= this.#database.get(`SELECT 1 FROM ${lockRegister().name} LIMIT 1`) !== undefined)
  }

  #spansOf(place: string, year: number): readonly Span[] {
    const key = `${place}.${year}`
    let spans = this.#spans.get(key)
    if (spans === undefined) this.#spans.set(key, (spans = OFFICE_LEVELS.flatMap((level) => this.#read(place, year, level))))
    return spans
  }

  #read(place: string, year: number, level: OfficeLevel): Span[] {
    const { name, state } = lockRegister()
    const record = lockId(place, year, level)
    const operations = asOperations(entryRowsOf(this.#database, name, record), name, record, this.#unit)
    const lineage = new Lineage(operations)
    const unlocks = operations.filter((one) => isEdit(one) && (one.action === 'remove' || (one.after?.[state] ?? LOCKED) !== LOCKED))
    return operations.flatMap((lock) => {
      const all = lock.head[11]?.all
      if (!isEdit(lock) || lock.after?.[state] !== LOCKED || all === undefined) return []
      return [{ level, all, ends: unlocks.filter((unlock) => lineage.covers(unlock, lock)) }]
    })
  }
}

function isLate({ author, number, unit, head }: TravellingOperation, { level, all, ends }: Span): boolean {
  if (isAtLeast(levelOfUnit(unit), level) || holds(all[author], number)) return false
  const seen = head[11]?.seen ?? {}
  return !ends.some((end) => (seen[end.author] ?? 0) >= end.number)
}

/** Places of which the operations say that the record counts there; where none is said, those that were in charge of it. */
function placesOf(operations: readonly TravellingOperation[], key: string | null): readonly string[] {
  const texts = (values: readonly unknown[]): string[] => [...new Set(values.filter((value): value is string => typeof value === 'string'))]
  const said = key === null ? [] : texts(operations.map(({ after }) => after?.[key]))
  return said.length > 0 ? said : texts(operations.map(({ owner }) => owner))
}

function yearsOf(operations: readonly TravellingOperation[], key: string): readonly number[] {
  return [...new Set(operations.flatMap(({ after }) => yearOf(after?.[key] ?? null) ?? []))]
}

/** Id of the lock of a year at a level. */
export function lockId(place: string, year: number, level: OfficeLevel): string {
  const { name, division, year: yearKey, level: levelKey } = lockRegister()
  return identityOf(registerOf(name), { [division]: place, [yearKey]: year, [levelKey]: level }) ?? ''
}

/** All operations on a record as {@link asOperations} reads them, those marked that came too late for a locked year. */
export function operationsOf(database: ReadDatabase, register: string, record: string, unit: string, locks = new YearLocks(database, unit)): HeldOperation[] {
  return [...locks.marked(register, asOperations(entryRowsOf(database, register, record), register, record, unit))]
}

/** The locks in force, the highest level of each year and place. */
export function locksInForce(database: ReadDatabase): ReadonlyMap<string, OfficeLevel> {
  const { name, division, year, level, state } = lockRegister()
  const found = new Map<string, OfficeLevel>()
  for (const row of database.all<{ place: string; year: number; level: OfficeLevel }>(
    `SELECT ${division} AS place, ${year} AS year, ${level} AS level FROM ${name} WHERE ${state} = ? AND deleted = 0`,
    LOCKED,
  )) {
    const key = `${row.place}.${row.year}`
    const known = found.get(key)
    if (known === undefined || isAtLeast(row.level, known)) found.set(key, row.level)
  }
  return found
}

/** What a site of this unit says in its heads of the locks that it has seen: those that offices above it keep. Undefined where there are none. */
export function seenLocks(database: ReadDatabase, unit: string): LockWord['seen'] {
  const { name } = lockRegister()
  const rows = database.all<{ author: string; number: number; unit: string | null }>(
    `SELECT j.author, max(j.number) AS number, json_extract(f.head, '$[9]') AS unit FROM ${name} l JOIN journal j ON j.record = l.id AND j.register = ?
       JOIN foreign_change f ON f.number = j.foreign_change WHERE j.author IS NOT NULL GROUP BY j.author ORDER BY j.author`,
    name,
  )
  const above = rows.filter((row) => row.unit !== null && divisionPrefix(row.unit).length < divisionPrefix(unit).length)
  return above.length === 0 ? undefined : Object.fromEntries(above.map(({ author, number }) => [author, number]))
}

/**
 * The entries of other authors that this site holds: what a lock made now covers. Its own need not be named, since none of a site of the lock's level
 * is ever late. What was taken back is not held.
 */
export function allHeld(database: ReadDatabase): NonNullable<LockWord['all']> {
  const numbers = new Map<string, number[]>()
  for (const { author, number } of database.each<{ author: string; number: number }>(
    `SELECT j.author, j.number FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.author IS NOT NULL AND c.withdrawn = 0`,
  )) {
    const known = numbers.get(author)
    if (known === undefined) numbers.set(author, [number])
    else known.push(number)
  }
  return Object.fromEntries([...numbers].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([author, some]) => [author, runsOf(some)]))
}
