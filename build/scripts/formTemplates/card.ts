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
  illness: { label: '是否参加大病医疗保险', value: '{{person_year.critical_illness_insurance}}' },
  allowance: { label: '是否享受低保', value: '{{person_year.low_income_allowance}}' },
  commercial: { label: '是否参加商业补充医疗保险', value: '{{person_year.commercial_medical}}' },
  accident: { label: '人身意外保险补贴', value: '{{person_year.accident_subsidy}}' },
  employer: { label: '务工企业名称', value: '{{person_year.employer}}' },
} as const

type ColumnName = keyof typeof COMMON_COLUMNS

const COLUMNS_2015: Readonly<Partial<Record<ColumnName, number>>> = {
  name: 42,
  sex: 21,
  id: 82.5,
  relation: 36,
  ethnicity: 25.5,
  politics: 30,
  education: 36,
  student: 36,
  health: 36,
  labour: 36,
  place: 40.5,
  months: 24,
  military: 24,
  illness: 24,
  allowance: 24,
  employer: 39,
}
const COLUMNS_2018: Readonly<Partial<Record<ColumnName, number>>> = {
  name: 39,
  sex: 21,
  id: 72,
  relation: 30,
  ethnicity: 22.5,
  politics: 24,
  education: 30,
  student: 30,
  dropout: 24,
  health: 30,
  labour: 30,
  place: 39,
  months: 18,
  military: 18,
  mandarin: 18,
  illness: 18,
  allowance: 18,
  commercial: 18,
  accident: 18,
  employer: 39,
}

const LONG_LABEL = 9
const MEMBER_ROWS = 8
const HELPER_ROWS = 2
/** Height of plain rows. */
const ROW = 15.75
const HEAD: Look = { font: '黑体', size: 8.5, align: 'left' }
const LEFT: Look = { align: 'left' }
const MONEY: Look = { format: '#,##0.00', shrink: true }
const NUMBER: Look = { shrink: true }
/** Edges at which most rows are cut: four times label and value. */
const GRID = [62, 144, 206, 272, 344, 420, 492, 558] as const

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
  causes(builder)
  income(builder, since2018)
  conditions(builder, since2018)
  helpers(builder, since2018)
  relocation(builder)
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

/** Label and value in turn, cut at the common edges; the last box reaches the right edge. */
function pairs(builder: SheetBuilder, height: number, texts: readonly (readonly [label: string, value: string])[], value: Look = {}): void {
  const flat = texts.flat()
  builder.boxes(
    height,
    flat.map(
      (text, index): Box => ({
        text,
        to: index === flat.length - 1 ? builder.width : (GRID[index] ?? builder.width),
        look: index % 2 === 0 ? labelLook(text) : value,
      }),
    ),
  )
}

/** Long labels are set smaller, so that they stay on one line. */
function labelLook(text: string): Look {
  return text.length >= LONG_LABEL ? { size: 7 } : {}
}

function yesNo(path: string): string {
  return `{{${path}|choices}}`
}

function basics(builder: SheetBuilder, since2018: boolean): void {
  section(builder, '一、基本情况')
  builder.boxes(ROW, [
    { text: '镇（乡）', to: 62 },
    { text: '{{division.township}}', to: 144 },
    { text: '行政村', to: 206 },
    { text: '{{division.village}}', to: 272 },
    { text: '组（社）', to: 344 },
    { text: '{{division.group}}', to: 420 },
    { text: '联系电话', to: 492 },
    { text: '{{household.phone}}', to: builder.width, look: NUMBER },
  ])
  builder.boxes(ROW, [
    { text: '家庭住址', to: 62 },
    { text: '{{household.address}}', to: 344, look: LEFT },
    { text: '识别标准', to: 420 },
    { text: '{{household.identification_standard}}', to: builder.width },
  ])
  builder.boxes(ROW, [
    { text: '开户银行', to: 62 },
    { text: '{{household.bank_name}}', to: 272, look: LEFT },
    { text: '银行账号', to: 344 },
    { text: '{{household.bank_account}}', to: builder.width, look: { ...LEFT, shrink: true } },
  ])
  const attribute = since2018 ? '{{household.attribute|choices}}' : '{{household.attribute|choices:01=一般贫困户,04=低保贫困户,06=五保贫困户}}'
  builder.boxes(ROW, [
    { text: '贫困户属性', to: 62 },
    { text: attribute, to: builder.width, look: LEFT },
  ])
  builder.boxes(ROW, [
    { text: '是否军烈属', to: 62 },
    { text: yesNo('household.military_family'), to: 144 },
    { text: '独生子女户', to: 206 },
    { text: yesNo('household.only_child_family'), to: 272 },
    { text: '双女户', to: 344 },
    { text: yesNo('household.two_daughter_family'), to: 420 },
    { text: '家庭人口数', to: 492 },
    { text: '{{household.population}}', to: builder.width },
  ])
  if (!since2018) return
  builder.boxes(ROW, [
    { text: '脱贫标志', to: 62 },
    { text: '{{household.exit_status}}', to: 144 },
    { text: '脱贫年度', to: 206 },
    { text: '{{household.exit_year}}', to: 272 },
    { text: '计划脱贫年度', to: 344 },
    { text: '{{household.planned_exit_year}}', to: 420 },
    { text: '返贫原因', to: 492 },
    { text: '{{household.return_cause}}', to: builder.width },
  ])
}

function members(builder: SheetBuilder, columns: readonly MemberColumn[], since2018: boolean): void {
  section(builder, '二、家庭成员')
  builder.row(
    since2018 ? 58.5 : 45,
    columns.map((column) => column.label),
    { size: since2018 ? 6.5 : 7 },
  )
  const last = columns.length - 1
  let edge = 0
  builder.boxes(
    18.75,
    columns.map((column, index) => ({
      text: `${index === 0 ? `{{#each members min=${MEMBER_ROWS}}}` : ''}${column.value}${index === last ? '{{/each}}' : ''}`,
      to: (edge += column.width),
      look: column.number ? { size: 7.5, shrink: true } : { size: 7 },
    })),
  )
}

function causes(builder: SheetBuilder): void {
  section(builder, '三、致贫原因')
  const main = '01=因病,02=因残,03=因学,04=因灾,05=缺土地,06=缺水,07=缺技术,08=缺劳力,09=缺资金,10=交通条件落后,11=自身发展动力不足'
  builder.boxes(ROW, [
    { text: '主要（单选）', to: 62 },
    { text: `{{household.main_cause|choices:${main}}}`, to: builder.width, look: LEFT },
  ])
  builder.boxes(ROW, [
    { text: '其他（≤2项）', to: 62 },
    { text: `{{household.other_causes|choices:${main},12=因婚}}`, to: builder.width, look: LEFT },
  ])
}

function income(builder: SheetBuilder, since2018: boolean): void {
  const money = (key: string): string => `{{household_year.${key}}}`
  section(builder, '四、收入情况（元/年）')
  pairs(
    builder,
    ROW,
    [
      ['工资性收入', money('wage_income')],
      ['生产经营性收入', money('business_income')],
      ['财产性收入', money('property_income')],
      ['转移性收入', money('transfer_income')],
    ],
    MONEY,
  )
  if (since2018)
    pairs(
      builder,
      ROW,
      [
        ['其他财产性收入', money('other_property_income')],
        ['资产收益扶贫分红收入', money('asset_dividend')],
        ['年收入', money('total_income')],
        ['生产经营性支出', money('business_expense')],
      ],
      MONEY,
    )
  pairs(
    builder,
    ROW,
    [
      ['计划生育金', money('family_planning_payment')],
      ['低保金', money('allowance_payment')],
      [since2018 ? '特困供养金' : '五保金', money('support_payment')],
      ['养老保险金', money('pension_payment')],
    ],
    MONEY,
  )
  pairs(
    builder,
    ROW,
    [
      ['生态补偿金', money('ecological_payment')],
      ['其他转移性收入', money('other_transfer_income')],
      ...(since2018
        ? ([
            ['纯收入', money('net_income')],
            ['人均纯收入', money('net_income_per_person')],
          ] as const)
        : ([
            ['生产经营性支出', money('business_expense')],
            ['年收入', money('total_income')],
          ] as const)),
    ],
    MONEY,
  )
  if (!since2018)
    pairs(
      builder,
      ROW,
      [
        ['纯收入', money('net_income')],
        ['人均纯收入', money('net_income_per_person')],
        ['收入起止月', '{{household_year.income_from}}　至　{{household_year.income_to}}'],
      ],
      MONEY,
    )
}

function conditions(builder: SheetBuilder, since2018: boolean): void {
  const value = (key: string): string => `{{household_year.${key}}}`
  const choices = (key: string): string => yesNo(`household_year.${key}`)
  section(builder, '五、生产生活条件')
  pairs(builder, ROW, [
    ['耕地(亩)', value('farmland')],
    ['有效灌溉(亩)', value('irrigated_land')],
    ['林地(亩)', value('forest')],
    ['退耕还林(亩)', value('returned_forest')],
  ])
  pairs(builder, ROW, [
    ['林果(亩)', value('orchard')],
    ['牧草地(亩)', value('grassland')],
    ['水面(亩)', value('water_surface')],
    ['住房面积(㎡)', value('house_area')],
  ])
  pairs(builder, ROW, [
    ['通生产用电', choices('production_power')],
    ['通生活用电', choices('living_power')],
    ['通广播电视', choices('broadcast')],
    ['与村主干路距离', `${value('road_distance')} 公里`],
  ])
  if (since2018) {
    pairs(builder, ROW, [
      ['有无卫生厕所', choices('sanitary_toilet')],
      ['是否解决安全饮用水', choices('water_resolved')],
      ['加入农民专业合作社', choices('cooperative')],
      ['有龙头企业带动', choices('leading_enterprise')],
    ])
  } else {
    pairs(builder, ROW, [
      ['饮水是否困难', choices('water_difficult')],
      ['饮水是否安全', choices('water_safe')],
      ['有无卫生厕所', choices('sanitary_toilet')],
      ['加入农民专业合作社', choices('cooperative')],
    ])
  }
  builder.boxes(ROW, [
    { text: '入户路类型', to: 62 },
    { text: choices('road_type'), to: 272, look: LEFT },
    { text: '主要燃料类型', to: 344 },
    { text: choices('fuel'), to: builder.width, look: LEFT },
  ])
  const dangerous: Box[] = [
    { text: '是否危房户', to: 62 },
    { text: choices('dangerous_house'), to: 144 },
    { text: '危房级别', to: 206 },
    { text: choices('dangerous_house_level'), to: 272 },
  ]
  builder.boxes(ROW, [
    ...dangerous,
    ...(since2018
      ? [
          { text: '有创业致富带头人带动', to: 344, look: labelLook('有创业致富带头人带动') },
          { text: choices('entrepreneur'), to: 420 },
          { text: '收入起止月', to: 492 },
          { text: '{{household_year.income_from}}至{{household_year.income_to}}', to: builder.width, look: NUMBER },
        ]
      : [
          { text: '备注', to: 344 },
          { text: '{{household_year.remark}}', to: builder.width, look: LEFT },
        ]),
  ])
}

const HELPER_EDGES = { until2017: [42, 62, 144, 236, 308, 380, 420, 492], since2018: [39, 60, 132, 238, 292, 352, 409, 481] } as const

function helpers(builder: SheetBuilder, since2018: boolean): void {
  const edges = since2018 ? HELPER_EDGES.since2018 : HELPER_EDGES.until2017
  section(builder, '{{#keep}}六、帮扶责任人')
  const at = (texts: readonly string[]): Box[] =>
    texts.map((text, index) => ({
      text,
      to: index === texts.length - 1 ? builder.width : (edges[index] ?? 0),
      ...(/phone|date/u.test(text) ? { look: NUMBER } : {}),
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

function relocation(builder: SheetBuilder): void {
  section(builder, '{{#keep}}七、易地扶贫搬迁')
  builder.boxes(ROW, [
    { text: '是否搬迁户', to: 62 },
    { text: yesNo('household.relocated'), to: 144 },
    { text: '搬迁方式', to: 206 },
    { text: yesNo('household.relocation_method'), to: builder.width, look: LEFT },
  ])
  builder.boxes(ROW, [
    { text: '安置方式', to: 62 },
    { text: yesNo('household.resettlement_method'), to: 206 },
    { text: '安置地', to: 272 },
    { text: yesNo('household.resettlement_place'), to: builder.width, look: LEFT },
  ])
  builder.boxes(ROW, [
    { text: '搬迁可能存在的困难', to: 144 },
    { text: yesNo('household.relocation_difficulties'), to: builder.width, look: LEFT },
  ])
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
