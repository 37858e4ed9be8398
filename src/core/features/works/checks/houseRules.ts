/** mechanisms.md M12.e, M27.e; readings.md 27: a house once a household, in the order of its days, with photos of its own. */
import { divideHalfUp, scaledText } from '#core/rules/money.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue, type ParameterKey, type ParameterReader } from '#core/rules/parameters.ts'
import { COURSE_KEYS, COURSE_WORDS, HOUSE_PHOTOS } from '#core/catalogue/entities/houseParts.ts'
import { houseText, type HouseRegister } from './houseWords.ts'
import type { HouseFacts, HouseRule } from './types.ts'

const REPAIR = '2'
const REFUSED = 'refused'
const NOT_DANGEROUS: ReadonlySet<unknown> = new Set(['1', '2'])

const setting = (parameters: ParameterReader, key: ParameterKey, year: unknown): number =>
  parameters(key, lastDayOf(typeof year === 'number' ? year : 2013), null) ?? firstValue(key)

/** A repair after the earthquake is no house of its own. */
const isRepair = ({ register, record }: HouseFacts): boolean => register === 'damage_household' && record.way === REPAIR
const isRefused = ({ register, record }: HouseFacts): boolean => register === 'house_retrofit' && record.stage === REFUSED

const DAYS = [...COURSE_KEYS.map((key) => [`${key}_on`, COURSE_WORDS[key]] as const), ['paid_on', '拨款'] as const]

/** Days that stand before the one that they follow; a vague day is compared as far as both say. */
function disorder(record: HouseFacts['record']): { readonly field: (typeof DAYS)[number][0]; readonly message: string } | undefined {
  const told = DAYS.flatMap(([field, word]) => {
    const day = record[field]
    return typeof day === 'string' ? [{ field, word, day }] : []
  })
  for (const [at, later] of told.entries()) {
    const before = told.slice(0, at).find(({ field, day }) => {
      // Money may come before people move in.
      if (later.field === 'paid_on' && field === 'moved_in_on') return false
      const length = Math.min(day.length, later.day.length)
      return later.day.slice(0, length) < day.slice(0, length)
    })
    if (before !== undefined) return { field: later.field, message: `${later.word}（${later.day}）早于${before.word}（${before.day}）；请核对两个日期。` }
  }
  return undefined
}

/** The rules that all registers of houses have. */
function common<R extends HouseRegister>(register: R): readonly HouseRule<R>[] {
  return [
    {
      id: `M12-once-${register}`,
      title: '危改、重建、搬迁一户一次',
      official: 'E',
      kind: 'contradiction',
      source: 'mechanisms.md M12.c、M12.e（已重建户再报）、M27.e（重建户又列危改）；readings.md 27',
      reads: [`${register}.household`, 'house_retrofit.stage', 'damage_household.way'],
      verify: (facts) => {
        if (isRepair(facts) || isRefused(facts)) return []
        const [other] = facts.others.filter(({ work }) => work !== 'repaired')
        return other === undefined
          ? []
          : [{ field: `${register}.household`, message: `这户已经有${houseText(other)}；危房改造、灾后重建、易地搬迁一户只能享受一次，请核对后去掉一条。` }]
      },
    },
    {
      id: `M12-order-${register}`,
      title: '开工、竣工、验收、入住的先后',
      official: 'E',
      kind: 'contradiction',
      source: 'mechanisms.md M12.e（验收早于开工）、§6-E27',
      reads: COURSE_KEYS.map((key) => `${register}.${key}_on` as const),
      verify: ({ record }) => {
        const wrong = disorder(record)
        if (wrong === undefined) return []
        const field = wrong.field === 'paid_on' && register !== 'house_retrofit' ? 'accepted_on' : wrong.field
        return [{ field: `${register}.${field}` as HouseRule<R>['reads'][number], message: wrong.message }]
      },
    },
    {
      id: `M12-photo-${register}`,
      title: '建前、建中、建后不是同一张照片',
      official: 'W',
      kind: 'doubt',
      source: 'mechanisms.md M12.e（照片同图）、§6-W45',
      reads: [`${register}.photos_held`, 'attachment.sha256'],
      verify: ({ samePhotos }) => {
        const named = HOUSE_PHOTOS.filter(({ kind }) => samePhotos.includes(kind)).map(({ label }) => label)
        return named.length === 0
          ? []
          : [{ field: `${register}.photos_held`, message: `${named.join('、')}和本户另一阶段或别的户的照片一模一样；请换上本户这个阶段的照片。` }]
      },
    },
  ]
}

export const retrofitRules: readonly HouseRule<'house_retrofit'>[] = [
  ...common('house_retrofit'),
  {
    id: 'M12-grade',
    title: 'A、B 级房不列危改',
    official: 'E',
    kind: 'doubt',
    relaxed: '鉴定结果要能照实登记，才好办“不予改造”；审批那一步过不去',
    source: 'mechanisms.md M12.e（B 级房列危改）',
    reads: ['house_retrofit.grade', 'house_retrofit.stage'],
    verify: (facts) =>
      NOT_DANGEROUS.has(facts.record.grade) && !isRefused(facts)
        ? [{ field: 'house_retrofit.grade', message: '鉴定为 A 级或 B 级，不是危房，不能列入危房改造；请办“不予改造”，等级填错了的改正。' }]
        : [],
  },
  {
    id: 'M12-again',
    title: '维修加固后几年内不再危改',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M12.e（同户三年内两次）；readings.md 27',
    reads: ['house_retrofit.year', 'house_retrofit.stage', 'damage_household.way', 'damage_household.year'],
    parameters: ['retrofit_again_years'],
    verify(facts) {
      const { year } = facts.record
      if (typeof year !== 'number' || isRefused(facts)) return []
      const years = setting(facts.parameters, 'retrofit_again_years', year)
      const repaired = facts.others.find((one) => one.work === 'repaired' && one.year !== null && year >= one.year && year - one.year < years)
      return repaired === undefined
        ? []
        : [{ field: 'house_retrofit.year', message: `这户有${houseText(repaired)}，不满 ${years} 年又列危房改造；请核对房屋是不是还危险，再说明。` }]
    },
  },
  {
    id: 'M12-grant',
    title: '补助是标准×系数',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M12.c（补助=档次标准×系数），金额待核',
    reads: ['house_retrofit.grant', 'house_retrofit.grant_due'],
    verify: ({ record: { grant, grant_due: due } }) =>
      typeof grant === 'number' && typeof due === 'number' && grant !== due
        ? [{ field: 'house_retrofit.grant', message: `补助 ${scaledText(grant, 2)} 元，按标准应补 ${scaledText(due, 2)} 元；请核对，另有标准的在参数里改。` }]
        : [],
  },
  {
    id: 'M12-area',
    title: '人均面积不超过上限',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M12.c（3 人以上户人均≤18㎡），待核',
    reads: ['house_retrofit.area', 'house_retrofit.people', 'house_retrofit.year'],
    parameters: ['retrofit_area_each', 'retrofit_area_people'],
    verify({ record: { area, people, year }, parameters }) {
      const limit = setting(parameters, 'retrofit_area_each', year)
      if (typeof area !== 'number' || typeof people !== 'number' || people < setting(parameters, 'retrofit_area_people', year)) return []
      if (area <= people * limit * 100) return []
      return [
        {
          field: 'house_retrofit.area',
          message: `${people} 人的户，房屋 ${scaledText(area, 2)} ㎡，人均 ${scaledText(divideHalfUp(area, people) ?? 0, 2)} ㎡，超过上限 ${limit} ㎡；请核对面积和人口。`,
        },
      ]
    },
  },
]

export const damageRules: readonly HouseRule<'damage_household'>[] = common('damage_household')
export const relocationRules: readonly HouseRule<'relocation'>[] = common('relocation')
export const rulesOfHouses: Readonly<Record<HouseRegister, readonly HouseRule[]>> = {
  house_retrofit: retrofitRules,
  damage_household: damageRules,
  relocation: relocationRules,
}
