/** Rebuilding after the earthquake that helps against poverty (mechanisms.md M27), and households moved elsewhere. */
import type { ColumnDefinition, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'
import { POOR_VILLAGE_NOTE } from './words.ts'

const GROUP = '灾后重建和搬迁'
const REBUILDING: Where = { programs: { has: 'reconstruction' } }
const POVERTY: Where = { programs: { has: 'poverty' } }
const LIVING: Where = { stage: { ne: 'taken_out' } }
const FINISHED: Where = {
  stage: { in: ['finished', 'township_accepted', 'accepted', 'audited', 'reimbursed', 'handed_over', 'evaluated', 'closed', 'correcting'] },
}
const BUILDING: Where = { stage: { in: ['building', 'stopped'] } }
const PROJECTS: PopulationDefinition = { register: 'project', time: 'today', where: { ...LIVING, or: [REBUILDING, POVERTY] } }

/** What houses have come to, of registers that have the same course. */
const course = (population: string): readonly ColumnDefinition[] => [
  { key: 'started', label: '开工', count: population, where: { started: true }, unit: '户' },
  { key: 'finished', label: '竣工', count: population, where: { finished: true }, unit: '户' },
  { key: 'accepted', label: '验收', count: population, where: { accepted: true }, unit: '户' },
  { key: 'moved_in', label: '入住', count: population, where: { moved_in: true }, unit: '户' },
  { key: 'left', label: '没有验收', count: population, where: { not: { accepted: true } }, unit: '户' },
]

export const reconstructionTables: readonly StatisticDefinition[] = [
  {
    code: 'programs',
    title: '重建和扶贫项目对照',
    group: GROUP,
    source: 'mechanisms.md M27.c；readings.md 34',
    notes: ['既是扶贫又是重建的项目，两边的数里都有，“县总投资”只计一次', '没有出库的项目，按现在的情况；投资是批复总投资'],
    populations: { projects: PROJECTS },
    columns: [
      { key: 'poverty', label: '项目', group: '扶贫', count: 'projects', where: POVERTY, unit: '个' },
      { key: 'poverty_amount', label: '投资', group: '扶贫', sum: 'projects', field: 'approved_investment', where: POVERTY },
      { key: 'rebuilding', label: '项目', group: '灾后重建', count: 'projects', where: REBUILDING, unit: '个' },
      { key: 'rebuilding_amount', label: '投资', group: '灾后重建', sum: 'projects', field: 'approved_investment', where: REBUILDING },
      { key: 'both', label: '项目', group: '其中双标', count: 'projects', where: { and: [POVERTY, REBUILDING] }, unit: '个' },
      { key: 'both_amount', label: '投资', group: '其中双标', sum: 'projects', field: 'approved_investment', where: { and: [POVERTY, REBUILDING] } },
      { key: 'all', label: '项目', group: '县总投资（只计一次）', count: 'projects', unit: '个' },
      { key: 'all_amount', label: '投资', group: '县总投资（只计一次）', sum: 'projects', field: 'approved_investment' },
    ],
  },
  {
    code: 'rebuilding_projects',
    title: '灾后重建项目进度',
    group: GROUP,
    source: 'mechanisms.md M27.a、T15',
    notes: ['已完工、在建、前期加起来是项目总数', '助推率＝重建资金投贫困村÷重建总投；投贫困村的按实施村的计划投资'],
    unverified: [POOR_VILLAGE_NOTE],
    populations: {
      projects: { register: 'project', time: 'today', where: { ...LIVING, ...REBUILDING } },
      parts: { register: 'project_village', time: 'today', where: { project_id: { is: { ...LIVING, ...REBUILDING } }, village: { in: ['@poor_villages'] } } },
    },
    columns: [
      { key: 'projects', label: '项目', count: 'projects', unit: '个' },
      { key: 'finished', label: '已完工', count: 'projects', where: FINISHED, unit: '个', share: 'projects', part: 'projects' },
      { key: 'building', label: '在建', count: 'projects', where: BUILDING, unit: '个', share: 'projects', part: 'projects' },
      { key: 'before', label: '前期', rest: 'projects', unit: '个', share: 'projects' },
      { key: 'amount', label: '重建总投', sum: 'projects', field: 'approved_investment' },
      { key: 'poor_amount', label: '投贫困村', sum: 'parts', field: 'planned_amount' },
      { key: 'boost', label: '助推率', ratio: ['poor_amount', 'amount'], as: 'percent' },
    ],
    chart: ['finished', 'building', 'before'],
  },
  {
    code: 'rebuilt_houses',
    title: '灾后重建户',
    group: GROUP,
    source: 'mechanisms.md M27',
    notes: ['任务年度在当年以前（含当年）的重建户，按重建方式分，按现在的情况'],
    populations: { houses: { register: 'damage_household', time: 'today', where: { year: { lte: '@year' } } } },
    rows: { by: 'field', field: 'way' },
    columns: [
      { key: 'houses', label: '户数', count: 'houses', unit: '户' },
      { key: 'on_file', label: '建卡户', count: 'houses', where: { on_file: true }, unit: '户', share: 'houses' },
      ...course('houses'),
      { key: 'grant', label: '补助', sum: 'houses', field: 'grant' },
      { key: 'loan', label: '贷款', sum: 'houses', field: 'loan' },
    ],
  },
  {
    code: 'relocations',
    title: '易地搬迁',
    group: GROUP,
    source: 'forms.md §5.3',
    notes: ['任务年度是当年的户，按现在的情况；入住率＝入住÷户数'],
    populations: { houses: { register: 'relocation', time: 'today', where: { year: '@year' } } },
    columns: [
      { key: 'houses', label: '户数', count: 'houses', unit: '户' },
      { key: 'people', label: '人口', sum: 'houses', field: 'people' },
      { key: 'together', label: '集中安置', count: 'houses', where: { way: '1' }, unit: '户', part: 'houses' },
      { key: 'apart', label: '分散安置', count: 'houses', where: { way: '2' }, unit: '户', part: 'houses' },
      { key: 'unknown', label: '没有填', rest: 'houses', unit: '户' },
      ...course('houses'),
      { key: 'rate', label: '入住率', ratio: ['moved_in', 'houses'], as: 'percent' },
      { key: 'grant', label: '补助', sum: 'houses', field: 'grant' },
      { key: 'self_raised', label: '自筹', sum: 'houses', field: 'self_raised' },
    ],
  },
]
