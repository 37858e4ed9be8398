/** R01: how far the collection of a year has come, who has signed what was collected, and what was sent back (mechanisms.md §3, M02). */
import type { Where } from '../../../shapes.ts'
import type { ColumnDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import { MEMBERS, MOVES } from './words.ts'

const VALID: Where = { household_id: { is: { valid: { ne: false } } } }
const SIGNERS = [
  ['head', '户主'],
  ['group', '社（组）长'],
  ['leader', '村主要负责人'],
  ['team', '工作队长'],
  ['cadre', '包村乡镇干部'],
  ['township', '乡镇负责人'],
] as const
const ALL_SIX: Where = Object.fromEntries(SIGNERS.map(([key]) => [`${key}_signed_on`, { empty: false }]))

export const collectionTables: readonly StatisticDefinition[] = [
  {
    code: 'collection',
    title: '建档立卡信息采集进度表（R01）',
    group: '本单位',
    source: 'mechanisms.md §3 R01；M02（六签字）',
    notes: [
      '应采是统计日在册的户和人；已采是有当年年度记录的户，人数是这些户的家庭人口数；已录是其中有人均纯收入的',
      '审核退回是当年被退回过的户；差错率＝审核退回÷已采户',
      '六签字齐是六方都有签字日期的户；当年只要其中几方的，看各方的列',
      '责任人由各乡镇在纸上签章',
    ],
    unverified: ['R01 的列为重建；六签字为哪六方、差错率怎样算没有文件'],
    populations: {
      due: { register: 'membership', time: 'day', where: MEMBERS, moves: MOVES },
      collected: { register: 'household_year', time: 'year', where: VALID },
    },
    columns: [
      { key: 'due', label: '户', group: '应采', distinct: 'due', field: 'household_id', unit: '户' },
      { key: 'due_people', label: '人', group: '应采', count: 'due', unit: '人' },
      { key: 'collected', label: '户', group: '已采', count: 'collected', unit: '户' },
      { key: 'collected_people', label: '人', group: '已采', sum: 'collected', field: 'population' },
      { key: 'done', label: '完成率', ratio: ['collected', 'due'], as: 'percent' },
      { key: 'recorded', label: '已录户', count: 'collected', where: { net_income_per_person: { empty: false } }, unit: '户' },
      {
        key: 'returned',
        label: '审核退回',
        count: 'collected',
        where: { household_id: { is: { exists: { register: 'review_return', by: 'household_id', where: { returned_on: { gte: '@from', lte: '@day' } } } } } },
        unit: '户',
      },
      ...SIGNERS.map(
        ([key, label]): ColumnDefinition => ({
          key: `${key}_signed`,
          label,
          group: '已签字',
          count: 'collected',
          where: { [`${key}_signed_on`]: { empty: false } },
          unit: '户',
        }),
      ),
      { key: 'signed', label: '六签字齐', count: 'collected', where: ALL_SIX, unit: '户' },
      { key: 'signed_share', label: '六签字齐率', ratio: ['signed', 'collected'], as: 'percent' },
      { key: 'wrong', label: '差错率', ratio: ['returned', 'collected'], as: 'percent' },
      {
        key: 'left',
        label: '剩余户',
        distinct: 'due',
        field: 'household_id',
        where: { household_id: { is: { none: { register: 'household_year', by: 'household_id', where: { year: '@year' } } } } },
        unit: '户',
      },
    ],
    chart: ['done', 'signed_share'],
  },
]
