/**
 * Procedures that stand in the record itself: two offices settle such a record between them, and whatever they say at the same time, one state
 * counts by the order that the declaration gives. Only what is here says what is written; who may is asked at the door (`registers/writer.ts`).
 */
import type { Asker } from '../access/asker.ts'
import { makerLacks, makerOf, requireMaker } from '../access/making.ts'
import { stateLabelOf } from '../catalogue/derive/procedure.ts'
import type { Entering, ProcedureDefinition, ProcedureStep } from '../catalogue/procedure.ts'
import { fieldOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import type { Row } from '../shapes.ts'
import { proceedingOf } from './proceedings.ts'
import { stepOf } from './state.ts'

/** What is said with a step. */
export interface Said {
  readonly on?: string
  readonly by?: string
  readonly remark?: string | undefined
}

type StepTo = ProcedureStep & { readonly to: string }

/** The step of that key. Throws RangeError where the declaration has none. */
export function stepInRecord(register: string, key: string): StepTo {
  const step = stepOf(proceedingOf(register).procedure, key)
  if (step === undefined || !('to' in step)) throw new RangeError(`no such step: ${register}.${key}`)
  return step
}

/** The step that leads to a state, as whoever takes part in the record makes it. Throws RangeError where none does. */
export function stepLeadingTo(register: string, state: string): StepTo {
  const { procedure } = proceedingOf(register)
  const step = procedure.steps.find((one): one is StepTo => 'to' in one && one.to === state && one.overrules !== true)
  if (step === undefined) throw new RangeError(`no step of ${register} leads to ${state}`)
  return step
}

/** Values of a record as it is entered. */
export function begun(register: string, said: Said): Row {
  const { procedure } = proceedingOf(register)
  return { [procedure.state]: procedure.initial, ...entered(procedure.inRecord?.begins ?? {}, said) }
}

/** What a step writes. */
export function stepped(register: string, step: StepTo, said: Said): Row {
  const { procedure } = proceedingOf(register)
  return { [procedure.state]: step.to, ...entered(step.enters ?? {}, said) }
}

function entered(keys: Entering, said: Said): Row {
  const parts = (['on', 'by', 'remark'] as const).map((part) => [keys[part], said[part]] as const)
  return Object.fromEntries(parts.flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value]])))
}

/** Throws CONFLICT where the record is in a state from which the step does not lead on. */
export function refuseUnlessFrom(register: string, step: StepTo, state: string | undefined): void {
  const { procedure } = proceedingOf(register)
  if (state !== undefined && step.from.includes(state)) return
  throw new AppError('CONFLICT', `这次${procedure.label}现在是“${stateLabelOf(procedure, state ?? '')}”，不能办“${step.label}”。`, '请刷新清单。')
}

/** Whether a step may be made from a state. */
export function leadsOn(step: StepTo, state: string): boolean {
  return step.from.includes(state)
}

/** The state and what is written beside it where the program itself ends a record that has nothing left to do, or an office above overrules it. */
export function endedWithoutEffect(register: string, said: Said): Row {
  const { procedure } = proceedingOf(register)
  const state = procedure.states.find(({ withoutEffect }) => withoutEffect === true)?.key
  const step = procedure.steps.find((one): one is StepTo => 'to' in one && one.to === state && one.overrules === true)
  if (state === undefined || step === undefined) throw new RangeError(`no record of ${register} ends without effect`)
  const { remark } = said
  const longest = step.enters?.remark === undefined ? undefined : fieldOf(register, step.enters.remark).maximumLength
  return stepped(register, step, { ...said, remark: longest === undefined ? remark : remark?.slice(0, longest) })
}

/** The step by which an office above decides over what several said. Throws FORBIDDEN where the asker may not make it of this record. */
export function requireOverruling(asker: Asker, register: string, row: Readonly<Record<string, unknown>>): void {
  const { register: definition, procedure } = proceedingOf(register)
  const step = procedure.steps.find(({ overrules }) => overrules === true)
  if (step === undefined) throw new RangeError(`nobody overrules a record of ${register}`)
  requireMaker(step.who, step.label, makerOf(asker, definition, step.who, row))
}

/** Whether somebody may make a step of a record, by who they are; from which state it leads on is asked beside it. */
export function mayMake(asker: Asker, register: string, step: StepTo, row: Readonly<Record<string, unknown>>): boolean {
  const { register: definition } = proceedingOf(register)
  return makerLacks(step.who, step.label, makerOf(asker, definition, step.who, row)).length === 0
}

/** Whether somebody may begin such a record, by who they are and where it would be. */
export function mayBegin(asker: Asker, register: string, row: Readonly<Record<string, unknown>>): boolean {
  const { register: definition, procedure } = proceedingOf(register)
  const begins = procedure.inRecord?.begins
  return begins !== undefined && makerLacks(begins.who, begins.label, makerOf(asker, definition, begins.who, row)).length === 0
}

/** The state of records that an office above overruled, as the text of an SQL condition over their state. */
export function overruledStates(register: string): string {
  const { procedure } = proceedingOf(register)
  const states = procedure.steps.flatMap((step) => (step.overrules === true && 'to' in step ? [`'${step.to}'`] : []))
  return `${procedure.state} IN (${states.join(', ')})`
}

/** The states in which something is left to do, as the list of an SQL condition. */
export function openStates({ states }: Pick<ProcedureDefinition, 'states'>): string {
  return `(${states
    .filter(({ final }) => final !== true)
    .map(({ key }) => `'${key}'`)
    .join(', ')})`
}

/** SQL that orders records by how far they are, those that wait first; the settled ones alike. */
export function byProgress(register: string): string {
  const { states, state } = proceedingOf(register).procedure
  const waiting = states.filter(({ final }) => final !== true)
  return `CASE ${state} ${waiting.map(({ key }, index) => `WHEN '${key}' THEN ${index}`).join(' ')} ELSE ${waiting.length} END`
}
