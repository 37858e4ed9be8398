/** Rows that would write a year which is locked are kept out one by one, each with the sentence which lock that is and whose; the others go in. */
import type { Asker } from '#core/access/asker.ts'
import { divisionPrefix } from '#core/access/permissions.ts'
import { lockRegister } from '#core/catalogue/derive/locks.ts'
import { toStored } from '#core/catalogue/derive/columns.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import type { ReadDatabase, SqlRow, SqlValue, Store } from '#core/store/index.ts'
import { fillStates } from '#core/store/keptStates.ts'
import { LockedYears, requireUnlocked, type Acting, type LockedYear } from '#core/store/lockedYears.ts'
import { ownerOf } from '#core/store/owner.ts'
import { tableOf } from '#core/store/table.ts'
import { ROWS_AT_ONCE } from './duplicates.ts'
import type { PlannedRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import type { PlanBuilder } from './planning.ts'

interface LockContext {
  readonly store: Pick<Store, 'read' | 'derivations' | 'unitCode'>
  readonly asker: Asker
  /** The reason given for the whole import. */
  readonly reason: string | null
}

/** Pauses now and then. */
export function* refuseLockedYears(builder: PlanBuilder, context: LockContext): Generator<void, void> {
  const years = new LockedYears(context.store.read)
  const refused = new Map<PlannedRow, string>()
  for (const [at, row] of builder.rows.entries()) {
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    const said = row.outcome === 'rejected' ? null : refusalOf(row, years, context)
    if (said !== null) refused.set(row, said)
  }
  if (refused.size === 0) return
  addDependent(builder, refused)
  for (const [row, message] of refused)
    row.problems = [...row.problems, { sheet: row.sheet, row: row.row, column: '', value: '', code: 'rule', message, severity: 'error' }]
  builder.reject([...refused.keys()])
}

/** Rows whose records refer to a new one of a row that is kept out cannot go in without it. */
function addDependent(builder: PlanBuilder, refused: Map<PlannedRow, string>): void {
  for (let before = -1; before !== refused.size; ) {
    before = refused.size
    const dropped = new Map([...refused.keys()].flatMap((row) => row.records.filter(({ isNew }) => isNew).map((record) => [record, row] as const)))
    const kept = new Set(builder.rows.flatMap((row) => (refused.has(row) ? [] : row.records)))
    for (const row of builder.rows) {
      if (refused.has(row)) continue
      const other = row.records.flatMap(({ references }) => Object.values(references)).find((record) => dropped.has(record) && !kept.has(record))
      if (other !== undefined) refused.set(row, `它所属的记录在第 ${dropped.get(other)?.row} 行，那一行属于已锁定的年度，没有导入，本行也不能导入。`)
    }
  }
}

/** Why a row may not be written; null where no lock stands against it. */
function refusalOf(row: PlannedRow, years: LockedYears, { store, asker, reason }: LockContext): string | null {
  for (const record of row.records) {
    const register = registerOf(record.register)
    const lock = years.concerns(register) ? years.on(register, statesOf(record, store)) : null
    if (lock === null) continue
    try {
      requireUnlocked(lock, register, actingOf(store, asker, reason))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return `${error.message}${lockedBy(store.read, lock)}${error.action ?? ''}`
    }
  }
  return null
}

function actingOf({ read, unitCode }: LockContext['store'], asker: Asker, reason: string | null): Acting {
  return {
    level: asker.level,
    covers: (place) => place.startsWith(divisionPrefix(unitCode)),
    kind: 'import',
    reason,
    placeName: (place) => read.get<{ name: string }>('SELECT name FROM division WHERE code = ? AND deleted = 0', place)?.name ?? place,
  }
}

/** A record as it is and as it would be. */
function statesOf(record: PlannedRecord, { read, derivations }: LockContext['store']): readonly SqlRow[] {
  const table = tableOf(record.register)
  if (!record.isNew && record.id !== null) {
    const row = read.get<SqlRow>(`SELECT * FROM ${record.register} WHERE id = ?`, record.id)
    if (row === undefined) return []
    const changed = table.entered.filter(({ key }) => key in record.values)
    return [row, { ...row, ...Object.fromEntries(changed.map((field) => [field.key, toStored(field, record.values[field.key])])) }]
  }
  const known = { ...record.values, ...idsOf(record) }
  const columns: SqlValue[] = table.entered.map((field) => toStored(field, known[field.key]))
  fillStates(read, derivations, record.register, columns)
  const entered = Object.fromEntries(table.entered.map((field, index) => [field.key, columns[index] ?? null]))
  const { owner } = table.register
  return [owner === undefined ? entered : { ...entered, [owner]: placeOf(record, read) }]
}

/** What a record refers to that is on file already. */
function idsOf({ references }: PlannedRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(references).flatMap(([key, { id }]) => (id === null ? [] : [[key, id]])))
}

/** The place of a new record: entered, that of what it refers to on file, or that of what is new with it. */
function placeOf(record: PlannedRecord, read: ReadDatabase): string | null {
  const register = registerOf(record.register)
  const place = ownerOf(read, register, record.id ?? '', { ...record.values, ...idsOf(record) })
  if (place !== null) return place
  for (const other of Object.values(record.references)) {
    const found = other.isNew ? placeOf(other, read) : null
    if (found !== null) return found
  }
  return record.place ?? null
}

/** Who locked it, and when, where the lock tells. */
function lockedBy(read: ReadDatabase, { place, year, level }: LockedYear): string {
  const { name, division, year: yearKey, level: levelKey } = lockRegister()
  const row = read.get<{ by: string | null; on: string | null }>(
    `SELECT changed_by AS by, changed_on AS "on" FROM ${name} WHERE ${division} = ? AND ${yearKey} = ? AND ${levelKey} = ? AND deleted = 0`,
    place,
    year,
    level,
  )
  const words = [row?.by, row?.on].filter((word) => typeof word === 'string' && word !== '')
  return words.length === 0 ? '' : `（${words.join('，')}锁定）`
}
