/**
 * Procedures that stand in the record itself: two offices settle such a record between them, and whatever they say at the same time, one state
 * counts by the order that the declaration gives. Only what is here writes such a state.
 */
import { stateLabelOf } from '../catalogue/derive/procedure.ts'
import type { Entering, ProcedureDefinition, ProcedureStep } from '../catalogue/procedure.ts'
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
