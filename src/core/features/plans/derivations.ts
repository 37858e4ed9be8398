/** What is computed of plans and their measures. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { divideHalfUp } from '../../rules/money.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'

/** Stages in which the township has looked a plan over. */
const APPROVED_STAGES = ['township_reviewed', 'executing', 'completed'] as const
const APPROVED = `('${APPROVED_STAGES.join("', '")}')`

const FOUND_YEAR = `FROM household_year y WHERE y.household_id = household_plan.household_id AND y.deleted = 0`
/** The year whose income a record holds: that of the last month, where it is entered. */
const INCOME_YEAR = `coalesce(CAST(substr(y.income_to, 1, 4) AS INTEGER), y.year)`

/** Results count together for a measure and for what it is in other versions of the plan. */
const RESULTS = `FROM plan_measure s JOIN measure_result r ON r.measure_id = s.id AND r.deleted = 0 WHERE s.household_id = plan_measure.household_id
  AND s.year = plan_measure.year AND s.deleted = 0 AND coalesce(s.continues_no, s.measure_no) = coalesce(plan_measure.continues_no, plan_measure.measure_no)`

/** Two measures of a plan that bring in the same: the same person, the same kind, the same year. */
const KEY = (alias: string): string => `coalesce(${alias}.income_person, ''), ${alias}.income_kind, coalesce(${alias}.income_year, ${alias}.year)`

const MEASURES = 'FROM plan_measure m WHERE m.plan_id = household_plan.id AND m.deleted = 0'

/** What a measure says, without its numbers: plans that differ by nothing else are still the same text. */
const WITHOUT_DIGITS = [...'0123456789'].reduce((text, digit) => `replace(${text}, '${digit}', '')`, 'm.content')

/** In the order in which they depend on each other; after the states of procedures. */
export const planDerivations: readonly Derivation[] = [
  {
    register: 'household_plan',
    touchedBy: {
      household: `SELECT id FROM household_plan WHERE household_id IN ${touchedRecords('household')}`,
      household_year: `SELECT p.id FROM household_year y JOIN household_plan p ON p.household_id = y.household_id WHERE y.id IN ${touchedRecords('household_year')}`,
      household_plan: `SELECT p.id FROM household_plan t JOIN household_plan p ON p.household_id = t.household_id WHERE t.id IN ${touchedRecords('household_plan')}`,
    },
    expressions: [
      {
        columns: ['people'],
        sql: `SELECT coalesce((SELECT y.population ${FOUND_YEAR} AND y.year = household_plan.year AND y.population > 0), h.population)
          FROM household h WHERE h.id = household_plan.household_id`,
      },
      {
        columns: ['base_income'],
        sql: `SELECT coalesce(y.net_income, y.net_income_per_person * y.population) ${FOUND_YEAR} AND ${INCOME_YEAR} = household_plan.year - 1
          AND coalesce(y.net_income, y.net_income_per_person * y.population) IS NOT NULL ORDER BY y.year DESC LIMIT 1`,
      },
      {
        columns: ['current'],
        sql: `SELECT household_plan.stage <> 'ended' AND NOT EXISTS (SELECT 1 FROM household_plan o WHERE o.household_id = household_plan.household_id
          AND o.year = household_plan.year AND o.deleted = 0 AND o.id <> household_plan.id AND o.stage <> 'ended'
          AND (o.stage IN ${APPROVED}, o.version, o.id) > (household_plan.stage IN ${APPROVED}, household_plan.version, household_plan.id))`,
      },
    ],
  },
  {
    register: 'plan_measure',
    touchedBy: {
      household_plan: `SELECT id FROM plan_measure WHERE plan_id IN ${touchedRecords('household_plan')}`,
      plan_measure: `SELECT m.id FROM plan_measure t JOIN plan_measure m ON m.plan_id = t.plan_id WHERE t.id IN ${touchedRecords('plan_measure')}`,
    },
    expressions: [
      { columns: ['household_id', 'year'], sql: 'SELECT p.household_id, p.year FROM household_plan p WHERE p.id = plan_measure.plan_id' },
      { columns: ['due_year'], sql: 'SELECT CAST(substr(plan_measure.due_on, 1, 4) AS INTEGER)' },
    ],
  },
  {
    register: 'plan_measure',
    touchedBy: {
      measure_result: `SELECT m.id FROM measure_result r JOIN plan_measure t ON t.id = r.measure_id
        JOIN plan_measure m ON m.household_id = t.household_id AND m.year = t.year WHERE r.id IN ${touchedRecords('measure_result')}`,
    },
    expressions: [
      {
        columns: ['done_amount', 'paid_amount', 'actual_income'],
        sql: `SELECT sum(r.done_amount), sum(r.paid), sum(r.actual_income) ${RESULTS}`,
      },
      {
        columns: ['completed_on'],
        sql: `SELECT CASE WHEN max(r.finished) = 1 THEN min(CASE WHEN r.finished = 1 THEN r.done_on END)
          WHEN plan_measure.size > 0 AND sum(r.done_amount) >= plan_measure.size THEN max(r.done_on) END ${RESULTS}`,
      },
    ],
  },
  {
    register: 'plan_measure',
    touchedBy: {},
    expressions: [
      {
        columns: ['counts'],
        sql: `SELECT plan_measure.income_kind IS NOT NULL AND plan_measure.expected_income IS NOT NULL AND NOT EXISTS (SELECT 1 FROM plan_measure o
          WHERE o.plan_id = plan_measure.plan_id AND o.deleted = 0 AND o.id <> plan_measure.id AND (${KEY('o')}) = (${KEY('plan_measure')})
          AND (o.expected_income > plan_measure.expected_income OR (o.expected_income = plan_measure.expected_income AND o.id < plan_measure.id)))`,
      },
      {
        columns: ['progress'],
        sql: `SELECT CASE WHEN NOT p.current THEN '9' WHEN plan_measure.completed_on IS NOT NULL THEN '3' WHEN p.stage NOT IN ${APPROVED} THEN '0'
          WHEN EXISTS (SELECT 1 ${RESULTS}) THEN '2' ELSE '1' END FROM household_plan p WHERE p.id = plan_measure.plan_id`,
      },
    ],
  },
  {
    register: 'household_plan',
    touchedBy: { plan_measure: `SELECT plan_id FROM plan_measure WHERE id IN ${touchedRecords('plan_measure')}` },
    expressions: [
      { columns: ['measures'], sql: `SELECT count(*) ${MEASURES}` },
      { columns: ['words'], sql: `SELECT group_concat(w.said, '；') FROM (SELECT ${WITHOUT_DIGITS} AS said ${MEASURES} ORDER BY 1) w` },
      {
        columns: ['expected_increase'],
        sql: `SELECT coalesce(sum(m.expected_income), 0) ${MEASURES} AND m.counts
          AND coalesce(m.income_year, household_plan.year) <= max(household_plan.year, coalesce(household_plan.target_exit_year, household_plan.year))`,
      },
      { columns: ['actual_increase'], sql: `SELECT sum(m.actual_income) ${MEASURES} AND m.counts` },
    ],
    formula: {
      reads: [],
      finds: { base: 'SELECT household_plan.base_income', people: 'SELECT household_plan.people' },
      columns: ['expected_per_person'],
      compute: ({ expected_increase: increase }, { base, people }) => ({
        expected_per_person:
          typeof base === 'number' && typeof increase === 'number' && typeof people === 'number' && people > 0 ? divideHalfUp(base + increase, people) : null,
      }),
    },
  },
]
