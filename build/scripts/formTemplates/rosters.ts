/** Rosters, in the columns of the exports they follow (forms.md §2.5, §6, §8). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { findField, registerOf } from '../../../src/core/catalogue/index.ts'
import { fieldColumn, type TableColumn } from '../../../src/core/forms/drawing/columns.ts'
import { tableTemplate, type TableTemplate } from '../../../src/core/forms/drawing/table.ts'

/** Heading and placeholder; widths and number formats follow from the field. What is no plain field is written out. */
type Column = readonly [heading: string, path: string]

const NUMBER: TableColumn = { heading: '序号', text: '{{@number}}', width: 20 }
const DIVISION_WIDTH = 36

function columnOf([heading, path]: Column): TableColumn {
  const [register = '', key = ''] = path.split('.')
  if (path.startsWith('{{')) return { heading, text: path, width: 44 }
  if (key === '') return { heading, text: `{{${path}}}`, width: DIVISION_WIDTH }
  if (register === 'division') return { heading, text: `{{${path}}}`, width: DIVISION_WIDTH }
  const field = findField(registerOf(register), key)
  if (field === undefined) throw new RangeError(`no such field: ${path}`)
  return { ...fieldColumn(field, path), heading }
}

const COUNTED = '户数 {{people|sum:households}} 户　　人数 {{people|sum:persons}} 人'
const ON_PAGE = '本页小计：　户数 {{page|sum:households}} 户　　人数 {{page|sum:persons}} 人'

function peopleRoster(title: string, columns: readonly Column[], more: Partial<TableTemplate> = {}): FormSheet {
  return tableTemplate({
    title,
    each: 'people together=household_number',
    columns: [NUMBER, ...columns.map(columnOf)],
    pageTotal: ON_PAGE,
    total: `合　　计：　${COUNTED}`,
    ...more,
  })
}

const EXITED: readonly Column[] = [
  ['乡镇', 'division.township'],
  ['行政村', 'division.village'],
  ['户编号', 'household.household_no'],
  ['人编号', 'person.person_no'],
  ['姓名', 'person.name'],
  ['证件号码', 'person.id_number'],
  ['人数', 'household.population'],
  ['与户主关系', 'membership.relation'],
  ['民族', 'person.ethnicity'],
  ['文化程度', 'person_year.education'],
  ['在校生状况', 'person_year.student_status'],
  ['健康状况', 'person_year.health'],
  ['劳动技能', 'person_year.labour'],
  ['务工状况', 'person_year.work_place'],
  ['务工时间', 'person_year.work_months'],
  ['参加大病医疗', 'person_year.critical_illness_insurance'],
  ['脱贫属性', 'household.exit_status'],
  ['脱贫年度', 'household.exit_year'],
  ['贫困户属性', 'household.attribute'],
  ['致贫原因', 'household.main_cause'],
  ['危房户', 'household_year.dangerous_house'],
  ['是否解决安全饮用水', 'household_year.water_resolved'],
  ['人均纯收入', 'household_year.net_income_per_person'],
  ['联系电话', 'household.phone'],
]

/** What the list says of the head of each household, beside what it says of the household. */
const OF_HEAD = ['person', 'membership', 'person_year']

const LIST: readonly Column[] = [
  ['省', 'division.province'],
  ['市', 'division.city'],
  ['县', 'division.county'],
  ['行政村', 'division.village'],
  ['姓名', 'person.name'],
  ['性别', 'person.sex'],
  ['证件号码', 'person.id_number'],
  ['人数', 'household.population'],
  ['与户主关系', 'membership.relation'],
  ['民族', 'person.ethnicity'],
  ['文化程度', 'person_year.education'],
  ['在校生状况', 'person_year.student_status'],
  ['健康状况', 'person_year.health'],
  ['有无劳动能力', 'person_year.able_to_work'],
  ['是否计划生育户', 'household.family_planning_family'],
  ['新农合', 'person_year.resident_medical'],
  ['新农保', 'person_year.resident_pension'],
  ['享受低保', 'person_year.low_income_allowance'],
  ['脱贫属性', 'household.exit_status'],
  ['贫困户属性', 'household.attribute'],
  ['主要致贫原因', 'household.main_cause'],
  ['人均纯收入', 'household_year.net_income_per_person'],
  ['联系电话', 'household.phone'],
  ['开户银行名称', 'household.bank_name'],
  ['银行卡号', 'household.bank_account'],
]

/** What the monitoring of the household says, where it is monitored. */
const MONITORED = (key: string): string => `{{monitored_household|first:monitored_household.${key}}}`

const EXITED_PEOPLE: readonly Column[] = [
  ['数据日期', 'data_day'],
  ['县', 'division.county'],
  ['乡', 'division.township'],
  ['行政村', 'division.village'],
  ['自然村', 'division.group'],
  ...EXITED.slice(2, 13),
  ['务工时间（月）', 'person_year.work_months'],
  ['是否参加大病保险', 'person_year.critical_illness_insurance'],
  ['致贫原因1', 'household.main_cause'],
  ['危房户', 'household_year.dangerous_house'],
  ['是否解决安全饮用水', 'household_year.water_resolved'],
  ['人均纯收入', 'household_year.net_income_per_person'],
  ['户联系电话', 'household.phone'],
  ['人联系电话', 'person.phone'],
  ['首次识别时间', 'household.first_identified_on'],
  ['人员识别时间', 'membership.start_date'],
  ['户类型', MONITORED('household_type|or:脱贫户')],
  ['易返贫致贫户（监测对象）类型', MONITORED('kind')],
  ['风险是否已消除', MONITORED('risk_removed')],
  ['风险识别时间', MONITORED('identified_on')],
  ['风险消除时间', MONITORED('removed_on')],
]

const PEOPLE_EXPORT: readonly Column[] = [
  ['省', 'division.province'],
  ['市', 'division.city'],
  ['县', 'division.county'],
  ['乡', 'division.township'],
  ['村', 'division.village'],
  ['户编号', 'household.household_no'],
  ['人口编号', 'person.person_no'],
  ['姓名', 'person.name'],
  ['性别', 'person.sex'],
  ['出生日期', 'person.birth_date'],
  ['证件类型', 'person.id_type'],
  ['证件号码', 'person.id_number'],
  ['民族', 'person.ethnicity'],
  ['户联系电话', 'household.phone'],
  ['成员联系电话', 'person.phone'],
  ['年度', 'household_year.year'],
  ['与户主关系', 'membership.relation'],
  ['文化程度', 'person_year.education'],
  ['在校生状况', 'person_year.student_status'],
  ['劳动技能', 'person_year.labour'],
  ['务工时间（月）', 'person_year.work_months'],
  ['健康状况', 'person_year.health'],
  ['政治面貌', 'person.politics'],
  ['务工企业名称', 'person_year.employer'],
  ['是否享受低保', 'person_year.low_income_allowance'],
  ['是否参加城镇职工基本养老保险', 'person_year.employee_pension'],
  ['是否参加大病保险', 'person_year.critical_illness_insurance'],
  ['是否参加新型农村合作医疗（城乡居民基本医疗保险）', 'person_year.resident_medical'],
  ['是否参加城乡居民基本养老保险', 'person_year.resident_pension'],
  ['失学或辍学原因', 'person_year.dropout_reason'],
  ['是否会讲普通话', 'person_year.mandarin'],
  ['是否参加商业补充医疗保险', 'person_year.commercial_medical'],
  ['是否国外务工', 'person_year.abroad'],
  ['产业分类', 'person_year.industry'],
  ['是否接受大病医疗救助', 'person_year.medical_aid'],
  ['是否接受其他健康扶贫', 'person_year.health_aid'],
  ['公益性岗位类型', 'person_year.public_job'],
  ['公益性岗位(月数)', 'person_year.public_job_months'],
  ['就业渠道', 'person_year.employment_channel'],
  ['残疾类别', 'person.disability_category'],
  ['务工所在地', 'person_year.work_location'],
  ['户主姓名', 'household.head_name'],
  ['户主证件号码', 'household.head_id_number'],
  ['是否参加城镇职工基本医疗保险', 'person_year.employee_medical'],
  ['是否特困供养人员', 'person_year.five_guarantee'],
  ['残疾证办证年度', 'person.disability_card_year'],
  ['识别标准', 'household.identification_standard'],
]

export const exitedRoster = (): FormSheet => peopleRoster('脱贫户花名册', EXITED, { paper: 'A4', size: 6.5 })

/** One row a household: what is a person's is the head's. */
export const householdList = (): FormSheet =>
  tableTemplate({
    title: '贫困户名册',
    each: 'rows',
    columns: [NUMBER, ...LIST.map((column) => ofHead(column))],
    paper: 'A4',
    size: 6.5,
    pageTotal: '本页小计：　户数 {{page|count}} 户　　人数 {{page|sum:household.population}} 人',
    total: '合　　计：　户数 {{rows|count}} 户　　人数 {{rows|sum:household.population}} 人',
  })

function ofHead(column: Column): TableColumn {
  const [register = ''] = column[1].split('.')
  const drawn = columnOf(column)
  return OF_HEAD.includes(register) ? { ...drawn, text: `{{members|where:membership.relation = "01"|first:${column[1]}}}` } : drawn
}

export const exitedPeople = (): FormSheet => peopleRoster('脱贫人口名单', EXITED_PEOPLE, { paper: 'A3' })

/** The very columns of the export: the first is the province, as importers of it expect. */
export const peopleExport = (): FormSheet =>
  tableTemplate({
    title: '人口信息',
    each: 'people together=household_number',
    columns: PEOPLE_EXPORT.map(columnOf),
    paper: 'A3',
    size: 5.5,
    rowHeight: 24,
    pageTotal: ON_PAGE,
    total: `合　　计：　${COUNTED}`,
  })

/** What hangs on the wall of the village: no numbers of documents or accounts. */
export const exitNotice = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年脱贫户公示名单',
    each: 'rows',
    columns: [
      { ...NUMBER, width: 60 },
      { heading: '村民小组', text: '{{division.group}}', width: 150 },
      { heading: '户主姓名', text: '{{household.head_name}}', width: 170 },
      { heading: '家庭人口数', text: '{{household.population}}', width: 120 },
    ],
    under: ['{{division.county}}{{division.township}}{{division.village}}', '脱贫年度：{{year}}年', '打印日期：{{printed_on}}'],
    upright: true,
    size: 11,
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:household.population}} 人',
    below: [
      '　　经村民代表会议民主评议、村“两委”和驻村工作队核实，并经拟退出户认可，现将以上拟脱贫户予以公示。公示期为　　天，自　　　年　　月　　日至　　　年　　月　　日。',
      '　　公示期内如有异议，请向村民委员会、乡镇人民政府或县扶贫办反映。监督举报电话：　　　　　　　　',
      '　　本名单一式三份。',
    ],
    stamps: [
      '{{division.village}}村民委员会（盖章）',
      '{{division.township}}人民政府（盖章）',
      '{{division.county}}扶贫办（盖章）',
      '　　　　年　　　月　　　日',
    ],
  })

export const changesRoster = (): FormSheet =>
  tableTemplate({
    title: '家庭成员自然增减花名册',
    each: 'rows',
    columns: [
      NUMBER,
      ...(
        [
          ['乡镇', 'division.township'],
          ['行政村', 'division.village'],
          ['户编号', 'household.household_no'],
          ['户主姓名', 'household.head_name'],
          ['姓名', 'person.name'],
          ['性别', 'person.sex'],
          ['证件号码', 'person.id_number'],
          ['与户主关系', 'membership.relation'],
          ['增加时间', 'membership.start_date'],
          ['增加原因', 'membership.increase_reason'],
          ['减少时间', 'membership.end_date'],
          ['减少原因', 'membership.decrease_reason'],
          ['生存状态', 'membership.status'],
          ['备注', 'person.remark'],
        ] as const
      ).map(columnOf),
    ],
    total: '合　　计：　{{rows|count}} 人次',
    signatures: ['填报人：', '村负责人：', '驻村工作队：', '填报日期：　　　年　　月　　日'],
  })

export const pairingRoster = (): FormSheet =>
  tableTemplate({
    title: '帮扶责任人结对花名册',
    each: 'rows',
    columns: [
      NUMBER,
      ...(
        [
          ['乡镇', 'division.township'],
          ['行政村', 'division.village'],
          ['户编号', 'household.household_no'],
          ['户主姓名', 'household.head_name'],
          ['人口数', 'household.population'],
          ['贫困户属性', 'household.attribute'],
          ['主要致贫原因', 'household.main_cause'],
          ['帮扶责任人', 'helper.name'],
          ['性别', 'helper.sex'],
          ['政治面貌', 'helper.politics'],
          ['帮扶单位', 'organization.name'],
          ['职务', 'helper.position'],
          ['联系电话', 'helper.phone'],
          ['开始时间', 'pairing.start_date'],
          ['结束时间', 'pairing.end_date'],
          ['主要责任人', 'pairing.is_main'],
        ] as const
      ).map(columnOf),
    ],
    total: '合　　计：　结对 {{rows|count}} 次',
  })

export const villageGroups = (): FormSheet => {
  // The number of the national system comes first (forms.md §3).
  const fields = registerOf('village_group')
    .fields.filter(({ key }) => key !== 'village' && key !== 'remark')
    .toSorted((one, other) => Number(other.key === 'national_no') - Number(one.key === 'national_no'))
  return tableTemplate({
    title: '{{division.village}}自然村信息表',
    each: 'rows',
    columns: [NUMBER, ...fields.map((field) => ({ ...fieldColumn(field, `village_group.${field.key}`), ...(field.key === 'name' ? { width: 60 } : {}) }))],
    total:
      '合　　计：　{{rows|count}} 个　总户数 {{rows|sum:village_group.households}} 户　总人口 {{rows|sum:village_group.population}} 人　贫困户 {{rows|sum:village_group.poor_households}} 户　贫困人口 {{rows|sum:village_group.poor_population}} 人',
  })
}
