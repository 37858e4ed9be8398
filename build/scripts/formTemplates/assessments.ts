/** 农户家庭基本情况核查表 (甘肃附件3) and 入户评估表, blank and filled from the questionnaires of the same codes. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardPart } from '../../../src/core/forms/drawing/card.ts'
import { EARNINGS, NET_LINES } from '../../../src/core/features/questionnaires/builtIn/householdCheck.ts'

const answer = (code: string): string => `{{lines|where:code = "${code}"|first:answer}}`
const points = (code: string): string => `{{lines|where:code = "${code}"|first:points}}`
const choices = (code: string): string => `{{#if lines|where:code = "${code}"|first:choices}}{{lines|where:code = "${code}"|first:choices}}{{/if}}`
const DAY = '　　　年　　月　　日'
const ASKED_ON = `{{#if filled}}{{sheet.asked_on|format:yyyy年m月d日}}{{#else}}${DAY}{{/if}}`
const signed = (text: string, height = 34): CardPart => ({ kind: 'text', height, look: { size: 11, wrap: true }, text, right: DAY })

export const householdCheckSheet = (): FormSheet =>
  cardTemplate({
    title: '农户家庭基本情况核查表',
    under: ['{{sheet.place}}　户主：{{sheet.subject}}', `编号：{{sheet.number}}　${ASKED_ON}`],
    size: 10,
    rowHeight: 24,
    pairs: 3,
    parts: [
      {
        kind: 'items',
        heading: '一、基本情况',
        items: [
          { label: '家庭人口', text: answer('people') },
          { label: '劳动力', text: answer('workers') },
          { label: '耕地', text: answer('farmland') },
          { label: '房屋等级', text: answer('house_level') },
          { label: '住房面积', text: answer('house_area') },
          { label: '安全饮水', text: answer('water') },
          { label: '享受低保', text: answer('allowance') },
        ],
      },
      {
        kind: 'grid',
        heading: '二、种植、养殖收入（上年度）',
        columns: [
          { heading: '项目', width: 80 },
          { heading: '面积（存栏）', width: 90 },
          { heading: '产量（出栏）', width: 90 },
          { heading: '销售量', width: 90 },
          { heading: '销售收入', width: 90 },
          { heading: '收益系数', width: 60 },
          { heading: '净收入（元）', width: 80 },
        ],
        rows: EARNINGS.map(([code, label, , coefficient]) => [
          label,
          answer(`${code}_size`),
          answer(`${code}_output`),
          answer(`${code}_sold`),
          answer(`${code}_income`),
          coefficient,
          points(`${code}_income`),
        ]),
      },
      {
        kind: 'grid',
        heading: '三、其他收入（上年度）',
        columns: [
          { heading: '项目', width: 260 },
          { heading: '净收入（元）', width: 160 },
        ],
        rows: [...NET_LINES.map(([code, label]) => [label, points(code)]), ['净收入合计（元）', '{{sheet.score}}']],
      },
      signed('户主签字、按手印：'),
      signed('核查人签字（两人）：{{sheet.asked_by}}'),
      signed('村民委员会（盖章）'),
      { kind: 'text', height: 16, look: { size: 8 }, text: '{{#if basis}}第 {{version}} 版；依据：{{basis}}{{/if}}' },
    ],
    signatures: [],
  })

const LOOKS = [
  ['house', '一、看房'],
  ['farming', '二、看种植和养殖'],
  ['labour', '三、看劳力'],
  ['study', '四、看读书'],
  ['health', '五、看病残'],
] as const

/** Front: what is seen and scored. Back: how it came about and who signs. */
export const entryAssessmentSheet = (): FormSheet =>
  cardTemplate({
    title: '入户评估表',
    under: ['{{sheet.place}}　户主：{{sheet.subject}}', `编号：{{sheet.number}}　${ASKED_ON}`],
    size: 12,
    rowHeight: 62,
    parts: [
      { kind: 'text', height: 36, look: { size: 10, wrap: true }, text: '{{preface}}' },
      {
        kind: 'grid',
        heading: '评分（看到什么勾什么）',
        columns: [
          { heading: '项目', width: 110 },
          { heading: '看到的情况（括号里是分值）', width: 360 },
          { heading: '得分', width: 70 },
        ],
        rows: [...LOOKS.map(([code, label]) => [label, choices(code), points(code)]), ['合　计', '满分 100 分，分越高越困难', '{{sheet.score}}']],
      },
      signed('户主认可以上评分：{{lines|where:code = "agrees"|first:answer}}　　户主签字、按手印：', 54),
      signed('调查人签字（两人，不得同一人）：{{sheet.asked_by}}', 54),
      { kind: 'text', height: 20, look: { size: 9 }, text: '（背面：调查情况和村里核实的意见）' },
      { kind: 'text', height: 26, look: { font: '黑体', size: 14 }, text: '{{#keep}}调查情况' },
      { kind: 'text', height: 200, look: { size: 12, wrap: true, border: true }, text: '　　{{lines|where:code = "note"|first:answer}}' },
      { kind: 'text', height: 26, look: { font: '黑体', size: 14 }, text: '户主的意见' },
      { kind: 'text', height: 130, look: { size: 12, wrap: true, border: true }, text: '　　{{lines|where:code = "reason"|first:answer}}' },
      { kind: 'text', height: 26, look: { font: '黑体', size: 14 }, text: '村里核实的意见' },
      { kind: 'text', height: 130, look: { size: 12, wrap: true, border: true }, text: '' },
      signed('村主要负责人签字：', 44),
      signed('驻村工作队长签字：', 44),
      { kind: 'text', height: 16, look: { size: 8 }, text: '{{#if basis}}第 {{version}} 版；依据：{{basis}}{{/if}}{{/keep}}' },
    ],
    signatures: [],
  })
