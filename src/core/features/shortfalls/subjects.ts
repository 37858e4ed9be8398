/** Gaps and needs as subjects of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Loaded } from '#core/checks/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { needRules, shortfallRules } from './checks/index.ts'
import type { NeedFacts, ShortfallFacts } from './checks/types.ts'

const SHORTFALL = readerFor('shortfall', shortfallRules, ['village'])
const NEED = readerFor('project_need', needRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'

/** What all of them have: they go by no year, and land on their own record. */
function loaded<Facts extends { readonly record: object }>(about: string, facts: Facts): Loaded<Facts> {
  const record = facts.record as Readonly<Record<string, FieldValue>>
  const { village } = record
  return {
    about,
    year: null,
    newest: true,
    division: typeof village === 'string' ? village : null,
    inCharge: null,
    retired: false,
    facts,
    placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
  }
}

export const shortfallSubject = defineSubject<ShortfallFacts>({
  register: 'shortfall',
  rules: shortfallRules,
  parts: { shortfall: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    shortfall_need: `SELECT shortfall_id AS about, NULL AS year FROM shortfall_need WHERE id IN ${GIVEN}`,
    project_need: `SELECT shortfall_id AS about, NULL AS year FROM shortfall_need WHERE need_id IN ${GIVEN}`,
    shortfall_standard: `SELECT id AS about, NULL AS year FROM shortfall WHERE standard_id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${SHORTFALL.columns('t')}, s.unit AS standard_unit,
           (SELECT json_group_array(json_object('name', n.name, 'unit', n.unit, 'askedBy', n.asked_by)) FROM shortfall_need l JOIN project_need n ON n.id = l.need_id AND n.deleted = 0
            WHERE l.shortfall_id = t.id AND l.deleted = 0) AS needs
         FROM shortfall t LEFT JOIN shortfall_standard s ON s.id = t.standard_id AND s.deleted = 0 WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { standard_unit: unit, needs } = found
        return loaded(String(found['id']), {
          record: SHORTFALL.row(found),
          standardUnit: typeof unit === 'string' ? unit : null,
          needs: JSON.parse(String(needs)) as ShortfallFacts['needs'],
        })
      }),
})

/** The newest yearly record of the village up to the year of the need. */
const OF_VILLAGE = (key: string): string =>
  `(SELECT y.${key} FROM village_year y WHERE y.village = t.village AND y.deleted = 0 AND y.year <= t.year AND y.${key} IS NOT NULL ORDER BY y.year DESC LIMIT 1)`

export const needSubject = defineSubject<NeedFacts>({
  register: 'project_need',
  rules: needRules,
  parts: { project_need: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    village_year: `SELECT n.id AS about, NULL AS year FROM village_year y JOIN project_need n ON n.village = y.village WHERE y.id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${NEED.columns('t')}, ${OF_VILLAGE('households')} AS all_households, ${OF_VILLAGE('population')} AS all_people
         FROM project_need t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { all_households: households, all_people: people } = found
        return loaded(String(found['id']), {
          record: NEED.row(found),
          households: typeof households === 'number' ? households : null,
          people: typeof people === 'number' ? people : null,
        })
      }),
})
