/** Draws a questionnaire: sections as headings, a row for each question with its options to tick or its answer, who was asked and who signs. */
import type { FormSheet } from '../../excel/formSheet.ts'
import { pageSetup, SheetBuilder, sheetName, type Look } from './sheetBuilder.ts'

/** Number, question, options or answer, points. */
const COLUMNS = [30, 204.75, 249.75, 54.75] as const
const SIDE = 24

/** The template of a questionnaire, upright on A4; blank and filled from the same marks. */
export function questionnaireTemplate(title: string): FormSheet {
  const builder = new SheetBuilder(COLUMNS, { font: '宋体', size: 10, align: 'left', border: true, wrap: true, shrink: false, fill: '', format: 'General' })
  const { width } = builder
  const plain: Look = { border: false, size: 10 }
  builder.boxes(30, [{ text: '{{name}}', to: width, look: { font: '黑体', size: 16, align: 'center', border: false } }])
  builder.boxes(18, [
    { text: '对象：{{sheet.subject}}', to: width * 0.62, look: plain },
    { text: '编号：{{sheet.number}}', to: width, look: plain },
  ])
  builder.boxes(18, [
    { text: '地方：{{sheet.place}}', to: width * 0.62, look: plain },
    { text: '日期：{{#if filled}}{{sheet.asked_on}}{{#else}}　　　年　　月　　日{{/if}}', to: width, look: plain },
  ])
  builder.boxes(18, [{ text: '{{#if preface}}{{preface}}{{/if}}', to: width, look: { ...plain, size: 9 } }])
  builder.row(22, ['题号', '题目', '答案', '得分'], { font: '黑体', align: 'center' })
  builder.boxes(20, [
    { text: '{{#each lines where=shown}}{{#if kind = "section"}}{{#if number}}{{number}}、{{/if}}{{label}}{{/if}}', to: width, look: { font: '黑体' } },
  ])
  const question =
    '{{label}}{{#if required}}{{#else}}（选答）{{/if}}{{#if condition}}{{#if filled}}{{#else}}（{{condition}}时回答）{{/if}}{{/if}}{{#if hint}}　{{hint}}{{/if}}'
  builder.boxes(24, [
    { text: '{{#if kind = "question"}}{{number}}', to: builder.edge(1), look: { align: 'center' } },
    { text: question, to: builder.edge(2) },
    { text: '{{#if choices}}{{choices}}{{#else}}{{answer}}{{/if}}', to: builder.edge(3) },
    { text: '{{points}}{{/if}}{{/each}}', to: width, look: { align: 'center' } },
  ])
  builder.boxes(24, [
    { text: '{{#keep}}{{#if filled and not sheet.full_score}}结论{{#else}}合计{{/if}}', to: builder.edge(2), look: { font: '黑体', align: 'center' } },
    {
      text: '{{#if filled}}{{#if sheet.full_score}}满分 {{sheet.full_score}}{{/if}}{{#if sheet.grade}}　等次：{{sheet.grade}}{{/if}}{{#if sheet.vetoes}}　否决项：{{sheet.vetoes}}{{/if}}{{/if}}',
      to: builder.edge(3),
    },
    { text: '{{sheet.score}}', to: width, look: { align: 'center' } },
  ])
  builder.boxes(18, [{ text: '{{#if sheet.remark}}备注：{{sheet.remark}}{{/if}}', to: width, look: plain }])
  builder.boxes(30, [
    { text: '调查人（签字）：{{sheet.asked_by}}', to: width / 2, look: plain },
    { text: '回答人（签字）：{{sheet.answered_by}}', to: width, look: plain },
  ])
  builder.boxes(18, [{ text: '第 {{version}} 版，{{issuer}}发布{{#if basis}}；依据：{{basis}}{{/if}}{{/keep}}', to: width, look: { ...plain, size: 8 } }])
  return builder.sheet(sheetName(title), pageSetup(false, { side: SIDE, top: 32, bottom: 36 }, '&C&9第 &P 页　共 &N 页'), { first: 4, last: 4 })
}
