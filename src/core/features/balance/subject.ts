/** Households that changed as a whole, as a subject of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import type { SqlRow } from '#core/store/index.ts'
import { eventRules, type EventFacts } from './checks/index.ts'

const EVENT = readerFor('household_event', eventRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'

export const eventSubject = defineSubject<EventFacts>({
  register: 'household_event',
  rules: eventRules,
  parts: {
    household_event: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'household_event' AND id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all<SqlRow>(
        `SELECT t.id, ${EVENT.columns('t')},
           (SELECT group_concat(a.kind) FROM attachment a WHERE a.register = 'household_event' AND a.record = t.id AND a.deleted = 0) AS papers
         FROM household_event t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const about = String(row['id'])
        const record = EVENT.row(row)
        return {
          about,
          year: null,
          newest: true,
          division: typeof record['village'] === 'string' ? record['village'] : null,
          inCharge: null,
          retired: false,
          facts: { record, papers: typeof row['papers'] === 'string' ? row['papers'].split(',') : [] },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
        }
      }),
})
