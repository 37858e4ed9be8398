/** 贫困户、人口花名册, after forms.md §6.1: 27 columns, one row a person. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { looked } from '../../../src/core/forms/drawing/columns.ts'
import { pageSetup, SheetBuilder, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'

const NUMBER: Look = { shrink: true }

const COLUMNS: readonly (readonly [label: string, value: string, width: number, look?: Look])[] = [
  ['行政县', '{{division.county}}', 21.75],
  ['乡镇', '{{division.township}}', 27],
  ['行政村', '{{division.village}}', 27],
  ['自然村', '{{division.group}}', 29.25],
  ['户编号', '{{household.household_no}}', 46.5, NUMBER],
  ['人编号', '{{person.person_no}}', 46.5, NUMBER],
  ['姓名', '{{person.name}}', 30],
  ['证件号码', '{{person.id_number}}', 74.25, NUMBER],
  ['人数', '{{household.population}}', 17.25],
  ['与户主关系', '{{membership.relation}}', 27],
  ['民族', '{{person.ethnicity}}', 21],
  ['文化程度', '{{person_year.education}}', 27],
  ['在校生状况', '{{person_year.student_status}}', 27.75],
  ['健康状况', '{{person_year.health}}', 27.75],
  ['劳动技能', '{{person_year.labour}}', 27.75],
  ['务工状况', '{{person_year.work_place}}', 39],
  ['务工时间', '{{person_year.work_months}}', 18.75],
  ['参加大病医疗', '{{person_year.critical_illness_insurance}}', 18.75],
  ['脱贫属性', '{{household.exit_status}}', 26.25],
  ['脱贫年度', '{{household.exit_year}}', 22.5, NUMBER],
  ['贫困户属性', '{{household.attribute}}', 27],
  ['主要致贫原因', '{{household.main_cause}}', 27],
  ['危房户', '{{household_year.dangerous_house}}', 18.75],
  ['饮水安全', '{{household_year.water_safe}}', 18.75],
  ['饮水困难', '{{household_year.water_difficult}}', 18.75],
  ['人均纯收入', '{{household_year.net_income_per_person}}', 36.75, { format: '0.00', shrink: true }],
  ['联系电话', '{{household.phone}}', 48, NUMBER],
]

export function rosterTemplate(): FormSheet {
  const builder = new SheetBuilder(
    COLUMNS.map(([, , width]) => width),
    { font: '宋体', size: 7, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' },
  )
  const plain: Look = { border: false, wrap: false, size: 9, align: 'left' }
  builder.boxes(27, [{ text: '贫困户、人口花名册', to: builder.width, look: { font: '黑体', size: 16, border: false, wrap: false } }])
  builder.boxes(16.5, [
    { text: '填报单位：{{office}}', to: 300, look: plain },
    { text: '{{year}}年度', to: 500, look: { ...plain, align: 'center' } },
    { text: '打印日期：{{printed_on}}', to: builder.width, look: { ...plain, align: 'right' } },
  ])
  builder.row(
    36,
    COLUMNS.map(([label]) => label),
    { size: 7.5 },
  )
  const last = COLUMNS.length - 1
  const edges = edgesOf(COLUMNS.map(([, , width]) => width))
  builder.boxes(
    22.5,
    COLUMNS.map(([, value, , look], index) => ({
      text: `${index === 0 ? '{{#each people together=household_number}}' : ''}${value}${index === last ? '{{/each}}' : ''}`,
      to: edges[index] ?? 0,
      look: looked({ heading: '', text: value, width: 0, ...(look === undefined ? {} : { look }) }, 7.5).look ?? {},
    })),
  )
  const total: Look = { align: 'left', size: 8, wrap: false }
  builder.boxes(18, [{ text: '{{#page}}本页小计：　户数 {{page|sum:households}} 户　　人数 {{page|sum:persons}} 人{{/page}}', to: builder.width, look: total }])
  builder.boxes(18, [
    { text: '合　　计：　户数 {{people|sum:households}} 户　　人数 {{people|sum:persons}} 人', to: builder.width, look: { ...total, font: '黑体' } },
  ])
  builder.boxes(22.5, [
    { text: '填报人：', to: 300, look: plain },
    { text: '审核人：', to: 560, look: plain },
    { text: '填报日期：　　　年　　月　　日', to: builder.width, look: { ...plain, align: 'right' } },
  ])
  return builder.sheet('贫困户、人口花名册', pageSetup(true, { side: 17, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页'), { first: 0, last: 2 })
}

function edgesOf(widths: readonly number[]): number[] {
  let edge = 0
  return widths.map((width) => (edge += width))
}
