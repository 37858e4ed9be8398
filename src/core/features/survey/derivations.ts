/** What is computed of surveys: who was met, what is clear of households (五清), what villages have (六有). The catalogue (`derived`) says the same in Chinese. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { parameterAtEndOf, touchedParameter } from '../../registers/parametersIn.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { CLEAR_PARAMETERS, clearnessOf, COUNTS, type ClearCounts } from './clear.ts'
import { DOCUMENT_KINDS } from './checks/documents.ts'

const OF_HOUSEHOLD = subjectPrefix('household')
/** The household of the yearly record at hand, as a field of kind `subject` names it. */
const SUBJECT = `'${OF_HOUSEHOLD}' || household_year.household_id`
const LAST_DAY = `household_year.year || '-12-31'`
/** Gaps of the year, and those of earlier ones that are not closed. */
const SHORTFALLS = `shortfall g WHERE g.subject = ${SUBJECT} AND g.deleted = 0 AND (g.year = household_year.year OR (g.year < household_year.year AND g.stage IS NOT 'closed'))`
const FINDINGS = `finding f WHERE f.subject = 'household' AND f.about = household_year.household_id AND f.year = household_year.year`
const HELPERS = `pairing p LEFT JOIN helper c ON c.id = p.helper_id AND c.deleted = 0 LEFT JOIN organization o ON o.id = c.organization_id AND o.deleted = 0
  WHERE p.household_id = household_year.household_id AND p.deleted = 0 AND p.is_main = 1 AND (p.start_date IS NULL OR p.start_date <= ${LAST_DAY})
    AND (p.end_date IS NULL OR p.end_date > ${LAST_DAY})`
const PLAN = `household_plan a WHERE a.household_id = household_year.household_id AND a.year = household_year.year AND a.current = 1 AND a.deleted = 0`

const COUNTED: Readonly<Record<keyof ClearCounts, string>> = {
  faults: `SELECT count(*) FROM ${FINDINGS} AND f.level = 'block'`,
  incomplete: `SELECT count(*) FROM ${FINDINGS} AND f.rule = '13-incomplete'`,
  shortfalls: `SELECT count(*) FROM ${SHORTFALLS}`,
  undescribed: `SELECT count(*) FROM ${SHORTFALLS} AND coalesce(g.description, '') = ''`,
  none: `SELECT count(*) FROM survey_visit v WHERE v.subject = ${SUBJECT} AND v.year = household_year.year AND v.no_shortfall = 1 AND v.deleted = 0 AND v.stage IN ('visited', 'reviewed', 'locked')`,
  unanswered: `SELECT count(*) FROM ${SHORTFALLS} AND g.stage IN ('open', 'listed', 'projected', 'building', 'deferred', 'unfillable')
    AND NOT EXISTS (SELECT 1 FROM shortfall_need n WHERE n.shortfall_id = g.id AND n.deleted = 0) AND NOT EXISTS (SELECT 1 FROM plan_measure m WHERE m.shortfall_id = g.id AND m.deleted = 0)`,
  helpers: `SELECT count(*) FROM ${HELPERS}`,
  valid: `SELECT count(o.id) FROM ${HELPERS}`,
  planned: `SELECT (h.planned_exit_year IS NOT NULL) OR EXISTS (SELECT 1 FROM ${PLAN} AND a.target_exit_year IS NOT NULL) FROM household h WHERE h.id = household_year.household_id`,
  dated: `SELECT count(*) FROM plan_measure m WHERE m.deleted = 0 AND m.due_on IS NOT NULL AND m.plan_id IN (SELECT a.id FROM ${PLAN})`,
}

/** Yearly records of the households that the statement names. */
const yearsOf = (households: string): string => `SELECT id FROM household_year WHERE household_id IN (${households})`
/** The household behind a field of kind `subject`. */
const householdIn = (field: string): string => `substr(${field}, ${OF_HOUSEHOLD.length + 1})`

const clearDerivation: Derivation = {
  register: 'household_year',
  readsFindings: 'household',
  touchedBy: {
    household: yearsOf(touchedRecords('household')),
    shortfall: yearsOf(`SELECT ${householdIn('subject')} FROM shortfall WHERE id IN ${touchedRecords('shortfall')}`),
    shortfall_need: yearsOf(
      `SELECT ${householdIn('g.subject')} FROM shortfall_need n JOIN shortfall g ON g.id = n.shortfall_id WHERE n.id IN ${touchedRecords('shortfall_need')}`,
    ),
    survey_visit: yearsOf(`SELECT ${householdIn('subject')} FROM survey_visit WHERE id IN ${touchedRecords('survey_visit')}`),
    pairing: yearsOf(`SELECT household_id FROM pairing WHERE id IN ${touchedRecords('pairing')}`),
    helper: yearsOf(`SELECT household_id FROM pairing WHERE helper_id IN ${touchedRecords('helper')}`),
    organization: yearsOf(
      `SELECT p.household_id FROM helper c JOIN pairing p ON p.helper_id = c.id WHERE c.organization_id IN ${touchedRecords('organization')}`,
    ),
    household_plan: yearsOf(`SELECT household_id FROM household_plan WHERE id IN ${touchedRecords('household_plan')}`),
    plan_measure: yearsOf(
      `SELECT a.household_id FROM plan_measure m JOIN household_plan a ON a.id = m.plan_id WHERE m.id IN ${touchedRecords('plan_measure')}
       UNION ALL SELECT ${householdIn('g.subject')} FROM plan_measure m JOIN shortfall g ON g.id = m.shortfall_id WHERE m.id IN ${touchedRecords('plan_measure')}`,
    ),
  },
  settings: { parameter: `SELECT id FROM household_year WHERE ${touchedParameter(CLEAR_PARAMETERS)}` },
  formula: {
    reads: ['year'],
    // What an item counts for at the end of the year.
    finds: { ...COUNTED, ...Object.fromEntries(CLEAR_PARAMETERS.map((key) => [key, parameterAtEndOf('household_year.year', key)])) },
    columns: ['five_clear', 'unclear', 'unclear_reasons'],
    compute: (_row, found) => {
      const counts = Object.fromEntries(COUNTS.map((key) => [key, Number(found[key] ?? 0)])) as unknown as ClearCounts
      const { unclear, reasons } = clearnessOf(counts, found)
      return { five_clear: unclear === null, unclear, unclear_reasons: reasons }
    },
  },
}

const visitDerivation: Derivation = {
  register: 'survey_visit',
  touchedBy: {
    survey_round: `SELECT id FROM survey_visit WHERE survey_id IN ${touchedRecords('survey_round')}`,
    survey_visit: `SELECT o.id FROM survey_visit v JOIN survey_visit o ON o.survey_id = v.survey_id AND o.subject = v.subject WHERE v.id IN ${touchedRecords('survey_visit')}`,
    answered_sheet: `SELECT v.id FROM answered_sheet a JOIN survey_visit v ON v.subject = a.subject WHERE a.id IN ${touchedRecords('answered_sheet')}`,
  },
  expressions: [
    { columns: ['year'], sql: 'SELECT s.year FROM survey_round s WHERE s.id = survey_visit.survey_id' },
    {
      columns: ['reached'],
      sql: `SELECT EXISTS (SELECT 1 FROM survey_visit o WHERE o.survey_id = survey_visit.survey_id AND o.subject = survey_visit.subject AND o.deleted = 0
        AND o.met IN ('1', '2') AND o.stage IN ('visited', 'reviewed', 'locked'))`,
    },
    {
      columns: ['answered_on'],
      sql: `SELECT max(a.asked_on) FROM survey_round s JOIN answered_sheet a ON a.subject = survey_visit.subject AND +a.code = s.questionnaire
        WHERE s.id = survey_visit.survey_id AND a.deleted = 0 AND a.asked_on BETWEEN s.starts_on AND s.ends_on`,
    },
  ],
}

/** By kind whether the village has a document of the year. */
const HAS = DOCUMENT_KINDS.map(
  ([
    kind,
    code,
  ]) => `SELECT '${code}' AS code WHERE EXISTS (SELECT 1 FROM attachment a WHERE a.register = 'village' AND a.record = village_year.village_id AND a.kind = '${kind}'
    AND a.deleted = 0 AND substr(coalesce(a.taken_on, a.created_at), 1, 4) = CAST(village_year.year AS TEXT))`,
).join(' UNION ALL ')

const documentDerivation: Derivation = {
  register: 'village_year',
  touchedBy: {
    attachment: `SELECT y.id FROM attachment a JOIN village_year y ON y.village_id = a.record WHERE a.id IN ${touchedRecords('attachment')} AND a.register = 'village'`,
  },
  expressions: [
    {
      columns: ['documents', 'documents_count', 'six_have'],
      sql: `SELECT group_concat(code, ','), count(*), count(*) = ${DOCUMENT_KINDS.length} FROM (${HAS})`,
    },
  ],
}

/** After the states of procedures and the scores of answers, on which they depend. */
export const surveyDerivations: readonly Derivation[] = [visitDerivation, clearDerivation, documentDerivation]
