/** A record's procedure as people see it: where it stands, what was done, and what each next step still lacks. */
import { askerOf, type AskingUser } from '../access/asker.ts'
import { begunForRecordsOf, copied, copiesFor } from '../catalogue/derive/beginning.ts'
import { stateLabelOf } from '../catalogue/derive/procedure.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import { referenceTo } from '../catalogue/derive/subject.ts'
import { fieldOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import type { SqlRow } from '../store/index.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import { conditionsOf, type Condition } from './conditions.ts'
import { Gathering, isFor, rulesOf } from './facts.ts'
import type { ProcedurePorts } from './make.ts'
import { missingFor, type Missing } from './needs.ts'
import { recordedProceedingOf, type Proceeding } from './proceedings.ts'
import { isOpening, isUndoing, opening, stepOf, undoneKey, type Standing } from './state.ts'
import { standingOf, stepsOf, type StepRow } from './steps.ts'
import { openingOf, type OpeningStep } from './told.ts'
import { undoable } from './undo.ts'

interface StepShown {
  readonly id: string
  readonly label: string
  readonly on: string
  readonly by: string | null
  readonly level: string
  readonly remark: string | null
  readonly signatures: string | null
  readonly basis: string | null
  readonly standing: Standing
  /** Why it does not count; null where it does. */
  readonly note: string | null
  readonly act: { readonly id: string; readonly name: string } | null
  readonly prints: readonly string[]
  readonly sheets: readonly SheetShown[]
  /** A step on file, and not only what was told. */
  readonly kept: boolean
  readonly mayUndo: boolean
}

/** A form of records that a step is made with, and the records that there are. */
interface SheetShown {
  readonly form: string
  readonly register: string
  readonly ids: readonly string[]
}

interface NextStep {
  readonly key: string
  readonly label: string
  readonly hint: string | null
  readonly kind: 'step' | 'signOff' | 'suspend' | 'resume'
  /** The act by which it is made, and whether that has to vote. */
  readonly act: 'meeting' | 'notice' | null
  readonly vote: boolean
  readonly signatures: { readonly label: string; readonly atLeast: number } | null
  /** What its remark must say; null where it may be left out. */
  readonly remark: string | null
  /** What is not there yet, apart from what is entered with the step itself. */
  readonly missing: readonly Missing[]
  readonly sheets: readonly SheetShown[]
}

export interface ProcedureShown {
  readonly label: string
  readonly state: string
  readonly stateLabel: string
  readonly due: string | null
  readonly late: boolean
  readonly contested: boolean
  readonly steps: readonly StepShown[]
  readonly next: readonly NextStep[]
  /** What must hold of the record, and how it stands today. */
  readonly conditions: readonly Condition[]
  /** What a new record begins with that says of a condition what no data tells; null where none does. */
  readonly entering: Entering | null
}

interface Entering {
  readonly register: string
  /** Key of the field that names the condition. */
  readonly item: string
  readonly values: Readonly<Record<string, string>>
}

/** What is entered with the step itself. */
const ENTERED: ReadonlySet<Missing['need']> = new Set(['act', 'vote', 'signature', 'remark'])

export function showProcedure(ports: ProcedurePorts, user: AskingUser, register: string, id: string, today: string): ProcedureShown {
  const proceeding = recordedProceedingOf(register)
  ports.records.get(user, register, id)
  const { read } = ports.store
  const row = read.get<SqlRow>(`SELECT * FROM ${proceeding.register.name} WHERE id = ?`, id) ?? {}
  const asker = askerOf(user, ports.unit.code)
  const steps = inOrder(proceeding, stepsOf(read, proceeding, [id]).get(id) ?? [])
  const standing = standingOf(proceeding, steps, row)
  const opened = openingOf(read, proceeding, row, standing)
  const { procedure } = proceeding
  const due = steps.find((step) => step.id === standing.last)?.due_on ?? null
  const rules = rulesOf(read, ports.parameters())
  const said = { on: today, today, signatures: [], act: null }
  return {
    label: procedure.label,
    state: standing.state,
    stateLabel: stateLabelOf(procedure, standing.state),
    due,
    late: due !== null && due < today,
    contested: standing.contested.length > 0,
    steps: [
      ...(opened === null ? [] : [openedShown(proceeding, opened)]),
      ...steps.map((step) =>
        shown(ports, user, { proceeding, steps, step, record: id }, standing.standing.get(step.id) ?? 'after', () =>
          undoable(proceeding, steps, step.id, asker, row),
        ),
      ),
    ],
    conditions: conditionsOf(procedure, ports.conditions ?? {}, read, { id, row, on: today }, ports.parameters()),
    entering: enteringOf(ports, proceeding, id, row),
    next: procedure.steps
      .filter((step) => step.from.includes(standing.state) && isFor(step, row) && !(step.kind === 'signOff' && standing.signed.includes(step.key)))
      .map((step) => {
        const [gathered] = new Gathering(read, asker, proceeding, step, said, { effects: ports.effects ?? {}, rules }, ports).of([id])
        return {
          key: step.key,
          label: step.label,
          hint: step.hint ?? null,
          kind: step.kind ?? 'step',
          act: step.act ?? null,
          vote: step.needs?.vote !== undefined,
          signatures: step.needs?.signatures ?? null,
          remark: step.needs?.remark ?? null,
          missing: gathered === undefined ? [] : missingFor(procedure, step, gathered.facts, rules).filter(({ need }) => !ENTERED.has(need)),
          sheets: sheetsOf(ports, user, proceeding, step, id),
        }
      }),
  }
}

/** As a record is begun for many: with the reference, and what is taken over. */
function enteringOf({ records }: ProcedurePorts, { register, procedure }: Proceeding, id: string, row: SqlRow): Entering | null {
  const { conditionsEntered: entered } = procedure
  const begun = entered === undefined ? undefined : begunForRecordsOf(register.name).find(({ name }) => name === entered.register)
  if (entered === undefined || begun === undefined) return null
  const { by } = begun.begunFor
  const known = toContractRow(tableOf(register.name), row)
  const copies = copiesFor(begun, register.name).flatMap((copy) => {
    const value = copied(copy, known)
    return value === null ? [] : [[copy.to, String(value)] as const]
  })
  return {
    ...entered,
    values: {
      ...Object.fromEntries(copies),
      [by]: referenceTo(fieldOf(begun, by), { register: register.name, id }),
      [`${by}_title`]: records.titleOf(register.name, id),
    },
  }
}

/** Day by day; of one day by what follows what, and sign-offs as they are declared: the same wherever the steps came from. */
function inOrder({ procedure }: Proceeding, steps: readonly StepRow[]): readonly StepRow[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const depthOf = (step: StepRow, passed: number): number => {
    const before = step.follows === null ? undefined : byId.get(step.follows)
    return before === undefined || passed > steps.length ? 0 : 1 + depthOf(before, passed + 1)
  }
  const places = new Map(procedure.steps.map(({ key }, index) => [key, index]))
  const keyed = steps.map((step) => ({ step, depth: depthOf(step, 0), place: places.get(step.step) ?? procedure.steps.length }))
  return keyed
    .toSorted((one, other) => one.step.done_on.localeCompare(other.step.done_on) || one.depth - other.depth || one.place - other.place)
    .map(({ step }) => step)
}

/** What was told, as the step that it becomes once another follows. */
function openedShown(proceeding: Proceeding, { step, on, by, basis }: OpeningStep): StepShown {
  return {
    id: step,
    label: stepLabel(proceeding, step),
    on,
    by,
    level: '',
    remark: null,
    signatures: null,
    basis,
    standing: 'counts',
    note: null,
    act: null,
    prints: [],
    sheets: [],
    kept: false,
    mayUndo: false,
  }
}

/** The records that a step's forms are made of, as far as the asker may read them. */
function sheetsOf(ports: ProcedurePorts, user: AskingUser, { register }: Proceeding, step: ProcedureStep | undefined, id: string): SheetShown[] {
  return (step?.sheets ?? []).map(({ form, of }) => {
    if (of === undefined) return { form, register: register.name, ids: [id] }
    const readable = ports.records.conditionOf(user, { register: of.register, where: { [of.by]: id } })
    const rows = ports.store.read.all<{ id: string }>(
      `SELECT t.id FROM ${of.register} t WHERE t.deleted = 0 AND ${readable.sql} ORDER BY t.id`,
      ...readable.parameters,
    )
    return { form, register: of.register, ids: rows.map((row) => row.id) }
  })
}

function shown(
  ports: ProcedurePorts,
  user: AskingUser,
  { proceeding, steps, step, record }: { readonly proceeding: Proceeding; readonly steps: readonly StepRow[]; readonly step: StepRow; readonly record: string },
  standing: Standing,
  ask: () => unknown,
): StepShown {
  const name = step.act === null ? undefined : ports.store.read.get<{ name: string }>('SELECT name FROM shared_act WHERE id = ?', step.act)?.name
  return {
    id: step.id,
    label: stepLabel(proceeding, step.step),
    on: step.done_on,
    by: step.done_by,
    level: step.level,
    remark: step.remark,
    signatures: step.signatures,
    basis: step.basis,
    standing,
    note: noteOf(standing, steps, step),
    act: step.act === null ? null : { id: step.act, name: name ?? '' },
    prints: stepOf(proceeding.procedure, step.step)?.prints ?? [],
    sheets: sheetsOf(ports, user, proceeding, stepOf(proceeding.procedure, step.step), record),
    kept: true,
    mayUndo: succeeds(ask),
  }
}

function succeeds(ask: () => unknown): boolean {
  try {
    ask()
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** What a step is called, by the key kept with it. */
export function stepLabel(proceeding: Proceeding, key: string): string {
  const { procedure } = proceeding
  if (isUndoing(key)) return `撤销“${stepLabel(proceeding, undoneKey(key))}”`
  if (isOpening(key)) return `承接为“${procedure.states.find((state) => opening(state.key) === key)?.label ?? key}”`
  return stepOf(procedure, key)?.label ?? key
}

const NOTES: Readonly<Record<Standing, string | null>> = {
  counts: null,
  undoes: null,
  undone: '已撤销',
  contested: '另有一步接在同一步后面，由上级定哪一步算数',
  yields: '本单位已有自己的步骤，承接的不算',
  missing: '它的上一步还没有收到，收到后恢复',
  after: '它的上一步不算数，暂时中止',
  misplaced: '不能从当时的状态办这一步',
  unknown: '本版本不认识这一步，请升级程序',
}

function noteOf(standing: Standing, steps: readonly StepRow[], { id }: StepRow): string | null {
  if (standing !== 'undone') return NOTES[standing]
  const by = steps.find(({ step, follows }) => follows === id && isUndoing(step))
  return `${by?.done_on ?? ''} 撤销：${by?.remark ?? ''}`
}
