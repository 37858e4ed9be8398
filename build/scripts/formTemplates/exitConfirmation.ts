/** 贫困户脱贫确认书: what the household declares and signs (forms.md §9.3). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardItem } from '../../../src/core/forms/drawing/card.ts'

const TEXT = { size: 12, wrap: true } as const
const choices = (label: string, text: string): CardItem => ({ label, text, wide: true, look: { align: 'left' } })

/** One page, upright; the signatures have room for a fingerprint. */
export const exitConfirmation = (): FormSheet =>
  cardTemplate({
    title: '贫困户脱贫确认书',
    under: ['{{division.county}}{{division.township}}{{division.village}}{{division.group}}', '户编号：{{household.household_no}}'],
    size: 10.5,
    rowHeight: 26,
    parts: [
      {
        kind: 'items',
        heading: '一、家庭情况',
        items: [
          { label: '户主姓名', text: '{{household.head_name}}' },
          { label: '户主证件号码', text: '{{household.head_id_number}}', look: { shrink: true } },
          { label: '家庭人口数', text: '{{household.population}} 人' },
          { label: '贫困户属性', text: '{{household.attribute}}' },
          { label: '主要致贫原因', text: '{{household.main_cause}}' },
          { label: '联系电话', text: '{{household.phone}}', look: { shrink: true } },
        ],
      },
      {
        kind: 'items',
        heading: '二、{{year}}年达到的情况',
        items: [
          { label: '家庭年纯收入（元）', text: '{{household_year.net_income}}', look: { format: '#,##0.00', shrink: true } },
          { label: '年人均纯收入（元）', text: '{{household_year.net_income_per_person}}', look: { format: '#,##0.00', shrink: true } },
          choices('住房安全（非危房）', '{{household_year.dangerous_house|choices:0=是,1=否}}'),
          choices('饮水安全', '{{household_year.water_safe|choices}}'),
          choices('不愁吃、不愁穿', '□是 □否'),
          choices('义务教育有保障', '□是 □否　□无适龄子女'),
          choices('基本医疗有保障', '□是 □否'),
        ],
      },
      {
        kind: 'text',
        height: 92,
        look: TEXT,
        text: '　　经村民代表会议民主评议、村“两委”和驻村工作队核实，我家{{year}}年人均纯收入稳定超过国家扶贫标准，不愁吃、不愁穿，义务教育、基本医疗、住房安全有保障，达到贫困户退出标准。以上情况属实，我家同意脱贫退出。',
      },
      { kind: 'text', height: 44, look: TEXT, text: '户主（或家庭成员代表）签字、按手印：', right: '年　　月　　日' },
      { kind: 'text', height: 36, look: TEXT, text: '帮扶责任人签字：', right: '年　　月　　日' },
      { kind: 'text', height: 36, look: TEXT, text: '驻村工作队队长签字：', right: '年　　月　　日' },
      { kind: 'text', height: 36, look: TEXT, text: '村民委员会（盖章）　负责人签字：', right: '年　　月　　日' },
      { kind: 'text', height: 36, look: TEXT, text: '乡镇人民政府（盖章）　负责人签字：', right: '年　　月　　日' },
    ],
    signatures: [],
  })
