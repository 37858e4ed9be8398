/** 附件1 贫困户申请书, 附件2 贫困村申请书 and 收入核算表 (forms.md §7, mechanisms.md M01, M02). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardItem, type CardPart } from '../../../src/core/forms/drawing/card.ts'

const BODY = { size: 12, wrap: true } as const
const MONEY = { format: '#,##0.00', shrink: true } as const
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
/** A case is about a household on file or about one that is not: one of the two is empty. */
const either = (key: string): string => `{{household.${key}}}{{unlisted_household.${key}}}`
const line = (text: string, right: string, height = 44): CardPart => ({ kind: 'text', height, look: BODY, text, right })
const DAY = '　　　年　　月　　日'

export const povertyApplication = (): FormSheet =>
  cardTemplate({
    title: '贫困户申请书',
    under: [PLACE, '编号：{{identification.case_no}}'],
    size: 12,
    rowHeight: 34,
    parts: [
      {
        kind: 'items',
        heading: '一、申请人情况',
        items: [
          { label: '申请人（户主）', text: either('head_name') },
          { label: '住址（社、组）', text: either('group_id') },
          { label: '家庭人口（人）', text: '{{identification.people}}' },
          { label: '劳动力（人）', text: '{{identification.labourers}}' },
          { label: '年人均纯收入（元）', text: '{{identification.income_per_person}}', look: MONEY },
          { label: '申请日期', text: '{{identification.opened_on|format:yyyy年m月d日}}' },
        ],
      },
      { kind: 'text', height: 24, look: { font: '黑体', size: 12 }, text: '二、申请原因' },
      { kind: 'text', height: 150, look: { ...BODY, border: true }, text: '　　{{identification.reason}}' },
      {
        kind: 'text',
        height: 60,
        look: BODY,
        text: '　　以上情况属实。我自愿申请列为建档立卡贫困户，同意核查家庭收入和财产，接受民主评议和公示。',
      },
      line('申请人签字、按手印：', DAY),
      line('村民小组意见：　　　　　　　　组长签字：', DAY, 52),
      line('村民委员会意见：　　　　　　　（盖章）', DAY, 52),
    ],
    signatures: [],
  })

const figure = (label: string, key: string): CardItem => ({ label, text: `{{village_year.${key}}}`, look: { shrink: true } })

export const villageApplication = (): FormSheet =>
  cardTemplate({
    title: '贫困村申请书',
    under: [PLACE, '{{year}}年度'],
    size: 12,
    rowHeight: 34,
    parts: [
      {
        kind: 'items',
        heading: '一、村情',
        items: [
          figure('自然村（个）', 'natural_villages'),
          figure('总户数（户）', 'households'),
          figure('总人口（人）', 'population'),
          figure('贫困户（户）', 'poor_households'),
          figure('贫困人口（人）', 'poor_population'),
          {
            label: '贫困发生率',
            text: '{{#if village_year.population}}{{village_year.poor_population / village_year.population|format:0.00%}}{{/if}}',
          },
          { label: '农民人均纯收入（元）', text: '{{village_year.income_per_person}}', look: { format: '#,##0.00', shrink: true } },
          { label: '集体经济收入（万元）', text: '{{village_year.collective_income}}', look: { shrink: true } },
        ],
      },
      { kind: 'text', height: 24, look: { font: '黑体', size: 12 }, text: '二、申请理由' },
      { kind: 'text', height: 190, look: { ...BODY, border: true }, text: '' },
      { kind: 'text', height: 60, look: BODY, text: '　　经村民代表会议讨论同意，特申请将我村列为建档立卡贫困村。' },
      line('村民委员会（盖章）　　主任签字：', DAY, 52),
      line('乡镇人民政府审核意见（盖章）', DAY, 52),
    ],
    signatures: [],
  })

const INCOMES = [
  ['一、工资性收入', '{{household_year.wage_income}}', '务工、工资'],
  ['二、生产经营性收入', '{{household_year.business_income}}', '毛收入，未售的农产品折价计入'],
  ['三、财产性收入', '{{household_year.property_income}}', '租金、分红、利息'],
  ['四、转移性收入', '{{household_year.transfer_income}}', '以下六项之和，加口径计入的'],
  ['　其中：计划生育金', '{{household_year.family_planning_payment}}', ''],
  ['　　　　低保金', '{{household_year.allowance_payment}}', ''],
  ['　　　　五保金', '{{household_year.support_payment}}', ''],
  ['　　　　养老保险金', '{{household_year.pension_payment}}', ''],
  ['　　　　生态补偿金', '{{household_year.ecological_payment}}', ''],
  ['　　　　其他转移性收入', '{{household_year.other_transfer_income}}', ''],
  ['　　　　报销的医药费', '{{household_year.reimbursement}}', '口径写明“报销计入”的才计入'],
  ['　　　　一次性补助', '{{household_year.one_off_subsidy}}', '口径写明“一次性补助计入”的才计入'],
  ['五、年收入（一至四之和）', '{{household_year.total_income}}', ''],
  ['六、生产经营性支出', '{{household_year.business_expense}}', '经营费用、固定资产折旧、税费承包费'],
  ['七、折旧和税费、转移性支出', '{{household_year.depreciation + household_year.transfer_expense}}', '口径为可支配收入的才减'],
  ['八、年纯收入（可支配收入）', '{{household_year.net_income}}', '五减六，口径为可支配收入的再减七'],
  ['九、收入人口（人）', '{{household_year.income_people}}', '年末登记人口，口径另有规定的为共享收支人口'],
  ['十、年人均收入（八除以九）', '{{household_year.net_income_per_person}}', ''],
] as const

export const incomeAccount = (): FormSheet =>
  cardTemplate({
    title: '贫困户收入核算表',
    under: [`${PLACE}{{division.group}}　户主：{{household.head_name}}`, '{{year}}年度　单位：元'],
    size: 11,
    rowHeight: 25,
    parts: [
      {
        kind: 'items',
        heading: '户的情况',
        items: [
          { label: '户编号', text: '{{household.household_no}}', look: { shrink: true } },
          {
            label: '收入年度（起止月）',
            text: '{{household_year.income_from}}{{#if household_year.income_to}} 至 {{/if}}{{household_year.income_to}}',
            look: { shrink: true },
          },
          { label: '收入口径', text: '{{household_year.income_model}}', look: { shrink: true } },
          { label: '年末登记人口（人）', text: '{{household_year.population}}', look: { shrink: true } },
        ],
      },
      {
        kind: 'grid',
        heading: '收入核算',
        columns: [
          { heading: '项目', width: 210 },
          { heading: '金额（元）', width: 130 },
          { heading: '说明', width: 200 },
        ],
        rows: INCOMES,
      },
      {
        kind: 'text',
        height: 40,
        look: { size: 11, wrap: true },
        text: '算式：{{#if household_year.net_income}}（{{household_year.wage_income|or:0}} + {{household_year.business_income|or:0}} + {{household_year.property_income|or:0}} + {{household_year.transfer_income|or:0}} − {{household_year.total_income - household_year.net_income}}）÷ {{household_year.income_people}} ＝ {{household_year.net_income_per_person}}{{/if}}',
      },
      line('户主签字、按手印：', DAY, 40),
      line('核算人签字：　　　　　　　　复核人签字：', DAY, 40),
    ],
    signatures: [],
  })
