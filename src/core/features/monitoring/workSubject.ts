/** Months of work away from home, as a subject of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import type { SqlRow } from '#core/store/index.ts'
import { workMonthRules, type WorkMonthFacts } from './checks/index.ts'

const MONTH = readerFor('work_month', workMonthRules, ['village'])

export const workMonthSubject = defineSubject<WorkMonthFacts>({
  register: 'work_month',
  rules: workMonthRules,
  parts: { work_month: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  load: (database, keys, { parameters }) =>
    database
      .all<SqlRow>(
        `SELECT t.id, ${MONTH.columns('t')} FROM work_month t WHERE t.id IN (SELECT value FROM json_each(?)) AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const about = String(row['id'])
        const record = MONTH.row(row)
        return {
          about,
          year: null,
          newest: true,
          division: typeof record['village'] === 'string' ? record['village'] : null,
          inCharge: null,
          retired: false,
          facts: { record, parameters },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
        }
      }),
})
