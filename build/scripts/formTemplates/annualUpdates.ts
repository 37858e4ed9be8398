/** 年度信息更新对照表: last year's figures beside a blank of this year, printed before the visits and read back afterwards (mechanisms.md M02.d, S139). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { fieldOf } from '../../../src/core/catalogue/index.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { headingOf } from '../../../src/core/forms/drawing/columns.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
/** What is asked anew every year, in the order of the sheet. */
const UPDATED = [
  ...['attribute', 'main_cause', 'wage_income', 'business_income', 'property_income', 'family_planning_payment', 'allowance_payment', 'support_payment'],
  ...['pension_payment', 'ecological_payment', 'other_transfer_income', 'business_expense', 'farmland', 'house_area', 'dangerous_house', 'water_safe'],
  ...['road_type', 'fuel', 'sanitary_toilet', 'cooperative'],
] as const
/** Those that a line of a village's list has room for. */
const LISTED = [
  'wage_income',
  'business_income',
  'property_income',
  'allowance_payment',
  'pension_payment',
  'other_transfer_income',
  'business_expense',
] as const

const SIGNERS = ['户主', '社（组）长', '村主要负责人', '工作队长', '包村乡镇干部', '乡镇负责人']

/** One household: its code for the scanner, each figure of last year with room for this year's, its people, and the six who sign. */
export const annualUpdate = (): FormSheet =>
  cardTemplate({
    title: '年度信息更新对照表',
    under: [`${PLACE}{{division.group}}　户主：{{household.head_name}}`, '{{year}}年度　户编号：{{household.household_no}}'],
    size: 9,
    rowHeight: 19,
    parts: [
      { kind: 'text', height: 66, look: { size: 9, wrap: true }, text: '{{household.household_no|qr}}' },
      {
        kind: 'grid',
        heading: '户的情况（左边是上一年的，有变化的写在右边，没有变化的打“√”）',
        columns: [
          { heading: '项目', width: 170 },
          { heading: '上一年', width: 120 },
          { heading: '本年', width: 130 },
          { heading: '变化原因', width: 120 },
        ],
        rows: UPDATED.map((key) => [headingOf(fieldOf('household_year', key)), `{{household_year_before.${key}}}`, `{{household_year.${key}}}`, '']),
      },
      {
        kind: 'table',
        heading: '家庭成员（增加的写在空行，减少的写明原因）',
        each: 'members min=6',
        columns: [
          { heading: '姓名', text: '{{person.name}}', width: 60 },
          { heading: '与户主关系', text: '{{membership.relation}}', width: 60 },
          { heading: '上一年在校生状况', text: '{{person_year_before.student_status}}', width: 80 },
          { heading: '本年', text: '', width: 60 },
          { heading: '上一年务工时间（月）', text: '{{person_year_before.work_months}}', width: 60 },
          { heading: '本年', text: '', width: 50 },
          { heading: '增减和其他变化', text: '', width: 110 },
        ],
      },
      {
        kind: 'grid',
        heading: '六签字',
        columns: SIGNERS.map((heading) => ({ heading, width: 90 })),
        rows: [SIGNERS.map(() => ''), SIGNERS.map(() => '　　月　　日')],
      },
    ],
    signatures: [],
  })

/** A village: under the headings that imports know, so that what is filled in comes back by itself. */
export const annualUpdateList = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年度信息更新对照名册',
    each: 'rows',
    columns: [
      { heading: '序号', text: '{{@number}}', width: 26 },
      { heading: '户编号', text: '{{household.household_no}}', width: 92, look: { shrink: true } },
      { heading: '户主姓名', text: '{{household.head_name}}', width: 56 },
      { heading: '年度', text: '{{year}}', width: 34 },
      {
        heading: '对照',
        text: '上年：工资 {{household_year_before.wage_income|or:—}}，经营 {{household_year_before.business_income|or:—}}，支出 {{household_year_before.business_expense|or:—}}',
        width: 150,
        look: { align: 'left', size: 8 },
      },
      ...LISTED.map((key) => ({
        heading: headingOf(fieldOf('household_year', key)),
        text: `{{household_year.${key}}}`,
        width: 60,
        look: { shrink: true } as const,
      })),
    ],
    under: [PLACE, '{{year}}年度　单位：元', '打印日期：{{printed_on}}'],
    rowHeight: 28,
    size: 9,
  })
