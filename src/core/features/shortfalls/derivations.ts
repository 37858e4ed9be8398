/** What is computed of gaps and of what is asked for to fill them. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { parameterAtEndOf, touchedParameter } from '../../registers/parametersIn.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { priorityOf, WEIGHTS } from './priority.ts'

export const shortfallDerivations: readonly Derivation[] = [
  {
    register: 'shortfall',
    touchedBy: {},
    expressions: [{ columns: ['difference'], sql: 'max(0, shortfall.required - shortfall.current)' }],
  },
  {
    register: 'project_need',
    touchedBy: {
      unit_price: `SELECT id FROM project_need WHERE price_id IN ${touchedRecords('unit_price')}`,
      village: `SELECT n.id FROM village v JOIN project_need n ON n.village = v.village WHERE v.id IN ${touchedRecords('village')}`,
    },
    settings: { parameter: `SELECT id FROM project_need WHERE ${touchedParameter(WEIGHTS)}` },
    expressions: [
      {
        columns: ['estimate'],
        // Hundredths of a unit times 分, half a 分 up.
        sql: 'coalesce(project_need.stated_estimate, (SELECT (project_need.size * p.price + 50) / 100 FROM unit_price p WHERE p.id = project_need.price_id))',
      },
      {
        columns: ['in_plan'],
        sql: '(SELECT v.planned_exit_year = project_need.year FROM village v WHERE v.village = project_need.village AND v.deleted = 0 AND v.planned_exit_year IS NOT NULL LIMIT 1)',
      },
    ],
    formula: {
      reads: ['urgency', 'households', 'poor_households', 'votes_for', 'votes_present'],
      finds: Object.fromEntries(WEIGHTS.map((key) => [key, parameterAtEndOf('project_need.year', key)])),
      columns: ['priority'],
      compute: (row, found) => ({ priority: priorityOf(row, found) }),
    },
  },
]
