/** A meeting or notice as a subject of checks, with its photos, its lines and the steps that go by it. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { rulesOf } from '#core/procedures/facts.ts'
import { lastDaysAsked } from '#core/procedures/notices.ts'
import { noticeRules } from './checks/rules.ts'
import type { NoticeFacts } from './checks/types.ts'

const ACT = readerFor('shared_act', noticeRules, ['division', 'held_on'])
const GIVEN = '(SELECT value FROM json_each(?))'

export const noticeSubject = defineSubject<NoticeFacts>({
  register: 'shared_act',
  rules: noticeRules,
  parts: {
    shared_act: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    shared_act_line: `SELECT act_id AS about, NULL AS year FROM shared_act_line WHERE id IN ${GIVEN}`,
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'shared_act' AND id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    // A step goes by its own act, and tells the notices of its record when the meeting before was.
    procedure_step: `SELECT o.act AS about, NULL AS year FROM procedure_step t JOIN procedure_step o ON o.subject = t.subject
      WHERE t.id IN ${GIVEN} AND o.act IS NOT NULL`,
    shared_act: `SELECT o.act AS about, NULL AS year FROM procedure_step t JOIN procedure_step o ON o.subject = t.subject
      WHERE t.act IN ${GIVEN} AND o.act IS NOT NULL`,
  },
  load: (database, keys, { parameters, today }) => {
    const rows = database.all(
      `SELECT ${ACT.columns('t')},
         (SELECT json_group_array(a.taken_on) FROM attachment a WHERE a.register = 'shared_act' AND a.record = t.id AND a.kind = 'posting' AND a.deleted = 0) AS photos,
         (SELECT count(*) FROM shared_act_line l WHERE l.act_id = t.id AND l.deleted = 0 AND l.objection IS NOT NULL AND l.settlement IS NULL) AS unsettled,
         (SELECT max(m.held_on) FROM procedure_step n JOIN procedure_step s ON s.subject = n.subject AND s.deleted = 0 AND s.done_on <= n.done_on AND s.round <= n.round
            JOIN shared_act m ON m.id = s.act AND m.kind = 'meeting' AND m.deleted = 0 WHERE n.act = t.id AND n.deleted = 0) AS meeting
       FROM shared_act t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
      JSON.stringify(keys.map(({ about }) => about)),
    )
    const acts = rows.map((row) => ({ row, id: String(row['id']), begins: String(ACT.row(row).held_on) }))
    const asked = lastDaysAsked(database, rulesOf(database, parameters), acts)
    return acts.map(({ row, id: about }) => {
      const act = ACT.row(row)
      return {
        about,
        year: null,
        newest: true,
        division: typeof act.division === 'string' ? act.division : null,
        inCharge: null,
        retired: false,
        facts: {
          act,
          today,
          asked: asked.get(about) ?? null,
          photos: JSON.parse(String(row['photos'])) as (string | null)[],
          meeting: typeof row['meeting'] === 'string' ? row['meeting'] : null,
          unsettled: Number(row['unsettled']),
        },
        placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (act as Readonly<Record<string, unknown>>)[field] ?? null }),
      }
    })
  },
})
