/** One household, one plan: how far measures are (R10), who is to leave poverty when, and who did of those planned (R09) (mechanisms.md M04.c, M04.d, §3). */
import type { ColumnDefinition, CountColumn, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'
import { MOVES } from './words.ts'

const CLASSES = [
  ['training', '雨露计划', '1'],
  ['loans', '扶贫小额信贷', '2'],
  ['relocation', '易地搬迁', '3'],
  ['industry', '产业发展', '4'],
  ['works', '基础设施', '5'],
  ['services', '公共服务与社会事业', '6'],
] as const

/** Measures of plans that the township looked over, that stand, and that were to be done in the year by the day counted. */
const DUE: PopulationDefinition = {
  register: 'plan_measure',
  time: 'day',
  where: { progress: { in: ['1', '2', '3'] }, due_on: { gte: '@from', lte: '@day' } },
  moves: MOVES,
}
const DONE: Where = { completed_on: { lte: '@day' } }
const OVERDUE: Where = { due_on: { lt: '@day' }, or: [{ completed_on: { empty: true } }, { completed_on: { gt: '@day' } }] }

const ofClass = ([key, label, code]: (typeof CLASSES)[number]): readonly CountColumn[] => [
  { key, label: '应落', group: label, count: 'due', where: { category: code }, unit: '项', part: 'due' },
  { key: `${key}_done`, label: '已落', group: label, count: 'due', where: { category: code, ...DONE }, unit: '项' },
  { key: `${key}_overdue`, label: '逾期', group: label, count: 'due', where: { category: code, ...OVERDUE }, unit: '项' },
]

/** The plan that counts of each household, of the year. */
const PLANS: Where = { year: '@year', current: true }
const plans = (where: Where = {}): PopulationDefinition => ({ register: 'household_plan', time: 'day', where: { ...PLANS, ...where }, moves: MOVES })

/** As far as the plans of the county go (脱贫攻坚 ends with 2020). */
const YEARS = [2014, 2015, 2016, 2017, 2018, 2019, 2020] as const
const PLANNED_YEARS = YEARS.filter((year) => year > 2014)

const EXITED: Where = { exit_status: { in: ['1', '4'] } }
/** Yearly records, and people of them, of households that the plan of the year has leave poverty in it. */
const PLANNED: Where = { exists: { register: 'household_plan', by: 'household_id', where: { ...PLANS, target_exit_year: '@year' } } }
const STILL_POOR: Where = {
  counted_household_id: { is: { exists: { register: 'household_year', by: 'household_id', where: { year: '@year', not: EXITED } } } },
}
const HOUSE: Where = { dangerous_house: true }
const WATER: Where = { water_safe: false }
const OPEN = '还没有达标的'
const reason = (key: string, label: string, where: Where): ColumnDefinition => ({
  key,
  label,
  group: OPEN,
  count: 'yearly',
  where: { and: [{ not: EXITED }, where] },
  unit: '户',
})
const reasonOfPeople = (key: string, label: string, where: Where): ColumnDefinition => ({
  key,
  label,
  group: OPEN,
  distinct: 'people',
  field: 'counted_household_id',
  where: { and: [STILL_POOR, where] },
  unit: '户',
})

/** Whether a household is to leave poverty in a year, by the plan that counts. */
const plannedFor = (year: number): Where => ({ exists: { register: 'household_plan', by: 'household_id', where: { ...PLANS, target_exit_year: year } } })
const OUT = EXITED

export const planTables: readonly StatisticDefinition[] = [
  {
    code: 'plan_measures',
    title: '措施落实情况',
    group: '本单位',
    source: 'mechanisms.md M04.c、R10',
    notes: [
      '方案经乡镇审过、现行的各项措施，按完成期限在当年、到统计日为止应当落实的算；没有写完成期限的不在内',
      '措施落实率＝已落÷应落；增收兑现率＝实际增收÷预计增收，只算写明收入种类的，同一收入只计一次',
      '当年还没有过完的，请“统计到”今天，逾期才是今天的',
    ],
    unverified: ['措施类别按六大类（外地手册），漳县的分类未见'],
    populations: { due: DUE },
    columns: [
      { key: 'due', label: '应落', count: 'due', unit: '项' },
      { key: 'done', label: '已落', count: 'due', where: DONE, unit: '项' },
      { key: 'overdue', label: '逾期', count: 'due', where: OVERDUE, unit: '项' },
      { key: 'rate', label: '措施落实率', ratio: ['done', 'due'], as: 'percent' },
      ...CLASSES.flatMap(ofClass),
      { key: 'unclassed', label: '未分类', rest: 'due', unit: '项' },
      { key: 'expected', label: '增收预计', sum: 'due', field: 'expected_income', where: { counts: true } },
      { key: 'actual', label: '增收实际', sum: 'due', field: 'actual_income', where: { counts: true } },
      { key: 'income_rate', label: '增收兑现率', ratio: ['actual', 'expected'], as: 'percent' },
    ],
    chart: ['due', 'done', 'overdue'],
  },
  {
    code: 'plan_exits',
    title: '年度减贫计划表',
    group: '本单位',
    source: 'mechanisms.md M04.d（年度减贫计划表：乡镇×村×户×人）',
    notes: ['当年的现行方案里，目标脱贫年是哪一年的户和人'],
    populations: { plans: plans() },
    columns: [
      { key: 'households', label: '户', group: '有方案的', count: 'plans', unit: '户' },
      { key: 'people', label: '人', group: '有方案的', sum: 'plans', field: 'people' },
      ...PLANNED_YEARS.flatMap((year): ColumnDefinition[] => [
        { key: `y${year}`, label: '户', group: `${year} 年脱贫`, count: 'plans', where: { target_exit_year: year }, unit: '户', part: 'households' },
        { key: `y${year}_people`, label: '人', group: `${year} 年脱贫`, sum: 'plans', field: 'people', where: { target_exit_year: year } },
      ]),
      { key: 'rest', label: '巩固或未定', rest: 'households', unit: '户' },
    ],
    chart: PLANNED_YEARS.map((year) => `y${year}`),
  },
  {
    code: 'exit_sequence',
    title: '脱贫时序表',
    group: '本单位',
    source: 'mechanisms.md M04.d（脱贫时序图 2015–2020 堆积柱）',
    notes: ['已脱贫的按脱贫年度；没有脱贫的按所选年度的现行方案的目标脱贫年，没有方案的不在内'],
    populations: {
      households: {
        register: 'household',
        time: 'today',
        where: { valid: { ne: false }, or: [OUT, { exists: { register: 'household_plan', by: 'household_id', where: PLANS } }] },
      },
    },
    rows: {
      by: 'bands',
      label: '年度',
      bands: YEARS.map((year) => ({
        key: `y${year}`,
        label: `${year}`,
        where: { or: [{ and: [OUT, { exit_year: year }] }, { and: [{ not: OUT }, plannedFor(year)] }] },
      })),
    },
    columns: [
      { key: 'households', label: '户数', count: 'households', unit: '户' },
      { key: 'exited', label: '已脱贫户', count: 'households', where: OUT, unit: '户', part: 'households' },
      { key: 'planned', label: '拟脱贫户', count: 'households', where: { not: OUT }, unit: '户', part: 'households' },
      { key: 'people', label: '人数', sum: 'households', field: 'population' },
      { key: 'exited_people', label: '已脱贫人口', sum: 'households', field: 'population', where: OUT },
      { key: 'planned_people', label: '拟脱贫人口', sum: 'households', field: 'population', where: { not: OUT } },
    ],
    chart: ['exited', 'planned'],
  },
  {
    code: 'exit_progress',
    title: '减贫任务进度与拟脱贫户',
    group: '本单位',
    source: 'mechanisms.md R09',
    notes: [
      '拟脱贫户是当年现行方案里目标脱贫年是当年的户；达标的是当年年度记录里已脱贫、稳定脱贫的',
      '没有达标的原因可以有几样，各自计；住房、饮水都好的多半是收入没有达到，也可能是教育、医疗',
      '下达的任务数在“目标任务”里，指标的完成数可以取这张表的“达标户”“达标人口”',
    ],
    unverified: ['未达标原因的分类按外地报表重建'],
    populations: {
      planned: plans({ target_exit_year: '@year' }),
      yearly: { register: 'household_year', time: 'year', where: { household_id: { is: PLANNED } } },
      people: { register: 'person_year', time: 'year', where: { counted_household_id: { is: PLANNED } } },
    },
    columns: [
      { key: 'planned', label: '户', group: '拟脱贫', count: 'planned', unit: '户' },
      { key: 'planned_people', label: '人', group: '拟脱贫', sum: 'planned', field: 'people' },
      { key: 'reached', label: '户', group: '达标', count: 'yearly', where: EXITED, unit: '户' },
      { key: 'reached_people', label: '人', group: '达标', sum: 'yearly', field: 'population', where: EXITED },
      { key: 'rate', label: '完成率', ratio: ['reached_people', 'planned_people'], as: 'percent' },
      reason('house', '住房（危房）', HOUSE),
      reason('water', '饮水不安全', WATER),
      reasonOfPeople('school', '教育（失学辍学）', { dropout_reason: { empty: false } }),
      reasonOfPeople('medical', '医疗（有人没参加新农合）', { resident_medical: false }),
      reason('other', '住房饮水都好（收入等）', { and: [{ not: HOUSE }, { not: WATER }] }),
    ],
    chart: ['planned', 'reached'],
  },
]
