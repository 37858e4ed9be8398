/** What follows from the procedures that registers declare: the list of states, who has one, and what is wrong with a declaration. */
import type { ProcedureDefinition, ProcedureStep } from '../procedure.ts'
import type { CodeList, RegisterDefinition } from '../types.ts'

/** The code list of the states, so that lists, filters, exports and statistics name them like any other code. */
export function statesList({ key, label, states, source }: ProcedureDefinition): CodeList {
  return { id: key, label: `${label}状态`, verified: true, source, items: states.map(({ key: code, label: name }) => ({ code, label: name })) }
}

/** The states that a step may lead to. */
export function stepTargets(procedure: ProcedureDefinition, step: ProcedureStep): readonly string[] {
  if (step.kind === 'signOff') return []
  if (step.kind !== 'resume') return [step.to]
  // Back to wherever it was put aside.
  return procedure.steps.flatMap((other) => (other.kind === 'suspend' && step.from.includes(other.to) ? other.from : []))
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

/** The states that some way leads to from the first one. */
function reachable(procedure: ProcedureDefinition): ReadonlySet<string> {
  const found = new Set([procedure.initial])
  for (const state of found) {
    for (const step of procedure.steps) if (step.from.includes(state)) for (const to of stepTargets(procedure, step)) found.add(to)
  }
  return found
}

/** What is wrong with the procedure that a register declares; each sentence names the state or step. */
export function procedureProblems(register: RegisterDefinition, registers: Readonly<Record<string, RegisterDefinition>>): string[] {
  const { procedure } = register
  if (procedure === undefined) return []
  return [...problemsOfStates(register, procedure), ...procedure.steps.flatMap((step) => problemsOfStep(register, procedure, step, registers))]
}

function problemsOfStates(register: RegisterDefinition, procedure: ProcedureDefinition): string[] {
  const keys = procedure.states.map(({ key }) => key)
  const found = reachable(procedure)
  const left = new Set(procedure.steps.flatMap(({ from, kind }) => (kind === 'signOff' ? [] : from)))
  const state = register.fields.find(({ key }) => key === procedure.state)
  const due = register.fields.find(({ key }) => key === procedure.due)
  return [
    ...repeated(keys).map((key) => `state ${key} is declared twice`),
    ...repeated(procedure.steps.map(({ key }) => key)).map((key) => `step ${key} is declared twice`),
    ...repeated(procedure.states.map(({ label }) => label)).map((label) => `two states are called ${label}`),
    ...procedure.states.flatMap(({ key, label }) => (label.trim() === '' ? [`state ${key} has no label`] : [])),
    ...[...keys, procedure.key].flatMap((key) => (/^[a-z][a-z0-9_]*$/.test(key) ? [] : [`${key} is no snake_case key`])),
    ...(keys.includes(procedure.initial) ? [] : [`the first state ${procedure.initial} is not declared`]),
    ...keys.flatMap((key) => (found.has(key) ? [] : [`no step leads to state ${key}`])),
    ...procedure.states.flatMap(({ key, final }) => (final === true || left.has(key) ? [] : [`state ${key} is not final, and no step leads on`])),
    ...(state?.type === 'code' && state.codeList === procedure.key && state.derived !== undefined ? [] : [`field ${procedure.state} does not hold the state`]),
    ...(procedure.charge === undefined || register.fields.some(({ key }) => key === procedure.charge) ? [] : [`no such field: ${procedure.charge}`]),
    ...(procedure.due === undefined || (due?.type === 'date' && due.derived !== undefined) ? [] : [`field ${procedure.due} does not hold the day it is due`]),
  ]
}

function problemsOfStep(
  register: RegisterDefinition,
  procedure: ProcedureDefinition,
  step: ProcedureStep,
  registers: Readonly<Record<string, RegisterDefinition>>,
): string[] {
  const states = new Set(procedure.states.map(({ key }) => key))
  const { needs, key } = step
  const to = step.kind === 'signOff' || step.kind === 'resume' ? [] : [step.to]
  const say = (what: string): string => `step ${key}: ${what}`
  const kinds = new Set((register.papers ?? []).map(({ kind }) => kind))
  const posted = procedure.steps.find((other) => other.key === needs?.notice?.posted)
  return [
    ...(/^[a-z][a-z0-9_]*$/.test(key) ? [] : [say('the key is not snake_case')]),
    ...(step.label.trim() === '' ? [say('no label')] : []),
    ...(step.from.length === 0 ? [say('starts nowhere')] : []),
    ...[...step.from, ...to].filter((state) => !states.has(state)).map((state) => say(`no such state: ${state}`)),
    ...(step.kind === 'resume' && stepTargets(procedure, step).length === 0 ? [say('nothing is put aside where it begins')] : []),
    ...(needs?.fields ?? []).flatMap((field) => {
      const known = register.fields.find((one) => one.key === field)
      if (known === undefined) return [say(`no such field: ${field}`)]
      // A step keeps what it relied on; whoever reads the step would read what is masked on the record.
      return known.sensitive === undefined ? [] : [say(`field ${field} is masked for some`)]
    }),
    ...(needs?.papers ?? []).flatMap(({ kind, of }) =>
      of === 'act' ? (step.act === undefined ? [say('has no act to have papers')] : []) : kinds.has(kind) ? [] : [say(`no such paper: ${kind}`)],
    ),
    ...(needs?.vote !== undefined && step.act !== 'meeting' ? [say('a vote needs a meeting')] : []),
    ...(needs?.notice !== undefined && posted?.act !== 'notice' ? [say('no step puts up its notice')] : []),
    ...(needs?.signOffs ?? []).flatMap((other) => {
      const signOff = procedure.steps.find((one) => one.key === other)
      return signOff?.kind === 'signOff' && step.from.every((state) => signOff.from.includes(state)) ? [] : [say(`${other} is no sign-off where it begins`)]
    }),
    ...(step.starts ?? []).flatMap(({ register: name, by }) =>
      registers[name]?.fields.find((field) => field.key === by)?.register === register.name ? [] : [say(`${name}.${by} does not refer to the record`)],
    ),
  ]
}
