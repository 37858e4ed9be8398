/**
 * What a step changes beside being made: an application that is filed becomes a household, a household that was wrongly listed is struck off. The
 * declaration names an effect by its key, a feature says what it does, and the step keeps what was done, so that undoing it takes that back.
 */
import { reversalId } from '../catalogue/derive/reversal.ts'
import { registerOf } from '../catalogue/index.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import { AppError } from '../errors.ts'
import { partsOf } from '../registers/removal.ts'
import type { Door } from '../registers/writer.ts'
import type { Row } from '../shapes.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import { toContractRow, tableOf } from '../store/table.ts'
import type { Rules } from './needs.ts'
import type { Condition } from './conditions.ts'
import type { Relied } from './steps.ts'

/** The record whose step is made, and the day of the step. */
export interface EffectSubject {
  readonly id: string
  readonly row: SqlRow
  readonly on: string
  /** How the conditions of its procedure stood, where the step asks for them; empty while it is asked whether the effect can be had. */
  readonly conditions: readonly Condition[]
}

/** Writes in the name of whoever makes the step, with their rights; everything written is kept with the step. */
export interface EffectDoor {
  readonly database: ReadDatabase
  /** Adds a record with the initial values of its register; `place` is that of somebody new. */
  insert(register: string, values: Row, place?: string): string
  update(register: string, id: string, values: Row): void
  /**
   * Makes a step of another record on the same day, with all that it asks for; false where that record does not stand where the step begins. Undoing
   * the step undoes it, too. Throws CONFLICT where anything else is missing.
   */
  advance(register: string, id: string, step: string): boolean
}

/** Makes a step of another record: the id of that step, null where the record does not stand where it begins. */
export type Advance = (register: string, id: string, step: string) => string | null
/** Undoes such a step. */
export type Retreat = (register: string, id: string, step: string) => void

export interface StepEffect {
  /** Why the record cannot have it as it stands, as sentences that say what to do; nothing where it can. */
  refusals(database: ReadDatabase, subject: EffectSubject, rules: Rules): readonly string[]
  /** Nothing where it only judges (`needs.judged`). */
  make?(door: EffectDoor, subject: EffectSubject): void
}

/** By the keys that declarations name. */
export type StepEffects = Readonly<Record<string, StepEffect>>

/** The effect that a step names. Throws RangeError where no feature declares it. */
export function effectOf({ effect }: ProcedureStep, effects: StepEffects): StepEffect | undefined {
  if (effect === undefined) return undefined
  return declaredAs(effect, effects)
}

/** Why a step cannot be made for a record: what its effect and all that judge it say. */
export function refusalsOf(step: ProcedureStep, effects: StepEffects, database: ReadDatabase, subject: EffectSubject, rules: Rules): readonly string[] {
  const asked = [...(step.needs?.judged ?? []), ...(step.effect === undefined ? [] : [step.effect])]
  return asked.flatMap((key) => declaredAs(key, effects).refusals(database, subject, rules))
}

function declaredAs(key: string, effects: StepEffects): StepEffect {
  const found = effects[key]
  if (found === undefined) throw new RangeError(`no effect is declared as ${key}`)
  return found
}

export type Done = Required<Pick<Relied, 'started' | 'changed' | 'advanced'>>

/** Carries an effect out. Throws FORBIDDEN where another office is in charge of what it writes: a wish would come to stand beside a step that is done. */
export function carryOut(door: Door, effect: StepEffect, subject: EffectSubject, advance: Advance): Done {
  const started: { register: string; id: string }[] = []
  const advanced: { register: string; id: string; step: string }[] = []
  const changed: Changed[] = []
  const wished = door.transaction.proposed
  effect.make?.(
    {
      database: door.transaction,
      insert: (register, values, place) => {
        const id = door.insert(registerOf(register), values, { initials: true, place })
        started.push({ register, id })
        return id
      },
      update: (register, id, values) => {
        const keys = Object.keys(values)
        const before = storedOf(door.transaction, register, id, keys)
        if (!door.update(registerOf(register), id, values)) return
        changed.push({ register, id, before, after: storedOf(door.transaction, register, id, keys) })
      },
      advance: (register, id, step) => {
        const made = advance(register, id, step)
        if (made !== null) advanced.push({ register, id, step: made })
        return made !== null
      },
    },
    subject,
  )
  if (door.transaction.proposed > wished) throw notInCharge('办理')
  return { started, changed, advanced }
}

/** Another office is in charge of what would be written. */
function notInCharge(doing: string): AppError {
  return new AppError('FORBIDDEN', `这一步改动的记录由别的单位负责，没有${doing}。`, `请由负责这个村的单位${doing}这一步。`)
}

type Changed = NonNullable<Relied['changed']>[number]

function storedOf(database: ReadDatabase, register: string, id: string, keys: readonly string[]): Record<string, SqlValue> {
  const row = database.get<SqlRow>(`SELECT ${keys.join(', ')} FROM ${registerOf(register).name} WHERE id = ?`, id) ?? {}
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))
}

/** Takes back what a step had done. Throws CONFLICT where something was built on it since, FORBIDDEN where another office is in charge of it. */
export function takeBack(door: Door, { started = [], changed = [], advanced = [] }: Pick<Relied, 'started' | 'changed' | 'advanced'>, retreat: Retreat): void {
  const wished = door.transaction.proposed
  for (const { register, id, step } of advanced.toReversed()) retreat(register, id, step)
  for (const { register, id, before, after } of changed.toReversed()) {
    const now = storedOf(door.transaction, register, id, Object.keys(after))
    if (Object.entries(after).some(([key, value]) => now[key] !== value))
      throw new AppError('CONFLICT', `这一步改过的${registerOf(register).label}后来又改动了，不能撤销。`, '请先把后来的改动改回去，再撤销这一步。')
    door.update(registerOf(register), id, pick(toContractRow(tableOf(register), before), Object.keys(before)))
  }
  refuseBuiltOn(door, started)
  for (const { register, id } of started.toReversed()) {
    if (!isOnFile(door.transaction, register, id)) continue
    // An entry that is never changed is taken back by its reversal; one that was reversed since is taken back already.
    if (registerOf(register).appendOnly === undefined) door.remove(registerOf(register), id)
    else if (!isOnFile(door.transaction, register, reversalId(id))) door.reverse(registerOf(register), id)
  }
  if (door.transaction.proposed > wished) throw notInCharge('撤销')
}

/** What was entered since as part of a record that the step had started would go with it unseen. */
function refuseBuiltOn({ transaction }: Door, started: NonNullable<Relied['started']>): void {
  const own = new Set(started.map(({ register, id }) => `${register} ${id}`))
  for (const { register, id } of started) {
    const later = partsOf(transaction, register, id).find((part) => !own.has(`${part.register} ${part.id}`))
    if (later === undefined) continue
    throw new AppError(
      'CONFLICT',
      `办这一步以后，${registerOf(register).label}里又登记了${registerOf(later.register).label}，不能撤销。`,
      '请先删除后来登记的内容，再撤销这一步。',
    )
  }
}

function isOnFile(database: ReadDatabase, register: string, id: string): boolean {
  return database.get(`SELECT 1 FROM ${registerOf(register).name} WHERE id = ? AND deleted = 0`, id) !== undefined
}

const pick = (row: Row, keys: readonly string[]): Row => Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))
