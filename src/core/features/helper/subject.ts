/** The helper as a subject of checks, with all their pairings: the rules look at the whole group. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Judging, type Loaded, type SubjectKey } from '#core/checks/subject.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { defaultParameters, firstValue } from '#core/rules/parameters.ts'
import { helperRules } from './checks/index.ts'
import type { HelperFacts } from './checks/types.ts'

const HELPER = readerFor('helper', helperRules)
const GIVEN = '(SELECT value FROM json_each(?))'

export const helperSubject = defineSubject<HelperFacts>({
  register: 'helper',
  rules: helperRules,
  parts: {
    helper: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    pairing: `SELECT helper_id AS about, NULL AS year FROM pairing WHERE id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    household: `SELECT helper_id AS about, NULL AS year FROM pairing WHERE household_id IN ${GIVEN} AND deleted = 0`,
    membership: `SELECT h.id AS about, NULL AS year FROM membership m JOIN person p ON p.id = m.person_id JOIN helper h ON h.id_number = p.id_number AND h.deleted = 0 WHERE m.id IN ${GIVEN}`,
    person: `SELECT h.id AS about, NULL AS year FROM person p JOIN helper h ON h.id_number = p.id_number AND h.deleted = 0 WHERE p.id IN ${GIVEN}`,
  },
  load,
})

function load(database: ReadDatabase, keys: readonly SubjectKey[], { today, parameters }: Judging): Loaded<HelperFacts>[] {
  const given = JSON.stringify(keys.map(({ about }) => about))
  const households = new Map(
    database
      .all<{ helper_id: string; count: number }>(
        `SELECT p.helper_id, count(DISTINCT p.household_id) AS count FROM pairing p JOIN household h ON h.id = p.household_id AND h.deleted = 0 AND coalesce(h.valid, 1) = 1
         WHERE p.helper_id IN ${GIVEN} AND p.deleted = 0 AND (p.start_date IS NULL OR p.start_date <= ?) AND (p.end_date IS NULL OR p.end_date > ?) GROUP BY p.helper_id`,
        given,
        today,
        today,
      )
      .map(({ helper_id: helper, count }) => [helper, count]),
  )
  const rows = database.all(
    `SELECT ${HELPER.columns('t')}, EXISTS (SELECT 1 FROM person p WHERE p.id_number = t.id_number AND p.deleted = 0 AND p.household_id IS NOT NULL) AS poor
     FROM helper t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
    given,
  )
  return rows.map((row) => {
    const [about, helper] = [String(row['id']), HELPER.row(row)]
    return {
      about,
      year: null,
      newest: true,
      division: null,
      inCharge: null,
      retired: false,
      facts: {
        helper,
        today,
        households: households.get(about) ?? 0,
        isPoor: row['poor'] === 1,
        threshold: (key) => parameters(key, today, null) ?? defaultParameters(key, today, null) ?? firstValue(key),
      },
      placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: helper[field] ?? null }),
    }
  })
}
