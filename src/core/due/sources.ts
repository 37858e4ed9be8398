/** Everything that feeds the list of what is due: the days that registers declare, and those by which the states of procedures end. */
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import type { DueDefinition, RegisterDefinition } from '../catalogue/types.ts'

export interface DueSource extends DueDefinition {
  readonly register: RegisterDefinition
  /** Labels by state, where the state says what is due. */
  readonly states?: ReadonlyMap<string, string>
  readonly state?: string
}

/** In the order of the catalogue. */
export const dueSources: readonly DueSource[] = registerNames.flatMap((name) => {
  const register = registerOf(name)
  const { due = [], procedure } = register
  return [...due.map((one) => ({ ...one, register })), ...(procedure === undefined ? [] : ofProcedure(register, procedure))]
})

function ofProcedure(register: RegisterDefinition, procedure: ProcedureDefinition): DueSource[] {
  const charge = procedure.charge === undefined ? {} : { charge: procedure.charge }
  if (procedure.inRecord !== undefined) return inRecord(register, procedure).map((source) => ({ ...source, ...charge }))
  if (procedure.due === undefined) return []
  const states = new Map(procedure.states.map(({ key, label }) => [key, label]))
  return [{ register, label: procedure.label, on: procedure.due, states, state: procedure.state, ...charge }]
}

/** Where the record itself keeps the steps, a state lasts from the day that the step into it has entered. */
function inRecord(register: RegisterDefinition, { label, state: field, states, steps, initial, inRecord: kept }: ProcedureDefinition): DueSource[] {
  return states.flatMap(({ key, label: state, within }) => {
    const begins = key === initial ? kept?.begins.on : steps.find((step) => 'to' in step && step.to === key)?.enters?.on
    if (within === undefined || begins === undefined) return []
    return [{ register, label: `${label}：${state}`, on: begins, after: within.days, only: { field, values: [key] } }]
  })
}
