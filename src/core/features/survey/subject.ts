/** Visits as subjects of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { visitRules } from './checks/index.ts'
import type { VisitFacts } from './checks/types.ts'

const VISIT = readerFor('survey_visit', visitRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'
const HOUSEHOLD = `substr(t.subject, ${'household:'.length + 1})`

export const visitSubject = defineSubject<VisitFacts>({
  register: 'survey_visit',
  rules: visitRules,
  parts: {
    survey_visit: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'survey_visit' AND id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    survey_round: `SELECT id AS about, NULL AS year FROM survey_visit WHERE survey_id IN ${GIVEN}`,
    pairing: `SELECT v.id AS about, NULL AS year FROM pairing p JOIN survey_visit v ON v.subject = 'household:' || p.household_id WHERE p.id IN ${GIVEN}`,
    household_year: `SELECT v.id AS about, NULL AS year FROM household_year y JOIN survey_visit v ON v.subject = 'household:' || y.household_id WHERE y.id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${VISIT.columns('t')}, CASE WHEN s.id IS NOT NULL THEN json_object('startsOn', s.starts_on, 'endsOn', s.ends_on) END AS survey,
           (SELECT min(p.start_date) FROM pairing p WHERE p.household_id = ${HOUSEHOLD} AND p.helper_id IN (t.surveyor_id, t.second_surveyor_id) AND p.deleted = 0) AS paired_from,
           (SELECT coalesce(y.unclear, '') FROM household_year y WHERE y.household_id = ${HOUSEHOLD} AND y.year = t.year AND y.deleted = 0) AS unclear,
           (SELECT count(*) FROM attachment a WHERE a.register = 'survey_visit' AND a.record = t.id AND a.deleted = 0) AS papers
         FROM survey_visit t LEFT JOIN survey_round s ON s.id = t.survey_id AND s.deleted = 0 WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { survey, paired_from: pairedFrom, unclear, papers } = found
        const [about, record] = [String(found['id']), VISIT.row(found)]
        return {
          about,
          year: null,
          newest: true,
          division: typeof record['village'] === 'string' ? record['village'] : null,
          inCharge: null,
          retired: false,
          facts: {
            record,
            survey: typeof survey === 'string' ? (JSON.parse(survey) as VisitFacts['survey']) : null,
            pairedFrom: typeof pairedFrom === 'string' ? pairedFrom : null,
            unclear: typeof unclear === 'string' ? unclear.split(',').filter((one) => one !== '') : null,
            papers: Number(papers),
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
        }
      }),
})
