/** Targets as a subject of checks: what was handed down to those below comes to the target itself, or the difference has a reason. */
import { scaleOf } from '#core/catalogue/derive/check.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import { defineSubject, type Loaded, type SubjectKey } from '#core/checks/subject.ts'
import { plainText } from '#core/rules/money.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { targetRules, type TargetFacts } from './checks/index.ts'

/** Code of the place above: the township of a village, the county of a township. */
const above = (code: string): string => `CASE WHEN substr(${code}, 10) = '000' THEN substr(${code}, 1, 6) || '000000' ELSE substr(${code}, 1, 9) || '000' END`

export const targetSubject = defineSubject<TargetFacts>({
  register: 'target_task',
  rules: targetRules,
  parts: { target_task: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    target_task: `SELECT p.id AS about, NULL AS year FROM json_each(?) j JOIN target_task t ON t.id = j.value
      JOIN target_task p ON p.measure_id = t.measure_id AND p.year = t.year AND p.place = ${above('t.place')} AND p.deleted = 0`,
  },
  load,
})

function load(database: ReadDatabase, keys: readonly SubjectKey[]): Loaded<TargetFacts>[] {
  const scale = scaleOf(fieldOf('target_task', 'amount')) ?? 0
  const rows = database.all<{ id: string; place: string; amount: number; reason: string | null; assigned: number; sum: number | null }>(
    `SELECT t.id, t.place, t.amount, t.difference_reason AS reason, count(c.id) AS assigned, sum(c.amount) AS sum FROM target_task t
     LEFT JOIN target_task c ON c.measure_id = t.measure_id AND c.year = t.year AND c.deleted = 0 AND c.place <> t.place AND ${above('c.place')} = t.place
     WHERE t.deleted = 0 AND t.id IN (SELECT value FROM json_each(?)) GROUP BY t.id`,
    JSON.stringify(keys.map(({ about }) => about)),
  )
  return rows.map(({ id, place, amount, reason, assigned, sum }) => ({
    about: id,
    year: null,
    newest: true,
    division: place,
    inCharge: null,
    retired: false,
    facts: { amount, handedDown: sum ?? 0, assigned, reason, text: (value) => plainText(value, scale) },
    placeOf: () => ({ record: id, yearly: false, part: '', value: `${amount}/${sum ?? 0}` }),
  }))
}
