/** The columns that show the state of a record: made from its steps after each write, here and wherever steps arrive. */
import { idSql, subjectPrefix } from '../catalogue/derive/subject.ts'
import { findField } from '../catalogue/index.ts'
import { touchedRecords, type Derivation } from '../store/derivations.ts'
import { proceedings, type Proceeding } from './proceedings.ts'
import { heldOf, stateOf, type StepFact } from './state.ts'
import { toldIn } from './steps.ts'

interface DatedStep extends StepFact {
  readonly due: string | null
}

function derivationOf({ register, procedure }: Proceeding): Derivation {
  const prefix = subjectPrefix(register.name)
  const { told } = procedure
  const held = told === undefined ? undefined : findField(register, told.by)?.readAs
  return {
    register: register.name,
    touchedBy: {
      procedure_step: `SELECT ${idSql(prefix, 'subject')} FROM procedure_step WHERE id IN ${touchedRecords('procedure_step')} AND substr(subject, 1, ${prefix.length}) = '${prefix}'`,
    },
    formula: {
      reads: told === undefined ? [] : [told.by],
      finds: {
        steps: `SELECT json_group_array(json_object('id', s.id, 'step', s.step, 'follows', s.follows, 'due', s.due_on)) FROM procedure_step s
          WHERE s.subject = '${prefix}' || ${register.name}.id AND s.procedure = '${procedure.key}' AND s.deleted = 0`,
      },
      columns: [procedure.state, ...(procedure.due === undefined ? [] : [procedure.due]), ...(held === undefined ? [] : [held])],
      compute: (row, { steps }) => {
        const made = JSON.parse(String(steps)) as DatedStep[]
        const said = toldIn(procedure, row)
        const standing = stateOf(procedure, made, said)
        const due = made.find(({ id }) => id === standing.last)?.due ?? null
        return {
          [procedure.state]: standing.state,
          ...(procedure.due === undefined ? {} : { [procedure.due]: due }),
          ...(held === undefined ? {} : { [held]: heldOf(procedure, standing, made, said) }),
        }
      },
    },
  }
}

export const procedureDerivations: readonly Derivation[] = proceedings.map(derivationOf)
