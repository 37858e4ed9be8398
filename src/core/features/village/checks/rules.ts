/** forms.md §3 and §13.8 (1_03_*), mechanisms.md §6 (E07, E65, E66): figures of a village against each other and against its households. */
import { fieldOf } from '#core/catalogue/index.ts'
import { daysLater } from '#core/rules/dates.ts'
import { scaledText } from '#core/rules/money.ts'
import { LAND, type VillageField, type VillageFacts, type VillageRule, type VillageYearKey } from './types.ts'

const MOBILE = /^1[3-9]\d{9}$/

/** Parts that cannot be more than their whole. */
const WITHIN: readonly (readonly [whole: VillageYearKey, parts: readonly VillageYearKey[]])[] = [
  [
    'households',
    [
      'poor_households',
      'allowance_households',
      'support_households',
      'broadcast_households',
      'broadband_households',
      'mobile_internet_households',
      'tap_water_households',
    ],
  ],
  ['population', ['poor_population', 'allowance_population', 'support_population', 'minority_population', 'women', 'disabled', 'labourers']],
  [
    'poor_households',
    ['general_poor_households', 'allowance_poor_households', 'support_poor_households', 'poor_in_cooperatives', 'three_phase_poor_households'],
  ],
  ['poor_population', ['general_poor_population', 'allowance_poor_population', 'support_poor_population', 'poor_disabled']],
  ['labourers', ['migrant_workers']],
  ['disabled', ['poor_disabled']],
  [
    'natural_villages',
    ['unpaved_natural_villages', 'villages_without_living_power', 'villages_without_production_power', 'broadband_natural_villages', 'three_phase_villages'],
  ],
  ['farmland', ['irrigated_land', 'sloping_farmland']],
  ['relocation_planned', ['relocation_done']],
  ['credit_borrowers', ['credit_overdue']],
]

const EXITED_NEED = [
  'resident_pension_insured',
  'bus',
  'clinics',
  'public_toilets',
  'doctors',
  'waste_points',
  'reading_rooms',
  'allowance_households',
  'allowance_population',
  'support_population',
  'disabled',
  'population',
  'collective_income',
  'primary_schools',
] as const satisfies readonly VillageYearKey[]

/** Five working days are at least so many days of the calendar. */
const NOTICE_DAYS = 5

const path = (key: VillageYearKey): VillageField => `village_year.${key}`
const labelOf = (key: VillageYearKey): string => fieldOf('village_year', key).label
const unitOf = (key: VillageYearKey): string => fieldOf('village_year', key).unit ?? ''

function numberOf(row: VillageFacts['villageYear'], key: VillageYearKey): number | null {
  const value = row[key]
  return typeof value === 'number' ? value : null
}

/** `120 户`; areas in 亩. */
function shown(key: VillageYearKey, value: number): string {
  return `${fieldOf('village_year', key).type === 'area' ? scaledText(value, 2) : String(value)} ${unitOf(key)}`
}

export const villageRules: readonly VillageRule[] = [
  {
    id: '1_03-1',
    title: '出列村应填的各项不得空',
    official: 'E',
    kind: 'incomplete',
    relaxed: '没有录入不等于错误，只提示。村小学 2021 年起才有这一项。',
    source: 'forms.md §13.8 1_03_*（S16）',
    reads: [path('exited'), ...EXITED_NEED.map(path)],
    verify: ({ villageYear, year }) => {
      if (villageYear.exited !== true) return []
      const open = EXITED_NEED.filter((key) => (villageYear[key] ?? null) === null && (fieldOf('village_year', key).since ?? 0) <= (year ?? 0))
      const [first] = open
      if (first === undefined) return []
      return [
        {
          field: path(first),
          message: `已出列的村没有填${open.map(labelOf).join('、')}，请补填。`,
          missing: open.map((field) => ({ register: 'village_year' as const, field })),
        },
      ]
    },
  },
  {
    id: '1_03-2',
    title: '出列村到乡镇通沥青（水泥）路',
    official: 'E',
    kind: 'contradiction',
    source: 'forms.md §13.8 1_03_*（S16）',
    reads: [path('exited'), path('paved_to_township')],
    verify: ({ villageYear }) =>
      villageYear.exited === true && villageYear.paved_to_township === false
        ? [{ field: path('paved_to_township'), message: '村已出列，到乡镇却不通沥青（水泥）路；请核对是否出列，或者核对道路。' }]
        : [],
  },
  ...(['unsafe_water_households', 'water_difficult_households', 'dangerous_houses'] as const).map(
    (key, index): VillageRule => ({
      id: `1_03-${index + 3}`,
      title: `${labelOf(key)}不多于总户数`,
      official: 'E',
      kind: 'contradiction',
      source: 'forms.md §13.8 1_03_*（S16）',
      reads: [path(key), path('households')],
      verify: ({ villageYear }) => moreThan(villageYear, 'households', key),
    }),
  ),
  {
    id: '1_03-6',
    title: '出列村总户数大于 0',
    official: 'E',
    kind: 'contradiction',
    source: 'forms.md §13.8 1_03_*（S16）',
    reads: [path('exited'), path('households')],
    verify: ({ villageYear }) =>
      villageYear.exited === true && villageYear.households === 0 ? [{ field: path('households'), message: '村已出列，总户数却是 0，请核对。' }] : [],
  },
  {
    id: '1_03-7',
    title: '村的各类土地不少于村内脱贫户之和',
    official: 'E',
    kind: 'doubt',
    relaxed: '村的数字和户的数字由不同的表来，先后不一，只作疑点。',
    source: 'forms.md §13.8 1_03_*（S16）',
    reads: LAND.map(path),
    verify: ({ villageYear, land }) =>
      LAND.flatMap((key) => {
        const [own, sum] = [numberOf(villageYear, key), land[key] ?? 0]
        if (own === null || sum <= own) return []
        return [{ field: path(key), message: `村的${labelOf(key)}是 ${shown(key, own)}，村内脱贫户加起来却有 ${shown(key, sum)}，请核对村表或户表。` }]
      }),
  },
  {
    id: '6-E66',
    title: '部分不多于总数',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E66；forms.md §3',
    reads: [...new Set(WITHIN.flatMap(([whole, parts]) => [whole, ...parts]))].map(path),
    verify: ({ villageYear }) => WITHIN.flatMap(([whole, parts]) => parts.flatMap((part) => moreThan(villageYear, whole, part))),
  },
  {
    id: 'M13-slope',
    title: '坡改梯不多于坡耕地',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M13.c（Σ亩≤村坡耕地面积）',
    reads: [path('sloping_farmland'), path('year')],
    verify: ({ villageYear, terraces }) => {
      const slopes = numberOf(villageYear, 'sloping_farmland')
      if (slopes === null || terraces === null || terraces <= slopes) return []
      const message = `坡改梯各图斑合计 ${shown('sloping_farmland', terraces)}，多于坡耕地面积 ${shown('sloping_farmland', slopes)}；请核对是不是有图斑重复，或者坡耕地填少了。`
      return [{ field: path('sloping_farmland'), message }]
    },
  },
  {
    id: '6-E07v',
    title: '村表的贫困户数不多于在册户数',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-E07、E65（登记数与实数）',
    reads: [path('poor_households')],
    verify: ({ villageYear, householdsOnFile }) => {
      const stated = numberOf(villageYear, 'poor_households')
      if (stated === null || householdsOnFile === null || householdsOnFile === 0 || stated <= householdsOnFile) return []
      return [
        {
          field: path('poor_households'),
          message: `村表里有贫困户 ${stated} 户，系统里在册的只有 ${householdsOnFile} 户；请核对村表，或者把没有录入的户补上。`,
        },
      ]
    },
  },
  {
    id: '13.1-10v',
    title: '村联系电话是手机号码',
    official: 'W',
    kind: 'doubt',
    source: 'forms.md §13.1-10（S13 S16）',
    reads: ['village.phone'],
    verify: ({ village }) =>
      village.phone && !MOBILE.test(village.phone)
        ? [{ field: 'village.phone', message: '村负责人的联系电话不是 11 位手机号码，请核对；确实是座机的可以说明。' }]
        : [],
  },
  {
    id: '35-gaps',
    title: '退出的村没有敞着的短板',
    official: 'E',
    kind: 'doubt',
    relaxed: '本程序办的步骤有短板时办不了；退出以后新发现的、从别处收到的只作疑点',
    source: 'mechanisms.md M35.e（村达标而短板未关）；readings.md 28',
    reads: [path('exit_stage'), path('shortfalls_open'), path('exited')],
    verify: ({ villageYear }) => {
      const open = numberOf(villageYear, 'shortfalls_open') ?? 0
      if (open === 0 || (villageYear.exit_stage !== 'exited' && villageYear.exited !== true)) return []
      return [{ field: path('shortfalls_open'), message: `本村已退出，还有 ${open} 条村级短板没有复核关闭；请补齐、报县同意暂缓，或者取消退出。` }]
    },
  },
  {
    id: '35-hasty',
    title: '村退出公示期满才公告',
    official: 'E',
    kind: 'doubt',
    relaxed: '本程序办的步骤不满期办不了；从别处收到的只作疑点',
    source: 'mechanisms.md M35.e；readings.md 9',
    reads: [path('exit_noticed_on'), path('exit_announced_on')],
    verify: ({ villageYear: { exit_noticed_on: noticed, exit_announced_on: announced } }) =>
      typeof announced !== 'string' || typeof noticed !== 'string' || announced >= daysLater(noticed, NOTICE_DAYS)
        ? []
        : [
            {
              field: path('exit_announced_on'),
              message: `${noticed} 公示，${announced} 就公告退出，不满 ${NOTICE_DAYS} 天；请核对日期，确实提前了的取消退出，期满再办。`,
            },
          ],
  },
  {
    id: '3-exit',
    title: '计划退出年份已过的村是否出列',
    official: 'W',
    kind: 'doubt',
    source: 'forms.md §3 ADA007、§9；按常识',
    reads: ['village.planned_exit_year', path('exited')],
    verify: ({ village, villageYear, year }) => {
      const planned = village.planned_exit_year ?? null
      if (planned === null || year === null || year <= planned || villageYear.exited !== false) return []
      return [{ field: path('exited'), message: `计划 ${planned} 年退出，到 ${year} 年还没有出列；请核对是否出列，或者改计划退出年份。` }]
    },
  },
]

function moreThan(villageYear: VillageFacts['villageYear'], whole: VillageYearKey, part: VillageYearKey): ReturnType<VillageRule['verify']> {
  const [all, some] = [numberOf(villageYear, whole), numberOf(villageYear, part)]
  if (all === null || some === null || some <= all) return []
  return [{ field: path(part), message: `${labelOf(part)}是 ${shown(part, some)}，比${labelOf(whole)} ${shown(whole, all)} 还多，请核对。` }]
}
