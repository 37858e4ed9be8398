/** What came of looking for the poor from both directions: outcomes, and the rates of wrong listing, omission and wrong exit (mechanisms.md M01; readings.md 3, 4). */
import type { CountColumn, StatisticDefinition, SumColumn } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

const OUTCOMES = [
  ['kept', '维持在册', '1'],
  ['new', '新识别', '2'],
  ['cleared', '错评清退', '3'],
  ['still_out', '维持脱贫', '4'],
  ['restored', '错退恢复', '5'],
  ['returned', '返贫', '6'],
  ['not_poor', '维持非贫', '7'],
  ['added', '漏评补录', '8'],
] as const

/** Households and people of one outcome. */
const outcome = ([key, label, code]: (typeof OUTCOMES)[number]): readonly (CountColumn | SumColumn)[] => [
  { key, label: '户', group: label, count: 'cases', where: { outcome: code }, unit: '户', part: 'cases' },
  { key: `${key}_people`, label: '人', group: label, sum: 'cases', field: 'people', where: { outcome: code } },
]

/** Those looked at by spot check, and those of them that were found wrong: households, people, and the rate in people. */
function rate(key: string, [looked, found, label]: readonly [string, string, string], scope: string, wrong: Where): StatisticDefinition['columns'] {
  return [
    { key: `${key}_cases`, label: '户', group: looked, count: 'checked', where: { scope }, unit: '户' },
    { key: `${key}_people`, label: '人', group: looked, sum: 'checked', field: 'people', where: { scope } },
    { key: `${key}_wrong_cases`, label: '户', group: found, count: 'checked', where: { scope, ...wrong }, unit: '户' },
    { key: `${key}_wrong`, label: '人', group: found, sum: 'checked', field: 'people', where: { scope, ...wrong } },
    { key, label, ratio: [`${key}_wrong`, `${key}_people`], as: 'percent' },
  ]
}

export const identificationTables: readonly StatisticDefinition[] = [
  {
    code: 'identifications',
    title: '识别核查结果',
    group: '本单位',
    source: 'mechanisms.md M01（id_decision）',
    notes: ['当年立案的识别核查，计在核查时户所在的村', '结果是公告、维持或保留以后的；还没有结果的在“在办”'],
    populations: { cases: { register: 'identification', time: 'day', where: { opened_on: { gte: '@from', lte: '@day' } } } },
    columns: [
      { key: 'cases', label: '核查户数', count: 'cases', unit: '户' },
      { key: 'people', label: '核查人数', sum: 'cases', field: 'people' },
      ...OUTCOMES.flatMap(outcome),
      { key: 'open', label: '在办', rest: 'cases', unit: '户' },
    ],
    chart: ['new', 'cleared', 'restored', 'returned', 'added'],
  },
  {
    code: 'identification_rates',
    title: '错评率、漏评率、错退率',
    group: '本单位',
    source: 'mechanisms.md M01（指标）；readings.md 3、4',
    notes: [
      '当年因抽查立案的识别核查',
      '错评率＝在册的抽查里清退的人数÷在册抽查人数；漏评率＝未在册的抽查里漏评补录和新识别的人数÷未在册抽查人数；错退率＝已脱贫的抽查里错退恢复的人数÷已脱贫抽查人数',
      '县退出要求错退率、漏评率低于 2%（按未四舍五入的数比较）',
    ],
    unverified: ['2% 的线为 2018 年甘肃的要求'],
    populations: { checked: { register: 'identification', time: 'day', where: { ground: '6', opened_on: { gte: '@from', lte: '@day' } } } },
    columns: [
      ...rate('wrong_listing', ['在册抽查', '其中错评', '错评率'], '1', { outcome: '3' }),
      ...rate('omission', ['未在册抽查', '其中漏评', '漏评率'], '3', { outcome: { in: ['2', '8'] } }),
      ...rate('wrong_exit', ['已脱贫抽查', '其中错退', '错退率'], '2', { outcome: '5' }),
    ],
    chart: ['wrong_listing', 'omission', 'wrong_exit'],
  },
  {
    code: 'identification_quota',
    title: '识别人数（对规模）',
    group: '本单位',
    source: 'mechanisms.md M01.c（Σ各村识别人数≤下达规模）',
    notes: ['当年批次里乡镇审核以后、拟认定为新识别或漏评补录的；规模在“目标任务”里下达：新增一项“是规模”的指标，取这张表的人数'],
    populations: {
      listed: {
        register: 'identification',
        time: 'day',
        where: {
          opened_on: { gte: '@from', lte: '@day' },
          stage: { in: ['reviewed', 'noticed_again', 'confirmed', 'announced', 'filed'] },
          proposed_outcome: { in: ['2', '8'] },
        },
      },
    },
    columns: [
      { key: 'cases', label: '户数', count: 'listed', unit: '户' },
      { key: 'people', label: '人数', sum: 'listed', field: 'people' },
    ],
  },
  {
    code: 'exit_reviews',
    title: '已脱贫户复查',
    group: '本单位',
    source: 'mechanisms.md M01.e（已脱贫户从未复查）',
    notes: ['当年年度记录的脱贫标志为已脱贫、稳定脱贫的有效户；复查过的是统计日以前按“已脱贫”立过识别核查的'],
    populations: {
      exited: { register: 'household_year', time: 'year', where: { exit_status: { in: ['1', '4'] }, household_id: { is: { valid: { ne: false } } } } },
    },
    columns: [
      { key: 'exited', label: '已脱贫户', count: 'exited', unit: '户' },
      {
        key: 'reviewed',
        label: '复查过',
        count: 'exited',
        where: { household_id: { is: { exists: { register: 'identification', by: 'subject', where: { scope: '2', opened_on: { lte: '@day' } } } } } },
        unit: '户',
        share: 'exited',
        part: 'exited',
      },
      { key: 'never', label: '从未复查', rest: 'exited', unit: '户', share: 'exited' },
    ],
    chart: ['reviewed', 'never'],
  },
  {
    code: 'unlisted',
    title: '未建档户',
    group: '本单位',
    source: 'mechanisms.md M01、M09；readings.md 30',
    notes: ['还没有建档的户；不算贫困户，不进花名册'],
    populations: { households: { register: 'unlisted_household', time: 'today', where: { household_id: { empty: true } } } },
    columns: [
      { key: 'households', label: '户数', count: 'households', unit: '户' },
      { key: 'people', label: '人数', sum: 'households', field: 'population' },
      ...[
        ['applied', '本人申请', '1'],
        ['surveyed', '入户调查', '2'],
        ['listed', '部门名单', '3'],
        ['roster', '花名册', '4'],
      ].map(([key = '', label = '', code = '']) => ({ key, label, count: 'households', where: { origin: code }, unit: '户', part: 'households' })),
      { key: 'rest', label: '其他', rest: 'households', unit: '户' },
    ],
  },
]
