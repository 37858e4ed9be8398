/** An answered sheet as a subject of checks, with its answers and the questionnaire it answers. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { answersIn } from '#core/questionnaires/derivations.ts'
import { scoreOf } from '#core/questionnaires/score.ts'
import { questionsOf, readTree } from '#core/questionnaires/tree.ts'
import { sheetRules } from './checks/index.ts'
import type { SheetFacts } from './checks/types.ts'

const SHEET = readerFor('answered_sheet', sheetRules, ['place'])
const GIVEN = '(SELECT value FROM json_each(?))'

export const answeredSheetSubject = defineSubject<SheetFacts>({
  register: 'answered_sheet',
  rules: sheetRules,
  parts: {
    answered_sheet: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    answer: `SELECT sheet_id AS about, NULL AS year FROM answer WHERE id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${SHEET.columns('t')}, q.name AS questionnaire, q.definition,
           (SELECT json_group_object(a.question, a.value) FROM answer a WHERE a.sheet_id = t.id AND a.deleted = 0) AS answers
         FROM answered_sheet t JOIN questionnaire q ON q.id = t.questionnaire_id WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, sheet] = [String(row['id']), SHEET.row(row)]
        const tree = readTree(String(row['definition']))
        const score = tree === null ? null : scoreOf(tree, answersIn(String(row['answers'])))
        const labels = new Map(tree === null ? [] : questionsOf(tree).map(({ code, label }) => [code, label]))
        const words = (codes: readonly string[] = []): string[] => codes.map((code) => labels.get(code) ?? code)
        return {
          about,
          year: null,
          newest: true,
          division: typeof sheet.place === 'string' ? sheet.place : null,
          inCharge: null,
          retired: false,
          facts: { sheet, questionnaire: String(row['questionnaire']), vetoes: words(score?.vetoes), open: words(score?.open) },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (sheet as Readonly<Record<string, unknown>>)[field] ?? null }),
        }
      }),
})
