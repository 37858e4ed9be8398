/** The columns that show the state of a record: made from its steps after each write, here and wherever steps arrive. */
import { idSql, subjectPrefix } from '../catalogue/derive/subject.ts'
import { touchedRecords, type Derivation } from '../store/derivations.ts'
import { proceedings, type Proceeding } from './proceedings.ts'
import { stateOf, type StepFact } from './state.ts'

interface DatedStep extends StepFact {
  readonly due: string | null
}

function derivationOf({ register, procedure }: Proceeding): Derivation {
  const prefix = subjectPrefix(register.name)
  return {
    register: register.name,
    touchedBy: {
      procedure_step: `SELECT ${idSql(prefix, 'subject')} FROM procedure_step WHERE id IN ${touchedRecords('procedure_step')} AND substr(subject, 1, ${prefix.length}) = '${prefix}'`,
    },
    formula: {
      reads: [],
      finds: {
        steps: `SELECT json_group_array(json_object('id', s.id, 'step', s.step, 'follows', s.follows, 'due', s.due_on)) FROM procedure_step s
          WHERE s.subject = '${prefix}' || ${register.name}.id AND s.procedure = '${procedure.key}' AND s.deleted = 0`,
      },
      columns: [procedure.state, ...(procedure.due === undefined ? [] : [procedure.due])],
      compute: (_row, { steps }) => {
        const made = JSON.parse(String(steps)) as DatedStep[]
        const { state, last } = stateOf(procedure, made)
        const due = made.find(({ id }) => id === last)?.due ?? null
        return { [procedure.state]: state, ...(procedure.due === undefined ? {} : { [procedure.due]: due }) }
      },
    },
  }
}

export const procedureDerivations: readonly Derivation[] = proceedings.map(derivationOf)
