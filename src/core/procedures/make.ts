/** Making steps: one record or a hundred in one change set, each that cannot go on with its reasons. */
import { askerOf, type Asker, type AskingUser } from '../access/asker.ts'
import { makerOf, requireMaker, TAKING_OVER } from '../access/making.ts'
import { stepTargets } from '../catalogue/derive/procedure.ts'
import { referenceTo, subjectPrefix } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import { AppError } from '../errors.ts'
import type { Records } from '../registers/records.ts'
import type { Door, Opened } from '../registers/writer.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import { isAtLeast, levelNames, LOWEST_LEVEL } from '../rules/levels.ts'
import { LockedYears } from '../store/lockedYears.ts'
import type { ReadDatabase, SqlRow, SqlValue, Store } from '../store/index.ts'
import type { ConditionSources } from './conditions.ts'
import { carryOut, effectOf, takeBack, type Done, type StepEffect, type StepEffects } from './effects.ts'
import { Gathering, NAME_LENGTH, rulesOf, type Gathered, type StepSaid } from './facts.ts'
import { lastDayOf, missingFor, type Missing, type Rules } from './needs.ts'
import { recordedProceedingOf, type Proceeding } from './proceedings.ts'
import { opening, stepOf, undoing } from './state.ts'
import { stepsOf, type Relied, type StepRow } from './steps.ts'
import { openingOf, type OpeningStep } from './told.ts'
import { undoable } from './undo.ts'

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

export interface Refused {
  readonly id: string
  readonly title: string
  readonly missing: readonly Missing[]
}

export interface StepsMade {
  readonly done: readonly string[]
  readonly refused: readonly Refused[]
  readonly changeSet: string | null
}

/** Kind of the change sets that make and undo steps. */
export const STEP_KIND = 'procedure'

const STEP = registerOf('procedure_step')
const LINE = registerOf('shared_act_line')

/** Whoever may make the step was asked before: steps, the lines of acts and what a step starts are open to them. */
const openedTo = (step: ProcedureStep | undefined): Opened => {
  const started = new Set((step?.starts ?? []).map(({ register }) => register))
  return (register) => register === STEP || register === LINE || started.has(register.name)
}

/** The step of that key. Throws VALIDATION where the procedure has none. */
export function declaredStep({ procedure, register }: Proceeding, key: string): ProcedureStep {
  const step = stepOf(procedure, key)
  if (step !== undefined) return step
  const known = procedure.steps.map(({ key: one, label }) => `${one}（${label}）`).join('、')
  throw new AppError('VALIDATION', `${register.label}的流程里没有“${key}”这一步。`, `可以办的步骤：${known}。`)
}

/** Makes a step of many records. Throws NOT_FOUND where one is not on file or not the user's to see. */
export async function makeSteps(ports: ProcedurePorts, user: AskingUser, request: StepRequest, today: string): Promise<StepsMade> {
  const proceeding = recordedProceedingOf(request.register)
  const step = declaredStep(proceeding, request.step)
  const ids = [...new Set(request.ids)]
  for (const id of ids) ports.records.get(user, request.register, id)
  const asker = askerOf(user, ports.unit.code)
  const title = `${proceeding.procedure.label}：${step.label}（${ids.length} 条）`
  const { result, changeSet } = await ports.records.writer.changeInSteps(
    user,
    { kind: STEP_KIND, title, reason: request.remark, opened: openedTo(step) },
    async (door, turn) => {
      const rules = rulesOf(door.transaction, ports.parameters())
      const gathering = new Gathering(door.transaction, asker, proceeding, step, { ...request, today }, { effects: ports.effects ?? {}, rules }, ports)
      const effect = effectOf(step, ports.effects ?? {})
      const done: string[] = []
      const refused: { id: string; missing: readonly Missing[] }[] = []
      for (const gathered of gathering.of(ids)) {
        const missing = missingFor(proceeding.procedure, step, gathered.facts, rules)
        if (missing.length > 0) refused.push({ id: gathered.id, missing })
        else {
          writeStep(door, { proceeding, step, effect, request, gathered, rules, act: gathering.act?.id ?? null, by: user.displayName })
          done.push(gathered.id)
        }
        await turn()
      }
      return { done, refused }
    },
  )
  return {
    done: result.done,
    refused: result.refused.map(({ id, missing }) => ({ id, title: ports.records.titleOf(request.register, id), missing })),
    changeSet,
  }
}

interface Writing {
  readonly proceeding: Proceeding
  readonly step: ProcedureStep
  readonly effect: StepEffect | undefined
  readonly request: StepRequest
  readonly gathered: Gathered
  readonly rules: Rules
  readonly act: string | null
  readonly by: string
}

function writeStep(door: Door, { proceeding, step, effect, request, gathered, rules, act, by }: Writing): void {
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
      ? { started: [], changed: [] }
      : carryOut(door, effect, { id: gathered.id, row: gathered.row, on: request.on, conditions: gathered.facts.conditions })
  const relied = reliedOn(step, gathered, { started: [...started, ...done.started], changed: done.changed })
  const opened = openingOf(door.transaction, proceeding, gathered.row, gathered.facts.standing)
  const follows = opened === null ? gathered.facts.standing.last : writeOpening(door, procedure.key, subject, opened, request.on)
  door.insert(STEP, {
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
export function nextRound(steps: readonly StepRow[], key: string): number {
  return 1 + Math.max(0, ...steps.filter(({ step }) => step === key).map(({ round }) => round))
}

function reliedOn(step: ProcedureStep, { row, papers, facts, notice }: Gathered, { started, changed }: Done): Relied {
  const values = Object.fromEntries((step.needs?.fields ?? []).map((key) => [key, stored(row[key])]))
  return {
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(papers.length === 0 ? {} : { papers: papers.map(({ id, sha256 }) => ({ id, sha256 })) }),
    ...(step.needs?.vote === undefined || facts.vote === null ? {} : { vote: { ...facts.vote } }),
    ...(notice === null ? {} : { notice }),
    ...(started.length === 0 ? {} : { started }),
    ...(changed.length === 0 ? {} : { changed }),
  }
}

const stored = (value: SqlValue | undefined): string | number | null => (typeof value === 'string' || typeof value === 'number' ? value : null)

/** Until when something is to happen after this step: the end of the notice that it puts up, or how long the state may last. */
function dueOn({ procedure }: Proceeding, step: ProcedureStep, { facts }: Gathered, on: string, rules: Rules): string | null {
  const ends = procedure.steps.flatMap(({ needs }) => (needs?.notice?.posted === step.key ? [lastDayOf(needs.notice, facts.act?.on ?? on, rules)] : []))
  const within = procedure.states.find(({ key }) => key === stepTargets(procedure, step)[0])?.within
  return ends.toSorted()[0] ?? (within === undefined ? null : lastDayOf(within, on, rules))
}

/** Undoes a step by a step. Only the last that counts, or what does not count, is undone; what two offices contest a higher level decides. */
export async function undoStep(
  ports: ProcedurePorts,
  user: AskingUser,
  request: { readonly register: string; readonly record: string; readonly step: string; readonly reason: string; readonly on: string },
): Promise<{ changeSet: string | null }> {
  const proceeding = recordedProceedingOf(request.register)
  ports.records.get(user, request.register, request.record)
  const { changeSet } = await ports.records.writer.change(
    user,
    { kind: STEP_KIND, title: `${proceeding.procedure.label}：撤销一步`, reason: request.reason, opened: openedTo(undefined) },
    (door) => {
      const steps = stepsOf(door.transaction, proceeding, [request.record]).get(request.record) ?? []
      const row = door.transaction.get<SqlRow>(`SELECT * FROM ${proceeding.register.name} WHERE id = ?`, request.record)
      const asker = askerOf(user, ports.unit.code)
      refuseLocked(door.transaction, proceeding, row, asker)
      const { step, level } = undoable(proceeding, steps, request.step, asker, row ?? {})
      takeBack(door, step.relied)
      door.insert(STEP, {
        subject: `${subjectPrefix(request.register)}${request.record}`,
        procedure: proceeding.procedure.key,
        step: undoing(step.step),
        round: step.round,
        follows: step.id,
        level,
        done_on: request.on,
        done_by: user.displayName.slice(0, NAME_LENGTH),
        remark: request.reason,
      })
    },
  )
  return { changeSet }
}

/** Steps of a year that is locked are undone and taken over by the level that locked it. */
function refuseLocked(database: ReadDatabase, { register }: Proceeding, row: SqlRow | undefined, asker: Asker): void {
  const locked = new LockedYears(database).on(register, [row])
  const { level } = makerOf(asker, register, TAKING_OVER, row ?? {})
  if (locked === null || (level !== null && isAtLeast(level, locked.level))) return
  throw new AppError('FORBIDDEN', `${locked.year} 年已由${levelNames[locked.level]}级锁定，不能办理。`, `请由${levelNames[locked.level]}级办理，或请其解锁。`)
}

/**
 * Takes over a state that was reached elsewhere: on a sheet, in an earlier program. One opening step for each record that has no step of its
 * own; its id follows from record and state, so that every site makes the same one. The others are left as they are.
 */
export async function openAt(
  ports: ProcedurePorts,
  user: AskingUser,
  request: { readonly register: string; readonly ids: readonly string[]; readonly state: string; readonly on: string; readonly basis: string },
): Promise<{ opened: number; left: number; changeSet: string | null }> {
  const proceeding = recordedProceedingOf(request.register)
  const { procedure, register } = proceeding
  if (!procedure.states.some(({ key }) => key === request.state))
    throw new AppError(
      'VALIDATION',
      `${procedure.label}没有“${request.state}”这个状态。`,
      `可用的状态：${procedure.states.map(({ key, label }) => `${key}（${label}）`).join('、')}。`,
    )
  if (procedure.told !== undefined)
    throw new AppError(
      'VALIDATION',
      `${procedure.label}的状态由“${fieldOf(register, procedure.told.by).label}”承接。`,
      '请在卡片里填写，或者导入表格；已有步骤的以步骤为准。',
    )
  const ids = [...new Set(request.ids)]
  for (const id of ids) ports.records.get(user, register.name, id)
  const asker = askerOf(user, ports.unit.code)
  const { result, changeSet } = await ports.records.writer.changeInSteps(
    user,
    { kind: STEP_KIND, title: `${procedure.label}：承接 ${ids.length} 条`, reason: request.basis, opened: openedTo(undefined) },
    async (door, turn) => {
      const steps = stepsOf(door.transaction, proceeding, ids)
      let opened = 0
      for (const id of ids) {
        const row = door.transaction.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ?`, id) ?? {}
        const maker = makerOf(asker, register, TAKING_OVER, row)
        requireMaker(TAKING_OVER, '承接', maker)
        refuseLocked(door.transaction, proceeding, row, asker)
        if ((steps.get(id) ?? []).length === 0 && request.state !== procedure.initial) {
          door.insert(STEP, {
            subject: `${subjectPrefix(register.name)}${id}`,
            procedure: procedure.key,
            step: opening(request.state),
            round: 1,
            level: maker.level ?? LOWEST_LEVEL,
            done_on: request.on,
            done_by: user.displayName.slice(0, NAME_LENGTH),
            basis: request.basis,
          })
          opened += 1
        }
        await turn()
      }
      return opened
    },
  )
  return { opened: result, left: ids.length - result, changeSet }
}
