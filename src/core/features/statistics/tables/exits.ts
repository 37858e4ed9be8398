/** Leaving poverty: who left and how, what was reached item by item, what inspections found (mechanisms.md M35, §3 R21; readings.md 3, 4). */
import type { ColumnDefinition, CountColumn, PopulationDefinition, StatisticDefinition, SumColumn } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

const UNDER_WAY = ['proposed', 'verified', 'agreed', 'noticed', 'reviewed', 'announced'] as const

/** Households and people of a part of the population. */
const both = (
  population: string,
  field: string,
  [key, label]: readonly [string, string],
  where: Where,
  part?: string,
): readonly (CountColumn | SumColumn)[] => [
  { key, label: '户', group: label, count: population, where, unit: '户', ...(part === undefined ? {} : { part }) },
  { key: `${key}_people`, label: '人', group: label, sum: population, field, where },
]

/** What was judged of the year until the day counted. */
const judged = (items: readonly (readonly [string, string])[]): PopulationDefinition => ({
  register: 'exit_judgement',
  time: 'day',
  where: { checked_on: { gte: '@from', lte: '@day' }, item: { in: items.map(([item]) => item) } },
})

const HOUSEHOLD_ITEMS = [
  ['h_income', '收入'],
  ['h_food', '吃穿'],
  ['h_water', '饮水'],
  ['h_school', '义务教育'],
  ['h_medical', '基本医疗'],
  ['h_housing', '住房'],
] as const

const VILLAGE_ITEMS = [
  ['v_rate', '发生率'],
  ['v_industry', '主导产业'],
  ['v_cooperative', '合作组织'],
  ['v_collective', '集体经济'],
  ['v_road', '硬化路'],
  ['v_power', '动力电'],
  ['v_environment', '人居环境'],
  ['v_school', '有学上'],
  ['v_clinic', '卫生室'],
  ['v_pension', '养老保险'],
  ['v_allowance', '低保'],
  ['v_infrastructure', '基础设施'],
  ['v_services', '公共服务'],
] as const

/** Of one item: judged, reached, and the share. */
const itemColumns = ([item, label]: readonly [string, string]): readonly ColumnDefinition[] => [
  { key: item, label: '认定', group: label, count: 'judged', where: { item }, unit: '项' },
  { key: `${item}_met`, label: '达标', group: label, count: 'judged', where: { item, met: true }, unit: '项' },
  { key: `${item}_rate`, label: '达标率', group: label, ratio: [`${item}_met`, item], as: 'percent' },
]

const all = (): readonly ColumnDefinition[] => [
  { key: 'judged', label: '认定项数', count: 'judged', unit: '项' },
  { key: 'met', label: '达标项数', count: 'judged', where: { met: true }, unit: '项' },
  { key: 'rate', label: '达标率', ratio: ['met', 'judged'], as: 'percent' },
  { key: 'evidenced', label: '有佐证项数', count: 'judged', where: { evidence: { empty: false } }, unit: '项' },
]

/** Codes of the list `not_exited_reason`, in few words. */
const REASONS = [
  ['01', '两不愁三保障没有实现'],
  ['02', '政策成效不显著'],
  ['03', '回头看新纳入'],
  ['04', '因残无固定收入'],
  ['05', '大病重病'],
  ['06', '支出大于收入'],
  ['07', '收入没有稳定超线'],
  ['08', '五保'],
  ['09', '低保无劳动能力'],
  ['10', '搬迁没有拿到钥匙'],
] as const

const ITEM_NOTES = ['当年核实的退出指标认定；数据里有的各项在“入户核实”“县级验收”那一步记下']

export const exitTables: readonly StatisticDefinition[] = [
  {
    code: 'exits',
    title: '贫困户退出',
    group: '本单位',
    source: 'mechanisms.md M35（兜底、发展分开）；forms.md §9.1',
    notes: ['办到哪里按当年年度记录的退出步骤；没有步骤的按当年脱贫标志承接', '按期公告：公告退出在当年年底以前的'],
    unverified: ['退出方式的分类'],
    populations: { households: { register: 'household_year', time: 'year', where: { exit_stage: { in: [...UNDER_WAY, 'delisted'] } } } },
    columns: [
      ...both('households', 'population', ['leaving', '拟退出和已退出'], {}),
      ...both('households', 'population', ['under_way', '办理中'], { exit_stage: { in: [...UNDER_WAY] } }),
      ...both('households', 'population', ['delisted', '已销号'], { exit_stage: 'delisted' }),
      ...both('households', 'population', ['developed', '发展脱贫'], { exit_way: '1' }, 'leaving'),
      ...both('households', 'population', ['supported', '兜底脱贫'], { exit_way: '2' }, 'leaving'),
      { key: 'way_unknown', label: '退出方式没有填', rest: 'leaving', unit: '户' },
      { key: 'announced', label: '已公告', count: 'households', where: { exit_announced_on: { empty: false } }, unit: '户' },
      { key: 'in_time', label: '按期公告', count: 'households', where: { exit_announced_on: { lte: '@day' } }, unit: '户' },
      { key: 'in_time_rate', label: '按期公告率', ratio: ['in_time', 'announced'], as: 'percent' },
    ],
    chart: ['under_way', 'delisted', 'developed', 'supported'],
  },
  {
    code: 'exit_items',
    title: '户退出指标达标',
    group: '本单位',
    source: 'mechanisms.md §3 R21（户项达标逐项率）；forms.md §9.2',
    notes: ITEM_NOTES,
    populations: { judged: judged(HOUSEHOLD_ITEMS) },
    columns: [...all(), ...HOUSEHOLD_ITEMS.flatMap(itemColumns)],
    chart: HOUSEHOLD_ITEMS.map(([item]) => `${item}_met`),
  },
  {
    code: 'village_exit_items',
    title: '村退出指标达标',
    group: '本单位',
    source: 'mechanisms.md §3 R21（村项达标逐项率）；forms.md §9.2',
    notes: ITEM_NOTES,
    populations: { judged: judged(VILLAGE_ITEMS) },
    columns: [...all(), ...VILLAGE_ITEMS.flatMap(itemColumns)],
  },
  {
    code: 'exit_unmet',
    title: '退出指标未达标分类',
    group: '本单位',
    source: 'mechanisms.md §3 R09（未达标原因分类）',
    notes: ITEM_NOTES,
    populations: { judged: { register: 'exit_judgement', time: 'day', where: { checked_on: { gte: '@from', lte: '@day' } } } },
    rows: { by: 'field', field: 'item' },
    columns: [
      { key: 'judged', label: '认定项数', count: 'judged', unit: '项' },
      { key: 'unmet', label: '没有达标', count: 'judged', where: { met: false }, unit: '项', part: 'judged' },
      { key: 'met', label: '达标', rest: 'judged', unit: '项' },
      { key: 'unmet_rate', label: '未达标率', ratio: ['unmet', 'judged'], as: 'percent' },
    ],
    chart: ['unmet'],
  },
  {
    code: 'exit_inspections',
    title: '退出验收',
    group: '本单位',
    source: 'mechanisms.md §3 R21（抽样数、合格、退回）、M01（错退率）；readings.md 3、4',
    notes: ['当年验收的户次，计在验收时户所在的村', '错退率＝已退出的户验收退回的人数÷已退出的户验收人数', '县退出要求错退率低于 2%（按未四舍五入的数比较）'],
    unverified: ['2% 的线为 2018 年甘肃的要求'],
    populations: { looks: { register: 'exit_inspection', time: 'day', where: { inspected_on: { gte: '@from', lte: '@day' } } } },
    columns: [
      ...both('looks', 'people', ['looked', '验收'], {}),
      { key: 'sampled', label: '其中抽样', count: 'looks', where: { chosen: '1' }, unit: '户' },
      ...both('looks', 'people', ['passed', '合格'], { result: '1' }, 'looked'),
      ...both('looks', 'people', ['failed', '退回'], { result: '2' }, 'looked'),
      { key: 'rest', label: '结果没有填', rest: 'looked', unit: '户' },
      { key: 'pass_rate', label: '合格率', ratio: ['passed', 'looked'], as: 'percent' },
      ...REASONS.map(
        ([code, label]): CountColumn => ({
          key: `reason_${code}`,
          label,
          group: '退回原因',
          count: 'looks',
          where: { result: '2', reasons: { has: code } },
          unit: '户',
        }),
      ),
      ...both('looks', 'people', ['exited', '已退出的'], { phase: '2' }),
      ...both('looks', 'people', ['wrong', '其中错退'], { phase: '2', result: '2' }),
      { key: 'wrong_rate', label: '错退率', ratio: ['wrong_people', 'exited_people'], as: 'percent' },
    ],
    chart: ['looked', 'passed', 'failed'],
  },
  {
    code: 'village_exits',
    title: '贫困村退出',
    group: '本单位',
    source: 'mechanisms.md §3 R21；forms.md §9.2（贫困村退出比例）',
    notes: ['当年的村年度记录；公示日、公告日在“村退出验收统计表”里'],
    populations: { villages: { register: 'village_year', time: 'year' } },
    columns: [
      { key: 'villages', label: '村数', count: 'villages', unit: '个' },
      {
        key: 'leaving',
        label: '拟退出',
        count: 'villages',
        where: { exit_stage: { in: ['proposed', 'verified', 'noticed', 'suspended'] } },
        unit: '个',
        part: 'villages',
      },
      { key: 'exited', label: '已公告退出', count: 'villages', where: { exit_stage: 'exited' }, unit: '个', part: 'villages' },
      { key: 'rest', label: '没有办', rest: 'villages', unit: '个' },
      { key: 'gaps', label: '应补齐的短板', sum: 'villages', field: 'shortfalls_counted' },
      { key: 'open_gaps', label: '没有补齐的短板', sum: 'villages', field: 'shortfalls_open' },
    ],
    chart: ['leaving', 'exited'],
  },
]
