/** 贫困户退出验收表: what those who looked into the household write down and sign (forms.md §9.3), printed from the step 入户核实. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardItem } from '../../../src/core/forms/drawing/card.ts'

const TEXT = { size: 11, wrap: true } as const
const money = (label: string, key: string, year = 'household_year'): CardItem => ({
  label,
  text: `{{${year}.${key}}}`,
  look: { format: '#,##0.00', shrink: true },
})
/** A value of what was judged of an item (register of judgements). */
const judged = (item: string, key: string): string => `{{exit_judgement|where:exit_judgement.item = "${item}"|first:exit_judgement.${key}}}`
const row = (label: string, target: string, item: string, value: string): readonly string[] => [
  label,
  target,
  value,
  `{{#if exit_judgement|where:exit_judgement.item = "${item}" and exit_judgement.met = "1"|count}}☑是 □否{{#else}}□是 □否{{/if}}`,
  judged(item, 'evidence'),
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
      {
        kind: 'grid',
        heading: '二、退出指标',
        columns: [
          { heading: '指标', width: 90 },
          { heading: '标准', width: 170 },
          { heading: '现状', width: 110 },
          { heading: '达标', width: 80 },
          { heading: '佐证资料', width: 90 },
        ],
        rows: [
          row('收入', '年人均纯收入稳定超过国家扶贫标准', 'h_income', '{{household_year.net_income_per_person|format:#,##0.00|or:　}} 元'),
          row('不愁吃、不愁穿', '吃得饱、有肉蛋奶或豆制品，有换季衣服、有被褥', 'h_food', judged('h_food', 'value')),
          row('义务教育', '没有因贫失学辍学的', 'h_school', judged('h_school', 'value')),
          row('基本医疗', '参加居民基本医疗保险，大病有救助', 'h_medical', judged('h_medical', 'value')),
          row('住房安全', '不住危房', 'h_housing', '{{household_year.dangerous_house|choices:0=非危房,1=危房}}'),
          row('饮水安全', '水量、水质、取水方便达到要求', 'h_water', '{{household_year.water_safe|choices:1=安全,0=不安全}}'),
        ],
      },
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
      { kind: 'text', height: 34, look: TEXT, text: made ? '核实人签字：{{procedure_step.signatures}}' : '核实人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '户主（或家庭成员代表）签字、按手印：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '帮扶责任人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '驻村工作队队长签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '村民委员会（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '乡镇人民政府（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 34, look: TEXT, text: '县扶贫办（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })
