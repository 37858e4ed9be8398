/**
 * The balance sheets of households and people on file (mechanisms.md §0.3, R02; readings.md 5 to 8): what stood at the beginning, what came and went
 * and why, what stands at the end, and what no record explains.
 */
import type { PopulationDefinition, StatisticDefinition, SumColumn } from '../../../statistics/types.ts'
import type { Where } from '../../../shapes.ts'

const entries = (where: Where): PopulationDefinition => ({ register: 'balance_entry', time: 'day', where })

/** What stood when the list was begun is opening stock, whichever day is asked for. */
const POPULATIONS = {
  before: entries({ or: [{ day: { lt: '@from' } }, { line: '00', day: { lte: '@day' } }] }),
  during: entries({ day: { gte: '@from', lte: '@day' }, line: { ne: '00' } }),
  after: entries({ day: { lte: '@day' } }),
}

type Line = readonly [key: string, label: string, sign: 'more' | 'less', where: Where]

/** Lines that concern households as a whole, and those of people alone. */
const CAME: readonly Line[] = [
  ['identified', '新识别', 'more', { line: { in: ['10', '11'] } }],
  ['restored', '错退恢复', 'more', { line: '12' }],
  ['returned', '返贫', 'more', { line: '13' }],
]
const BORN: readonly Line[] = [
  ['married_in', '嫁入', 'more', { line: '14' }],
  ['born', '新生儿', 'more', { line: '15' }],
  ['moved_in', '其他转入', 'more', { line: '16' }],
]
const DIED: readonly Line[] = [
  ['died', '死亡', 'less', { line: '22' }],
  ['married_out', '嫁出', 'less', { line: '23' }],
  ['settled_abroad', '出国定居', 'less', { line: '24' }],
  ['imprisoned', '判刑收监', 'less', { line: '25' }],
  ['moved_out', '其他转出', 'less', { line: '26' }],
]
const MOVED_HERE: readonly Line[] = [
  ['moved_here_near', '同乡镇调入', 'more', { line: '17', across_townships: false }],
  ['moved_here_far', '跨乡镇调入', 'more', { line: '17', across_townships: true }],
]
const MOVED_AWAY: readonly Line[] = [
  ['moved_away_near', '同乡镇调出', 'less', { line: '28', across_townships: false }],
  ['moved_away_far', '跨乡镇调出', 'less', { line: '28', across_townships: true }],
]
const LEFT: readonly Line[] = [
  ['exited', '脱贫', 'less', { line: '20' }],
  ['cleared_out', '错评清退', 'less', { line: '21' }],
  ['closed', '整户销户', 'less', { line: '27' }],
]
/** Households become two or one; people stay as many as they were. */
const SPLIT: readonly Line[] = [
  ['split', '分户', 'more', { line: '18' }],
  ['merged', '并户', 'less', { line: '29' }],
]
/** What no record explains, and what was changed of years that are locked. */
const OPEN: readonly Line[] = [
  ['unexplained', '原因不明', 'more', { line: '90' }],
  ['after_lock', '锁定后改动', 'more', { line: '91' }],
]
const LATE: Line = ['added_late', '其中漏评补录', 'more', { line: '11' }]

const FIELDS = {
  more: { households: 'households', people: 'people' },
  less: { households: 'households_less', people: 'people_less' },
} as const

function figure(population: keyof typeof POPULATIONS, [key, label, sign, where]: Line, of: 'households' | 'people', group?: string): SumColumn {
  const word = of === 'households' ? '户' : '人'
  const column = { sum: population, field: FIELDS[sign][of], where }
  return group === undefined
    ? { key: of === 'people' ? `${key}_people` : key, label: word, group: label, ...column }
    : { key: `${key}_people`, label, group, ...column }
}

const both = (population: keyof typeof POPULATIONS, line: Line): readonly SumColumn[] => [
  figure(population, line, 'households'),
  figure(population, line, 'people'),
]
const people = (group: string, lines: readonly Line[]): readonly SumColumn[] => lines.map((line) => figure('during', line, 'people', group))
const ALL: Where = {}
const natural = (key: string, label: string, lines: readonly Line[]): SumColumn =>
  figure('during', [key, label, lines[0]?.[2] ?? 'more', { or: lines.map(([, , , where]) => where) }], 'people')

const NOTES = [
  '在册户是识别以后没有脱贫、清退、销户的户；在册人口是这些户当天的家庭成员，只有来表人数的户按来表人数',
  '期末＝期初＋新识别＋错退恢复＋返贫＋自然增加＋调入＋分户－脱贫－清退－自然减少－整户销户－调出－并户＋原因不明＋锁定后改动',
  '整户销户的人只计在整户销户里；分户、并户人数不变；已脱贫户的出生、死亡不计；本县村间调动，全县调入和调出相抵',
  '期初取上年锁定时的期末数；锁定以后又改了以往年度的，差额列在“锁定后改动”',
]
const UNVERIFIED = [
  '没有识别时间的户，最早的年度记录不晚于建账年度（参数 balance_first_year，2014 年）的，算建账时在册；以后才出现的列在原因不明',
  '只有年度脱贫标志、没有退出步骤的，脱贫和返贫算在年末',
]

export const balanceTables: readonly StatisticDefinition[] = [
  {
    code: 'balance',
    title: '在册户和人口平衡表',
    group: '本单位',
    source: 'mechanisms.md §0.3 人口平衡式；readings.md 6、7、8',
    notes: NOTES,
    unverified: UNVERIFIED,
    populations: POPULATIONS,
    columns: [
      ...both('before', ['opening', '期初在册', 'more', ALL]),
      ...CAME.flatMap((line) => both('during', line)),
      ...both('during', LATE),
      ...people('户内自然增加', BORN),
      ...[...MOVED_HERE, ...SPLIT.slice(0, 1), ...LEFT].flatMap((line) => both('during', line)),
      ...people('户内自然减少', DIED),
      ...[...MOVED_AWAY, ...SPLIT.slice(1), ...OPEN].flatMap((line) => both('during', line)),
      ...both('after', ['closing', '期末在册', 'more', ALL]),
    ],
    chart: ['closing', 'closing_people'],
  },
  {
    code: 'R02',
    title: '贫困人口动态平衡表',
    group: '本单位',
    source: 'mechanisms.md R02、§0.3；readings.md 5、6、7、8',
    notes: [...NOTES, '发生率＝期末在册人数÷农业户籍人口（行政村年度信息）；没有填农业户籍人口的村不在分母里，不用总人口代替'],
    unverified: UNVERIFIED,
    populations: { ...POPULATIONS, villages: { register: 'village_year', time: 'year' } },
    columns: [
      ...both('before', ['opening', '期初在册', 'more', ALL]),
      ...CAME.flatMap((line) => both('during', line)),
      natural('natural_increase', '自然增加', BORN),
      ...both('during', ['moved_here', '村间调入', 'more', { line: '17' }]),
      ...both('during', ['split', '分户', 'more', { line: '18' }]),
      ...LEFT.slice(0, 2).flatMap((line) => both('during', line)),
      natural('natural_decrease', '自然减少', DIED),
      ...both('during', ['closed', '整户销户', 'less', { line: '27' }]),
      ...both('during', ['moved_away', '村间调出', 'less', { line: '28' }]),
      ...both('during', ['merged', '并户', 'less', { line: '29' }]),
      ...both('after', ['closing', '期末在册', 'more', ALL]),
      { key: 'agricultural', label: '农业户籍人口', sum: 'villages', field: 'rural_population' },
      { key: 'rate', label: '发生率', ratio: ['closing_people', 'agricultural'], as: 'percent' },
      ...both('during', ['difference', '配平校验（差额）', 'more', { line: { in: ['90', '91'] } }]),
    ],
    chart: ['closing_people'],
  },
]
