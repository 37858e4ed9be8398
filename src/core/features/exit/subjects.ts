/** What was judged and inspected of exits, as subjects of checks. */
import { subjectPrefix } from '#core/catalogue/derive/subject.ts'
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import type { SqlRow } from '#core/store/index.ts'
import { inspectionRules, judgementRules } from './checks/index.ts'
import type { InspectionFacts, JudgementFacts } from './checks/types.ts'

const JUDGEMENT = readerFor('exit_judgement', judgementRules, ['village'])
const INSPECTION = readerFor('exit_inspection', inspectionRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'

/** A record of its own, not of a year. */
function loaded<F>(about: string, record: Readonly<Record<string, unknown>>, facts: F) {
  return {
    about,
    year: null,
    newest: true,
    division: typeof record['village'] === 'string' ? record['village'] : null,
    inCharge: null,
    retired: false,
    facts,
    placeOf: ({ field }: { readonly field: string }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
  }
}

export const judgementSubject = defineSubject<JudgementFacts>({
  register: 'exit_judgement',
  rules: judgementRules,
  parts: {
    exit_judgement: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'exit_judgement' AND id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all<SqlRow>(
        `SELECT ${JUDGEMENT.columns('t')},
           (SELECT count(*) FROM attachment a WHERE a.register = 'exit_judgement' AND a.record = t.id AND a.deleted = 0) AS papers
         FROM exit_judgement t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const record = JUDGEMENT.row(row)
        return loaded(String(row['id']), record, { record, papers: Number(row['papers']) })
      }),
})

export const inspectionSubject = defineSubject<InspectionFacts>({
  register: 'exit_inspection',
  rules: inspectionRules,
  parts: { exit_inspection: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: { draw_line: `SELECT i.id AS about, NULL AS year FROM draw_line l JOIN exit_inspection i ON i.draw_id = l.draw_id WHERE l.id IN ${GIVEN}` },
  load: (database, keys) =>
    database
      .all<SqlRow>(
        `SELECT ${INSPECTION.columns('t')},
           CASE WHEN EXISTS (SELECT 1 FROM draw d WHERE d.id = t.draw_id AND d.deleted = 0) THEN EXISTS (
             SELECT 1 FROM draw_line l JOIN household_year y ON y.id = t.household_year_id
             WHERE l.draw_id = t.draw_id AND l.subject = '${subjectPrefix('household')}' || y.household_id AND l.deleted = 0) END AS drawn
         FROM exit_inspection t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const drawn = row['drawn'] === null ? null : row['drawn'] === 1
        const record = INSPECTION.row(row)
        return loaded(String(row['id']), record, { record, drawn })
      }),
})
