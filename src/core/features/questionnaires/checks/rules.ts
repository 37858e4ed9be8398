/** What a sheet of answers gives cause to look into. */
import type { SheetRule } from './types.ts'

/** Questions that a sentence names; the others are counted. */
const NAMED = 3

function named(questions: readonly string[]): string {
  const names = questions.slice(0, NAMED).map((label) => `“${label}”`)
  return `${names.join('、')}${questions.length > NAMED ? ` 等 ${questions.length} 题` : ''}`
}

export const sheetRules: readonly SheetRule[] = [
  {
    id: 'Q-1',
    title: '答卷的必答题都答了',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M03（有误退回）',
    reads: ['answered_sheet.open_questions', 'answered_sheet.code'],
    verify: ({ questionnaire, open }) =>
      open.length === 0 ? [] : [{ field: 'answered_sheet.open_questions', message: `“${questionnaire}”还没有答${named(open)}，请补问。` }],
  },
  {
    id: 'Q-2',
    title: '命中否决项的要核实',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01（红线命中不等于自动清退）、M35',
    reads: ['answered_sheet.vetoes', 'answered_sheet.code'],
    verify: ({ questionnaire, vetoes }) =>
      vetoes.length === 0
        ? []
        : [{ field: 'answered_sheet.vetoes', message: `“${questionnaire}”命中否决项${named(vetoes)}，请核实、听取申辩后处理，核实的情况写在说明里。` }],
  },
]
