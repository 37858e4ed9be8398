/** The columns that show the state of a record: made from its steps after each write, here and wherever steps arrive. */
import { idSql, subjectPrefix } from '../catalogue/derive/subject.ts'
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import { findField } from '../catalogue/index.ts'
import { touchedRecords, type Derivation } from '../store/derivations.ts'
import { proceedings, type Proceeding } from './proceedings.ts'
import { heldOf, restingOn, stateOf, type StepFact } from './state.ts'
import { toldIn } from './steps.ts'

interface DatedStep extends StepFact {
  readonly due: string | null
  readonly day: string
  readonly on: string | null
  readonly by: string | null
  readonly signed: string | null
  readonly remark: string | null
}

/** What is read of steps where the record shows the last of them. */
const SHOWN = `, 'on', s.done_on, 'by', s.done_by, 'signed', s.signatures, 'remark', s.remark`

/** The fields that show the last step, each with what it takes of it. */
function shownFields({ shows }: ProcedureDefinition): (readonly [string, (step: DatedStep) => string | null])[] {
  const { on, by, remark } = shows ?? {}
  return [
    ...(on === undefined ? [] : [[on, (step: DatedStep) => step.on] as const]),
    ...(by === undefined ? [] : [[by, (step: DatedStep) => step.signed ?? step.by] as const]),
    ...(remark === undefined ? [] : [[remark, (step: DatedStep) => step.remark] as const]),
  ]
}

function derivationOf({ register, procedure }: Proceeding): Derivation {
  const prefix = subjectPrefix(register.name)
  const { told } = procedure
  const shown = shownFields(procedure)
  const held = told === undefined ? undefined : findField(register, told.by)?.readAs
  return {
    register: register.name,
    touchedBy: {
      ...(procedure.days === undefined
        ? {}
        : {
            shared_act: `SELECT ${idSql(prefix, 'subject')} FROM procedure_step WHERE act IN ${touchedRecords('shared_act')} AND substr(subject, 1, ${prefix.length}) = '${prefix}'`,
          }),
      procedure_step: `SELECT ${idSql(prefix, 'subject')} FROM procedure_step WHERE id IN ${touchedRecords('procedure_step')} AND substr(subject, 1, ${prefix.length}) = '${prefix}'`,
    },
    formula: {
      reads: told === undefined ? [] : [told.by],
      finds: {
        steps: `SELECT json_group_array(json_object('id', s.id, 'step', s.step, 'follows', s.follows, 'due', s.due_on, 'day', coalesce((SELECT a.held_on FROM shared_act a WHERE a.id = s.act AND a.deleted = 0), s.done_on)${shown.length === 0 ? '' : SHOWN})) FROM procedure_step s
          WHERE s.subject = '${prefix}' || ${register.name}.id AND s.procedure = '${procedure.key}' AND s.deleted = 0`,
      },
      columns: [
        procedure.state,
        ...(procedure.due === undefined ? [] : [procedure.due]),
        ...Object.keys(procedure.days ?? {}),
        ...(held === undefined ? [] : [held]),
        ...shown.map(([key]) => key),
      ],
      compute: (row, { steps }) => {
        const made = JSON.parse(String(steps)) as DatedStep[]
        const said = toldIn(procedure, row)
        const standing = stateOf(procedure, made, said)
        const last = made.find(({ id }) => id === standing.last)
        const due = last?.due ?? null
        const shows = procedure.shows?.in.includes(standing.state) === true ? last : undefined
        return {
          [procedure.state]: standing.state,
          ...(procedure.due === undefined ? {} : { [procedure.due]: due }),
          ...daysOf(procedure, made, restingOn(procedure, standing, made)),
          ...(held === undefined ? {} : { [held]: heldOf(procedure, standing, made, said) }),
          ...Object.fromEntries(shown.map(([key, of]) => [key, shows === undefined ? null : of(shows)])),
        }
      },
    },
  }
}

/** The days of the steps that the state rests on, by the fields that hold them: what is to be made anew after it was sent back has none. */
function daysOf({ days = {} }: Proceeding['procedure'], made: readonly DatedStep[], resting: readonly string[]): Record<string, string | null> {
  const counting = resting.flatMap((id) => made.find((one) => one.id === id) ?? [])
  return Object.fromEntries(Object.entries(days).map(([field, step]) => [field, counting.findLast((one) => one.step === step)?.day ?? null]))
}

export const procedureDerivations: readonly Derivation[] = proceedings.map(derivationOf)
