/** What this site itself may still write of years that are locked: asked in the transaction, at every change of a record. */
import { keptFields, placeSql } from '../catalogue/derive/kept.ts'
import { lockedRegisters, lockRegister, yearAndPlaceOf, yearOf } from '../catalogue/derive/locks.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { isAtLeast, levelNames, type OfficeLevel } from '../rules/levels.ts'
import { LOCK_KIND, MOVE_KIND } from './changeKinds.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import type { States } from './movedStates.ts'
import { requireSuccessionKind } from './succession.ts'
import { locksInForce } from './yearLocks.ts'

/** Change sets that need give no reason of their own: what they do was given one, or is one. */
const WITHOUT_REASON: ReadonlySet<string> = new Set([LOCK_KIND, 'undo', MOVE_KIND, 'duplicate', 'decision', 'set-up', 'demo'])

/** Whether what a change set of this kind changes of a locked year is a correction by somebody, who says why. */
export const isCorrecting = (kind: string): boolean => !WITHOUT_REASON.has(kind)

/** What was changed of a record of a locked year, by the level that may: entered fields as they are stored. */
export interface Corrected {
  readonly register: string
  readonly id: string
  readonly before: Readonly<Record<string, SqlValue>>
  readonly after: Readonly<Record<string, SqlValue>>
}

/** A year of a place that is locked. */
export interface LockedYear {
  readonly place: string
  readonly year: number
  readonly level: OfficeLevel
}

/** Who changes something, and how. */
export interface Acting {
  readonly level: OfficeLevel
  /** Whether a place lies within the office. */
  readonly covers: (place: string) => boolean
  readonly kind: string
  readonly reason: string | null
  readonly placeName: (place: string) => string
}

type Row = Readonly<Record<string, unknown>>

export class LockedYears {
  readonly #database: ReadDatabase
  #inForce: ReadonlyMap<string, OfficeLevel> | undefined

  constructor(database: ReadDatabase) {
    this.#database = database
  }

  /** Whether any year of a register's records is locked anywhere. */
  concerns(register: RegisterDefinition): boolean {
    return yearAndPlaceOf(register) !== null && this.#locks().size > 0
  }

  /** Reads the locks anew: one of them was changed. */
  forget(): void {
    this.#inForce = undefined
  }

  /** The highest lock on a record, as it is and as it will be. */
  on(register: RegisterDefinition, rows: readonly (Row | undefined)[]): LockedYear | null {
    const by = yearAndPlaceOf(register)
    if (by === null) return null
    let found: LockedYear | null = null
    for (const row of rows) {
      if (row === undefined) continue
      const place = (by.place === null ? null : row[by.place]) ?? (by.follows === null ? null : row[by.follows])
      const year = yearOf(row[by.year])
      const level = typeof place === 'string' && year !== null ? this.#locks().get(`${place}.${year}`) : undefined
      if (level !== undefined && typeof place === 'string' && year !== null && (found === null || isAtLeast(level, found.level))) found = { place, year, level }
    }
    return found
  }

  #locks(): ReadonlyMap<string, OfficeLevel> {
    return (this.#inForce ??= locksInForce(this.#database))
  }
}

/** Refuses a change of a locked year below its level; at its level a correction says why. */
export function requireUnlocked({ place, year, level }: LockedYear, register: RegisterDefinition, acting: Acting): void {
  const what = `${acting.placeName(place)} ${year} 年的${register.label}已由${levelNames[level]}级锁定`
  if (!acting.covers(place) || !isAtLeast(acting.level, level)) {
    throw new AppError(
      'FORBIDDEN',
      `${what}，不能修改。`,
      `确实要更正的，请填“更正单”，由${levelNames[level]}级审定；${levelNames[level]}级解锁以后才能自己改。`,
    )
  }
  if (WITHOUT_REASON.has(acting.kind) || (acting.reason !== null && acting.reason.trim() !== '')) return
  throw new AppError('VALIDATION', `${what}，更正要写明原因。`, '请填写修改原因后再保存，程序会照改的每一项留一张已审定的“更正单”；别人报来的请办“更正单”。')
}

/** Locks and changes of villages are made in the places made for them alone. */
export function requireOwnKind(register: RegisterDefinition, kind: string): void {
  requireLockKind(register, kind)
  requireSuccessionKind(register, kind)
}

/** A lock elsewhere would say nothing of what it covers. */
function requireLockKind(register: RegisterDefinition, kind: string): void {
  const locks = lockRegister()
  if (register.name !== locks.name || kind === LOCK_KIND) return
  throw new AppError('FORBIDDEN', '年度锁定只能在“设置”的“年度锁定”里办理，没有改动。', '请打开“设置 → 年度锁定”，锁定或解锁这个年度。')
}

/** Of the records of a year that count in a place, those that keep nothing of it yet, with what they follow. */
export function followingInYear(database: ReadDatabase, place: string, year: number): States {
  const found: States = new Map()
  for (const register of lockedRegisters()) {
    const by = yearAndPlaceOf(register)
    const kept = keptFields(register)
    if (by === null || kept.length === 0) continue
    const followed = kept.map(({ key, keeps }) => `CASE WHEN ${key} IS NULL THEN ${keeps} END AS ${key}`).join(', ')
    const open = kept.map(({ key, keeps }) => `(${key} IS NULL AND ${keeps} IS NOT NULL)`).join(' OR ')
    const rows = database.all<SqlRow>(
      `SELECT id, ${followed} FROM ${register.name} WHERE ${placeSql(register, '') ?? 'NULL'} = ? AND CAST(substr(${by.year}, 1, 4) AS INTEGER) = ? AND deleted = 0 AND (${open})`,
      place,
      year,
    )
    const states = rows.map(({ id, ...values }) => [String(id), Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))] as const)
    found.set(register.name, new Map(states))
  }
  return found
}
