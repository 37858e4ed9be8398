/** Making steps: one record or a hundred in one change set, each that cannot go on with its reasons. */
import { askerOf, type Asker, type AskingUser } from '../access/asker.ts'
import { makerOf, requireMaker, TAKING_OVER } from '../access/making.ts'
import { subjectPrefix } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import { AppError } from '../errors.ts'
import type { Door, Opened } from '../registers/writer.ts'
import { isAtLeast, levelNames, LOWEST_LEVEL } from '../rules/levels.ts'
import { LockedYears } from '../store/lockedYears.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { effectOf, takeBack } from './effects.ts'
import { Gathering, NAME_LENGTH, rulesOf } from './facts.ts'
import { missingFor, type Missing } from './needs.ts'
import { recordedProceedingOf, type Proceeding } from './proceedings.ts'
import { opening, undoing } from './state.ts'
import { stepsOf } from './steps.ts'
import { undoable } from './undo.ts'
import { advancing, declaredStep, writeStep, type ProcedurePorts, type StepRequest } from './writing.ts'

export type { ProcedurePorts, StepRequest } from './writing.ts'

interface Refused {
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
          const advance = advancing(door, { ports, asker, rules, on: request.on, today, by: user.displayName })
          writeStep(door, { proceeding, step, effect, request, gathered, rules, act: gathering.act?.id ?? null, by: user.displayName, advance })
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
      undoIn(door, askerOf(user, ports.unit.code), proceeding, { ...request, by: user.displayName })
    },
  )
  return { changeSet }
}

/** Undoes a step of a record with what its effect did, steps of other records among it, which must be the last of theirs. */
function undoIn(
  door: Door,
  asker: Asker,
  proceeding: Proceeding,
  { record, step: id, reason, on, by }: { readonly record: string; readonly step: string; readonly reason: string; readonly on: string; readonly by: string },
): void {
  const { register, procedure } = proceeding
  const steps = stepsOf(door.transaction, proceeding, [record]).get(record) ?? []
  const row = door.transaction.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ?`, record)
  refuseLocked(door.transaction, proceeding, row, asker)
  const { step, level } = undoable(proceeding, steps, id, asker, row ?? {})
  takeBack(door, step.relied, (other, otherId, made) => {
    try {
      undoIn(door, asker, recordedProceedingOf(other), { record: otherId, step: made, reason, on, by })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new AppError(error.code, `跟着这一步办的${registerOf(other).label}的步骤撤销不了：${error.message}`, '请先撤销它后来办的步骤，再撤销这一步。')
    }
  })
  door.insert(STEP, {
    subject: `${subjectPrefix(register.name)}${record}`,
    procedure: procedure.key,
    step: undoing(step.step),
    round: step.round,
    follows: step.id,
    level,
    done_on: on,
    done_by: by.slice(0, NAME_LENGTH),
    remark: reason,
  })
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
