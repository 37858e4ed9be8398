/** Suspicions that comparisons found as a subject of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { readIdentity } from '#core/rules/identity.ts'
import { hitRules } from './checks/index.ts'
import type { HitFacts } from './checks/types.ts'

const HIT = readerFor('comparison_hit', hitRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'
const DAYS = 30

export const comparisonHitSubject = defineSubject<HitFacts>({
  register: 'comparison_hit',
  rules: hitRules,
  parts: {
    comparison_hit: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    procedure_step: `SELECT substr(subject, 16) AS about, NULL AS year FROM procedure_step WHERE substr(subject, 1, 15) = 'comparison_hit:' AND id IN ${GIVEN}`,
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'comparison_hit' AND id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    person: `WITH given AS MATERIALIZED (SELECT value FROM json_each(?)) SELECT t.id AS about, NULL AS year FROM given JOIN comparison_hit t ON t.who = 'person:' || given.value`,
    unlisted_person: `WITH given AS MATERIALIZED (SELECT value FROM json_each(?)) SELECT t.id AS about, NULL AS year FROM given JOIN comparison_hit t ON t.who = 'unlisted_person:' || given.value`,
  },
  load: (database, keys, { today, parameters }) =>
    database
      .all(
        `SELECT ${HIT.columns('t')}, coalesce(p.id_number, u.id_number) AS number,
           (SELECT count(*) FROM attachment a WHERE a.register = 'comparison_hit' AND a.record = t.id AND a.kind = 'evidence' AND a.deleted = 0) AS papers
         FROM comparison_hit t LEFT JOIN person p ON p.id = CASE WHEN substr(t.who, 1, 7) = 'person:' THEN substr(t.who, 8) END AND p.deleted = 0
         LEFT JOIN unlisted_person u ON u.id = CASE WHEN substr(t.who, 1, 16) = 'unlisted_person:' THEN substr(t.who, 17) END AND u.deleted = 0 WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, record] = [String(row['id']), HIT.row(row)]
        const number = typeof row['number'] === 'string' ? readIdentity(row['number']) : undefined
        return {
          about,
          year: null,
          newest: true,
          division: typeof record.village === 'string' ? record.village : null,
          inCharge: null,
          retired: false,
          facts: {
            record,
            today,
            days: parameters('comparison_judge_days', today, null) ?? DAYS,
            papers: Number(row['papers']),
            numbered: number !== undefined && number.problems.length === 0 && number.kind !== 'special',
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (record as Readonly<Record<string, unknown>>)[field] ?? null }),
        }
      }),
})
