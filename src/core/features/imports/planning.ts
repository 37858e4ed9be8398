/** Common ground of planning: settings, comparing with what is on file, counting. */
import { heldFields } from '#core/catalogue/derive/kept.ts'
import { findField, registerNames, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { SessionUser } from '#core/features/session/contract.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import type { ImportCounts, ImportOptions, ImportProblem } from './contract.ts'
import type { Decisions } from './decisions.ts'
import type { DataRow, Outcome, PlannedRow } from './model.ts'
import { AtHand, PlannedRecord } from './plannedRecord.ts'
import type { Places } from './places.ts'
import type { FileRecord } from './records.ts'

export interface Planning {
  readonly database: ReadDatabase
  readonly user: SessionUser
  readonly places: Places
  readonly parameters: ParameterReader
  /** Rules that the office switched off. */
  readonly off: ReadonlySet<string>
  readonly options: ImportOptions
  /** Which record is meant where several fit. */
  readonly decisions: Decisions
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Gives others a turn; throws when cancelled. */
  step(): Promise<void>
}

/** Values wanted for a record; `null` empties a field. */
export type Wanted = Record<string, FieldValue>

/** Shared by the many records that change nothing and refer to nothing planned: a county's roster makes some 200,000. */
const NONE: Record<string, never> = Object.freeze({})
const NO_PROBLEMS: readonly ImportProblem[] = Object.freeze([])
const NO_RECORDS: readonly PlannedRecord[] = Object.freeze([])

/** A new record of these values, which become its own; empty ones are left out. `place`: the village of somebody who belongs to none yet. */
export function newRecord(register: string, wanted: Wanted, references: Record<string, PlannedRecord> = NONE, place?: string): PlannedRecord {
  for (const key in wanted) if (wanted[key] === null || wanted[key] === undefined) return newRecord(register, withoutEmpty(wanted), references, place)
  return new PlannedRecord({ register, id: null, values: wanted, ...(place === undefined ? {} : { place }) }, references)
}

function withoutEmpty(wanted: Wanted): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined))
}

/** The change that makes a record on file hold these values; null when it holds them already. */
export function changedRecord(register: string, onFile: FileRecord, wanted: Wanted, references: Record<string, PlannedRecord> = NONE): PlannedRecord | null {
  let values: Wanted | null = null
  let before: Wanted = {}
  for (const key in wanted) {
    const value = wanted[key] ?? null
    const old = onFile[key] ?? null
    if (value === old || isVaguer(register, key, value, old) || saysWhatHolds(register, key, value, onFile)) continue
    values ??= {}
    values[key] = value
    before[key] = old
  }
  const referring = Object.keys(references)
  if (values === null && referring.length === 0) return null
  if (referring.length > 0) before = { ...before, ...Object.fromEntries(referring.map((key) => [key, onFile[key] ?? null])) }
  return new PlannedRecord({ register, id: onFile.id, values: values ?? {}, before }, references)
}

/** Whether the sheet only says less exactly what is on file: 2014-06 where 2014-06-15 stands. That takes nothing away. */
function isVaguer(register: string, key: string, value: FieldValue, old: FieldValue): boolean {
  if (typeof value !== 'string' || typeof old !== 'string' || value.length >= old.length || !old.startsWith(value)) return false
  return findField(register, key)?.type === 'partialDate'
}

/** Whether the sheet says what holds by now (`readAs`), as an export of ours does: that says nothing of what was entered. */
function saysWhatHolds(register: string, key: string, value: FieldValue, onFile: FileRecord): boolean {
  const held = heldFields(registerOf(register)).find((field) => field.key === key)
  return held !== undefined && value === (onFile[held.readAs] ?? null)
}

let madeWhenMissing: ReadonlySet<string> | undefined

/** Whether records of a register are made along with those that refer to them, so that several rows may share one. */
function isMadeWhenMissing(register: string): boolean {
  madeWhenMissing ??= new Set(
    registerNames.flatMap((name) => registerOf(name).fields.flatMap((field) => (field.createMissing === true ? (field.register ?? []) : []))),
  )
  return madeWhenMissing.has(register)
}

/** Records packed at once. */
const PACKED_AT_ONCE = 200

/** Gathers rows, records and counts; what was counted adds up by construction. */
export class PlanBuilder {
  readonly rows: PlannedRow[] = []
  records: PlannedRecord[] = []
  /** Records added last, which may still be asked for what they hold again and again. */
  #unpacked: PlannedRecord[] = []
  readonly #atHand = new AtHand()
  /** Where a planned row comes from, as long as more is to be said of it. */
  readonly sources = new Map<PlannedRow, DataRow>()
  readonly #keepsSources: boolean
  readonly warnings: Record<string, number> = {}
  readonly #shared = new Set<PlannedRecord>()
  readonly #outcomes: Record<Outcome, number> = { new: 0, changed: 0, same: 0, rejected: 0 }
  readonly #registers: Record<string, { new: number; changed: number; same: number }> = {}

  constructor({ keepsSources = false }: { readonly keepsSources?: boolean } = {}) {
    this.#keepsSources = keepsSources
  }

  /** Ends one row of data; every row of data must come here once. */
  addRow(row: DataRow, outcome: Outcome, title: string, records: readonly PlannedRecord[], problems: readonly ImportProblem[] = row.problems): void {
    const planned: PlannedRow = {
      sheet: row.layout.sheet,
      row: row.number,
      outcome,
      title,
      // As they were gathered they have room for many more.
      records: records.length === 0 ? NO_RECORDS : records.slice(),
      problems: problems.length === 0 ? NO_PROBLEMS : problems,
    }
    this.rows.push(planned)
    if (this.#keepsSources) this.sources.set(planned, row)
    this.#outcomes[outcome] += 1
  }

  /** Keeps rows out after all. What they made for others to refer to (a unit) stays. */
  reject(rows: readonly PlannedRow[]): void {
    const dropped = new Set<PlannedRecord>()
    for (const row of rows) {
      this.#outcomes[row.outcome] -= 1
      this.#outcomes.rejected += 1
      for (const record of row.records) if (!this.#shared.has(record)) dropped.add(record)
      row.outcome = 'rejected'
      row.records = []
    }
    for (const { register, isNew } of dropped) this.#count(register)[isNew ? 'new' : 'changed'] -= 1
    this.records = this.records.filter((record) => !dropped.has(record))
  }

  addRecord(record: PlannedRecord): void {
    this.records.push(record)
    this.#unpacked.push(record)
    if (this.#unpacked.length >= PACKED_AT_ONCE) {
      PlannedRecord.pack(this.#unpacked, this.#atHand)
      this.#unpacked = []
    }
    if (isMadeWhenMissing(record.register)) this.#shared.add(record)
    this.#count(record.register)[record.isNew ? 'new' : 'changed'] += 1
  }

  /** Whether a record that several rows share is among those to be written already. */
  hasRecord(record: PlannedRecord): boolean {
    return this.#shared.has(record)
  }

  addSame(register: string): void {
    this.#count(register).same += 1
  }

  addWarning(rule: string): void {
    this.warnings[rule] = (this.warnings[rule] ?? 0) + 1
  }

  counts(skipped: Readonly<Record<string, number>>): ImportCounts {
    return { rows: this.rows.length, ...this.#outcomes, registers: this.#registers, skipped: { ...skipped } }
  }

  #count(register: string): { new: number; changed: number; same: number } {
    return (this.#registers[register] ??= { new: 0, changed: 0, same: 0 })
  }
}
