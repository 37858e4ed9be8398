/** What follows from the answers of a sheet: its score, and the points of each answer. Worked out after each write, here and wherever answers arrive. */
import { touchedRecords, type Derivation } from '../store/derivations.ts'
import { numberIn } from './answers.ts'
import { totalOf } from './points.ts'
import { scoreOf, type Score } from './score.ts'
import { questionOf, readTree } from './tree.ts'
import type { Answers, Tree } from './types.ts'

const ANSWERS_OF = (sheet: string): string =>
  `SELECT json_group_object(a.question, a.value) FROM answer a WHERE a.sheet_id = ${sheet} AND a.deleted = 0 AND a.question IS NOT NULL AND a.value IS NOT NULL`

interface Scored {
  readonly tree: Tree
  readonly score: Score
}

/** The tree and the answers as SQL found them, scored; null where this version cannot read the questionnaire. */
function scored({ definition, answers }: Readonly<Record<string, unknown>>): Scored | null {
  const tree = typeof definition === 'string' ? readTree(definition) : null
  if (tree === null || typeof answers !== 'string') return null
  return { tree, score: scoreOf(tree, answersIn(answers)) }
}

/** Answers by question out of the JSON object that SQLite makes of them. */
export function answersIn(json: string): Answers {
  return new Map(Object.entries(JSON.parse(json) as Record<string, string>))
}

/** The different people named in a text: “甲、乙” are two. */
function surveyorsIn(text: string): readonly string[] {
  return [...new Set(text.split(/[、，,；;\s]+/).filter((name) => name !== ''))]
}

export const questionnaireDerivations: readonly Derivation[] = [
  {
    register: 'answered_sheet',
    touchedBy: {
      answer: `SELECT sheet_id FROM answer WHERE id IN ${touchedRecords('answer')}`,
      questionnaire: `SELECT id FROM answered_sheet WHERE questionnaire_id IN ${touchedRecords('questionnaire')}`,
    },
    expressions: [{ columns: ['code'], sql: 'SELECT q.code FROM questionnaire q WHERE q.id = answered_sheet.questionnaire_id' }],
    formula: {
      reads: ['asked_by'],
      finds: {
        definition: 'SELECT q.definition FROM questionnaire q WHERE q.id = answered_sheet.questionnaire_id',
        answers: ANSWERS_OF('answered_sheet.id'),
      },
      columns: ['surveyors', 'score', 'full_score', 'grade', 'vetoes', 'open_questions'],
      compute: ({ asked_by: by }, found) => {
        const surveyors = typeof by === 'string' ? surveyorsIn(by).length : 0
        const { score } = scored(found) ?? {}
        if (score === undefined) return { surveyors }
        return {
          surveyors,
          score: totalOf(score.points),
          full_score: totalOf(score.most),
          grade: score.grade,
          vetoes: score.vetoes.length === 0 ? null : score.vetoes.join('、'),
          open_questions: score.open.length,
        }
      },
    },
  },
  {
    register: 'answer',
    touchedBy: {
      // One answer decides whether others count.
      answer: `SELECT id FROM answer WHERE sheet_id IN (SELECT sheet_id FROM answer WHERE id IN ${touchedRecords('answer')})`,
      answered_sheet: `SELECT id FROM answer WHERE sheet_id IN ${touchedRecords('answered_sheet')}`,
    },
    expressions: [{ columns: ['code'], sql: 'SELECT s.code FROM answered_sheet s WHERE s.id = answer.sheet_id' }],
    formula: {
      reads: ['question', 'value'],
      finds: {
        definition: 'SELECT q.definition FROM answered_sheet s JOIN questionnaire q ON q.id = s.questionnaire_id WHERE s.id = answer.sheet_id',
        answers: ANSWERS_OF('answer.sheet_id'),
      },
      columns: ['number', 'points'],
      compute: ({ question, value }, found) => {
        const { tree, score } = scored(found) ?? {}
        const asked = tree === undefined ? undefined : questionOf(tree, String(question))
        if (asked === undefined || score === undefined) return {}
        return { number: numberIn(asked, String(value)), points: score.byQuestion.get(asked.code) ?? null }
      },
    },
  },
]
