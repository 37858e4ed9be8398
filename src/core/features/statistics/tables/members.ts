/** What the office itself asks: who is on file on a day, who came and went, why households are poor, how incomes spread. */
import type { StatisticDefinition } from '../../../statistics/types.ts'
import { IN_FORCE, MEMBERS, MOVES, POOR_HOUSEHOLDS, POOR_NOTE, byCode, parts } from './words.ts'

export const officeTables: readonly StatisticDefinition[] = [
  {
    code: 'members',
    title: '在册户数和人数',
    group: '本单位',
    notes: ['按家庭成员关系的起止日期，可以查任何一天'],
    populations: { members: { register: 'membership', time: 'day', where: MEMBERS, moves: MOVES } },
    columns: [
      { key: 'households', label: '户', distinct: 'members', field: 'household_id', unit: '户' },
      { key: 'people', label: '人', count: 'members', unit: '人' },
      ...parts(
        'people',
        'members',
        '人',
        [
          { key: 'men', label: '男', where: { person_id: { is: { sex: '1' } } } },
          { key: 'women', label: '女', where: { person_id: { is: { sex: '2' } } } },
        ],
        '性别未填',
      ),
      { key: 'size', label: '户均人口', ratio: ['people', 'households'], as: 'quotient', unit: '人' },
    ],
    chart: ['people'],
  },
  {
    code: 'changes',
    title: '家庭成员增减',
    group: '本单位',
    notes: ['当年 1 月 1 日到统计日之间开始或结束的家庭成员关系'],
    populations: {
      came: { register: 'membership', time: 'day', where: { start_date: { gte: '@from', lte: '@day' }, increase_reason: { empty: false } }, moves: MOVES },
      left: { register: 'membership', time: 'day', where: { end_date: { gte: '@from', lte: '@day' } }, moves: MOVES },
    },
    columns: [
      { key: 'came', label: '增加', count: 'came', unit: '人' },
      ...parts(
        'came',
        'came',
        '人',
        byCode('increase_reason', [
          ['married_in', '嫁入', '05'],
          ['born', '新生儿', '06'],
          ['moved_in', '其他转入', '07'],
        ]),
        '其他增加',
      ),
      { key: 'left', label: '减少', count: 'left', unit: '人' },
      ...parts(
        'left',
        'left',
        '人',
        byCode('decrease_reason', [
          ['died', '死亡', '01'],
          ['married_out', '嫁出', '02'],
          ['moved_out', '其他转出', '08'],
        ]),
        '其他减少',
      ),
    ],
    chart: ['came', 'left'],
  },
  {
    code: 'pairings',
    title: '结对帮扶',
    group: '本单位',
    notes: ['按结对的起止日期，可以查任何一天'],
    populations: { pairings: { register: 'pairing', time: 'day', where: IN_FORCE, moves: MOVES } },
    columns: [
      { key: 'pairings', label: '结对', count: 'pairings', unit: '对' },
      { key: 'households', label: '帮扶户', distinct: 'pairings', field: 'household_id', unit: '户' },
      { key: 'helpers', label: '责任人', distinct: 'pairings', field: 'helper_id', unit: '人' },
    ],
    chart: ['households'],
  },
  {
    code: 'causes',
    title: '主要致贫原因',
    group: '本单位',
    unverified: [POOR_NOTE],
    populations: { households: POOR_HOUSEHOLDS },
    rows: { by: 'field', field: 'main_cause' },
    columns: [
      { key: 'households', label: '贫困户', count: 'households', unit: '户' },
      { key: 'people', label: '家庭人口', sum: 'households', field: 'population' },
      { key: 'net_income', label: '年纯收入', sum: 'households', field: 'net_income' },
      { key: 'income_per_person', label: '人均纯收入', ratio: ['net_income', 'people'], as: 'quotient', unit: '元' },
    ],
    chart: ['households'],
  },
  {
    code: 'incomes',
    title: '人均纯收入分布',
    group: '本单位',
    populations: { households: { register: 'household_year', time: 'year' } },
    rows: {
      by: 'bands',
      label: '人均纯收入',
      bands: [
        { key: 'below2000', label: '不足2000元', where: { net_income_per_person: { lt: 200_000 } } },
        { key: 'below3000', label: '2000–3000元', where: { net_income_per_person: { lt: 300_000 } } },
        { key: 'below5000', label: '3000–5000元', where: { net_income_per_person: { lt: 500_000 } } },
        { key: 'below10000', label: '5000–10000元', where: { net_income_per_person: { lt: 1_000_000 } } },
        { key: 'above', label: '10000元以上', where: { net_income_per_person: { gte: 1_000_000 } } },
      ],
    },
    columns: [
      { key: 'households', label: '户', count: 'households', unit: '户' },
      ...parts('households', 'households', '户', [{ key: 'poor', label: '其中贫困户', where: { exit_status: { in: ['@poor_status'] } } }], '其他户'),
      { key: 'people', label: '家庭人口', sum: 'households', field: 'population' },
    ],
    chart: ['households', 'poor'],
  },
]
