/** Words that the tables share: who is poor, which villages are, what is in force; ages, bands, shares. */
import type { Where } from '../../../shapes.ts'
import type { ColumnDefinition, CountColumn, PopulationDefinition, Settings } from '../../../statistics/types.ts'

export const SOURCE = '全国口径标准统计表（2016）'

/** What no official text fixes; an office sets it otherwise as the parameter `statistic_<key>`. */
export const settings: Settings = {
  poor_status: { label: '算作贫困户的脱贫标志', value: ['0', '3'], unverified: true, source: '未脱贫、返贫；预脱贫不算。各地口径不同，待核' },
  general_attributes: { label: '算作一般贫困户的属性', value: ['01'], unverified: true, source: '按名称对应，待核' },
  allowance_attributes: {
    label: '算作低保贫困户的属性',
    value: ['02', '04', 'x1'],
    unverified: true,
    source: '低保户、低保贫困户、低保特困供养贫困户；按名称对应，待核',
  },
  support_attributes: { label: '算作五保贫困户的属性', value: ['03', '06'], unverified: true, source: '五保户、五保贫困户；按名称对应，待核' },
  poor_village_attributes: { label: '算作贫困村的村属性', value: ['x1', 'x2', 'x3'], unverified: true, source: '贫困村、十二五和十三五贫困村，待核' },
  key_county: { label: '国家扶贫开发工作重点县', value: '621125000000', unverified: true, source: '区划代码；漳县是重点县，常识，待核。不是的写“无”' },
  area_county: { label: '片区县', value: '621125000000', unverified: true, source: '区划代码；漳县属六盘山片区，常识，待核。不是的写“无”' },
  revolutionary_county: { label: '老区县', value: '无', unverified: true, source: '区划代码，待核。不是的写“无”' },
  autonomous_county: { label: '少数民族自治县', value: '无', unverified: true, source: '区划代码，待核。不是的写“无”' },
  border_county: { label: '边境县', value: '无', unverified: true, source: '区划代码，待核。不是的写“无”' },
  report_weight_starting: { label: '战报得分里开工率的权重', value: '25', unverified: true, source: '广元战报按季度得分 [S52]，权重没有文件，待核' },
  report_weight_finishing: { label: '战报得分里完工率的权重', value: '25', unverified: true, source: '权重没有文件，待核' },
  report_weight_paying: { label: '战报得分里支付率的权重', value: '25', unverified: true, source: '权重没有文件，待核' },
  report_weight_closing: { label: '战报得分里销号率的权重', value: '25', unverified: true, source: '权重没有文件，待核' },
  report_red: { label: '战报得分低于多少发红牌', value: '60', unverified: true, source: 'M07.d（红黄蓝牌通报），分数没有文件，待核' },
  report_amber: { label: '战报得分低于多少发黄牌', value: '75', unverified: true, source: 'M07.d（红黄蓝牌通报），分数没有文件，待核' },
  report_blue: { label: '战报得分低于多少发蓝牌', value: '85', unverified: true, source: 'M07.d（红黄蓝牌通报），分数没有文件，待核' },
  poor_villages: { label: '贫困村', list: { register: 'village', field: 'village', where: { village_attribute: { in: ['@poor_village_attributes'] } } } },
}

export const POOR_NOTE = '贫困户是当年年度记录里脱贫标志为未脱贫或返贫的户，贫困人口是这些户的年度人员记录'
export const ATTRIBUTE_NOTE = '一般、低保、五保贫困户按当年贫困户属性归类'
/** Parameters that say what the county is. */
const COUNTY_KEYS = ['key', 'area', 'revolutionary', 'autonomous', 'border'].map((kind) => `statistic_${kind}_county`)
export const COUNTY_NOTE = `县属性没有台账，按参数 ${COUNTY_KEYS.join('、')} 里的区划代码；没有设时只有漳县算重点县和片区县，常识，待核`
export const POOR_VILLAGE_NOTE = '贫困村按村的现有属性（村属性没有分年度）'

/** Yearly records of households that are poor in the year. */
export const POOR_HOUSEHOLDS: PopulationDefinition = { register: 'household_year', time: 'year', where: { exit_status: { in: ['@poor_status'] } } }

/** People of a household whose yearly record meets a filter. */
export function ofHouseholds(where: Where): Where {
  return { counted_household_id: { is: { exists: { register: 'household_year', by: 'household_id', where: { year: '@year', ...where } } } } }
}

/** Yearly records of people in households that are poor in the year. */
export const POOR_PEOPLE: PopulationDefinition = { register: 'person_year', time: 'year', where: ofHouseholds({ exit_status: { in: ['@poor_status'] } }) }

/** Whoever has had their birthday of `from` years, and not yet that of `to`. */
export function aged(from: number | null, to: number | null): Where {
  const born = { ...(from === null ? { empty: false } : { lte: `@day-${from}y` }), ...(to === null ? {} : { gt: `@day-${to}y` }) }
  return { person_id: { is: { birth_date: born } } }
}

/** Relations with these days that are in force on the day counted: begun by then, and not yet over. */
export const IN_FORCE: Where = {
  and: [{ or: [{ start_date: { empty: true } }, { start_date: { lte: '@day' } }] }, { or: [{ end_date: { empty: true } }, { end_date: { gt: '@day' } }] }],
}

/** Memberships in force on the day counted: where no end is known, by the status; the same rule as that of the yearly records. */
export const MEMBERS: Where = {
  and: [
    { or: [{ start_date: { empty: true } }, { start_date: { lte: '@day' } }] },
    { or: [{ end_date: { gt: '@day' } }, { and: [{ end_date: { empty: true } }, { or: [{ status: { empty: true } }, { status: '1' }] }] }] },
  ],
}

/** Where households were before they moved. */
export const MOVES = { register: 'transfer', by: 'household_id', from: 'from_village', on: 'settled_on', where: { state: 'in' } } as const

interface Part {
  readonly key: string
  readonly label: string
  readonly where: Where
}

/** Counts that are parts of a column, each with its share, and what is left over. */
export function parts(whole: string, population: string, unit: string, list: readonly Part[], rest: string): ColumnDefinition[] {
  const columns = list.map(({ key, label, where }): CountColumn => ({ key, label, count: population, where, unit, share: whole, part: whole }))
  return [...columns, { key: `${whole}_rest`, label: rest, rest: whole, unit, share: whole }]
}

/** Parts by the items of a code list: key, label, codes. */
export function byCode(field: string, items: readonly (readonly [key: string, label: string, ...codes: string[]])[]): Part[] {
  return items.map(([key, label, ...codes]) => ({ key, label, where: { [field]: codes.length === 1 ? (codes[0] ?? '') : { in: codes } } }))
}

/** Counts with their shares that may overlap. */
export function shares(whole: string, population: string, unit: string, list: readonly Part[]): ColumnDefinition[] {
  return list.map(({ key, label, where }) => ({ key, label, count: population, where, unit, share: whole }))
}
