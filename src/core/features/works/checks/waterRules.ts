/** mechanisms.md M09.e and M10.e: people of works that are not those of households, water that was safe before, power told of that is not there. */
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue, type ParameterKey, type ParameterReader } from '#core/rules/parameters.ts'
import type { GroupPowerRule, WaterPointRule, WaterUserRule } from './types.ts'

export const waterPointRules: readonly WaterPointRule[] = [
  {
    id: 'M09-people',
    title: '解决人数是受益户人口之和',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M09.e（解决人数不是整数户人口和）',
    reads: ['water_point.stated_people', 'water_point.people_solved'],
    verify: ({ record: { stated_people: stated, people_solved: solved } }) =>
      typeof stated !== 'number' || stated === (solved ?? 0)
        ? []
        : [
            {
              field: 'water_point.stated_people',
              message: `来表写解决 ${stated} 人，验收以后、原来饮水不安全的受益户人口之和是 ${solved ?? 0} 人，相差 ${Math.abs(stated - (solved ?? 0))} 人；请补全受益户名单，或者核对来表。`,
            },
          ],
  },
  {
    id: 'M09-design',
    title: '受益人数不多于设计供水人口',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M09.b（设计人口）',
    reads: ['water_point.designed_people', 'water_point.people_served'],
    verify: ({ record: { designed_people: designed, people_served: served } }) =>
      typeof designed === 'number' && typeof served === 'number' && served > designed
        ? [
            {
              field: 'water_point.designed_people',
              message: `受益 ${served} 人，多于设计供水人口 ${designed} 人；请核对设计人口，或者是不是把别处的户也登记在这里。`,
            },
          ]
        : [],
  },
]

/** Reaching it is enough (readings.md 29). */
const BOUNDS = [
  ['water_distance', 'water_distance', '取水水平距离', '米'],
  ['water_height', 'water_height', '取水垂直高度', '米'],
  ['water_short_months', 'water_short_months', '一年缺水', '个月'],
] as const satisfies readonly (readonly [string, ParameterKey, string, string])[]

/** Why the facts of a household mean that drinking water is hard to come by; empty where they do not. */
function difficultyOf(year: Readonly<Partial<Record<(typeof BOUNDS)[number][0] | 'year', unknown>>>, parameters: ParameterReader): string[] {
  return BOUNDS.flatMap(([key, parameter, label, unit]) => {
    const value = year[key]
    const bound = parameters(parameter, lastDayOf(typeof year.year === 'number' ? year.year : 2013), null) ?? firstValue(parameter)
    return typeof value === 'number' && value >= bound ? [`${label} ${value} ${unit}，达到 ${bound} ${unit}`] : []
  })
}

export const waterUserRules: readonly WaterUserRule[] = [
  {
    id: 'M09-before',
    title: '计入解决人数的户原来饮水不安全',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M09.c（解决人数=Σ新达标户人口）；readings.md 29',
    reads: [
      'water_user.unsafe_before',
      'household_year.year',
      'household_year.water_safe',
      'household_year.water_difficult',
      'household_year.water_resolved',
      'household_year.water_distance',
      'household_year.water_height',
      'household_year.water_short_months',
      'household_year.water_quality',
    ],
    parameters: ['water_distance', 'water_height', 'water_short_months'],
    verify({ record: { unsafe_before: unsafe }, before, parameters }) {
      if (before === null) return []
      const hard = difficultyOf(before, parameters)
      const said = before.water_safe === false || before.water_difficult === true || before.water_resolved === false || before.water_quality === false
      const safe = before.water_safe === true || before.water_resolved === true
      if (unsafe === true && safe && !said && hard.length === 0)
        return [
          { field: 'water_user.unsafe_before', message: `${before.year ?? ''} 年的年度记录写着饮水安全，这里却写原来不安全、计入解决人数；请核对是哪一个。` },
        ]
      const [first] = hard
      return unsafe === false && first !== undefined
        ? [{ field: 'water_user.unsafe_before', message: `${before.year ?? ''} 年${first}，是饮水困难，这里却写原来安全、不计入解决人数；请核对是哪一个。` }]
        : []
    },
  },
]

export const groupPowerRules: readonly GroupPowerRule[] = [
  {
    id: 'M10-power',
    title: '通动力电的社有台区容量',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M10.e（用“通电率”冒充“动力电率”）',
    reads: ['village_group_year.three_phase', 'village_group_year.transformer_capacity'],
    verify: ({ record: { three_phase: has, transformer_capacity: capacity } }) =>
      has === true && (capacity ?? 0) === 0
        ? [
            {
              field: 'village_group_year.three_phase',
              message: '写着通动力电，台区容量没有填或者是 0；只通生活用电的不算动力电，请核对后补填容量，或者改成“否”。',
            },
          ]
        : [],
  },
  {
    id: 'M10-open',
    title: '已通动力电的社没有未关的低电压项目',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M10.e（已覆盖村仍有低电压项目未关）',
    reads: [
      'village_group_year.three_phase',
      'village_group_year.low_voltage_households',
      'village_group_year.project_id',
      'village_group_year.upgraded_on',
      'project.accepted_on',
    ],
    verify({ record: { three_phase: has, low_voltage_households: low, upgraded_on: upgraded }, accepted }) {
      if (has !== true) return []
      const left = typeof low === 'number' && low > 0
      if (left && (accepted === true || typeof upgraded === 'string'))
        return [{ field: 'village_group_year.low_voltage_households', message: `改造已经完成，还有 ${low} 户低电压；请核对户数，没有解决的另列改造。` }]
      return accepted === false
        ? [{ field: 'village_group_year.project_id', message: '已经写通动力电，改造项目还没有验收；请核对是不是真的通了，或者把项目办完。' }]
        : []
    },
  },
]
