/** Writing a step: with what it starts, what its effect changes, and the steps of other records that the effect makes. */
import type { Asker } from '../access/asker.ts'
import { referenceTo } from '../catalogue/derive/subject.ts'
import { stepTargets } from '../catalogue/derive/procedure.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import { AppError } from '../errors.ts'
import type { Records } from '../registers/records.ts'
import type { Door } from '../registers/writer.ts'
import { LOWEST_LEVEL } from '../rules/levels.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import type { SqlValue, Store } from '../store/index.ts'
import type { ConditionSources } from './conditions.ts'
import { carryOut, effectOf, type Advance, type Done, type StepEffect, type StepEffects } from './effects.ts'
import { Gathering, NAME_LENGTH, type Gathered, type StepSaid } from './facts.ts'
import { lastDayOf, missingFor, type Rules } from './needs.ts'
import { recordedProceedingOf, type Proceeding } from './proceedings.ts'
import { stepOf } from './state.ts'
import type { Relied, StepRow } from './steps.ts'
import { openingOf, type OpeningStep } from './told.ts'

/** What the engine works with. */
export interface ProcedurePorts {
  readonly store: Store
  readonly records: Records
  readonly unit: { readonly code: string }
  /** What steps change beside themselves, as the features declare it. */
  readonly effects?: StepEffects
  /** How conditions of procedures stand, as the features judge them. */
  readonly conditions?: ConditionSources
  parameters(): ParameterReader
}

export interface StepRequest extends Omit<StepSaid, 'today'> {
  readonly register: string
  readonly ids: readonly string[]
  readonly step: string
  readonly remark: string | null
}

const STEP = registerOf('procedure_step')
const LINE = registerOf('shared_act_line')

/** The step of that key. Throws VALIDATION where the procedure has none. */
export function declaredStep({ procedure, register }: Proceeding, key: string): ProcedureStep {
  const step = stepOf(procedure, key)
  if (step !== undefined) return step
  const known = procedure.steps.map(({ key: one, label }) => `${one}（${label}）`).join('、')
  throw new AppError('VALIDATION', `${register.label}的流程里没有“${key}”这一步。`, `可以办的步骤：${known}。`)
}

export interface Writing {
  readonly proceeding: Proceeding
  readonly step: ProcedureStep
  readonly effect: StepEffect | undefined
  readonly request: StepRequest
  readonly gathered: Gathered
  readonly rules: Rules
  readonly act: string | null
  readonly by: string
  readonly advance: Advance
}

export interface Advancing {
  readonly ports: ProcedurePorts
  readonly asker: Asker
  readonly rules: Rules
  readonly on: string
  readonly today: string
  readonly by: string
}

/** How an effect makes steps of other records: held against all that such a step asks for, and no effect of an effect changes more than it says. */
export function advancing(door: Door, { ports, asker, rules, on, today, by }: Advancing): Advance {
  return (register, id, key) => {
    const proceeding = recordedProceedingOf(register)
    const step = declaredStep(proceeding, key)
    const said: StepSaid = { on, today, signatures: [], act: null }
    const gathering = new Gathering(door.transaction, asker, proceeding, step, said, { effects: ports.effects ?? {}, rules }, ports)
    const [gathered] = gathering.of([id])
    if (gathered === undefined) return null
    const [missing] = missingFor(proceeding.procedure, step, gathered.facts, rules)
    if (missing?.need === 'state') return null
    if (missing !== undefined)
      throw new AppError(
        'CONFLICT',
        `${proceeding.register.label}“${ports.records.titleOf(register, id)}”不能跟着办“${step.label}”：${missing.message}`,
        '请先把它补齐，再办这一步。',
      )
    const request = { register, ids: [id], step: key, on, signatures: [], act: null, remark: null }
    const effect = effectOf(step, ports.effects ?? {})
    const advance = advancing(door, { ports, asker, rules, on, today, by })
    return writeStep(door, { proceeding, step, effect, request, gathered, rules, act: null, by, advance })
  }
}

export function writeStep(door: Door, { proceeding, step, effect, request, gathered, rules, act, by, advance }: Writing): string {
  const { register, procedure } = proceeding
  const subject = referenceTo(fieldOf(STEP, 'subject'), { register: register.name, id: gathered.id })
  if (act !== null && gathered.line === null) {
    const { votes } = request
    const counted = votes === undefined ? {} : { in_favour: votes.inFavour, against: votes.against, abstained: votes.abstained }
    door.insert(LINE, { act_id: act, subject, ...counted })
  }
  const started = (step.starts ?? []).map(({ register: name, by: key, values }) => ({
    register: name,
    id: door.insert(registerOf(name), { ...values, [key]: gathered.id }, { initials: true }),
  }))
  const done =
    effect === undefined
      ? { started: [], changed: [], advanced: [] }
      : carryOut(door, effect, { id: gathered.id, row: gathered.row, on: request.on, conditions: gathered.facts.conditions }, advance)
  const relied = reliedOn(step, gathered, { ...done, started: [...started, ...done.started] })
  const opened = openingOf(door.transaction, proceeding, gathered.row, gathered.facts.standing)
  const follows = opened === null ? gathered.facts.standing.last : writeOpening(door, procedure.key, subject, opened, request.on)
  return door.insert(STEP, {
    subject,
    procedure: procedure.key,
    step: step.key,
    round: nextRound(gathered.steps, step.key),
    follows,
    level: step.who.level,
    done_on: request.on,
    done_by: by.slice(0, NAME_LENGTH),
    signatures: request.signatures.length === 0 ? null : request.signatures.join('、'),
    act,
    due_on: dueOn(proceeding, step, gathered, request.on, rules),
    remark: request.remark,
    relied: JSON.stringify(relied),
  })
}

/** What was told becomes a step as soon as another follows it: the same at every site, since its id is made of record and state. */
function writeOpening(door: Door, procedure: string, subject: string, { step, on, by, basis }: OpeningStep, before: string): string {
  return door.insert(STEP, {
    subject,
    procedure,
    step,
    round: 1,
    level: LOWEST_LEVEL,
    done_on: on < before ? on : before,
    done_by: by === null ? null : by.slice(0, NAME_LENGTH),
    basis,
  })
}

/** How often the step was made before, and once more: the same at every site that has heard the same. */
function nextRound(steps: readonly StepRow[], key: string): number {
  return 1 + Math.max(0, ...steps.filter(({ step }) => step === key).map(({ round }) => round))
}

function reliedOn(step: ProcedureStep, { row, papers, facts, notice }: Gathered, { started, changed, advanced }: Done): Relied {
  const values = Object.fromEntries((step.needs?.fields ?? []).map((key) => [key, stored(row[key])]))
  return {
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(papers.length === 0 ? {} : { papers: papers.map(({ id, sha256 }) => ({ id, sha256 })) }),
    ...(step.needs?.vote === undefined || facts.vote === null ? {} : { vote: { ...facts.vote } }),
    ...(notice === null ? {} : { notice }),
    ...(started.length === 0 ? {} : { started }),
    ...(changed.length === 0 ? {} : { changed }),
    ...(advanced.length === 0 ? {} : { advanced }),
  }
}

const stored = (value: SqlValue | undefined): string | number | null => (typeof value === 'string' || typeof value === 'number' ? value : null)

/** Until when something is to happen after this step: the end of the notice that it puts up, or how long the state may last. */
function dueOn({ procedure }: Proceeding, step: ProcedureStep, { facts }: Gathered, on: string, rules: Rules): string | null {
  const ends = procedure.steps.flatMap(({ needs }) => (needs?.notice?.posted === step.key ? [lastDayOf(needs.notice, facts.act?.on ?? on, rules)] : []))
  const within = procedure.states.find(({ key }) => key === stepTargets(procedure, step)[0])?.within
  return ends.toSorted()[0] ?? (within === undefined ? null : lastDayOf(within, on, rules))
}
