/** 入户调查表 of one household: what is on file, for whom, and the questions of the survey to be answered in the house (mechanisms.md M03). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardPart } from '../../../src/core/forms/drawing/card.ts'
import { householdSurvey } from '../../../src/core/features/questionnaires/builtIn/householdSurvey.ts'
import type { Item, Question } from '../../../src/core/questionnaires/types.ts'

const PLACE = '{{division.county}}{{division.township}}{{division.village}}{{division.group}}'
const DAY = '　　　年　　月　　日'
const CLEAR = ['底数清', '问题清', '对策清', '责任清', '任务清']

/** What there is to fill in for a question. */
function roomFor(question: Question): string {
  if (question.type === 'boolean') return '☐ 是　　☐ 否'
  return 'unit' in question && question.unit !== undefined ? `　　　　　　　　${question.unit}` : ''
}

/** The questions of a section, as rows of a grid; the text above asks for a line of its own. */
function partOf(item: Item, number: string): CardPart[] {
  if (item.type !== 'section') return []
  const questions = item.items.filter((one): one is Question => one.type !== 'section')
  return [
    {
      kind: 'items',
      heading: `${number}、${item.label}`,
      items: questions.map((question) => ({ label: question.label, text: roomFor(question), ...(question.type === 'text' ? { wide: true } : {}) })),
    },
  ]
}

const NUMBERS = ['二', '三', '四', '五', '六']

/** Taken along to the house; its code finds the household when the answers are entered. */
export const surveySheet = (): FormSheet =>
  cardTemplate({
    title: householdSurvey.name,
    under: [`${PLACE}　户主：{{household.head_name}}`, '{{year}}年度　户编号：{{household.household_no}}'],
    size: 10,
    rowHeight: 22,
    parts: [
      { kind: 'text', height: 60, look: { size: 9, wrap: true }, text: '{{household.household_no|qr}}' },
      {
        kind: 'items',
        heading: '一、家庭（在册的情况，不对的划去改写）',
        items: [
          { label: '户主', text: '{{household.head_name}}' },
          { label: '家庭人口', text: '{{household.population}} 人' },
          { label: '家庭住址', text: '{{household.address}}', wide: true },
          { label: '帮扶责任人', text: '{{#each helpers}}{{helper.name}}　{{/each}}', wide: true },
        ],
      },
      {
        kind: 'table',
        heading: '家庭成员（增加的写在空行）',
        each: 'members min=7',
        columns: [
          { heading: '姓名', text: '{{person.name}}', width: 65 },
          { heading: '与户主关系', text: '{{membership.relation}}', width: 75 },
          { heading: '性别', text: '{{person.sex}}', width: 35 },
          { heading: '健康状况', text: '{{person_year.health}}', width: 80 },
          { heading: '劳动能力', text: '{{person_year.labour}}', width: 80 },
          { heading: '在校生状况', text: '{{person_year.student_status}}', width: 75 },
          { heading: '变化（增减、务工、读书、病残）', text: '', width: 130 },
        ],
      },
      ...householdSurvey.tree.items.flatMap((item, index) => partOf(item, NUMBERS[index] ?? '')),
      {
        kind: 'grid',
        heading: '五清（调查人判断，清的打“√”）',
        columns: CLEAR.map((heading) => ({ heading, width: 90 })),
        rows: [CLEAR.map(() => '')],
      },
      { kind: 'text', height: 30, look: { size: 10 }, text: '户主（被访人）签字：', right: DAY },
      { kind: 'text', height: 30, look: { size: 10 }, text: '调查人签字（两人）：', right: DAY },
    ],
    signatures: [],
  })
