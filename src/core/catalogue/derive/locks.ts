/** What the catalogue says of locked years: which register holds the locks, and by which fields a record lies in a year and a place. */
import { isAtLeast, OFFICE_LEVELS, type OfficeLevel } from '#core/rules/levels.ts'
import { findField, registerNames, registerOf } from '../index.ts'
import type { KeptFrom, RegisterDefinition } from '../types.ts'
import { keptFields } from './kept.ts'

/** The register of locks with the fields that say what is locked. */
export interface LockRegister {
  readonly name: string
  readonly division: string
  readonly year: string
  readonly level: string
  readonly state: string
}

/** The state in which a year is locked. */
export const LOCKED = 'locked'

let found: LockRegister | undefined

/** The register of locks. */
export function lockRegister(): LockRegister {
  if (found === undefined) {
    const name = registerNames.find((candidate) => registerOf(candidate).locks !== undefined)
    const fields = name === undefined ? undefined : registerOf(name).locks
    if (name === undefined || fields === undefined) throw new RangeError('no register of locks')
    found = { name, ...fields }
  }
  return found
}

/** The fields by which a record lies in a year and a place. */
export interface YearAndPlace {
  readonly year: string
  /** What people enter of it: the kept place, or the division itself. */
  readonly place: string | null
  /** What the place follows while nothing is kept. */
  readonly follows: string | null
}

const known = new Map<string, YearAndPlace | null>()

/** How records of a register lie in a year and a place; null where no year of it is ever locked. */
export function yearAndPlaceOf(register: RegisterDefinition): YearAndPlace | null {
  let fields = known.get(register.name)
  if (fields === undefined) {
    const { lock, owner } = register
    const kept = keptFields(register).find(({ keeps }) => keeps === owner)?.key
    const entered = owner !== undefined && findField(register, owner)?.derived === undefined ? owner : undefined
    fields = lock === undefined ? null : { year: lock.year, place: kept ?? entered ?? null, follows: owner ?? null }
    known.set(register.name, fields)
  }
  return fields
}

/** Registers whose years can be locked. */
export function lockedRegisters(): readonly RegisterDefinition[] {
  return registerNames.map((name) => registerOf(name)).filter((register) => register.lock !== undefined)
}

/** The year of a value: a year, a day, a month, a period. */
export function yearOf(value: unknown): number | null {
  const year = typeof value === 'number' ? value : typeof value === 'string' ? Number(value.slice(0, 4)) : Number.NaN
  return Number.isInteger(year) ? year : null
}

/** The level from which on offices keep a record, by what the record says; null where it says none that there is. */
export function keptFromLevel(kept: KeptFrom, values: Readonly<Record<string, unknown>>): OfficeLevel | null {
  const level = 'level' in kept ? kept.level : values[kept.levelIn]
  return OFFICE_LEVELS.find((one) => one === level) ?? null
}

/** Whether an office of this level keeps a record by its level; the division is asked elsewhere. */
export function isKeptAt(kept: KeptFrom, values: Readonly<Record<string, unknown>>, level: OfficeLevel): boolean {
  const from = keptFromLevel(kept, values)
  return from !== null && isAtLeast(level, from)
}
