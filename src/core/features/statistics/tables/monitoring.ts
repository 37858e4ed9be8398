/** Households kept from falling (back) into poverty: by kind, risk, measure; removed or not (forms.md §10), and work by the month. */
import { codeListOf } from '../../../catalogue/index.ts'
import type { ColumnDefinition, CountColumn, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

const OPEN: Where = { risk_removed: '0' }
const REMOVED: Where = { risk_removed: '1' }

/** Identified by the day counted. What is removed later counts as it stands today. */
const MONITORED: PopulationDefinition = { register: 'monitored_household', time: 'day', where: { identified_on: { lte: '@day' } } }
const NOTES = ['统计日以前识别的监测对象，计在列入监测时所在的村', '是否已消除按现在的情况']

const KINDS = [
  ['unstable', '脱贫不稳定户', '100A03001'],
  ['edge', '边缘易致贫户', '100A03002'],
  ['sudden', '突发严重困难户', '100A03003'],
] as const

/** Households and people of one kind, and those of them not removed yet. */
const ofKind = ([key, label, kind]: (typeof KINDS)[number]): readonly ColumnDefinition[] => [
  { key, label: '户', group: label, count: 'monitored', where: { kind }, unit: '户', part: 'monitored' },
  { key: `${key}_people`, label: '人', group: label, sum: 'monitored', field: 'people', where: { kind } },
  { key: `${key}_open`, label: '未消除户', group: label, count: 'monitored', where: { and: [{ kind }, OPEN] }, unit: '户' },
]

/** One column an item of a code list, each counted by itself: a household may have several. */
const byItem = (list: string, prefix: string, whereOf: (code: string) => Where): readonly CountColumn[] =>
  codeListOf(list).items.map(({ code, label }) => ({
    key: `${prefix}_${code}`,
    label,
    count: 'monitored',
    where: whereOf(code),
    unit: '户',
    share: 'monitored',
  }))

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

export const monitoringTables: readonly StatisticDefinition[] = [
  {
    code: 'monitored',
    title: '防止返贫监测对象',
    group: '防止返贫监测',
    source: 'forms.md §10',
    notes: [...NOTES, '消除率＝已消除户数÷监测对象户数'],
    populations: { monitored: MONITORED },
    columns: [
      { key: 'monitored', label: '监测对象', count: 'monitored', unit: '户' },
      { key: 'people', label: '监测人口', sum: 'monitored', field: 'people' },
      ...KINDS.flatMap(ofKind),
      { key: 'other', label: '其他类别', rest: 'monitored', unit: '户' },
      { key: 'open', label: '未消除', count: 'monitored', where: OPEN, unit: '户', share: 'monitored' },
      { key: 'removed', label: '已消除', count: 'monitored', where: REMOVED, unit: '户' },
      { key: 'removal_rate', label: '消除率', ratio: ['removed', 'monitored'], as: 'percent' },
      { key: 'helped_away', label: '帮扶消除', count: 'monitored', where: { and: [REMOVED, { removal_way: 'x1' }] }, unit: '户' },
      { key: 'by_itself', label: '自然消除', count: 'monitored', where: { and: [REMOVED, { removal_way: 'x2' }] }, unit: '户' },
      { key: 'supported', label: '兜底保障户', count: 'monitored', where: { no_labour_support: true }, unit: '户' },
    ],
    chart: ['unstable', 'edge', 'sudden'],
  },
  {
    code: 'monitored_risks',
    title: '监测对象返贫致贫风险',
    group: '防止返贫监测',
    source: 'forms.md §10（11 种风险，一户至多 5 项）',
    notes: [...NOTES, '一户有几项风险的，每一项各算一次'],
    populations: { monitored: MONITORED },
    columns: [
      { key: 'monitored', label: '监测对象', count: 'monitored', unit: '户' },
      ...byItem('risk_type', 'risk', (code) => ({ risks: { has: code } })),
      { key: 'open', label: '未消除', count: 'monitored', where: OPEN, unit: '户' },
    ],
  },
  {
    code: 'monitored_kinds_risks',
    title: '监测对象类别和风险',
    group: '防止返贫监测',
    source: 'forms.md §10',
    notes: [...NOTES, '一户有几项风险的，每一项各算一次'],
    populations: { monitored: MONITORED },
    rows: { by: 'field', field: 'kind' },
    columns: [
      { key: 'monitored', label: '监测对象', count: 'monitored', unit: '户' },
      { key: 'people', label: '监测人口', sum: 'monitored', field: 'people' },
      ...byItem('risk_type', 'risk', (code) => ({ risks: { has: code } })),
      { key: 'open', label: '未消除', count: 'monitored', where: OPEN, unit: '户' },
      { key: 'removed', label: '已消除', count: 'monitored', where: REMOVED, unit: '户' },
    ],
  },
  {
    code: 'monitored_aids',
    title: '监测对象帮扶措施',
    group: '防止返贫监测',
    source: 'forms.md §10.1（14 类）',
    notes: [...NOTES, '一户有几类措施的，每一类各算一次', '措施落实率＝有措施的户数÷监测对象户数'],
    populations: { monitored: MONITORED },
    columns: [
      { key: 'monitored', label: '监测对象', count: 'monitored', unit: '户' },
      { key: 'aided', label: '有措施', count: 'monitored', where: { exists: { register: 'monitored_aid', by: 'monitored_household_id' } }, unit: '户' },
      { key: 'aided_rate', label: '措施落实率', ratio: ['aided', 'monitored'], as: 'percent' },
      {
        key: 'developed',
        label: '有开发式措施',
        count: 'monitored',
        where: { exists: { register: 'monitored_aid', by: 'monitored_household_id', where: { kind: { in: ['x1', 'x2', 'x3', 'x4'] } } } },
        unit: '户',
      },
      ...byItem('monitoring_measure', 'aid', (code) => ({ exists: { register: 'monitored_aid', by: 'monitored_household_id', where: { kind: code } } })),
    ],
  },
  {
    code: 'monitored_year',
    title: '当年识别和消除的监测对象',
    group: '防止返贫监测',
    source: 'forms.md §10',
    notes: ['识别、消除的时间在统计年度里的户数'],
    populations: {
      identified: { register: 'monitored_household', time: 'day', where: { identified_on: { gte: '@from', lte: '@day' } } },
      removed: { register: 'monitored_household', time: 'day', where: { removed_on: { gte: '@from', lte: '@day' } } },
    },
    columns: [
      { key: 'identified', label: '当年识别', count: 'identified', unit: '户' },
      { key: 'identified_people', label: '当年识别人口', sum: 'identified', field: 'people' },
      { key: 'removed', label: '当年消除', count: 'removed', unit: '户' },
      { key: 'removed_people', label: '当年消除人口', sum: 'removed', field: 'people' },
    ],
    chart: ['identified', 'removed'],
  },
  {
    code: 'work_months',
    title: '务工月监测上报',
    group: '防止返贫监测',
    source: 'forms.md §10.2（务工月监测表）',
    notes: ['各月有记录的人数；哪个月的人数少了，点开看是谁，再对照“之前缺月”'],
    populations: { months: { register: 'work_month', time: 'day', where: { month: { gte: '@month:01', lte: '@month:12' } } } },
    columns: MONTHS.map((month, index) => ({
      key: `month_${month}`,
      label: `${index + 1} 月`,
      count: 'months',
      where: { month: `@month:${month}` },
      unit: '人',
    })),
  },
]
