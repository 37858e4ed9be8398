/** 贫困村 and 帮扶责任人: which villages are poor, how many people still are, who helps them. */
import type { ColumnDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import { IN_FORCE, MOVES, POOR_HOUSEHOLDS, POOR_NOTE, POOR_PEOPLE, POOR_VILLAGE_NOTE, SOURCE, parts, shares } from './words.ts'

const IN_POOR_VILLAGES = { counted_village: { in: ['@poor_villages'] } }

/** Helpers by the grade of their post, and the households they help. */
function byRank(key: string, label: string, ranks: string[]): ColumnDefinition[] {
  const where = { helper_id: { is: { rank: { in: ranks } } } }
  return [
    { key, label: '人数', group: label, distinct: 'pairings', field: 'helper_id', where, unit: '人' },
    { key: `${key}_households`, label: '帮扶户数', group: label, distinct: 'pairings', field: 'household_id', where, unit: '户' },
  ]
}

const LEADERS = ['111', '112', '121', '122', '131', '132']

export const villageTables: readonly StatisticDefinition[] = [
  {
    code: '22',
    title: '贫困村识别标准统计表',
    group: '贫困村',
    source: `${SOURCE} 22`,
    unverified: [POOR_VILLAGE_NOTE],
    populations: { villages: { register: 'village', time: 'today' } },
    columns: [
      { key: 'villages', label: '行政村', count: 'villages', unit: '个' },
      ...parts(
        'villages',
        'villages',
        '个',
        [{ key: 'poor', label: '贫困村', where: { village_attribute: { in: ['@poor_village_attributes'] } } }],
        '非贫困村',
      ),
    ],
    chart: ['poor', 'villages_rest'],
  },
  {
    code: '23',
    title: '未脱贫贫困人口统计表',
    group: '贫困人口',
    source: `${SOURCE} 23`,
    unverified: [POOR_NOTE, POOR_VILLAGE_NOTE],
    populations: { households: POOR_HOUSEHOLDS, people: POOR_PEOPLE },
    columns: [
      { key: 'households', label: '未脱贫户', count: 'households', unit: '户' },
      { key: 'people', label: '未脱贫人口', count: 'people', unit: '人' },
      ...inTurn(
        parts('households', 'households', '户', [{ key: 'poor_village_households', label: '贫困村户数', where: IN_POOR_VILLAGES }], '非贫困村户数'),
        parts('people', 'people', '人', [{ key: 'poor_village_people', label: '贫困村人数', where: IN_POOR_VILLAGES }], '非贫困村人数'),
      ),
    ],
    chart: ['poor_village_people', 'people_rest'],
  },
  {
    code: '24',
    title: '贫困发生率统计表',
    group: '贫困村',
    source: `${SOURCE} 24`,
    notes: ['总人数取行政村年度信息的总人口，没有填的村不在分母里'],
    unverified: [POOR_NOTE, POOR_VILLAGE_NOTE, '分母是总人口；按农业户籍人口的贫困发生率是另一个指标'],
    populations: {
      villages: { register: 'village', time: 'today', where: { village_attribute: { in: ['@poor_village_attributes'] } } },
      years: { register: 'village_year', time: 'year' },
      people: POOR_PEOPLE,
    },
    columns: [
      { key: 'poor_villages', label: '贫困村数', count: 'villages', unit: '个' },
      { key: 'population', label: '总人数', sum: 'years', field: 'population' },
      { key: 'people', label: '贫困人数', count: 'people', unit: '人' },
      { key: 'share', label: '占比', ratio: ['people', 'population'], as: 'percent' },
      { key: 'village_population', label: '贫困村总人数', sum: 'years', field: 'population', where: { village: { in: ['@poor_villages'] } } },
      { key: 'village_people', label: '贫困村贫困人数', count: 'people', where: IN_POOR_VILLAGES, unit: '人' },
      { key: 'rate', label: '贫困村贫困发生率', ratio: ['village_people', 'village_population'], as: 'percent' },
    ],
    chart: ['share'],
  },
  {
    code: '06-4',
    title: '贫困户帮扶责任人统计表',
    group: '帮扶责任人',
    source: `${SOURCE} 06-4`,
    notes: ['落实是统计日有未结束的结对帮扶'],
    unverified: [POOR_NOTE],
    populations: {
      households: POOR_HOUSEHOLDS,
      pairings: { register: 'pairing', time: 'day', where: IN_FORCE, moves: MOVES },
    },
    columns: [
      { key: 'households', label: '年底贫困户数', count: 'households', unit: '户' },
      { key: 'helpers', label: '落实帮扶责任人数', distinct: 'pairings', field: 'helper_id', where: helpsPoor(), unit: '人' },
      ...shares('households', 'households', '户', [
        { key: 'helped', label: '落实户数', where: { household_id: { is: { exists: { register: 'pairing', by: 'household_id', where: IN_FORCE } } } } },
      ]),
    ],
    chart: ['households', 'helped'],
  },
  {
    code: '06-5',
    title: '各级干部帮扶贫困户统计表',
    group: '帮扶责任人',
    source: `${SOURCE} 06-5`,
    notes: ['一名干部帮扶几个村时每个村都算，合计只算一次；职务级别按现在的登记'],
    unverified: [POOR_NOTE, '省、市、县级领导按职务级别省部级、厅局级、县处级对应'],
    populations: {
      households: POOR_HOUSEHOLDS,
      pairings: { register: 'pairing', time: 'day', where: { and: [IN_FORCE, helpsPoor()] }, moves: MOVES },
    },
    columns: [
      { key: 'households', label: '现有贫困户数', count: 'households', unit: '户' },
      { key: 'helpers', label: '落实责任总人数', distinct: 'pairings', field: 'helper_id', unit: '人' },
      ...byRank('province', '省级领导', ['111', '112']),
      ...byRank('city', '市级领导', ['121', '122']),
      ...byRank('county', '县级领导', ['131', '132']),
      { key: 'others', label: '人数', group: '县级以下干部', distinct: 'pairings', field: 'helper_id', where: belowCounty(), unit: '人' },
      { key: 'others_households', label: '帮扶户数', group: '县级以下干部', distinct: 'pairings', field: 'household_id', where: belowCounty(), unit: '户' },
    ],
    chart: ['helpers'],
  },
]

/** The columns of both in turn: households and people of one kind beside each other. */
function inTurn(one: readonly ColumnDefinition[], other: readonly ColumnDefinition[]): ColumnDefinition[] {
  return one.flatMap((column, index) => [column, ...other.slice(index, index + 1)])
}

/** Pairings with households that are poor in the year. */
function helpsPoor() {
  return {
    household_id: {
      is: { exists: { register: 'household_year', by: 'household_id', where: { year: '@year', exit_status: { in: ['@poor_status'] } } } },
    },
  }
}

function belowCounty() {
  return { helper_id: { is: { not: { rank: { in: LEADERS } } } } }
}
