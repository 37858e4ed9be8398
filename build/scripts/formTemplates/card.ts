/** 贫困户信息采集表, after forms.md §2.3 and, from 2018 on, §2.4. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { pageSetup, SheetBuilder, type Box, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'

interface MemberColumn {
  readonly label: string
  readonly value: string
  readonly width: number
  readonly number?: true
}

const COMMON_COLUMNS = {
  name: { label: '姓名', value: '{{person.name}}' },
  sex: { label: '性别', value: '{{person.sex}}' },
  id: { label: '证件号码', value: '{{person.id_number}}', number: true },
  relation: { label: '与户主关系', value: '{{membership.relation}}' },
  ethnicity: { label: '民族', value: '{{person.ethnicity}}' },
  politics: { label: '政治面貌', value: '{{person.politics}}' },
  education: { label: '文化程度', value: '{{person_year.education}}' },
  student: { label: '在校生状况', value: '{{person_year.student_status}}' },
  dropout: { label: '失学或辍学原因', value: '{{person_year.dropout_reason}}' },
  health: { label: '健康状况', value: '{{person_year.health}}' },
  labour: { label: '劳动技能', value: '{{person_year.labour}}' },
  place: { label: '务工情况', value: '{{person_year.work_place}}' },
  months: { label: '务工时间(月)', value: '{{person_year.work_months}}' },
  military: { label: '是否现役军人', value: '{{person_year.military}}' },
  mandarin: { label: '是否会讲普通话', value: '{{person_year.mandarin}}' },
  medical: { label: '是否参加新农合', value: '{{person_year.resident_medical}}' },
  illness: { label: '是否参加大病医疗保险', value: '{{person_year.critical_illness_insurance}}' },
  pension: { label: '城乡居民养老', value: '{{person_year.resident_pension}}' },
  employeePension: { label: '城镇职工养老', value: '{{person_year.employee_pension}}' },
  allowance: { label: '是否享受低保', value: '{{person_year.low_income_allowance}}' },
  commercial: { label: '是否参加商业补充医疗保险', value: '{{person_year.commercial_medical}}' },
  accident: { label: '人身意外保险补贴', value: '{{person_year.accident_subsidy}}' },
  employer: { label: '务工企业名称', value: '{{person_year.employer}}' },
} as const

type ColumnName = keyof typeof COMMON_COLUMNS

const COLUMNS_2015: Readonly<Partial<Record<ColumnName, number>>> = {
  name: 42,
  sex: 18,
  id: 69,
  relation: 30,
  ethnicity: 22.5,
  politics: 27,
  education: 31.5,
  student: 31.5,
  health: 31.5,
  labour: 31.5,
  place: 37.5,
  months: 21,
  military: 21,
  medical: 21,
  illness: 21,
  pension: 21,
  employeePension: 21,
  allowance: 21,
  employer: 37.5,
}
const COLUMNS_2018: Readonly<Partial<Record<ColumnName, number>>> = {
  name: 42,
  sex: 18,
  id: 66,
  relation: 27,
  ethnicity: 19.5,
  politics: 21,
  education: 25.5,
  student: 25.5,
  dropout: 21,
  health: 25.5,
  labour: 25.5,
  place: 37.5,
  months: 16.5,
  military: 16.5,
  mandarin: 16.5,
  medical: 16.5,
  illness: 16.5,
  pension: 16.5,
  employeePension: 16.5,
  allowance: 16.5,
  commercial: 16.5,
  accident: 16.5,
  employer: 37.5,
}

/** Labels of more characters are set smaller, by how many. */
const SIZES: readonly (readonly [more: number, size: number])[] = [
  [8, 6],
  [6, 7],
]
const MEMBER_ROWS = 8
const HELPER_ROWS = 2
const INCOME_MONTHS = ['收入起止月', '{{household_year.income_from}} 至 {{household_year.income_to}}', 1, { size: 7 }] as const satisfies Pair
/** Labels with their values beside each other in most rows. */
const PAIRS = 4
/** Height of plain rows. */
const ROW = 15.75
const HEAD: Look = { font: '黑体', size: 8.5, align: 'left' }
const LEFT: Look = { align: 'left' }
const MONEY: Look = { format: '#,##0.00', shrink: true }
const NUMBER: Look = { shrink: true }
/** Edges at which most rows are cut: four times label and value. */
const GRID = { until2017: [60, 129, 208.5, 271.5, 334.5, 414, 498], since2018: [60, 126, 193.5, 265.5, 354, 420, 486] } as const

/** A label and its value, over as many pairs as it takes (1), set in a look of its own where it has one. */
type Pair = readonly [label: string, value: string, over?: number, look?: Look]

/** The template for the years up to 2017, or from 2018 on. */
export function cardTemplate(since2018: boolean): FormSheet {
  const columns = memberColumns(since2018 ? COLUMNS_2018 : COLUMNS_2015)
  const builder = new SheetBuilder(
    columns.map((column) => column.width),
    { font: '宋体', size: 8, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' },
  )
  title(builder)
  basics(builder, since2018)
  members(builder, columns, since2018)
  causes(builder, since2018)
  income(builder, since2018)
  conditions(builder, since2018)
  helpers(builder, since2018)
  relocation(builder, since2018)
  signatures(builder)
  return builder.sheet('贫困户信息采集表', pageSetup(false, { side: 15.5, top: 20, bottom: 18 }, ''), { first: 0, last: 1 })
}

function memberColumns(widths: Readonly<Partial<Record<ColumnName, number>>>): MemberColumn[] {
  return Object.entries(COMMON_COLUMNS).flatMap(([name, column]) => {
    const width = widths[name as ColumnName]
    return width === undefined ? [] : [{ ...column, width }]
  })
}

function title(builder: SheetBuilder): void {
  builder.boxes(27, [{ text: '贫困户信息采集表', to: builder.width, look: { font: '黑体', size: 16, border: false } }])
  builder.boxes(15.75, [
    { text: '填报单位：{{office}}', to: 206, look: { border: false, align: 'left', wrap: false } },
    { text: '户主：{{household.head_name}}', to: 308, look: { border: false, align: 'left', wrap: false } },
    { text: '{{year}}年度', to: 420, look: { border: false, wrap: false } },
    { text: '户编号：{{household.household_no}}', to: builder.width, look: { border: false, align: 'right', wrap: false } },
  ])
}

function section(builder: SheetBuilder, text: string): void {
  builder.boxes(14.25, [{ text, to: builder.width, look: HEAD }])
}

/** Draws rows of labels and values in turn, cut at the common edges; the last value of a row reaches the right edge. */
function rowsOf(builder: SheetBuilder, since2018: boolean, value: Look = {}): (...texts: readonly Pair[]) => void {
  const edges = since2018 ? GRID.since2018 : GRID.until2017
  return (...texts) => {
    let taken = 0
    const boxes = texts.flatMap(([label, text, over = 1, look], index): Box[] => {
      const start = taken * 2
      taken += over
      const to = index === texts.length - 1 ? builder.width : (edges[taken * 2 - 1] ?? builder.width)
      return [
        { text: label, to: edges[start] ?? builder.width, look: labelLook(label) },
        { text, to, look: look ?? (over > 1 ? LEFT : value) },
      ]
    })
    builder.boxes(ROW, boxes)
  }
}

/** Long labels are set smaller, so that they stay on one line. */
function labelLook(text: string): Look {
  const [, size] = SIZES.find(([more]) => text.length > more) ?? []
  return size === undefined ? {} : { size }
}

function yesNo(path: string): string {
  return `{{${path}|choices}}`
}

function basics(builder: SheetBuilder, since2018: boolean): void {
  const row = rowsOf(builder, since2018)
  section(builder, '一、基本情况')
  builder.boxes(ROW, [
    { text: '家庭住址', to: 57 },
    { text: '{{household.address}}', to: 271, look: LEFT },
    { text: '乡镇', to: 303 },
    { text: '{{division.township}}', to: 366 },
    { text: '行政村', to: 410 },
    { text: '{{division.village}}', to: 468 },
    { text: '组', to: 498 },
    { text: '{{division.group}}', to: builder.width },
  ])
  row(['开户银行', '{{household.bank_name}}', 2], ['银行账号', '{{household.bank_account}}', 2, { ...LEFT, shrink: true }])
  row(
    ['联系电话', '{{household.phone}}', 1, NUMBER],
    ['识别标准', '{{household.identification_standard|choices}}', 2],
    ['家庭人口数', '{{household.population}}'],
  )
  row(['贫困户属性', since2018 ? '{{household.attribute|choices}}' : '{{household.attribute|choices:01=一般贫困户,04=低保贫困户,06=五保贫困户}}', 4])
  row(
    ['是否军烈属', yesNo('household.military_family')],
    ['独生子女户', yesNo('household.only_child_family')],
    ['双女户', yesNo('household.two_daughter_family')],
  )
  if (!since2018) return
  row(
    ['脱贫标志', '{{household.exit_status}}'],
    ['脱贫年度', '{{household.exit_year}}'],
    ['计划脱贫年度', '{{household.planned_exit_year}}'],
    ['返贫原因', '{{household.return_cause}}'],
  )
}

function members(builder: SheetBuilder, columns: readonly MemberColumn[], since2018: boolean): void {
  section(builder, '二、家庭成员')
  builder.row(
    since2018 ? 58.5 : 45,
    columns.map((column) => column.label),
    { size: 6.5 },
  )
  const last = columns.length - 1
  let edge = 0
  builder.boxes(
    18.75,
    columns.map((column, index) => ({
      text: `${index === 0 ? `{{#each members min=${MEMBER_ROWS}}}` : ''}${column.value}${index === last ? '{{/each}}' : ''}`,
      to: (edge += column.width),
      look: column.number ? { size: 7.5, shrink: true } : { size: 6.5 },
    })),
  )
}

function causes(builder: SheetBuilder, since2018: boolean): void {
  const row = rowsOf(builder, since2018)
  section(builder, '三、致贫原因')
  const main = '01=因病,02=因残,03=因学,04=因灾,05=缺土地,06=缺水,07=缺技术,08=缺劳力,09=缺资金,10=交通条件落后,11=自身发展动力不足'
  row(['主要（单选）', `{{household.main_cause|choices:${main}}}`, 4])
  row(['其他（≤2项）', `{{household.other_causes|choices:${main},12=因婚}}`, 4])
}

function income(builder: SheetBuilder, since2018: boolean): void {
  const row = rowsOf(builder, since2018, MONEY)
  const money = (key: string): string => `{{household_year.${key}}}`
  section(builder, '四、收入情况（元/年）')
  const finer: readonly Pair[] = [
    ['其他财产性收入', money('other_property_income')],
    ['资产收益扶贫分红收入', money('asset_dividend')],
  ]
  const texts: readonly Pair[] = [
    ['工资性收入', money('wage_income')],
    ['生产经营性收入', money('business_income')],
    ['财产性收入', money('property_income')],
    ['转移性收入', money('transfer_income')],
    ...(since2018 ? finer : []),
    ['计划生育金', money('family_planning_payment')],
    ['低保金', money('allowance_payment')],
    [since2018 ? '特困供养金' : '五保金', money('support_payment')],
    ['养老保险金', money('pension_payment')],
    ['生态补偿金', money('ecological_payment')],
    ['其他转移性收入', money('other_transfer_income')],
    ['生产经营性支出', money('business_expense')],
    ['年收入', money('total_income')],
    ['纯收入', money('net_income')],
    ['人均纯收入', money('net_income_per_person')],
    ...(since2018 ? [] : [INCOME_MONTHS]),
  ]
  for (let first = 0; first < texts.length; first += PAIRS) row(...texts.slice(first, first + PAIRS))
}

function conditions(builder: SheetBuilder, since2018: boolean): void {
  const row = rowsOf(builder, since2018)
  const value = (key: string): string => `{{household_year.${key}}}`
  const choices = (label: string, key: string, over = 1): Pair => [label, yesNo(`household_year.${key}`), over]
  section(builder, '五、生产生活条件')
  row(['耕地(亩)', value('farmland')], ['有效灌溉(亩)', value('irrigated_land')], ['林地(亩)', value('forest')], ['退耕还林(亩)', value('returned_forest')])
  row(['林果(亩)', value('orchard')], ['牧草地(亩)', value('grassland')], ['水面(亩)', value('water_surface')], choices('是否通生产用电', 'production_power'))
  row(['与村主干路距离', `${value('road_distance')} 公里`], choices('入户路类型', 'road_type', 2), choices('是否通生活用电', 'living_power'))
  const [area, fuel, broadcast] = [['住房面积(㎡)', value('house_area')] as const, choices('主要燃料类型', 'fuel', 2), choices('是否通广播电视', 'broadcast')]
  const [cooperative, toilet] = [choices('加入农民专业合作社', 'cooperative'), choices('有无卫生厕所', 'sanitary_toilet')]
  const dangerous = [choices('是否危房户', 'dangerous_house'), choices('危房级别', 'dangerous_house_level')] as const
  if (since2018) {
    row(area, choices('解决安全饮用水', 'water_resolved'), fuel)
    row(cooperative, choices('有龙头企业带动', 'leading_enterprise'), choices('有创业致富带头人带动', 'entrepreneur'), toilet)
    row(broadcast, ...dangerous, INCOME_MONTHS)
  } else {
    row(area, choices('饮水是否困难', 'water_difficult'), choices('饮水是否安全', 'water_safe'), broadcast)
    row(fuel, cooperative, toilet)
    row(...dangerous, ['备注', value('remark'), 2])
  }
}

const HELPER_EDGES = { until2017: [42, 60, 129, 240, 303, 372, 414, 498], since2018: [42, 60, 126, 219, 291, 354, 403.5, 486] } as const

function helpers(builder: SheetBuilder, since2018: boolean): void {
  const edges = since2018 ? HELPER_EDGES.since2018 : HELPER_EDGES.until2017
  section(builder, '{{#keep}}六、帮扶责任人')
  const at = (texts: readonly string[]): Box[] =>
    texts.map((text, index) => ({
      text,
      to: index === texts.length - 1 ? builder.width : (edges[index] ?? 0),
      ...(/phone|date/u.test(text) ? { look: NUMBER } : text === '性别' ? { look: { size: 7 } } : {}),
    }))
  builder.boxes(ROW, at(['姓名', '性别', '政治面貌', '帮扶单位名称', '帮扶开始时间', '帮扶结束时间', '隶属关系', '单位地址', '联系电话']))
  builder.boxes(
    18.75,
    at([
      `{{#each helpers min=${HELPER_ROWS}}}{{helper.name}}`,
      '{{helper.sex}}',
      '{{helper.politics}}',
      '{{organization.name}}',
      '{{pairing.start_date}}',
      '{{pairing.end_date}}',
      '{{organization.affiliation}}',
      '{{organization.address}}',
      '{{helper.phone}}{{/each}}{{/keep}}',
    ]),
  )
}

function relocation(builder: SheetBuilder, since2018: boolean): void {
  const row = rowsOf(builder, since2018)
  section(builder, '{{#keep}}七、易地扶贫搬迁')
  row(['是否搬迁户', yesNo('household.relocated')], ['搬迁方式', yesNo('household.relocation_method'), 3])
  row(['安置方式', yesNo('household.resettlement_method'), 2], ['安置地', yesNo('household.resettlement_place'), 2])
  row(['搬迁可能存在的困难', yesNo('household.relocation_difficulties'), 4])
}

function signatures(builder: SheetBuilder): void {
  const look: Look = { border: false, align: 'left', wrap: false, size: 9 }
  builder.boxes(24, [
    { text: '户主签字：', to: 144, look },
    { text: '采集人：', to: 272, look },
    { text: '审核人：', to: 420, look },
    { text: '日期：　　　年　　月　　日{{/keep}}', to: builder.width, look: { ...look, align: 'right' } },
  ])
}
