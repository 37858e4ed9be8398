/** 贫困户退出验收表: what those who looked into the household write down and sign (forms.md §9.3), printed from the step 入户核实. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import type { TableColumn } from '../../../src/core/forms/drawing/columns.ts'
import { cardTemplate, type CardItem } from '../../../src/core/forms/drawing/card.ts'

const TEXT = { size: 11, wrap: true } as const
const WRAPPED = { wrap: true } as const
const money = (label: string, key: string, year = 'household_year'): CardItem => ({
  label,
  text: `{{${year}.${key}}}`,
  look: { format: '#,##0.00', shrink: true },
})
/** Ticked as it is; neither where nobody knows. `found`: as somebody judged it, so that what is taken along to the house is ticked there. */
export const ticks = (name: 'met' | 'found'): string =>
  `{{#if ${name} = "1"}}☑是 □否{{/if}}{{#if ${name} = "0"}}□是 ☑否{{/if}}{{#if not ${name}}}□是 □否{{/if}}`

/** The criteria of the standard of the year, the county's own among them (register of exit standards). */
const criteria = (made: boolean): readonly TableColumn[] => [
  { heading: '指标', text: '{{label}}', width: 90, look: WRAPPED },
  { heading: '标准', text: '{{target}}', width: 160, look: WRAPPED },
  { heading: '现状', text: '{{value}}', width: 120, look: WRAPPED },
  { heading: '达标', text: ticks(made ? 'met' : 'found'), width: 70 },
  { heading: '佐证资料', text: '{{evidence}}', width: 100, look: WRAPPED },
]

/** From the step; before it, to be filled in by hand, from the year's record. */
export const exitVerification = (): FormSheet => verification(true)
export const exitVerificationSheet = (): FormSheet => verification(false)

/** One page, upright. What the year's record does not say is ticked by hand. */
const verification = (made: boolean): FormSheet =>
  cardTemplate({
    title: '贫困户退出验收表',
    under: ['{{division.county}}{{division.township}}{{division.village}}', '{{year}}年度　户编号：{{household.household_no}}'],
    size: 10,
    rowHeight: 22,
    parts: [
      {
        kind: 'items',
        heading: '一、家庭情况',
        items: [
          { label: '户主姓名', text: '{{household.head_name}}' },
          { label: '户主证件号码', text: '{{household.head_id_number}}', look: { shrink: true } },
          { label: '家庭人口数', text: '{{household_year.population}} 人' },
          { label: '联系电话', text: '{{household.phone}}', look: { shrink: true } },
          { label: '贫困户属性', text: '{{household_year.attribute}}' },
          { label: '主要致贫原因', text: '{{household_year.main_cause}}' },
        ],
      },
      { kind: 'table', heading: '二、退出指标', each: 'conditions', columns: criteria(made), rowHeight: 30, size: 9 },
      {
        kind: 'items',
        heading: '三、收入测算（元）',
        items: [
          money('工资性收入', 'wage_income'),
          money('生产经营性收入', 'business_income'),
          money('财产性收入', 'property_income'),
          money('转移性收入', 'transfer_income'),
          money('生产经营性支出', 'business_expense'),
          money('家庭年纯收入', 'net_income'),
          money('年人均纯收入', 'net_income_per_person'),
          money('上年人均纯收入', 'net_income_per_person', 'household_year_before'),
        ],
      },
      {
        kind: 'text',
        height: 46,
        look: TEXT,
        text: made
          ? '　　{{procedure_step.done_on|format:yyyy年m月d日}}{{step_name}}。核实意见：□达到退出标准，同意列为拟退出户　□没有达到，不列入{{#if procedure_step.remark}}。说明：{{procedure_step.remark}}{{/if}}'
          : '　　核实意见：□达到退出标准，同意列为拟退出户　□没有达到，不列入。说明：',
      },
      { kind: 'text', height: 32, look: TEXT, text: made ? '核实人签字：{{procedure_step.signatures}}' : '核实人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '户主（或家庭成员代表）签字、按手印：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '帮扶责任人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '驻村工作队队长签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '村民委员会（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '乡镇人民政府（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 32, look: TEXT, text: '县扶贫办（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })
