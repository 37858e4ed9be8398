/** Water, power, roads, houses and land (mechanisms.md M09–M13, R11, R12): each rate with its numerator and denominator as the page defines them. */
import type { ColumnDefinition, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

const GROUP = '水电路房地'
/** Yearly figures of villages. */
const VILLAGES: PopulationDefinition = { register: 'village_year', time: 'year' }
/** Households whose works were accepted in the year, by the day counted. */
const SERVED: PopulationDefinition = { register: 'water_user', time: 'day', where: { accepted_on: { gte: '@from', lte: '@day' } } }
/** Natural villages as they are today; what they had in the year stands in their yearly records. */
const NATURAL: PopulationDefinition = { register: 'village_group', time: 'today' }
const ROADS: PopulationDefinition = { register: 'road', time: 'today', where: { year: '@year' } }
const PLOTS: PopulationDefinition = { register: 'terrace_plot', time: 'today', where: { year: '@year' } }
/** Whatever was applied for and not refused. */
const HOUSES: PopulationDefinition = { register: 'house_retrofit', time: 'today', where: { year: '@year', stage: { ne: 'refused' } } }
/** What townships handed down to their villages, of the measure that counts accepted houses. */
const TASKS: PopulationDefinition = {
  register: 'target_task',
  time: 'today',
  where: { year: '@year', issued_by: 'township', measure_id: { is: { statistic: 'house_retrofits', measure: 'accepted' } } },
}

const powered = (where: Where): Where => ({ exists: { register: 'village_group_year', by: 'group_id', where: { year: '@year', ...where } } })
const THREE_PHASE = powered({ three_phase: true })
const LOW = powered({ low_voltage_households: { gt: 0 } })
const UPGRADED = powered({ upgraded_on: { empty: false } })

/** 入户率: households with tap water of all households, never of those on file (M09.c). */
const TAPPED: readonly ColumnDefinition[] = [
  { key: 'households', label: '总户数', group: '自来水入户', sum: 'villages', field: 'households' },
  { key: 'tapped', label: '入户户数', group: '自来水入户', sum: 'villages', field: 'tap_water_households' },
  { key: 'tapped_rate', label: '入户率', group: '自来水入户', ratio: ['tapped', 'households'], as: 'percent' },
]
const POWER: readonly ColumnDefinition[] = [
  { key: 'natural', label: '自然村', group: '动力电', count: 'natural', unit: '个' },
  { key: 'three_phase', label: '通动力电', group: '动力电', count: 'natural', where: THREE_PHASE, unit: '个' },
  { key: 'three_phase_rate', label: '动力电覆盖率', group: '动力电', ratio: ['three_phase', 'natural'], as: 'percent' },
]
const PAVED: readonly ColumnDefinition[] = [
  { key: 'villages', label: '行政村', group: '通村硬化', count: 'villages', unit: '个' },
  { key: 'paved', label: '已通', group: '通村硬化', count: 'villages', where: { paved_to_township: true }, unit: '个' },
  { key: 'paved_rate', label: '硬化率', group: '通村硬化', ratio: ['paved', 'villages'], as: 'percent' },
]
const LENGTH: readonly ColumnDefinition[] = [
  { key: 'length', label: '计划里程', group: '里程', sum: 'roads', field: 'length' },
  { key: 'finished_length', label: '完工里程', group: '里程', sum: 'roads', field: 'finished_length' },
  { key: 'length_rate', label: '里程完成率', group: '里程', ratio: ['finished_length', 'length'], as: 'percent' },
]
const TERRACES: readonly ColumnDefinition[] = [
  { key: 'planned_area', label: '计划', group: '坡改梯', sum: 'plots', field: 'planned_area' },
  { key: 'accepted_area', label: '验收', group: '坡改梯', sum: 'plots', field: 'accepted_area' },
  { key: 'area_rate', label: '坡改梯完成率', group: '坡改梯', ratio: ['accepted_area', 'planned_area'], as: 'percent' },
]

export const worksTables: readonly StatisticDefinition[] = [
  {
    code: 'house_retrofits',
    title: '危房改造进度',
    group: GROUP,
    source: 'mechanisms.md R11、M12',
    notes: [
      '任务年度是当年、没有“不予改造”的户；开工、竣工、验收按日期或“是否”，按现在的情况',
      '任务是乡镇下达到村的、指标取这张表“验收”的目标任务；完成率＝验收÷任务',
      '建卡户、五保低保户占比都以列入的户为分母',
    ],
    populations: { houses: HOUSES, tasks: TASKS },
    columns: [
      { key: 'tasks', label: '任务', sum: 'tasks', field: 'amount_now' },
      { key: 'houses', label: '列入', count: 'houses', unit: '户' },
      { key: 'appraised', label: '鉴定', count: 'houses', where: { appraised_on: { empty: false } }, unit: '户' },
      { key: 'started', label: '开工', count: 'houses', where: { started: true }, unit: '户' },
      { key: 'finished', label: '竣工', count: 'houses', where: { finished: true }, unit: '户' },
      { key: 'accepted', label: '验收', count: 'houses', where: { accepted: true }, unit: '户' },
      { key: 'paid', label: '拨款', count: 'houses', where: { paid_on: { empty: false } }, unit: '户' },
      { key: 'rate', label: '危改完成率', ratio: ['accepted', 'tasks'], as: 'percent' },
      { key: 'on_file', label: '建卡户', count: 'houses', where: { on_file: true }, unit: '户', share: 'houses' },
      { key: 'supported', label: '五保低保户', count: 'houses', where: { supported: true }, unit: '户', share: 'houses' },
      { key: 'grant', label: '补助', sum: 'houses', field: 'grant' },
    ],
    chart: ['houses', 'started', 'accepted'],
  },
  {
    code: 'house_priorities',
    title: '危房改造优先对象',
    group: GROUP,
    source: 'mechanisms.md M12.c（五保、低保、残疾、建档立卡优先序）',
    notes: ['任务年度是当年、没有“不予改造”的户，按优先对象分'],
    populations: { houses: HOUSES },
    rows: { by: 'field', field: 'priority' },
    columns: [
      { key: 'houses', label: '户数', count: 'houses', unit: '户' },
      { key: 'repair', label: 'C级', count: 'houses', where: { grade: '3' }, unit: '户', part: 'houses' },
      { key: 'rebuild', label: 'D级', count: 'houses', where: { grade: '4' }, unit: '户', part: 'houses' },
      { key: 'other', label: '没有鉴定或不是危房', rest: 'houses', unit: '户' },
      { key: 'accepted', label: '验收', count: 'houses', where: { accepted: true }, unit: '户' },
    ],
  },
  {
    code: 'works_progress',
    title: '饮水、动力电、道路、坡改梯进度',
    group: GROUP,
    source: 'mechanisms.md R12、M09.c、M10.c、M11.c、M13.c；readings.md 29',
    notes: [
      '解决人数是当年验收的饮水工程里原来饮水不安全的户在验收时的人口，由户算出，不手填',
      '入户率＝自来水入户户数÷总户数，取行政村年度信息；动力电覆盖率＝通动力电自然村÷自然村，不是户',
      '硬化率＝已通硬化路行政村÷行政村，和里程完成率＝完工公里÷计划公里分列；坡改梯完成率＝验收亩÷计划亩',
      '没有通的是哪些村，点开“没有通”看名单；饮水的任务在“目标任务”里，指标取“解决人数”',
    ],
    populations: { served: SERVED, villages: VILLAGES, natural: NATURAL, roads: ROADS, plots: PLOTS },
    columns: [
      { key: 'solved', label: '解决人数', group: '饮水', sum: 'served', field: 'solved_people' },
      { key: 'served', label: '受益户', group: '饮水', count: 'served', unit: '户' },
      ...TAPPED,
      ...POWER,
      ...PAVED,
      { key: 'unpaved', label: '没有通', group: '通村硬化', count: 'villages', where: { not: { paved_to_township: true } }, unit: '个' },
      ...LENGTH,
      ...TERRACES,
    ],
    chart: ['solved', 'three_phase', 'paved'],
  },
  {
    code: 'water_works',
    title: '饮水工程',
    group: GROUP,
    source: 'mechanisms.md M09',
    notes: ['建设年度在当年以前（含当年）的工程，按现在的情况'],
    populations: { points: { register: 'water_point', time: 'today', where: { year: { lte: '@year' } } } },
    rows: { by: 'field', field: 'kind' },
    columns: [
      { key: 'points', label: '工程', count: 'points', unit: '处' },
      { key: 'accepted', label: '已验收', count: 'points', where: { accepted_on: { empty: false } }, unit: '处' },
      { key: 'qualified', label: '水质合格', count: 'points', where: { quality: true }, unit: '处' },
      { key: 'kept', label: '有管护人', count: 'points', where: { upkeep_by: { empty: false } }, unit: '处' },
      { key: 'designed', label: '设计供水人口', sum: 'points', field: 'designed_people' },
      { key: 'households', label: '受益户', sum: 'points', field: 'households_served' },
      { key: 'solved', label: '解决人数', sum: 'points', field: 'people_solved' },
    ],
  },
  {
    code: 'group_power',
    title: '自然村动力电',
    group: GROUP,
    source: 'mechanisms.md M10；readings.md 29（自然村＝社）',
    notes: ['自然村按现在的社；没有当年用电记录的，算没有通'],
    populations: { natural: NATURAL, yearly: { register: 'village_group_year', time: 'year' } },
    columns: [
      ...POWER,
      { key: 'low', label: '有低电压户的自然村', count: 'natural', where: LOW, unit: '个' },
      { key: 'low_households', label: '低电压户', sum: 'yearly', field: 'low_voltage_households' },
      { key: 'transformers', label: '台区', sum: 'yearly', field: 'transformers' },
      { key: 'capacity', label: '台区容量', sum: 'yearly', field: 'transformer_capacity' },
      { key: 'upgraded', label: '已改造', count: 'natural', where: UPGRADED, unit: '个' },
    ],
  },
  {
    code: 'roads',
    title: '道路里程',
    group: GROUP,
    source: 'mechanisms.md M11',
    notes: ['建设年度是当年的道路；里程完成率＝完工公里÷计划公里'],
    populations: { roads: ROADS },
    rows: { by: 'field', field: 'kind' },
    columns: [
      { key: 'roads', label: '条数', count: 'roads', unit: '条' },
      ...LENGTH,
      { key: 'hardened', label: '其中硬化', sum: 'roads', field: 'finished_length', where: { hardened: true } },
      { key: 'accepted', label: '已验收', count: 'roads', where: { accepted_on: { empty: false } }, unit: '条' },
      { key: 'groups', label: '受益社', sum: 'roads', field: 'groups' },
    ],
  },
  {
    code: 'terraces',
    title: '坡改梯',
    group: GROUP,
    source: 'mechanisms.md M13',
    notes: ['年度是当年的图斑；坡改梯完成率＝验收亩÷计划亩'],
    populations: { plots: PLOTS },
    columns: [
      { key: 'plots', label: '图斑', count: 'plots', unit: '块' },
      ...TERRACES,
      { key: 'done_area', label: '完成', sum: 'plots', field: 'done_area' },
      { key: 'shared_area', label: '已分到户', sum: 'plots', field: 'shared_area' },
      { key: 'households', label: '受益户', sum: 'plots', field: 'households' },
      { key: 'investment', label: '投资', sum: 'plots', field: 'investment' },
    ],
  },
]
