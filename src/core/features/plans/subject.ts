/** A plan with its measures, and what is known of the household, as a subject of checks. */
import { columnSql } from '#core/catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { defaultParameters, firstValue } from '#core/rules/parameters.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { planRules } from './checks/index.ts'
import type { MeasureFacts, PlanFacts } from './checks/types.ts'

const PLAN = readerFor('household_plan', planRules, ['village', 'year'])
const GIVEN = '(SELECT value FROM json_each(?))'

/** Codes of the list `labour` of those who can work. */
const WORKS = "('01', '02', 'x1')"
/** As the index has it; compared with what is no column (+), since an expression takes no type from one. */
const COUNTED_HOUSEHOLD = columnSql(fieldOf(registerOf('person_year'), 'counted_household_id'), 'y')
/** Of the newest year up to that of the plan in which anything is entered of any of its people. */
const WORKERS = `(SELECT count(CASE WHEN y.labour IN ${WORKS} THEN 1 END) FROM person_year y WHERE ${COUNTED_HOUSEHOLD} = +t.household_id AND y.deleted = 0
  AND y.labour IS NOT NULL AND y.year <= t.year GROUP BY y.year ORDER BY y.year DESC LIMIT 1)`
const MEASURES = `(SELECT json_group_array(json_object('content', m.content, 'category', m.category, 'size', m.size, 'unit', m.unit,
    'responsible', json(CASE WHEN m.organization_id IS NULL AND m.helper_id IS NULL THEN 'false' ELSE 'true' END), 'startsOn', m.starts_on, 'dueOn', m.due_on,
    'expected', m.expected_income, 'actual', m.actual_income, 'kind', m.income_kind,
    'incomeYear', coalesce(m.income_year, t.year),
    'earner', CASE WHEN p.id IS NOT NULL THEN json_object('id', p.id, 'name', p.name, 'member', json(CASE WHEN p.household_id = t.household_id THEN 'true' ELSE 'false' END)) END,
    'firstResultOn', (SELECT min(r.done_on) FROM measure_result r WHERE r.measure_id = m.id AND r.deleted = 0)))
  FROM plan_measure m LEFT JOIN person p ON p.id = m.income_person AND p.deleted = 0 WHERE m.plan_id = t.id AND m.deleted = 0)`

export const planSubject = defineSubject<PlanFacts>({
  register: 'household_plan',
  rules: planRules,
  parts: {
    household_plan: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    plan_measure: `SELECT plan_id AS about, NULL AS year FROM plan_measure WHERE id IN ${GIVEN}`,
  },
  // Whoever enters what was done is not asked about the whole plan; what it says against the plan stands as a finding.
  alsoTouchedBy: {
    measure_result: `SELECT m.plan_id AS about, NULL AS year FROM measure_result r JOIN plan_measure m ON m.id = r.measure_id WHERE r.id IN ${GIVEN}`,
    household: `SELECT id AS about, NULL AS year FROM household_plan WHERE household_id IN ${GIVEN} AND deleted = 0`,
    household_year: `SELECT p.id AS about, NULL AS year FROM household_year y JOIN household_plan p ON p.household_id = y.household_id AND p.deleted = 0 WHERE y.id IN ${GIVEN}`,
    person_year: `SELECT p.id AS about, NULL AS year FROM person_year y JOIN household_plan p ON p.household_id = ${COUNTED_HOUSEHOLD} AND p.deleted = 0 WHERE y.id IN ${GIVEN}`,
  },
  load: (database, keys, { parameters }) =>
    database
      .all(
        `SELECT ${PLAN.columns('t')}, ${MEASURES} AS all_measures, ${WORKERS} AS workers, t.current AS in_force,
           CASE WHEN h.exit_standing IN ('1', '4') THEN h.exit_standing_year END AS exited
         FROM household_plan t LEFT JOIN household h ON h.id = t.household_id WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, plan] = [String(row['id']), PLAN.row(row)]
        const [village, day] = [typeof plan['village'] === 'string' ? plan['village'] : null, lastDayOf(Number(plan['year']))]
        return {
          about,
          year: null,
          newest: true,
          division: village,
          inCharge: null,
          retired: row['in_force'] === 0,
          facts: {
            plan,
            measures: JSON.parse(String(row['all_measures'])) as readonly MeasureFacts[],
            exitYear: typeof row['exited'] === 'number' ? row['exited'] : null,
            workers: typeof row['workers'] === 'number' ? row['workers'] : null,
            parameters,
            threshold: (key) => parameters(key, day, village) ?? defaultParameters(key, day, village) ?? firstValue(key),
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: plan[field] ?? null }),
        }
      }),
})
