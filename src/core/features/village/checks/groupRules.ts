/** Checks on the households of a village together (mechanisms.md §6). */
import type { Asked, Group, GroupKey, GroupRule, SpreadValue } from '#core/checks/engine/groups.ts'
import { plainText, toScaled } from '#core/rules/money.ts'
import { firstValue, povertyLine, type ParameterKey } from '#core/rules/parameters.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'

interface Crowd {
  readonly year: number
  /** Bounds in 分, both included. */
  readonly from: number
  readonly to: number
  readonly near: number
  readonly all: number
}

/** How many incomes lie on the line or barely above it; null where the year has no line. */
function crowdOf(values: readonly SpreadValue[], [village, year]: GroupKey, { parameters }: Asked): (Crowd & { readonly doubtful: boolean }) | null {
  if (typeof village !== 'string' || typeof year !== 'number') return null
  const line = povertyLine(parameters, year, village)
  if (line === undefined) return null
  const read = (key: ParameterKey): number => parameters(key, lastDayOf(year), village) ?? firstValue(key)
  const from = toScaled(line.yuan, 2)
  const to = from + Math.floor((from * toScaled(read('line_crowding_width'), 2)) / 10_000)
  const all = values.reduce((sum, { count }) => sum + count, 0)
  const near = values.reduce((sum, { value, count }) => sum + (value >= from && value <= to ? count : 0), 0)
  const doubtful = all >= read('line_crowding_least') && near * 10_000 >= all * toScaled(read('line_crowding_share'), 2)
  return { year, from, to, near, all, doubtful }
}

function crowdText({ values, key }: Group, asked: Asked): string {
  const crowd = crowdOf(values, key, asked)
  return crowd === null
    ? ''
    : `${crowd.year} 年 ${crowd.all} 户里有 ${crowd.near} 户的人均纯收入在 ${plainText(crowd.from, 2)}—${plainText(crowd.to, 2)} 元之间，刚好在标准线上`
}

interface Outliers {
  readonly year: number
  /** 分. */
  readonly median: number
  readonly times: number
  readonly above: number
  readonly highest: number
}

/** Incomes above so many times the median of the village; the lower of the two in the middle where their number is even. */
function outliersOf(values: readonly SpreadValue[], [village, year]: GroupKey, { parameters }: Asked): Outliers | null {
  if (typeof village !== 'string' || typeof year !== 'number') return null
  const read = (key: ParameterKey): number => parameters(key, lastDayOf(year), village) ?? firstValue(key)
  const all = values.flatMap(({ value, count }) => Array.from({ length: count }, () => value)).toSorted((one, other) => one - other)
  const median = all[Math.floor((all.length - 1) / 2)]
  if (all.length < read('line_crowding_least') || median === undefined || median <= 0) return null
  const times = read('income_median_doubt')
  const high = all.filter((value) => value > median * times)
  return high.length === 0 ? null : { year, median, times, above: high.length, highest: high.at(-1) ?? 0 }
}

function outliersText({ values, key }: Group, asked: Asked): string {
  const found = outliersOf(values, key, asked)
  return found === null
    ? ''
    : `${found.year} 年有 ${found.above} 户的人均纯收入高于全村中位数 ${plainText(found.median, 2)} 元的 ${found.times} 倍，最高 ${plainText(found.highest, 2)} 元`
}

interface Backstops {
  readonly year: number
  readonly backstopped: number
  readonly all: number
}

/** 兜底脱贫 of the list `exit_way`. */
const BACKSTOP = 2

/** How many of those who left poverty in the year did so by allowances alone, where they are more than the share; else null. */
function backstopsOf(values: readonly SpreadValue[], [village, year]: GroupKey, { parameters }: Asked): Backstops | null {
  if (typeof village !== 'string' || typeof year !== 'number') return null
  const read = (key: ParameterKey): number => parameters(key, lastDayOf(year), village) ?? firstValue(key)
  const all = values.reduce((sum, { count }) => sum + count, 0)
  const backstopped = values.find(({ value }) => value === BACKSTOP)?.count ?? 0
  // 9 of 15 is 60 % and passes: the fraction is compared, not what is shown of it.
  return all >= read('backstop_least') && backstopped * 10_000 > all * toScaled(read('backstop_share'), 2) ? { year, backstopped, all } : null
}

function backstopsText({ values, key }: Group, asked: Asked): string {
  const found = backstopsOf(values, key, asked)
  return found === null ? '' : `${found.year} 年写明退出方式的 ${found.all} 户里有 ${found.backstopped} 户是兜底脱贫`
}

export const villageGroupRules: readonly GroupRule[] = [
  {
    id: '6-W22',
    title: '一个村的脱贫户不大多靠兜底',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-W22',
    reads: ['household_year.exit_way', 'household_year.exit_standing'],
    parameters: ['backstop_share', 'backstop_least'],
    across: true,
    members: { register: 'household_year', only: { exit_standing: ['1'] } },
    keys: ['village', 'year'],
    about: { register: 'village', by: { key: 'village', code: 'village' }, field: 'village' },
    condition: { spread: 'exit_way', doubtful: (values, key, asked) => backstopsOf(values, key, asked) !== null },
    sentence: (groups, _own, asked) =>
      `${groups.map((group) => backstopsText(group, asked)).join('；')}；请核对这些户有没有劳力和增收措施，是不是该靠发展脱贫。`,
  },
  {
    id: '6-W20',
    title: '一个村的收入不聚集在标准线上',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-W20',
    reads: ['household_year.net_income_per_person'],
    parameters: ['line_crowding_width', 'line_crowding_share', 'line_crowding_least'],
    across: true,
    members: { register: 'household_year' },
    keys: ['village', 'year'],
    about: { register: 'village', by: { key: 'village', code: 'village' }, field: 'village' },
    condition: { spread: 'net_income_per_person', doubtful: (values, key, asked) => crowdOf(values, key, asked)?.doubtful === true },
    sentence: (groups, _own, asked) => `${groups.map((group) => crowdText(group, asked)).join('；')}；请抽查这些户的收入是不是照着线填的。`,
  },
  {
    id: '6-E17',
    title: '户的收入不远高于全村',
    official: 'E',
    kind: 'doubt',
    relaxed: '收入高不是不可能，由人说明；人均为负另有规则',
    source: 'mechanisms.md §6-E17；readings.md 18',
    reads: ['household_year.net_income_per_person'],
    parameters: ['income_median_doubt', 'line_crowding_least'],
    across: true,
    members: { register: 'household_year' },
    keys: ['village', 'year'],
    about: { register: 'village', by: { key: 'village', code: 'village' }, field: 'village' },
    condition: { spread: 'net_income_per_person', doubtful: (values, key, asked) => outliersOf(values, key, asked) !== null },
    sentence: (groups, _own, asked) =>
      `${groups.map((group) => outliersText(group, asked)).join('；')}；请在户列表里按人均纯收入排序，核对是不是把角、分当成了元，或把全家收入当成了人均。`,
  },
]
