/** The battle map in figures: people by the colours of the map, and the monthly report with its cards (mechanisms.md M07.c, M07.d; readings.md 31). */
import type { Where } from '../../../shapes.ts'
import type { StatisticDefinition } from '../../../statistics/types.ts'
import { HOUSEHOLD_COLOURS } from '../../battle/index.ts'

const GUARANTEED = '兜底是退出方式为兜底脱贫，或者属性算作五保的户'
/** Until the day counted. */
const BY_THEN = { lte: '@day' } as const
const DUE: Where = { due_on: BY_THEN }
/** The day of the step; of what was taken over from elsewhere the day that it tells, or the state alone. */
const CLOSED: Where = { or: [{ closed_on: BY_THEN }, { closed_on: { empty: true }, stage: 'closed' }] }
const STARTED: Where = { or: [{ started_on: BY_THEN }, { started_on: { empty: true }, told_start: BY_THEN }] }
const FINISHED: Where = { or: [{ finished_on: BY_THEN }, { finished_on: { empty: true }, told_end: BY_THEN }] }
const TO_START: Where = { planned_start: BY_THEN }
const TO_FINISH: Where = { planned_end: BY_THEN }

export const battleTables: readonly StatisticDefinition[] = [
  {
    code: 'battle_households',
    title: '作战图上的户',
    group: '本单位',
    source: 'mechanisms.md M07.c；readings.md 31',
    notes: [
      '按作战图的颜色分：返贫先于兜底，兜底先于已脱贫，已脱贫先于拟脱贫，其余在册；一户只算一次',
      '现在有效、当年有户年度记录的户；人数是年度记录的家庭人口',
    ],
    unverified: [GUARANTEED],
    populations: { households: { register: 'household_year', time: 'year', where: { household_id: { is: { valid: { ne: false } } } } } },
    rows: { by: 'bands', label: '颜色', bands: HOUSEHOLD_COLOURS.map(({ key, label, where }) => ({ key, label, where })) },
    columns: [
      { key: 'households', label: '户数', count: 'households', unit: '户' },
      { key: 'people', label: '人数', sum: 'households', field: 'population' },
    ],
    chart: ['households'],
  },
  {
    code: 'battle_report',
    title: '挂图作战战报',
    group: '本单位',
    source: 'mechanisms.md M07.c（战报得分=开工率、完工率、支付率、销号率加权）；readings.md 31',
    notes: [
      '当年的项目和作战任务，计在项目单位、任务所在的区划；调整出库的项目、取消的任务不算；按月报的统计到月末',
      '开工率＝已开工÷计划应开工，完工率＝已完工÷计划应完工，支付率（支出率）＝项目已报账÷项目已入账，指定了统计日的按到那一天为止的账，销号率＝已销号÷到时限的任务；没有分母的写“—”',
      '得分＝有数的各率×权重÷有数的权重之和；红牌是警示，黄牌是提醒，蓝牌是督促，其余不发牌',
    ],
    unverified: ['权重、各牌的分数线'],
    populations: {
      projects: { register: 'project', time: 'day', where: { year: '@year', stage: { ne: 'taken_out' } } },
      tasks: { register: 'battle_task', time: 'day', where: { year: '@year', stage: { ne: 'dropped' } } },
    },
    columns: [
      { key: 'projects', label: '项目', group: '项目', count: 'projects', unit: '个' },
      { key: 'to_start', label: '应开工', group: '项目', count: 'projects', where: TO_START, unit: '个' },
      { key: 'started', label: '已开工', group: '项目', count: 'projects', where: { and: [TO_START, STARTED] }, unit: '个' },
      { key: 'starting', label: '开工率', group: '项目', ratio: ['started', 'to_start'], as: 'percent' },
      { key: 'to_finish', label: '应完工', group: '项目', count: 'projects', where: TO_FINISH, unit: '个' },
      { key: 'finished', label: '已完工', group: '项目', count: 'projects', where: { and: [TO_FINISH, FINISHED] }, unit: '个' },
      { key: 'finishing', label: '完工率', group: '项目', ratio: ['finished', 'to_finish'], as: 'percent' },
      { key: 'received', label: '已入账', group: '资金', sum: 'projects', field: 'received' },
      { key: 'paid', label: '已报账', group: '资金', sum: 'projects', field: 'paid' },
      { key: 'paying', label: '支付率', group: '资金', ratio: ['paid', 'received'], as: 'percent' },
      { key: 'tasks', label: '任务', group: '任务', count: 'tasks', unit: '项' },
      { key: 'due', label: '到时限', group: '任务', count: 'tasks', where: DUE, unit: '项' },
      { key: 'closed', label: '已销号', group: '任务', count: 'tasks', where: { and: [DUE, CLOSED] }, unit: '项' },
      { key: 'in_time', label: '其中按期完成', group: '任务', count: 'tasks', where: { and: [DUE, CLOSED, { in_time: true }] }, unit: '项' },
      { key: 'closing', label: '销号率', group: '任务', ratio: ['closed', 'due'], as: 'percent' },
      {
        key: 'score',
        label: '得分',
        weighted: [
          ['starting', 'report_weight_starting'],
          ['finishing', 'report_weight_finishing'],
          ['paying', 'report_weight_paying'],
          ['closing', 'report_weight_closing'],
        ],
        unit: '分',
      },
    ],
    chart: ['score'],
    grades: {
      of: 'score',
      bands: [
        { label: '红牌', meaning: '警示', below: 'report_red' },
        { label: '黄牌', meaning: '提醒', below: 'report_amber' },
        { label: '蓝牌', meaning: '督促', below: 'report_blue' },
      ],
      otherwise: '不发牌',
    },
  },
]
