/** 贫困户的收入: by kind, by what transfers are made of, by how much there is for each person. */
import type { ColumnDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import { INCOME_BANDS } from '../../../rules/incomeBands.ts'
import { householdTable } from './households.ts'
import { parts } from './words.ts'

const YEAR_NOTE = '年度记录里的收入作为该年的数字，原表为“上年度”'

/** Households that have an income of a kind, and how much they have on average: over those that have it. */
function having(fields: readonly (readonly [field: string, label: string])[]): ColumnDefinition[] {
  return fields.flatMap(([field, label]): ColumnDefinition[] => [
    { key: `${field}_households`, label: '户数', group: label, count: 'households', where: { [field]: { gt: 0 } }, unit: '户' },
    { key: field, label: '合计', group: label, sum: 'households', field },
    { key: `${field}_mean`, label: '户均', group: label, ratio: [field, `${field}_households`], as: 'quotient', unit: '元' },
  ])
}

/** How much there is of a kind in all, and on average over all households. */
function overAll(fields: readonly (readonly [field: string, label: string])[]): ColumnDefinition[] {
  return fields.flatMap(([field, label]): ColumnDefinition[] => [
    { key: field, label: '合计', group: label, sum: 'households', field },
    { key: `${field}_mean`, label: '户均', group: label, ratio: [field, 'households'], as: 'quotient', unit: '元' },
  ])
}

const TRANSFERS = [
  ['allowance_payment', '低保金'],
  ['support_payment', '五保金'],
  ['pension_payment', '养老保险金'],
  ['family_planning_payment', '计划生育金'],
  ['ecological_payment', '生态补偿金'],
  ['other_transfer_income', '其他转移性收入'],
] as const

/** In the order of table 2.13; what it leaves out follows. */
const MADE_OF = [TRANSFERS[3], TRANSFERS[0], TRANSFERS[2], TRANSFERS[4], TRANSFERS[1], TRANSFERS[5]] as const

export const incomeTables: readonly StatisticDefinition[] = [
  {
    code: 'income_bands',
    title: '户按人均纯收入分组',
    group: '本单位',
    source: 'mechanisms.md §4（收入分组直方 0–1000…5000+ [S131]）',
    notes: ['当年有年度记录、现在有效的户，已脱贫的也在内；收入段左闭右开，负数算在第一段'],
    unverified: [YEAR_NOTE],
    populations: { households: { register: 'household_year', time: 'year', where: { household_id: { is: { valid: { ne: false } } } } } },
    rows: {
      by: 'bands',
      label: '人均纯收入',
      bands: [
        ...INCOME_BANDS.map(({ key, label, from, to }) => ({
          key,
          label,
          where: { net_income_per_person: { ...(from === 0 ? { empty: false } : { gte: from * 100 }), ...(to === null ? {} : { lt: to * 100 }) } },
        })),
        { key: 'none', label: '没有填', where: { net_income_per_person: { empty: true } } },
      ],
    },
    columns: [
      { key: 'households', label: '户数', count: 'households', unit: '户' },
      { key: 'poor', label: '未脱贫户', count: 'households', where: { exit_status: { in: ['@poor_status'] } }, unit: '户', part: 'households' },
      { key: 'others', label: '已脱贫和其他', rest: 'households', unit: '户' },
    ],
    chart: ['households'],
  },
  householdTable(
    '2.2',
    '贫困户收支分类统计表',
    [
      { key: 'per_person_sum', label: '家庭人均纯收入之和', sum: 'households', field: 'net_income_per_person' },
      { key: 'per_person_mean', label: '户均家庭年人均纯收入', ratio: ['per_person_sum', 'households'], as: 'quotient', unit: '元' },
      ...having([
        ['wage_income', '工资性收入'],
        ['property_income', '财产性收入'],
        ['business_income', '生产经营性收入'],
        ['transfer_income', '转移性收入'],
        ['business_expense', '生产经营性支出'],
        ['net_income', '纯收入'],
      ]),
    ],
    { notes: ['户数是该项大于 0 的户，户均按这些户'], unverified: [YEAR_NOTE], chart: ['wage_income_mean', 'business_income_mean', 'transfer_income_mean'] },
  ),
  householdTable('2.3', '贫困户转移收入分类统计表', having([['transfer_income', '转移性收入'], ...TRANSFERS]), {
    notes: ['户数是该项大于 0 的户，户均按这些户'],
    unverified: [YEAR_NOTE],
    chart: TRANSFERS.map(([key]) => key),
  }),
  householdTable(
    '2.9',
    '贫困户人均收入分组统计表',
    parts(
      'households',
      'households',
      '户',
      [
        { key: 'i0', label: '不足500元', where: { net_income_per_person: { lt: 50_000 } } },
        { key: 'i500', label: '500–1000元', where: { net_income_per_person: { gte: 50_000, lt: 100_000 } } },
        { key: 'i1000', label: '1000–1500元', where: { net_income_per_person: { gte: 100_000, lt: 150_000 } } },
        { key: 'i1500', label: '1500–2000元', where: { net_income_per_person: { gte: 150_000, lt: 200_000 } } },
        { key: 'i2000', label: '2000–2500元', where: { net_income_per_person: { gte: 200_000, lt: 250_000 } } },
        { key: 'i2500', label: '2500–2800元', where: { net_income_per_person: { gte: 250_000, lt: 280_000 } } },
        { key: 'i2800', label: '2800元以上', where: { net_income_per_person: { gte: 280_000 } } },
      ],
      '未填',
    ),
    { notes: ['收入段左闭右开'], unverified: [YEAR_NOTE], chart: ['i0', 'i500', 'i1000', 'i1500', 'i2000', 'i2500', 'i2800'] },
  ),
  householdTable(
    '2.12',
    '贫困户家庭收入统计表',
    [
      { key: 'people', label: '家庭人口', sum: 'households', field: 'population' },
      ...overAll([
        ['total_income', '年收入'],
        ['business_income', '生产经营性收入'],
        ['wage_income', '务工（工资性）收入'],
        ['property_income', '财产性收入'],
        ['transfer_income', '转移性收入'],
        ['business_expense', '生产经营性支出'],
        ['net_income', '纯收入'],
      ]),
      { key: 'net_income_per_person', label: '人均纯收入', ratio: ['net_income', 'people'], as: 'quotient', unit: '元' },
    ],
    { notes: ['户均按全部贫困户，人均按全部家庭人口'], unverified: [YEAR_NOTE], chart: ['net_income_per_person'] },
  ),
  householdTable(
    '2.13',
    '贫困户转移性收入构成统计表',
    [
      ...overAll([['transfer_income', '转移性收入'] as const]),
      ...MADE_OF.flatMap(([field, label]): ColumnDefinition[] => [
        ...overAll([[field, label] as const]),
        { key: `${field}_share`, label: '占比', group: label, ratio: [field, 'transfer_income'], as: 'percent' },
      ]),
    ],
    { notes: ['户均按全部贫困户，占比是占转移性收入'], unverified: [YEAR_NOTE] },
  ),
]
