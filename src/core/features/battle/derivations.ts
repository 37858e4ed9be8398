/** What is computed of tasks. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { touchedRecords, type Derivation } from '../../store/index.ts'

const TASK = 'battle_task:'

export const battleDerivations: readonly Derivation[] = [
  {
    register: 'battle_task',
    touchedBy: {
      procedure_step: `SELECT substr(subject, ${TASK.length + 1}) FROM procedure_step WHERE id IN ${touchedRecords('procedure_step')} AND substr(subject, 1, ${TASK.length}) = '${TASK}'`,
    },
    expressions: [{ columns: ['in_time'], sql: 'battle_task.finished_on <= battle_task.due_on' }],
  },
]
