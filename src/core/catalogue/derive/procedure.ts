/** What follows from the procedures that registers declare: the list of states, who has one, and what is wrong with a declaration. */
import type { Choice, DayCount, ProcedureDefinition, ProcedureStep, Setting } from '../procedure.ts'
import type { CodeList, RegisterDefinition } from '../types.ts'

/**
 * The code list of the states, so that lists, filters, exports and statistics name them like any other code. Where the record itself keeps the
 * state, what counts before the others stands first in it.
 */
export function statesList({ key, label, states, source, inRecord }: ProcedureDefinition): CodeList {
  const place = ({ key: state }: { readonly key: string }): number => inRecord?.foremost.indexOf(state) ?? 0
  const items = states.toSorted((one, other) => place(one) - place(other)).map(({ key: code, label: name }) => ({ code, label: name }))
  return { id: key, label: `${label}状态`, verified: true, source, items }
}

/** What a state is called. */
export function stateLabelOf({ states }: Pick<ProcedureDefinition, 'states'>, key: string): string {
  return states.find((state) => state.key === key)?.label ?? key
}

/** Key of the field with the year of a record that goes through a procedure; undefined where it belongs to none. */
export function yearKeyOf({ yearly, procedure }: RegisterDefinition): string | undefined {
  return yearly?.year ?? procedure?.year
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
  return [
    ...problemsOfStates(register, procedure),
    ...problemsOfState(register, procedure),
    ...problemsOfTold(register, procedure),
    ...problemsOfShown(register, procedure),
    ...procedure.steps.flatMap((step) => problemsOfStep(register, procedure, step, registers)),
  ]
}

/** Where the state stands: derived from steps that are records, or entered by steps that stand in the record. */
function problemsOfState(register: RegisterDefinition, procedure: ProcedureDefinition): string[] {
  const { fields, internal } = register
  const { key, state: name, inRecord, states, steps } = procedure
  const state = fields.find((field) => field.key === name)
  const own = state?.type === 'code' && state.codeList === key
  const say = `field ${name} does not hold the state`
  if (inRecord === undefined) {
    return [
      ...(own && state.derived !== undefined ? [] : [say]),
      ...steps.flatMap((step) => (step.enters === undefined && step.overrules !== true ? [] : [`step ${step.key} stands in no record`])),
      ...states.flatMap((one) => (one.withoutEffect === true ? [`state ${one.key} is no state of a record that keeps its steps`] : [])),
    ]
  }
  const place = (one: string): number => inRecord.foremost.indexOf(one)
  return [
    ...(own && state.derived === undefined && state.merge === 'foremost' && state.required === true ? [] : [say]),
    // Nobody edits the records of such a register one by one, nor do sheets: only the steps write the state.
    ...(internal === true ? [] : ['a state that stands in the record needs a register kept by the program']),
    ...problemsOfEnding(register, procedure),
    ...(states.length === inRecord.foremost.length && states.every((one) => place(one.key) >= 0) ? [] : ['not every state has its place among the foremost']),
    ...[inRecord.begins, ...steps.map(({ enters = {} }) => enters)].flatMap(({ on, by, remark }) =>
      [on, by, remark].flatMap((field) => (field === undefined || fields.some((one) => one.key === field) ? [] : [`no such field: ${field}`])),
    ),
    ...steps.flatMap((step) => {
      const plain = step.act === undefined && step.needs === undefined && step.starts === undefined && step.effect === undefined && step.only === undefined
      if ((step.kind ?? 'step') !== 'step' || !('to' in step) || !plain) return [`step ${step.key} needs records of its own`]
      const back = step.from.filter((from) => from !== step.to && place(from) < place(step.to))
      return back.length === 0 || step.overrules === true ? [] : [`step ${step.key}: ${step.to} would not count before ${back.join()}`]
    }),
  ]
}

/** A record that moves others has one state in which it ends without effect, and a step by which an office above brings it there. */
function problemsOfEnding({ fields, moves }: RegisterDefinition, { inRecord, states, steps }: ProcedureDefinition): string[] {
  const without = states.filter(({ withoutEffect }) => withoutEffect === true)
  const overruling = steps.flatMap((step) => (step.overrules === true && 'to' in step ? [step.to] : []))
  const side = inRecord?.begins.who.side
  return [
    ...(without.length > 1 || (moves !== undefined && without.length === 0) ? ['one state ends such a record without effect'] : []),
    ...without.flatMap(({ key, final }) => (final === true && overruling.includes(key) ? [] : [`nobody ends such a record in ${key}`])),
    ...(side === undefined || fields.some((field) => field.key === side && field.type === 'division') ? [] : ['no such side']),
  ]
}

function problemsOfStates(register: RegisterDefinition, procedure: ProcedureDefinition): string[] {
  const keys = procedure.states.map(({ key }) => key)
  const found = reachable(procedure)
  const left = new Set(procedure.steps.flatMap(({ from, kind }) => (kind === 'signOff' ? [] : from)))
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
    ...(procedure.charge === undefined || register.fields.some(({ key }) => key === procedure.charge) ? [] : [`no such field: ${procedure.charge}`]),
    ...(procedure.year === undefined || register.fields.some(({ key, type }) => key === procedure.year && type === 'year')
      ? []
      : [`no year in ${procedure.year}`]),
    ...Object.entries(procedure.days ?? {}).flatMap(([key, step]) => {
      const field = register.fields.find((one) => one.key === key)
      const known = procedure.steps.some((one) => one.key === step)
      return field?.type === 'date' && field.derived !== undefined && known ? [] : [`field ${key} does not hold the day of ${step}`]
    }),
    ...(procedure.due === undefined || (due?.type === 'date' && due.derived !== undefined) ? [] : [`field ${procedure.due} does not hold the day it is due`]),
  ]
}

/** What is shown of the last step stands in derived fields, for states that there are. */
function problemsOfShown({ fields }: RegisterDefinition, { shows, states }: ProcedureDefinition): string[] {
  if (shows === undefined) return []
  const kinds = [
    [shows.on, 'date'],
    [shows.by, 'text'],
    [shows.remark, 'text'],
  ] as const
  return [
    ...shows.in.flatMap((state) => (states.some(({ key }) => key === state) ? [] : [`no such state: ${state}`])),
    ...kinds.flatMap(([key, type]) => {
      const field = fields.find((one) => one.key === key)
      return key === undefined || (field?.type === type && field.derived !== undefined && field.sensitive === undefined)
        ? []
        : [`${key} is no derived ${type} that all may read`]
    }),
  ]
}

/** What is told from elsewhere opens states that there are, and is read as what holds. */
function problemsOfTold({ fields }: RegisterDefinition, { told, states, inRecord }: ProcedureDefinition): string[] {
  if (told === undefined) return states.flatMap(({ key, tells }) => (tells === undefined ? [] : [`state ${key} tells what no field says`]))
  const field = fields.find(({ key }) => key === told.by)
  const held = fields.find(({ key }) => key === field?.readAs)
  const keys = new Set(states.map(({ key }) => key))
  return [
    ...(inRecord === undefined ? [] : ['a state that stands in the record is told by nothing else']),
    ...(field?.type === 'code' && field.derived === undefined ? [] : [`${told.by} is no code that people enter`]),
    ...(held?.derived !== undefined && held.type === 'code' && held.codeList === field?.codeList ? [] : [`${told.by} is not read as what holds`]),
    ...(field?.sensitive === undefined ? [] : [`${told.by} is masked for some`]),
    ...Object.values(told.opens).flatMap((state) => (keys.has(state) ? [] : [`no such state: ${state}`])),
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
  if (needs?.conditions === true && procedure.conditions === undefined) return [`step ${key}: the procedure has no conditions`]
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
    ...problemsOfOnly(register, step).map(say),
    ...(step.who.side === undefined || register.fields.find((one) => one.key === step.who.side)?.type === 'division' ? [] : [say('no such side')]),
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
    ...(needs?.elapsed === undefined || isOpenDate(register, needs.elapsed.since) ? [] : [say(`no open date ${needs.elapsed.since}`)]),
    ...(needs?.signOffs ?? []).flatMap((other) => {
      const signOff = procedure.steps.find((one) => one.key === other)
      return signOff?.kind === 'signOff' && step.from.every((state) => signOff.from.includes(state)) ? [] : [say(`${other} is no sign-off where it begins`)]
    }),
    ...(needs?.otherThan === undefined || procedure.steps.some((other) => other.key === needs.otherThan) ? [] : [say(`no such step: ${needs.otherThan}`)]),
    ...(step.starts ?? []).flatMap(({ register: name, by }) =>
      registers[name]?.fields.find((field) => field.key === by)?.register === register.name ? [] : [say(`${name}.${by} does not refer to the record`)],
    ),
  ]
}

function isOpenDate({ fields }: RegisterDefinition, key: string): boolean {
  const field = fields.find((one) => one.key === key)
  return field?.sensitive === undefined && (field?.type === 'date' || field?.type === 'partialDate')
}

/** The field by which a step is offered is entered, open to everybody, and knows the values. */
function problemsOfOnly({ fields }: RegisterDefinition, { only }: ProcedureStep): string[] {
  if (only === undefined) return []
  const field = fields.find(({ key }) => key === only.field)
  if (field === undefined) return [`no such field: ${only.field}`]
  return [
    ...(field.sensitive === undefined ? [] : [`field ${only.field} is masked for some`]),
    ...(field.type === 'code' ? [] : [`${only.field} is no code`]),
    ...(only.values.length === 0 ? ['is offered for no record'] : []),
  ]
}

/** A number or a yes or no of a declaration that the county may set: its parameter, and what holds until it does. */
export interface DeclaredSetting {
  readonly parameter: string
  readonly value: number
}

/** Every setting that a declaration leaves to the county. */
export function settingsOf({ states, steps }: ProcedureDefinition): readonly DeclaredSetting[] {
  const found: DeclaredSetting[] = []
  const add = (setting: Setting | Choice | undefined): void => {
    if (typeof setting === 'object') found.push({ parameter: setting.parameter, value: Number(setting.value) })
  }
  const addDays = (count: DayCount | undefined): void => [count?.days, count?.working, count?.inclusive].forEach(add)
  for (const { within } of states) addDays(within)
  for (const { needs } of steps) {
    addDays(needs?.notice)
    add(needs?.elapsed?.months)
    for (const share of [needs?.vote?.present, needs?.vote?.inFavour]) [share?.parts, share?.of].forEach(add)
  }
  return found
}
