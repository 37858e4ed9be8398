/** What is computed of monitored households and of work by the month. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { RISKS } from '../../catalogue/entities/monitoring.ts'
import { codeListOf } from '../../catalogue/index.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { DEVELOPING, KIND, MONITORED, REMOVED } from './checks/words.ts'

const OF_HOUSEHOLD = subjectPrefix('household')
const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ')

/** The day of the last step of a key, as long as the record stands where the step led. */
const stepDay = (key: string): string => `(SELECT s.done_on FROM procedure_step s
  WHERE s.subject = '${subjectPrefix('monitored_household')}' || monitored_household.id AND s.procedure = 'monitoring_stage' AND s.step = '${key}' AND s.deleted = 0
  ORDER BY s.round DESC LIMIT 1)`

/** Of a vague date the first day. */
const FIRST_DAY = `CASE length(monitored_household.identified_standing) WHEN 4 THEN monitored_household.identified_standing || '-01-01'
  WHEN 7 THEN monitored_household.identified_standing || '-01' ELSE monitored_household.identified_standing END`
const IS_MONITORED = `monitored_household.stage IN (${quoted(MONITORED)})`
const HAS_AID = (more: string): string =>
  `EXISTS (SELECT 1 FROM monitored_aid a WHERE a.monitored_household_id = monitored_household.id AND a.deleted = 0${more})`

const riskOrder = codeListOf('risk_type')
  .items.map(({ code }, place) => `(${place}, '${code}')`)
  .join(', ')

/** After the states of procedures, on which they depend. */
export const monitoringDerivations: readonly Derivation[] = [
  {
    register: 'monitored_household',
    touchedBy: {},
    expressions: [
      {
        columns: ['household_type'],
        sql: `CASE WHEN substr(monitored_household.subject, 1, ${OF_HOUSEHOLD.length}) = '${OF_HOUSEHOLD}' THEN 'x1'
          WHEN monitored_household.kind = '${KIND.edge}' THEN 'x2' WHEN monitored_household.kind = '${KIND.sudden}' THEN 'x3' ELSE 'x4' END`,
      },
      {
        columns: ['risks'],
        sql: `SELECT group_concat(code, ',' ORDER BY place) FROM (SELECT column1 AS place, column2 AS code FROM (VALUES ${riskOrder}))
          WHERE code IN (${RISKS.map((key) => `monitored_household.${key}`).join(', ')})`,
      },
      {
        columns: ['identified_standing'],
        sql: `CASE WHEN monitored_household.stage IN (${quoted([...MONITORED, REMOVED])}) THEN coalesce(${stepDay('include')}, monitored_household.identified_on) END`,
      },
      {
        columns: ['removed_standing'],
        sql: `CASE WHEN monitored_household.stage = '${REMOVED}' THEN coalesce(${stepDay('remove')}, monitored_household.removed_on) END`,
      },
    ],
  },
  {
    register: 'monitored_household',
    touchedBy: { monitored_aid: `SELECT monitored_household_id FROM monitored_aid WHERE id IN ${touchedRecords('monitored_aid')}` },
    expressions: [
      { columns: ['unaided_since'], sql: `CASE WHEN ${IS_MONITORED} AND NOT ${HAS_AID('')} THEN ${FIRST_DAY} END` },
      {
        columns: ['undeveloped_since'],
        sql: `CASE WHEN ${IS_MONITORED} AND coalesce(monitored_household.no_labour_support, 0) = 0
          AND NOT ${HAS_AID(` AND a.kind IN (${quoted(DEVELOPING)})`)} THEN ${FIRST_DAY} END`,
      },
      { columns: ['removable_since'], sql: `CASE WHEN ${IS_MONITORED} THEN ${FIRST_DAY} END` },
    ],
  },
  {
    register: 'work_month',
    touchedBy: {
      work_month: `SELECT o.id FROM work_month t JOIN work_month o ON o.subject = t.subject WHERE t.id IN ${touchedRecords('work_month')}`,
    },
    expressions: [
      {
        columns: ['missing_before'],
        sql: `SELECT coalesce(max(0, ${monthNumber('work_month.month')} - max(${monthNumber('b.month')}) - 1), 0)
          FROM work_month b WHERE b.subject = work_month.subject AND b.deleted = 0 AND b.month < work_month.month`,
      },
    ],
  },
  {
    register: 'work_plan',
    touchedBy: {
      work_month: `SELECT p.id FROM work_month t JOIN work_plan p ON p.subject = t.subject WHERE t.id IN ${touchedRecords('work_month')}`,
    },
    expressions: [
      {
        columns: ['gone'],
        sql: `SELECT EXISTS (SELECT 1 FROM work_month w WHERE w.subject = work_plan.subject AND w.deleted = 0 AND w.working = 1 AND w.month >= work_plan.month)`,
      },
    ],
  },
]

/** Months since year 0, of a column that holds one. */
function monthNumber(column: string): string {
  return `(CAST(substr(${column}, 1, 4) AS INTEGER) * 12 + CAST(substr(${column}, 6, 2) AS INTEGER))`
}
