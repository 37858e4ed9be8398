/** Papers of the monitoring of households (forms.md §10.1): the card, the sheet of removal, the roster, and two notices on the wall. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { fieldOf } from '../../../src/core/catalogue/index.ts'
import { cardTemplate, type CardItem, type CardPart } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

/** A monitored household is one on file or one that is not: one of the two is empty. */
const either = (key: string, other = key): string => `{{household.${key}}}{{unlisted_household.${other}}}`
const own = (key: string): string => `{{monitored_household.${key}}}`
const item = (label: string, text: string, more: Partial<CardItem> = {}): CardItem => ({ label, text, ...more })
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const TEXT = { size: 10, wrap: true } as const

/** One of the two sheets of facts: of the stage, the last time. */
const fact = (stage: string, key: string): string => `{{monitored_fact|where:monitored_fact.stage = "${stage}"|first:monitored_fact.${key}}}`

const SECURITY = ['dropout', 'house_unsafe', 'uninsured', 'water_unsafe'] as const
const INCOME = [
  'wage_income',
  'business_income',
  'property_income',
  'transfer_income',
  'business_expense',
  'net_income',
  'income_per_person',
  'insurance_payout',
  'own_payment',
  'reference_range',
] as const

const labelOf = (key: string): string => {
  const { label, unit } = fieldOf('monitored_fact', key)
  return unit === undefined ? label : `${label}（${unit}）`
}

/** At identification and at removal, side by side. */
const sideBySide = (heading: string, keys: readonly string[]): CardPart => ({
  kind: 'grid',
  heading,
  columns: [
    { heading: '项目', width: 220 },
    { heading: '识别时', width: 130 },
    { heading: '风险消除时', width: 130 },
  ],
  rows: keys.map((key) => [labelOf(key), fact('1', key), fact('2', key)]),
})

const HOUSEHOLD: readonly CardItem[] = [
  item('户编号', either('household_no')),
  item('监测编号', own('case_no'), { look: { shrink: true } }),
  item('户主姓名', either('head_name')),
  item('户主证件号码', either('head_id_number'), { look: { shrink: true } }),
  item('户类型', own('household_type')),
  item('监测对象类别', own('kind')),
  item('家庭人口数', '{{monitored_household.people}} 人'),
  item('户联系电话', own('phone'), { look: { shrink: true } }),
  item('村民小组', either('group_id')),
  item('整户无劳动能力兜底保障户', own('no_labour_support')),
  item('家庭住址', either('address'), { wide: true }),
  item('居住在易地搬迁集中安置区', own('resettled')),
  item('安置区地址', own('resettlement_address'), { look: { wrap: true } }),
  item('发现途径', own('source')),
  item('发现日期', own('found_on')),
]

const RISKS: readonly CardItem[] = [
  item('各项风险', '{{monitored_household.risks|choices}}', { wide: true, look: { wrap: true, size: 8.5 } }),
  item('因自然灾害子项', own('disaster')),
  item('风险备注', own('risk_remark'), { look: { wrap: true } }),
]

const MEMBERS: readonly CardPart[] = [
  {
    kind: 'table',
    heading: '三、家庭成员（户在册的取当年年度记录）',
    each: 'membership where=(not membership.end_date) min=6',
    columns: [
      { heading: '姓名', text: '{{person.name}}', width: 46 },
      { heading: '性别', text: '{{person.sex}}', width: 24 },
      { heading: '证件号码', text: '{{person.id_number}}', width: 92, look: { shrink: true } },
      { heading: '与户主关系', text: '{{membership.relation}}', width: 44, look: { shrink: true } },
      { heading: '民族', text: '{{person.ethnicity}}', width: 30 },
      { heading: '政治面貌', text: '{{person.politics}}', width: 36, look: { shrink: true } },
      { heading: '文化程度', text: '{{person_year.education}}', width: 40, look: { shrink: true } },
      { heading: '在校生', text: '{{person_year.student_status}}', width: 40, look: { shrink: true } },
      { heading: '健康', text: '{{person_year.health}}', width: 40, look: { shrink: true } },
      { heading: '劳动技能', text: '{{person_year.labour}}', width: 44, look: { shrink: true } },
      { heading: '务工地点', text: '{{person_year.work_place}}', width: 48, look: { shrink: true } },
      { heading: '务工月数', text: '{{person_year.work_months}}', width: 28 },
      { heading: '居民医保', text: '{{person_year.resident_medical}}', width: 28 },
      { heading: '职工医保', text: '{{person_year.employee_medical}}', width: 28 },
      { heading: '大病保险', text: '{{person_year.critical_illness_insurance}}', width: 28 },
      { heading: '居民养老', text: '{{person_year.resident_pension}}', width: 28 },
      { heading: '职工养老', text: '{{person_year.employee_pension}}', width: 28 },
      { heading: '低保', text: '{{person_year.low_income_allowance}}', width: 24 },
      { heading: '特困', text: '{{person_year.five_guarantee}}', width: 24 },
    ],
  },
  {
    kind: 'table',
    heading: '　　家庭成员（未建档户的）',
    each: 'unlisted_person',
    columns: [
      { heading: '姓名', text: '{{unlisted_person.name}}', width: 60 },
      { heading: '性别', text: '{{unlisted_person.sex}}', width: 30 },
      { heading: '证件号码', text: '{{unlisted_person.id_number}}', width: 110, look: { shrink: true } },
      { heading: '与户主关系', text: '{{unlisted_person.relation}}', width: 70 },
      { heading: '出生日期', text: '{{unlisted_person.birth_date}}', width: 70 },
      { heading: '备注', text: '{{unlisted_person.remark}}', width: 120 },
    ],
  },
]

const AIDS: CardPart = {
  kind: 'table',
  heading: '六、帮扶措施',
  each: 'monitored_aid min=5',
  columns: [
    { heading: '措施类别', text: '{{monitored_aid.kind}}', width: 110 },
    { heading: '具体措施', text: '{{monitored_aid.content}}', width: 150 },
    { heading: '开始日期', text: '{{monitored_aid.started_on}}', width: 70 },
    { heading: '结束日期', text: '{{monitored_aid.ended_on}}', width: 70 },
    { heading: '金额（元）', text: '{{monitored_aid.amount}}', width: 70 },
    { heading: '落实单位', text: '{{monitored_aid.provider}}', width: 110 },
  ],
}

const UNDER: [string, string] = [PLACE, '{{year}}年度　打印日期：{{printed_on}}']

export const monitoredCard = (): FormSheet =>
  cardTemplate({
    title: '监测对象登记表',
    under: UNDER,
    rowHeight: 20,
    parts: [
      { kind: 'items', heading: '一、基本情况', items: HOUSEHOLD },
      { kind: 'items', heading: '二、返贫致贫风险（最多五项）', items: RISKS },
      ...MEMBERS,
      sideBySide('四、“三保障”和饮水', SECURITY),
      sideBySide('五、收支（全户）', INCOME),
      AIDS,
      {
        kind: 'items',
        heading: '七、识别与消除',
        items: [
          item('实施开发式帮扶措施情况', own('development')),
          item('识别监测时间', own('identified_on')),
          item('风险是否已消除', own('risk_removed')),
          item('风险消除方式', '{{monitored_household.removal_way|choices}}'),
          item('消除监测时间', own('removed_on')),
          item('备注', own('remark'), { look: { wrap: true } }),
          item('监测联系人', own('contact_name')),
          item('联系方式', own('contact_phone'), { look: { shrink: true } }),
          item('信息采集人', own('collector_name')),
          item('采集人联系电话', own('collector_phone'), { look: { shrink: true } }),
        ],
      },
      { kind: 'text', height: 30, look: TEXT, text: '户主（或家庭成员代表）签字、按手印：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 30, look: TEXT, text: '信息采集人签字：　　　　　　　　村民委员会（盖章）：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

export const monitoredRemoval = (): FormSheet =>
  cardTemplate({
    title: '监测对象风险消除表',
    under: UNDER,
    rowHeight: 18,
    parts: [
      {
        kind: 'items',
        heading: '一、监测对象',
        items: [
          item('户编号', either('household_no')),
          item('监测编号', own('case_no'), { look: { shrink: true } }),
          item('户主姓名', either('head_name')),
          item('家庭人口数', '{{monitored_household.people}} 人'),
          item('监测对象类别', own('kind')),
          item('识别监测时间', own('identified_on')),
          item('各项风险', own('risks'), { wide: true, look: { wrap: true } }),
        ],
      },
      sideBySide('二、“三保障”和饮水', SECURITY),
      sideBySide('三、收支（全户）', INCOME),
      {
        kind: 'table',
        heading: '四、帮扶措施',
        each: 'monitored_aid min=4',
        columns: [
          { heading: '措施类别', text: '{{monitored_aid.kind}}', width: 130 },
          { heading: '具体措施', text: '{{monitored_aid.content}}', width: 190 },
          { heading: '开始日期', text: '{{monitored_aid.started_on}}', width: 90 },
          { heading: '落实单位', text: '{{monitored_aid.provider}}', width: 130 },
        ],
      },
      {
        kind: 'items',
        heading: '五、消除意见',
        items: [
          item('风险消除方式', '{{monitored_household.removal_way|choices}}'),
          item('消除监测时间', own('removed_on')),
          item('监测联系人', own('contact_name')),
          item('联系方式', own('contact_phone'), { look: { shrink: true } }),
        ],
      },
      { kind: 'text', height: 27, look: TEXT, text: '户主（或家庭成员代表）签字、按手印：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 27, look: TEXT, text: '村民委员会评议、公示意见（盖章），负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 27, look: TEXT, text: '乡镇人民政府审核意见（盖章），负责人签字：', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 27, look: TEXT, text: '县级审定意见（盖章），负责人签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

const NUMBER = { heading: '序号', text: '{{@number}}', width: 30 }

export const monitoredRoster = (): FormSheet =>
  tableTemplate({
    title: '监测对象花名册',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '行政村', text: '{{division.village}}', width: 70 },
      { heading: '村民小组', text: either('group_id'), width: 60 },
      { heading: '户编号', text: either('household_no'), width: 80, look: { shrink: true } },
      { heading: '户主姓名', text: either('head_name'), width: 60 },
      { heading: '人口数', text: '{{monitored_household.people}}', width: 36 },
      { heading: '户类型', text: own('household_type'), width: 70 },
      { heading: '监测对象类别', text: own('kind'), width: 80 },
      { heading: '风险', text: own('risks'), width: 130 },
      { heading: '兜底保障户', text: own('no_labour_support'), width: 46 },
      { heading: '识别监测时间', text: own('identified_on'), width: 70 },
      { heading: '风险是否已消除', text: own('risk_removed'), width: 50 },
      { heading: '消除监测时间', text: own('removed_on'), width: 70 },
      { heading: '消除方式', text: own('removal_way'), width: 60 },
      { heading: '监测联系人', text: own('contact_name'), width: 60 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    size: 9,
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:monitored_household.people}} 人',
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

/** Public: group, head, number of people, and never more (mechanisms.md §0.2.7; readings.md 32). */
const notice = (title: string, about: string): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [
      { ...NUMBER, width: 60 },
      { heading: '村民小组', text: either('group_id'), width: 150 },
      { heading: '户主姓名', text: either('head_name'), width: 170 },
      { heading: '家庭人口数', text: '{{monitored_household.people}}', width: 120 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    upright: true,
    size: 11,
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:monitored_household.people}} 人',
    below: [
      `　　${about}，现予以公示。公示期为　　天，自　　　年　　月　　日至　　　年　　月　　日。`,
      '　　公示期内如有异议，请向村民委员会、乡镇人民政府或县级主管部门反映。异议电话：　　　　　　　　',
    ],
    stamps: ['{{division.village}}村民委员会（盖章）', '{{division.township}}人民政府（盖章）', '　　　　年　　　月　　　日'],
  })

export const monitoredNotice = (): FormSheet =>
  notice('{{division.village}}拟纳入监测对象公示名单', '经农户申报、干部排查或部门预警，入户核实、信息比对和村民代表会议民主评议，拟将以上农户纳入防止返贫监测')

export const monitoredRemovalNotice = (): FormSheet =>
  notice('{{division.village}}拟消除风险监测对象公示名单', '经入户核实和村民代表会议民主评议，以上监测对象的风险已经稳定消除，拟不再监测帮扶')
