/** Cases and households not on file as subjects of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { firstValue } from '#core/rules/parameters.ts'
import { caseRules, unlistedRules } from './checks/index.ts'
import type { CaseFacts, UnlistedFacts } from './checks/types.ts'

const CASE = readerFor('identification', caseRules, ['village'])
const UNLISTED = readerFor('unlisted_household', unlistedRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'

interface Campaign {
  readonly startsOn: string
  readonly endsOn: string
  readonly scoreSheet: string | null
}

export const identificationSubject = defineSubject<CaseFacts>({
  register: 'identification',
  rules: caseRules,
  parts: {
    identification: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    attachment: `WITH given AS MATERIALIZED (SELECT register, record FROM attachment WHERE id IN ${GIVEN})
      SELECT record AS about, NULL AS year FROM given WHERE register = 'identification'
      UNION ALL SELECT i.id, NULL FROM given JOIN answered_sheet a ON given.register = 'answered_sheet' AND a.id = given.record JOIN identification i ON i.subject = a.subject`,
  },
  alsoTouchedBy: {
    campaign: `SELECT id AS about, NULL AS year FROM identification WHERE campaign_id IN ${GIVEN}`,
    // Those drawn beside it: found by the village, since all of a year are of one campaign (+).
    identification: `SELECT o.id AS about, NULL AS year FROM identification t JOIN identification o ON +o.campaign_id = t.campaign_id AND o.village = t.village
      WHERE t.id IN ${GIVEN} AND t.ground = '6' AND o.ground = '6'`,
  },
  load: (database, keys, { parameters, today }) =>
    database
      .all(
        `SELECT ${CASE.columns('t')}, CASE WHEN c.id IS NOT NULL THEN json_object('startsOn', c.starts_on, 'endsOn', c.ends_on, 'scoreSheet', c.score_sheet) END AS campaign,
           (SELECT count(*) FROM attachment a WHERE a.register = 'identification' AND a.record = t.id AND a.kind = 'score_sheet' AND a.deleted = 0)
             + (SELECT count(*) FROM answered_sheet s JOIN attachment a ON a.register = 'answered_sheet' AND a.record = s.id AND a.kind = 'sheet' AND a.deleted = 0
                WHERE s.subject = t.subject AND +s.code = c.score_sheet AND s.asked_on BETWEEN c.starts_on AND c.ends_on AND s.deleted = 0) AS sheets,
           (SELECT json_object('households', count(*), 'relatives', coalesce(sum(o.cadre_relative), 0)) FROM identification o
            WHERE +o.campaign_id = t.campaign_id AND o.village = t.village AND o.scope = '3' AND o.ground = '6' AND o.deleted = 0) AS drawn
         FROM identification t LEFT JOIN campaign c ON c.id = t.campaign_id AND c.deleted = 0 WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, record] = [String(row['id']), CASE.row(row)]
        return {
          about,
          year: null,
          newest: true,
          division: typeof record.village === 'string' ? record.village : null,
          inCharge: null,
          retired: false,
          facts: {
            record,
            campaign: row['campaign'] === null ? null : (JSON.parse(String(row['campaign'])) as Campaign),
            signedSheets: Number(row['sheets']),
            surveyorsWanted:
              parameters('identify_surveyors', today, typeof record.village === 'string' ? record.village : null) ?? firstValue('identify_surveyors'),
            drawn: JSON.parse(String(row['drawn'])) as CaseFacts['drawn'],
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (record as Readonly<Record<string, unknown>>)[field] ?? null }),
        }
      }),
})

export const unlistedSubject = defineSubject<UnlistedFacts>({
  register: 'unlisted_household',
  rules: unlistedRules,
  parts: {
    unlisted_household: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    unlisted_person: `SELECT household_id AS about, NULL AS year FROM unlisted_person WHERE id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    person: `WITH given AS MATERIALIZED (SELECT value FROM json_each(?))
      SELECT u.household_id AS about, NULL AS year FROM person p JOIN unlisted_person u ON u.id_number = p.id_number AND u.deleted = 0 WHERE p.id IN given
      UNION ALL SELECT u.id, NULL FROM person p JOIN unlisted_household u ON u.head_id_number = p.id_number AND u.deleted = 0 WHERE p.id IN given`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${UNLISTED.columns('t')},
           (SELECT json_group_array(json_object('name', u.name, 'relation', u.relation)) FROM unlisted_person u WHERE u.household_id = t.id AND u.deleted = 0) AS people,
           (SELECT json_group_array(DISTINCT n.name) FROM (
              SELECT u.name AS name, u.id_number AS number FROM unlisted_person u WHERE u.household_id = t.id AND u.deleted = 0 AND u.id_number IS NOT NULL
              UNION ALL SELECT t.head_name, t.head_id_number WHERE t.head_id_number IS NOT NULL) n
            JOIN person p ON p.id_number = n.number AND p.deleted = 0 AND p.household_id IS NOT NULL) AS taken
         FROM unlisted_household t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, household] = [String(row['id']), UNLISTED.row(row)]
        return {
          about,
          year: null,
          newest: true,
          division: typeof household.village === 'string' ? household.village : null,
          inCharge: null,
          retired: typeof household.household_id === 'string',
          facts: {
            household,
            people: JSON.parse(String(row['people'])) as UnlistedFacts['people'],
            onFile: JSON.parse(String(row['taken'])) as readonly string[],
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (household as Readonly<Record<string, unknown>>)[field] ?? null }),
        }
      }),
})
