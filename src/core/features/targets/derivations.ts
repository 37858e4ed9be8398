/** What a target is by now: as its last adjustment says, else as it was handed down. */
import { touchedRecords, type Derivation } from '../../store/index.ts'

export const targetDerivations: readonly Derivation[] = [
  {
    register: 'target_task',
    touchedBy: {
      target_adjustment: `SELECT t.id FROM target_adjustment a JOIN target_task t ON t.measure_id = a.measure_id AND t.year = a.year AND t.place = a.place
        WHERE a.id IN ${touchedRecords('target_adjustment')}`,
    },
    expressions: [
      {
        columns: ['amount_now'],
        sql: `coalesce((SELECT a.after FROM target_adjustment a WHERE a.measure_id = target_task.measure_id AND a.year = target_task.year AND a.place = target_task.place AND a.deleted = 0 ORDER BY a.adjusted_on DESC, a.id DESC LIMIT 1), target_task.amount)`,
      },
    ],
  },
]
