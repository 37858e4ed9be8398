/** Whether a household is poor today, and since which year not: by the steps of its exit, where the newest year that says anything has some; else as it was entered. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'

/** After the states of procedures, on which it depends. */
export const exitDerivations: readonly Derivation[] = [
  {
    register: 'household',
    touchedBy: { household_year: `SELECT household_id FROM household_year WHERE id IN ${touchedRecords('household_year')}` },
    expressions: [
      {
        columns: ['exit_standing', 'exit_standing_year'],
        sql: `SELECT coalesce(newest.held, household.exit_status), CASE WHEN newest.held = '1' THEN newest.year ELSE household.exit_year END
          FROM (SELECT 1) LEFT JOIN (
            SELECT y.year, CASE WHEN EXISTS (SELECT 1 FROM procedure_step s WHERE s.subject = '${subjectPrefix('household_year')}' || y.id AND s.deleted = 0) THEN y.exit_standing END AS held
            FROM household_year y WHERE y.household_id = household.id AND y.deleted = 0 AND y.exit_standing IS NOT NULL ORDER BY y.year DESC LIMIT 1) newest ON 1`,
      },
    ],
  },
]
