/** Projects: what is begun, finished and accepted of what was to be (mechanisms.md M06.c, readings.md 21), what they are and cost, and where gaps stand with them (R05, R06). */
import type { ColumnDefinition, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

/** Projects of the year that are in the plan of the year, or past that: what is only wished for is not due. */
const IN_PLAN: Where = {
  stage: {
    in: [
      'planned',
      'approved',
      'procured',
      'building',
      'finished',
      'township_accepted',
      'accepted',
      'audited',
      'reimbursed',
      'handed_over',
      'evaluated',
      'closed',
      'correcting',
      'stopped',
    ],
  },
}
const PROJECTS: PopulationDefinition = { register: 'project', time: 'day', where: { year: '@year', ...IN_PLAN } }
const BEGUN: Where = { or: [{ started_on: { lte: '@day' } }, { started_on: { empty: true }, told_start: { lte: '@day' } }] }
const DONE: Where = { or: [{ finished_on: { lte: '@day' } }, { finished_on: { empty: true }, told_end: { lte: '@day' } }] }
const START_DUE: Where = { planned_start: { lte: '@day' } }
const END_DUE: Where = { planned_end: { lte: '@day' } }
/** County acceptance and its repetition. */
const FINAL: Where = { kind: { in: ['2', '4'] } }

const projectRates: StatisticDefinition = {
  code: 'project_rates',
  title: '项目开工、完工和验收',
  group: '项目',
  source: 'mechanisms.md M06.c；readings.md 21',
  notes: [
    '开工率是计划已到开工日期的项目里开了工的，提前开工的另列，不计入',
    '完工率同样算；合格率是县验收（含复验）记录里合格的',
    '只数列入年度计划以后的项目；出库的不数',
  ],
  populations: {
    projects: PROJECTS,
    acceptances: { register: 'project_acceptance', time: 'day', where: { ...FINAL, project_id: { is: { year: '@year' } }, accepted_on: { lte: '@day' } } },
  },
  columns: [
    { key: 'projects', label: '项目', count: 'projects', unit: '个' },
    { key: 'investment', label: '批复总投资', sum: 'projects', field: 'approved_investment' },
    { key: 'start_due', label: '计划应开工', group: '开工', count: 'projects', where: START_DUE, unit: '个' },
    { key: 'begun', label: '其中已开工', group: '开工', count: 'projects', where: { and: [START_DUE, BEGUN] }, unit: '个' },
    { key: 'begun_rate', label: '开工率', group: '开工', ratio: ['begun', 'start_due'], as: 'percent' },
    { key: 'begun_early', label: '提前开工', group: '开工', count: 'projects', where: { and: [{ not: START_DUE }, BEGUN] }, unit: '个' },
    { key: 'end_due', label: '计划应完工', group: '完工', count: 'projects', where: END_DUE, unit: '个' },
    { key: 'done', label: '其中已完工', group: '完工', count: 'projects', where: { and: [END_DUE, DONE] }, unit: '个' },
    { key: 'done_rate', label: '完工率', group: '完工', ratio: ['done', 'end_due'], as: 'percent' },
    { key: 'done_early', label: '提前完工', group: '完工', count: 'projects', where: { and: [{ not: END_DUE }, DONE] }, unit: '个' },
    { key: 'accepted', label: '县验收', group: '验收', count: 'acceptances', unit: '次' },
    { key: 'qualified', label: '其中合格', group: '验收', count: 'acceptances', where: { qualified: true }, unit: '次' },
    { key: 'qualified_rate', label: '合格率', group: '验收', ratio: ['qualified', 'accepted'], as: 'percent' },
  ],
  chart: ['start_due', 'begun', 'end_due', 'done'],
}

const projectKinds: StatisticDefinition = {
  code: 'project_kinds',
  title: '项目分类',
  group: '项目',
  source: 'mechanisms.md M06.a（类别、建设性质）、M27（两个都选的只计一次）',
  populations: { projects: { register: 'project', time: 'day', where: { year: '@year', not: { stage: 'taken_out' } } } },
  rows: { by: 'field', field: 'category' },
  columns: [
    { key: 'projects', label: '项目', count: 'projects', unit: '个' },
    { key: 'new', label: '新建', group: '建设性质', count: 'projects', where: { nature: '1' }, unit: '个', part: 'projects' },
    { key: 'rebuilt', label: '改扩建', group: '建设性质', count: 'projects', where: { nature: '2' }, unit: '个', part: 'projects' },
    { key: 'continued', label: '续建', group: '建设性质', count: 'projects', where: { nature: '3' }, unit: '个', part: 'projects' },
    { key: 'other', label: '未填', group: '建设性质', rest: 'projects', unit: '个' },
    { key: 'investment', label: '批复总投资', sum: 'projects', field: 'approved_investment' },
    { key: 'grant', label: '其中财政补助', sum: 'projects', field: 'fiscal_grant' },
    { key: 'households', label: '计划受益户', sum: 'projects', field: 'planned_households' },
    { key: 'people', label: '计划受益人', sum: 'projects', field: 'planned_people' },
  ],
}

/** The five columns in which the form of progress asks for money (M06.a), by the kind of fund that it came from. */
const FROM: readonly ColumnDefinition[] = [
  ['central', '中央专项', '1'],
  ['integrated', '其他整合', '2'],
  ['matching', '市县配套', '3'],
  ['industry', '行业', '4'],
  ['others', '其他', '5'],
].map(([key = '', label = '', column = '']) => ({
  key,
  label,
  group: '分来源',
  sum: 'allocations',
  field: 'allocated',
  where: { source_id: { is: { kind_id: { is: { project_column: column } } } } },
}))

const FUNDED = {
  group: '项目',
  source: 'mechanisms.md §3 R06（分来源）、M06.a（资金分列）；readings.md 33',
  notes: ['只数当年分配给项目的资金；计划和实际进度在“项目实施进度表”里'],
  populations: { allocations: { register: 'fund_allocation', time: 'day', where: { year: '@year', project_id: { empty: false } } } },
  columns: [
    { key: 'projects', label: '项目', distinct: 'allocations', field: 'project_id', unit: '个' },
    { key: 'allocated', label: '分配额', sum: 'allocations', field: 'allocated' },
    ...FROM,
    { key: 'received', label: '已入账', sum: 'allocations', field: 'received' },
    { key: 'paid', label: '已报账', sum: 'allocations', field: 'paid' },
    { key: 'spending_rate', label: '支出率', ratio: ['paid', 'received'], as: 'percent' },
  ],
  chart: ['allocated', 'paid'],
} as const satisfies Omit<StatisticDefinition, 'code' | 'title'>

export const projectTables: readonly StatisticDefinition[] = [
  projectRates,
  projectKinds,
  { ...FUNDED, code: 'R06', title: 'R06 项目实施进度月报：资金（按项目、分来源）', rows: { by: 'field', field: 'project_id' } },
  { ...FUNDED, code: 'R06_sources', title: 'R06 项目实施进度月报：资金（按资金来源）', rows: { by: 'field', field: 'source_id' } },
]
