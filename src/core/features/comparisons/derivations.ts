/** What is computed of a comparison: how many of its suspicions wait, and how many were found true. After the states of procedures. */
import { touchedRecords, type Derivation } from '../../store/index.ts'

const COUNTED = (state: string): string =>
  `SELECT count(*) FROM comparison_hit t WHERE t.comparison_id = compared_list.id AND t.state = '${state}' AND t.deleted = 0`

export const comparisonDerivations: readonly Derivation[] = [
  {
    register: 'compared_list',
    touchedBy: { comparison_hit: `SELECT comparison_id FROM comparison_hit WHERE id IN ${touchedRecords('comparison_hit')}` },
    expressions: [
      { columns: ['waiting'], sql: COUNTED('open') },
      { columns: ['confirmed'], sql: COUNTED('confirmed') },
    ],
  },
]
