/** Papers of one household, one plan (mechanisms.md M04.d): the plan of a household, the ledger and the reminder of measures, who leaves poverty when. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { countedColumn } from '../../../src/core/forms/drawing/columns.ts'
import { pageSetup, SheetBuilder, type Box, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const MONEY: Look = { format: '#,##0.00', shrink: true }
const SHORT: Look = { shrink: true }
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const NUMBER = { heading: '序号', text: '{{@number}}', width: 26 }

/** Filled or, printed with the year left empty, to be filled by hand. */
export const householdPlan = (): FormSheet =>
  cardTemplate({
    title: '贫困户脱贫方案（一户一策表）',
    under: [`${PLACE}{{division.group}}`, '{{household_plan.year}}年度　第 {{household_plan.version}} 版　{{household_plan.plan_no}}'],
    size: 9,
    rowHeight: 21,
    parts: [
      {
        kind: 'items',
        heading: '一、家庭情况和目标',
        items: [
          { label: '户主姓名', text: '{{household.head_name}}' },
          { label: '人口数', text: '{{household_plan.people}}' },
          { label: '主要致贫原因', text: '{{household_plan.main_cause}}' },
          { label: '其他致贫原因', text: '{{household_plan.other_causes}}' },
          { label: '目标脱贫年', text: '{{household_plan.target_exit_year}}' },
          { label: '目标人均收入（元）', text: '{{household_plan.target_income}}', look: MONEY },
          { label: '脱贫路径', text: '{{household_plan.path|choices}}', wide: true, look: { align: 'left' } },
          {
            label: '“八有”目标',
            text: '□安全住房　□安全饮水　□基本农田　□增收产业　□一人有技能证书　□社会保障　□余粮　□余钱',
            wide: true,
            look: { align: 'left' },
          },
        ],
      },
      {
        kind: 'table',
        heading: '二、帮扶措施',
        each: 'plan_measure min=6',
        columns: [
          NUMBER,
          { heading: '类别', text: '{{plan_measure.category}}', width: 52 },
          { heading: '内容', text: '{{plan_measure.content}}', width: 96, look: { align: 'left' } },
          { heading: '规模', text: '{{plan_measure.size}}{{plan_measure.unit}}', width: 40, look: SHORT },
          { heading: '资金（元）', text: '{{plan_measure.fund_amount}}', width: 52, look: MONEY },
          { heading: '资金来源', text: '{{plan_measure.fund_source}}', width: 58, look: SHORT },
          { heading: '责任单位', text: '{{plan_measure.organization_id}}', width: 66, look: { size: 7.5 } },
          { heading: '责任人', text: '{{plan_measure.helper_id}}', width: 40, look: SHORT },
          { heading: '完成期限', text: '{{plan_measure.due_on}}', width: 52, look: SHORT },
          { heading: '预计净增收（元）', text: '{{plan_measure.expected_income}}', width: 52, look: MONEY },
        ],
      },
      {
        kind: 'text',
        height: 36,
        look: { border: true, wrap: true },
        text: '预计可达人均：（上年纯收入 {{household_plan.base_income}} 元＋预计增收 {{household_plan.expected_increase}} 元）÷{{household_plan.people}} 人＝{{household_plan.expected_per_person}} 元。同一个人同一年的同一种收入只计一次。',
      },
      {
        kind: 'table',
        heading: '三、落实情况和成效',
        each: 'plan_measure min=6',
        columns: [
          NUMBER,
          { heading: '内容', text: '{{plan_measure.content}}', width: 120, look: { align: 'left' } },
          { heading: '已完成量', text: '{{plan_measure.done_amount}}', width: 50, look: SHORT },
          { heading: '兑现额（元）', text: '{{plan_measure.paid_amount}}', width: 60, look: MONEY },
          { heading: '实际增收（元）', text: '{{plan_measure.actual_income}}', width: 60, look: MONEY },
          { heading: '落实日期', text: '{{plan_measure.completed_on}}', width: 60, look: SHORT },
          { heading: '户主签字', text: '', width: 70 },
        ],
      },
      { kind: 'text', height: 34, text: '户主签字、按手印：', right: '年　　月　　日' },
      { kind: 'text', height: 30, text: '编制人：{{household_plan.made_by}}　　　　村负责人签字：', right: '年　　月　　日' },
      { kind: 'text', height: 30, text: '乡镇审核（盖章）　负责人签字：', right: '年　　月　　日' },
    ],
    signatures: [],
  })

const HEAD = { heading: '户主', text: '{{household.head_name}}', width: 46 }
const CONTENT = { heading: '措施内容', text: '{{plan_measure.content}}', width: 120, look: { align: 'left' } as const }
const SIZE = { heading: '规模', text: '{{plan_measure.size}}{{plan_measure.unit}}', width: 46, look: SHORT }
const WHO = [
  { heading: '责任单位', text: '{{plan_measure.organization_id}}', width: 80 },
  { heading: '责任人', text: '{{plan_measure.helper_id}}', width: 46 },
]
const LIMIT = { heading: '完成期限', text: '{{plan_measure.due_on}}', width: 54 }

export const measureLedger = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年帮扶措施落实台账',
    each: 'rows',
    columns: [
      NUMBER,
      HEAD,
      { heading: '类别', text: '{{plan_measure.category}}', width: 60 },
      CONTENT,
      SIZE,
      { heading: '资金（元）', text: '{{plan_measure.fund_amount}}', width: 56, look: MONEY },
      ...WHO,
      LIMIT,
      { heading: '进度', text: '{{plan_measure.progress}}', width: 40 },
      { heading: '落实日期', text: '{{plan_measure.completed_on}}', width: 54 },
      { heading: '预计增收（元）', text: '{{plan_measure.expected_income}}', width: 56, look: MONEY },
      { heading: '实际增收（元）', text: '{{plan_measure.actual_income}}', width: 56, look: MONEY },
      { heading: '户主签字', text: '', width: 50 },
    ],
    under: [PLACE, '数据截止：{{data_day}}', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 项　　预计增收 {{rows|sum:plan_measure.expected_income}} 元　　实际增收 {{rows|sum:plan_measure.actual_income}} 元',
    size: 9,
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

export const measureReminder = (): FormSheet =>
  tableTemplate({
    title: '逾期措施催办单',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '措施编号', text: '{{plan_measure.measure_no}}', width: 96, look: SHORT },
      HEAD,
      CONTENT,
      SIZE,
      ...WHO,
      LIMIT,
      { heading: '已完成量', text: '{{plan_measure.done_amount}}', width: 46 },
      { heading: '没有落实的原因', text: '', width: 110 },
      { heading: '保证完成日期', text: '', width: 64 },
      { heading: '责任人签字', text: '', width: 60 },
    ],
    under: ['文号：{{document_no}}', PLACE, '打印日期：{{printed_on}}'],
    below: [
      '　　截至{{data_day}}，以上 {{rows|count}} 项帮扶措施已过完成期限，还没有落实。请责任单位、责任人抓紧落实，写明原因和保证完成的日期，签字后 5 日内交回。',
    ],
    size: 9,
    stamps: ['{{office}}（盖章）', '　　　　年　　　月　　　日'],
  })

const PLANNED_YEARS = [2015, 2016, 2017, 2018, 2019, 2020]

/** By the places one level below the one asked for, households and people of each year beside each other. */
export const planExits = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年度减贫计划表',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '地方', text: '{{label}}', width: 80 },
      countedColumn({ heading: '有方案的户', text: '{{households}}', width: 44 }),
      countedColumn({ heading: '有方案的人', text: '{{people}}', width: 44 }),
      ...PLANNED_YEARS.flatMap((year) => [
        countedColumn({ heading: `${year}年脱贫户`, text: `{{y${year}}}`, width: 40 }),
        countedColumn({ heading: `${year}年脱贫人`, text: `{{y${year}_people}}`, width: 40 }),
      ]),
      countedColumn({ heading: '巩固或未定', text: '{{rest}}', width: 44 }),
    ],
    under: ['填报单位：{{office}}', '{{period}}', '打印日期：{{printed_on}}'],
    totals: [
      '',
      '合计',
      '{{total.households}}',
      '{{total.people}}',
      ...PLANNED_YEARS.flatMap((year) => [`{{total.y${year}}}`, `{{total.y${year}_people}}`]),
      '{{total.rest}}',
    ],
    size: 9,
  })

/** A picture of households that have left poverty and are to, by year, and the figures. */
export const exitSequence = (): FormSheet => {
  const columns = [90, 75, 75, 75, 75, 75, 75]
  const builder = new SheetBuilder(columns, { font: '宋体', size: 10, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' })
  const plain: Look = { border: false, wrap: false, size: 9 }
  const whole = (text: string, height: number, look: Look = {}): void => builder.boxes(height, [{ text, to: builder.width, look: { ...plain, ...look } }])
  whole('{{division.township}}{{division.village}}脱贫时序图', 28, { font: '黑体', size: 16 })
  whole('填报单位：{{office}}　　{{period}}　　打印日期：{{printed_on}}', 17)
  whole('已脱贫户（户）', 18, { font: '黑体', align: 'left' })
  whole('{{rows|bar:label,exited}}', 190, { border: true })
  whole('拟脱贫户（户）', 18, { font: '黑体', align: 'left' })
  whole('{{rows|bar:label,planned}}', 190, { border: true })
  builder.boxes(6, [{ text: '', to: builder.width, look: plain }])
  const heads = ['年度', '户数', '已脱贫户', '拟脱贫户', '人数', '已脱贫人口', '拟脱贫人口']
  builder.row(24, [`{{#head}}${heads[0] ?? ''}`, ...heads.slice(1, -1), `${heads.at(-1) ?? ''}{{/head}}`], { font: '黑体' })
  const right: Look = { align: 'right' }
  const figures = (texts: readonly string[], look: Look): Box[] =>
    texts.map((text, index) => ({ text, to: builder.edge(index + 1), look: index === 0 ? look : { ...look, ...right } }))
  builder.boxes(
    20,
    figures(['{{#each rows}}{{label}}', '{{households}}', '{{exited}}', '{{planned}}', '{{people}}', '{{exited_people}}', '{{planned_people}}{{/each}}'], {}),
  )
  const total = [
    '{{#keep}}合计',
    '{{total.households}}',
    '{{total.exited}}',
    '{{total.planned}}',
    '{{total.people}}',
    '{{total.exited_people}}',
    '{{total.planned_people}}',
  ]
  builder.boxes(20, figures(total, { font: '黑体' }))
  whole('说明：{{notes}}{{/keep}}', 40, { align: 'left', wrap: true })
  return builder.sheet('脱贫时序图', pageSetup(false, { side: 24, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页'), { first: 0, last: 1 })
}
