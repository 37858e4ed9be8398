/** Visits, what is clear of households and what villages have (五清六有, R04), and what is lacking and asked for (R05): mechanisms.md M03, M05 and §3. */
import type { CountColumn, StatisticDefinition } from '../../../statistics/types.ts'
import { builtInStandards } from '../../shortfalls/index.ts'
import { POOR_HOUSEHOLDS, POOR_NOTE } from './words.ts'

const CLEAR_NOTE = '五清按资料算，不看调查表上勾的；五清率＝五项全清的户÷在册户'
const AGREED = ['deferred_agreed', 'unfillable_agreed']
const UNFILLED = ['open', 'listed', 'projected', 'building']

/** Households of which an item is not clear; one may lack several. */
const UNCLEAR: readonly CountColumn[] = [
  ['base', '底数', '1'],
  ['problem', '问题', '2'],
  ['answer', '对策', '3'],
  ['duty', '责任', '4'],
  ['task', '任务', '5'],
].map(([key = '', label = '', code = '']) => ({ key, label, group: '还不清的', count: 'households', where: { unclear: { has: code } }, unit: '户' }))

/** Villages that have a document of the year. */
const DOCUMENTS: readonly CountColumn[] = ['村情档案', '问题台账', '需求清单', '村级规划', '工作台账', '增收计划和脱贫时限'].map((label, index) => ({
  key: `document_${index + 1}`,
  label,
  group: '有的村',
  count: 'villages',
  where: { documents: { has: String(index + 1) } },
  unit: '个',
}))

/** Households that are to be visited in the surveys of the year; the first visit stands for the household. */
const DUE = { register: 'survey_visit', time: 'day', where: { year: '@year', attempt: 1 } } as const
/** Gaps of the year and of years before. */
const ALL_SHORTFALLS = { register: 'shortfall', time: 'day', where: { year: { lte: '@year' } } } as const

export const surveyTables: readonly StatisticDefinition[] = [
  {
    code: 'surveys',
    title: '入户走访与五清六有',
    group: '本单位',
    source: 'mechanisms.md §3 R04；M03；readings.md 13',
    notes: [
      '应访是当年各轮调查安排了入户的户（一轮里一户算一次），计在安排时户所在的村；实访是见到户主或成年成员的；入户覆盖率＝实访÷应访',
      CLEAR_NOTE,
      POOR_NOTE,
      '问题数是当年登记的短板，已办是复核关闭的',
    ],
    populations: {
      due: DUE,
      households: POOR_HOUSEHOLDS,
      villages: { register: 'village_year', time: 'year' },
      shortfalls: { register: 'shortfall', time: 'day', where: { year: '@year' } },
    },
    columns: [
      { key: 'due', label: '应访', group: '入户', count: 'due', unit: '户' },
      { key: 'reached', label: '实访', group: '入户', count: 'due', where: { reached: true }, unit: '户', part: 'due' },
      { key: 'coverage', label: '覆盖率', group: '入户', ratio: ['reached', 'due'], as: 'percent' },
      { key: 'unreached', label: '未访', group: '入户', rest: 'due', unit: '户' },
      { key: 'households', label: '在册', group: '五清', count: 'households', unit: '户' },
      { key: 'clear', label: '五清户', group: '五清', count: 'households', where: { five_clear: true }, unit: '户' },
      { key: 'clear_rate', label: '五清率', group: '五清', ratio: ['clear', 'households'], as: 'percent' },
      { key: 'documents', label: '六有项', sum: 'villages', field: 'documents_count' },
      { key: 'problems', label: '问题数', group: '问题', count: 'shortfalls', unit: '条' },
      { key: 'closed', label: '已办', group: '问题', count: 'shortfalls', where: { stage: 'closed' }, unit: '条' },
    ],
    chart: ['coverage', 'clear_rate'],
  },
  {
    code: 'five_clear',
    title: '五清达标情况',
    group: '本单位',
    source: 'mechanisms.md M03.c；readings.md 13',
    notes: [CLEAR_NOTE, POOR_NOTE, '各项是这一项还不清的户；一户可以有几项'],
    populations: { households: POOR_HOUSEHOLDS },
    columns: [
      { key: 'households', label: '在册', count: 'households', unit: '户' },
      { key: 'clear', label: '五清户', count: 'households', where: { five_clear: true }, unit: '户' },
      { key: 'clear_rate', label: '五清率', ratio: ['clear', 'households'], as: 'percent' },
      ...UNCLEAR,
    ],
    chart: ['base', 'problem', 'answer', 'duty', 'task'],
  },
  {
    code: 'six_have',
    title: '六有达标情况',
    group: '本单位',
    source: 'mechanisms.md M03.c',
    notes: ['行政村的附件里有这一种材料，并且当年更新过的'],
    populations: { villages: { register: 'village_year', time: 'year' } },
    columns: [
      { key: 'villages', label: '村', count: 'villages', unit: '个' },
      { key: 'six_have', label: '六有齐全', count: 'villages', where: { six_have: true }, unit: '个' },
      { key: 'rate', label: '达标率', ratio: ['six_have', 'villages'], as: 'percent' },
      ...DOCUMENTS,
    ],
  },
  {
    code: 'clear_and_have',
    title: '五清六有达标一览',
    group: '本单位',
    source: 'mechanisms.md M03.d（村×11 项）',
    notes: ['户级五项是这一项还不清的在册户数，0 是达标；村级六项是有这一种当年材料的村数', CLEAR_NOTE, POOR_NOTE],
    populations: { households: POOR_HOUSEHOLDS, villages: { register: 'village_year', time: 'year' } },
    columns: [
      { key: 'households', label: '在册', count: 'households', unit: '户' },
      ...UNCLEAR,
      { key: 'villages', label: '村', count: 'villages', unit: '个' },
      ...DOCUMENTS,
    ],
  },
  {
    code: 'repeated_visits',
    title: '重复入户统计',
    group: '本单位',
    source: 'mechanisms.md M03.d',
    notes: ['当年各轮调查的入户记录；一轮里对一户的第二次起是重复入户'],
    populations: { visits: { register: 'survey_visit', time: 'day', where: { year: '@year' } } },
    columns: [
      { key: 'visits', label: '入户安排', count: 'visits', unit: '次' },
      { key: 'first', label: '第一次', count: 'visits', where: { attempt: 1 }, unit: '次', part: 'visits' },
      { key: 'second', label: '第二次', count: 'visits', where: { attempt: 2 }, unit: '次', part: 'visits' },
      { key: 'more', label: '三次以上', rest: 'visits', unit: '次' },
      { key: 'missed', label: '未见到人', count: 'visits', where: { met: '3' }, unit: '次' },
    ],
  },
]

/** A column for each standard that the program brings; what goes by another standard, or by none, is left over. */
const BY_STANDARD: readonly CountColumn[] = builtInStandards.map(({ code, name, level }) => ({
  key: `of_${String(code)}`,
  label: String(name),
  group: level === 'village' ? '村的标准' : '户和人的标准',
  count: 'unfilled',
  where: { standard_id: { is: { code: String(code) } } },
  unit: '条',
  part: 'unfilled',
}))

export const shortfallTables: readonly StatisticDefinition[] = [
  {
    code: 'shortfalls',
    title: '短板补齐',
    group: '本单位',
    source: 'mechanisms.md M05.c；readings.md 28',
    notes: ['到这一年为止登记的全部短板，计在发现时对象所在的村', '一次性补齐率＝复核关闭÷（全部－县已批的暂缓和不可补）；没有县批的暂缓、不可补留在分母里'],
    populations: { shortfalls: ALL_SHORTFALLS },
    columns: [
      { key: 'all', label: '短板', count: 'shortfalls', unit: '条' },
      { key: 'unfilled', label: '未补齐', count: 'shortfalls', where: { stage: { in: UNFILLED } }, unit: '条', part: 'all' },
      { key: 'filled', label: '已补齐待复核', count: 'shortfalls', where: { stage: 'filled' }, unit: '条', part: 'all' },
      { key: 'closed', label: '复核关闭', count: 'shortfalls', where: { stage: 'closed' }, unit: '条', part: 'all' },
      { key: 'waiting', label: '暂缓、不可补待县批', count: 'shortfalls', where: { stage: { in: ['deferred', 'unfillable'] } }, unit: '条', part: 'all' },
      { key: 'agreed', label: '县已批', rest: 'all', unit: '条' },
      { key: 'counted', label: '应补', count: 'shortfalls', where: { not: { stage: { in: AGREED } } }, unit: '条' },
      { key: 'rate', label: '一次性补齐率', ratio: ['closed', 'counted'], as: 'percent' },
    ],
    chart: ['unfilled', 'closed'],
  },
  {
    code: 'shortfall_map',
    title: '短板热力图',
    group: '本单位',
    source: 'mechanisms.md M05',
    notes: ['到这一年为止登记、还没有补齐的短板，按标准；格子颜色越深越多，点开是这些短板', '其他是县里另定的标准，以及调查和诉求登记、没有写标准的'],
    unverified: ['各项标准为推定'],
    populations: { unfilled: { ...ALL_SHORTFALLS, where: { and: [ALL_SHORTFALLS.where, { stage: { in: UNFILLED } }] } } },
    columns: [
      { key: 'unfilled', label: '未补齐', count: 'unfilled', unit: '条' },
      ...BY_STANDARD,
      { key: 'others', label: '其他', rest: 'unfilled', unit: '条' },
    ],
    chart: ['unfilled'],
    heat: [...BY_STANDARD.map(({ key }) => key), 'others'],
  },
  {
    code: 'shortfall_categories',
    title: '短板分类',
    group: '本单位',
    source: 'mechanisms.md §3 R05',
    notes: ['到这一年为止登记的全部短板'],
    unverified: ['类别为推定'],
    populations: { shortfalls: ALL_SHORTFALLS },
    rows: { by: 'field', field: 'category' },
    columns: [
      { key: 'all', label: '短板', count: 'shortfalls', unit: '条' },
      { key: 'of_villages', label: '村', count: 'shortfalls', where: { subject: { startsWith: 'village:' } }, unit: '条', part: 'all' },
      { key: 'of_households', label: '户', count: 'shortfalls', where: { subject: { startsWith: 'household:' } }, unit: '条', part: 'all' },
      { key: 'of_people', label: '人', rest: 'all', unit: '条' },
      { key: 'closed', label: '复核关闭', count: 'shortfalls', where: { stage: 'closed' }, unit: '条' },
      { key: 'unfilled', label: '未补齐', count: 'shortfalls', where: { stage: { in: UNFILLED } }, unit: '条' },
    ],
    chart: ['all', 'closed'],
  },
  {
    code: 'project_needs',
    title: '项目需求汇总',
    group: '本单位',
    source: 'mechanisms.md §3 R05',
    notes: ['计划在这一年补的需求；估算是另行估算或者规模乘单价'],
    unverified: ['类别为推定'],
    populations: { needs: { register: 'project_need', time: 'day', where: { year: '@year' } } },
    rows: { by: 'field', field: 'category' },
    columns: [
      { key: 'needs', label: '需求', count: 'needs', unit: '项' },
      { key: 'estimate', label: '估算', sum: 'needs', field: 'estimate' },
      { key: 'households', label: '受益户', sum: 'needs', field: 'households' },
      { key: 'poor_households', label: '受益贫困户', sum: 'needs', field: 'poor_households' },
    ],
    chart: ['estimate'],
  },
]
