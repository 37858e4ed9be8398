/** forms.md §13.5 rules 46–50: land, road, house, water, power. Areas in 0.01 亩, distances in 0.01 公里, floor in 0.01 ㎡. */
import { populationOf } from '#core/rules/population.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldKey } from '#core/catalogue/index.ts'
import { divideHalfUp, plainText, toScaled } from '#core/rules/money.ts'
import type { ParameterKey } from '#core/rules/parameters.ts'
import type { CheckContext } from './context.ts'
import { EXIT_FIELDS, exitStatusOf, isExited } from './context.ts'
import { MEMBERSHIP_FIELDS } from './members.ts'
import type { CheckRule, Draft } from './types.ts'

type AreaField = 'farmland' | 'forest' | 'returned_forest' | 'orchard' | 'grassland' | 'water_surface'

/** The tools of 2015–2017 ask from the limit on, later ones only above it. */
const LIMIT_EXCLUSIVE_SINCE = 2018

interface AreaLimit {
  readonly field: AreaField
  readonly parameter: ParameterKey
  /** First year in which the source has a limit. */
  readonly since: number
}

const AREA_LIMITS: readonly AreaLimit[] = [
  { field: 'farmland', parameter: 'farmland_doubt', since: 0 },
  { field: 'forest', parameter: 'forest_doubt', since: 0 },
  { field: 'returned_forest', parameter: 'returned_forest_doubt', since: 2018 },
  { field: 'orchard', parameter: 'orchard_doubt', since: 0 },
  { field: 'grassland', parameter: 'grassland_doubt', since: 0 },
  { field: 'water_surface', parameter: 'water_surface_doubt', since: 0 },
]

const PERSON_LIMITS: readonly AreaLimit[] = [
  { field: 'farmland', parameter: 'farmland_person_doubt', since: 2018 },
  { field: 'forest', parameter: 'forest_person_doubt', since: 2018 },
]

/** What an exited household must not have: the field, the value that contradicts, and how it is said. */
const UNSAFE = [
  ['dangerous_house', true, '住的还是危房'],
  ['water_difficult', true, '饮水困难'],
  ['water_safe', false, '饮水不安全'],
  ['water_resolved', false, '没有解决安全饮用水'],
  ['living_power', false, '没有通生活用电'],
] as const

/** What makes drinking water hard to come by. */
const WATER_BOUNDS = [
  ['water_distance', 'water_distance', '米'],
  ['water_height', 'water_height', '米'],
  ['water_short_months', 'water_short_months', '个月'],
] as const

function label(key: FieldKey<'household_year'>): string {
  return fieldOf('household_year', key).label
}

export const livingRules: readonly CheckRule[] = [
  {
    id: '13.5-46',
    title: '土地面积偏大',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.5-46（S14 S15 S16）',
    reads: [...AREA_LIMITS.map((limit) => `household_year.${limit.field}` as const), ...MEMBERSHIP_FIELDS, 'household_year.stated_population'],
    parameters: [...AREA_LIMITS, ...PERSON_LIMITS].map((limit) => limit.parameter),
    verify: (context) => [
      ...AREA_LIMITS.flatMap((limit) => areaDrafts(limit, 1, context)),
      ...PERSON_LIMITS.flatMap((limit) => areaDrafts(limit, populationOf(context.members().length, context.householdYear.stated_population), context)),
    ],
  },
  {
    id: '13.5-47',
    title: '有效灌溉面积不大于耕地面积',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '耕地面积没有填的不判断。',
    source: 'forms.md §13.5-47（S14）',
    reads: ['household_year.irrigated_land', 'household_year.farmland'],
    verify: ({ householdYear }) => {
      const { irrigated_land: irrigated, farmland } = householdYear
      return typeof irrigated === 'number' && typeof farmland === 'number' && irrigated > farmland
        ? [
            {
              field: 'household_year.irrigated_land',
              message: `有效灌溉面积 ${plainText(irrigated, 2)} 亩，大于耕地面积 ${plainText(farmland, 2)} 亩，请核对。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.5-48',
    title: '与村主干路距离偏大',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.5-48（S14 S15 S16）',
    reads: ['household_year.road_distance'],
    parameters: ['road_distance_doubt'],
    verify: ({ householdYear, scaledThreshold, threshold }) => {
      const distance = householdYear.road_distance ?? 0
      return distance > scaledThreshold('road_distance_doubt')
        ? [
            {
              field: 'household_year.road_distance',
              message: `与村主干路距离 ${plainText(distance, 2)} 公里，超过 ${threshold('road_distance_doubt')} 公里；请核对单位是不是公里。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.5-49',
    title: '住房面积过大、为零，或脱贫户过小',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '源为 W/E：脱贫户不足下限才是错误；过大和未脱贫户为 0 只作疑点，没有填只列入“未填全”。',
    source: 'forms.md §13.5-49（S14 S15）',
    reads: ['household_year.house_area', ...EXIT_FIELDS],
    parameters: ['house_area_doubt', 'house_area_minimum'],
    verify: houseDrafts,
  },
  {
    id: '13.5-50',
    title: '脱贫户没有危房、饮水困难或不安全、未通电',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '危房没有填等级（如花名册没有这一列），只列入“未填全”；不是危房而填了等级，只作疑点。',
    source: 'forms.md §13.5-50（S14 S15）',
    reads: [...UNSAFE.map(([key]) => `household_year.${key}` as const), 'household_year.dangerous_house_level', ...EXIT_FIELDS],
    verify: (context) => [...unsafeDrafts(context), ...levelDrafts(context)],
  },
  {
    id: 'M09-difficult',
    title: '取水远、高差大、缺水久的是饮水困难',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'mechanisms.md M09.a；readings.md 29（以上含本数）',
    reads: [...WATER_BOUNDS.map(([key]) => `household_year.${key}` as const), 'household_year.water_difficult'],
    parameters: WATER_BOUNDS.map(([, parameter]) => parameter),
    verify: difficultDrafts,
  },
]

/** Reaching a bound is enough. */
function difficultDrafts({ householdYear, threshold }: CheckContext): readonly Draft[] {
  if (householdYear.water_difficult !== false) return []
  const hard = WATER_BOUNDS.flatMap(([key, parameter, unit]) => {
    const [value, bound] = [householdYear[key], threshold(parameter)]
    return typeof value === 'number' && value >= bound ? [`${label(key)} ${value} ${unit}（${bound} ${unit}以上就是困难）`] : []
  })
  return hard.length === 0
    ? []
    : [{ field: 'household_year.water_difficult', message: `${hard.join('，')}，“${label('water_difficult')}”却填了“否”；请核对距离、月数，或者改成“是”。` }]
}

function areaDrafts(limit: AreaLimit, sharers: number, { year, householdYear, threshold, scaledThreshold }: CheckContext): readonly Draft[] {
  const area = householdYear[limit.field] ?? null
  if (area === null || year < limit.since || sharers === 0) return []
  const bound = scaledThreshold(limit.parameter) * sharers
  if (year >= LIMIT_EXCLUSIVE_SINCE ? area <= bound : area < bound) return []
  const perPerson = PERSON_LIMITS.includes(limit)
  const share = divideHalfUp(area, sharers)
  return [
    {
      field: `household_year.${limit.field}`,
      message: `${label(limit.field)}${perPerson ? '人均' : ''} ${plainText(share ?? area, 2)} 亩，${year >= LIMIT_EXCLUSIVE_SINCE ? '超过' : '达到'} ${threshold(limit.parameter)} 亩；请核对单位和数字，确实有这么多的请说明。`,
    },
  ]
}

function houseDrafts(context: CheckContext): readonly Draft[] {
  const { householdYear, threshold } = context
  const field = 'household_year.house_area'
  const area = householdYear.house_area ?? null
  if (area === null) return []
  const [most, least] = [threshold('house_area_doubt'), threshold('house_area_minimum')]
  if (area > toScaled(most, 2)) return [{ field, kind: 'doubt', message: `住房面积 ${plainText(area, 2)} ㎡，超过 ${most} ㎡，请核对。` }]
  if (isExited(exitStatusOf(context)) && area < toScaled(least, 2)) {
    return [{ field, message: `本户已脱贫，住房面积却只有 ${plainText(area, 2)} ㎡（至少 ${least} ㎡）；请核对住房面积，或者核对脱贫标志。` }]
  }
  return area === 0 ? [{ field, kind: 'doubt', message: '住房面积是 0 ㎡；请填写实际居住的面积，确实无房的请说明。' }] : []
}

function unsafeDrafts(context: CheckContext): readonly Draft[] {
  if (!isExited(exitStatusOf(context))) return []
  return UNSAFE.filter(([key, bad]) => context.householdYear[key] === bad).map(([key, , words]) => ({
    field: `household_year.${key}` as const,
    message: `本户已脱贫，却${words}（${label(key)}：${context.householdYear[key] ? '是' : '否'}）；请核对，问题没有解决的不能标为已脱贫。`,
  }))
}

function levelDrafts({ householdYear }: CheckContext): readonly Draft[] {
  return householdYear.dangerous_house === false && householdYear.dangerous_house_level
    ? [{ field: 'household_year.dangerous_house_level', kind: 'doubt', message: '不是危房户，却填了危房级别；请清空级别，或者把是否危房户改为“是”。' }]
    : []
}
