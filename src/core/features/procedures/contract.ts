/** Procedures of records, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { registerName } from '../../shapes.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const missingShape = z.object({
  need: z.enum([
    'state',
    'role',
    'level',
    'lock',
    'day',
    'field',
    'paper',
    'act',
    'vote',
    'notice',
    'elapsed',
    'signature',
    'signOff',
    'remark',
    'hand',
    'condition',
    'effect',
  ]),
  about: z.string().nullable(),
  message: z.string(),
})

const sheetShape = z.object({ form: z.string(), register: z.string(), ids: z.array(z.string()).readonly() })

export type SheetShown = z.infer<typeof sheetShape>

const stepShownShape = z.object({
  id: z.string(),
  label: z.string(),
  on: z.string(),
  by: z.string().nullable(),
  level: z.string(),
  remark: z.string().nullable(),
  signatures: z.string().nullable(),
  basis: z.string().nullable(),
  standing: z.enum(['counts', 'undone', 'undoes', 'contested', 'yields', 'missing', 'after', 'misplaced', 'unknown']),
  note: z.string().nullable(),
  act: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Codes of the papers that belong to the step. */
  prints: z.array(z.string()).readonly(),
  /** Forms of records that the step is made with, and the records there are. */
  sheets: z.array(sheetShape).readonly(),
  /** It is a step on file, and not only what was told; papers are printed of those. */
  kept: z.boolean(),
  mayUndo: z.boolean(),
})
export type StepShown = z.infer<typeof stepShownShape>

const nextStepShape = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  kind: z.enum(['step', 'signOff', 'suspend', 'resume']),
  act: z.enum(['meeting', 'notice']).nullable(),
  vote: z.boolean(),
  signatures: z.object({ label: z.string(), atLeast: z.number() }).nullable(),
  remark: z.string().nullable(),
  missing: z.array(missingShape).readonly(),
  sheets: z.array(sheetShape).readonly(),
})
export type NextStep = z.infer<typeof nextStepShape>

const conditionShape = z.object({
  key: z.string(),
  label: z.string(),
  target: z.string(),
  value: z.string().nullable(),
  met: z.enum(['met', 'unmet', 'unknown']),
  note: z.string().nullable(),
  doubtful: z.boolean(),
})
export type ConditionShown = z.infer<typeof conditionShape>

const procedureShape = z.object({
  label: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  due: z.string().nullable(),
  late: z.boolean(),
  contested: z.boolean(),
  steps: z.array(stepShownShape).readonly(),
  next: z.array(nextStepShape).readonly(),
  /** What must hold of the record beside its steps, and how it stands today. */
  conditions: z.array(conditionShape).readonly(),
  /** What a new record begins with that says of a condition what no data tells. */
  entering: z.object({ register: z.string(), item: z.string(), values: z.record(z.string(), z.string()) }).nullable(),
})
export type ProcedureOfRecord = z.infer<typeof procedureShape>

const refusedShape = z.object({ id: z.string(), title: z.string(), missing: z.array(missingShape).readonly() })

const stepInput = z.object({
  register: registerName,
  ids: z.array(z.string()).min(1).max(5000),
  step: z.string(),
  on: day,
  remark: z.string().trim().max(1000).optional(),
  signatures: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  /** Id of the meeting or notice. */
  act: z.string().optional(),
  /** Votes for records that the meeting does not list yet. */
  votes: z.object({ inFavour: z.number().int().min(0), against: z.number().int().min(0), abstained: z.number().int().min(0) }).optional(),
})

export const procedureContract = {
  /** The registers with a procedure. */
  list: asks('read', 'divisions').output(
    z.array(z.object({ register: z.string(), label: z.string(), states: z.array(z.object({ key: z.string(), label: z.string() })) })),
  ),
  show: asks('read', 'divisions')
    .input(z.object({ register: registerName, id: z.string() }))
    .output(procedureShape),
  /** How many records are in which state, by place; of yearly records those of one year. */
  board: asks('read', 'divisions')
    .input(z.object({ register: registerName, by: z.enum(['township', 'village']), year: z.number().int().optional(), round: z.string().optional() }))
    .output(z.array(z.object({ code: z.string(), name: z.string(), counts: z.record(z.string(), z.number()), late: z.number() }))),
  /** The rounds of work of a year of which a board may be, with the days until each ends; none of procedures without rounds. */
  rounds: asks('read', 'divisions')
    .input(z.object({ register: registerName, year: z.number().int().optional() }))
    .output(z.array(z.object({ id: z.string(), name: z.string(), ends: z.string().nullable(), days: z.number().int().nullable() }))),
  /** Makes a step of the records that have what it needs, as one change set; the others are answered with their reasons. */
  step: asks(['enter', 'review'], 'divisions')
    .input(stepInput)
    .output(z.object({ done: z.array(z.string()).readonly(), refused: z.array(refusedShape).readonly(), changeSet: z.string().nullable() })),
  undo: asks(['enter', 'review'], 'divisions')
    .input(z.object({ register: registerName, id: z.string(), step: z.string(), reason: z.string().trim().min(1).max(1000) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** Takes over a state reached elsewhere, for records that have no step yet. */
  open: asks('enter', 'divisions')
    .input(
      z.object({ register: registerName, ids: z.array(z.string()).min(1).max(5000), state: z.string(), on: day, basis: z.string().trim().min(1).max(200) }),
    )
    .output(z.object({ opened: z.number(), left: z.number(), changeSet: z.string().nullable() })),
}
