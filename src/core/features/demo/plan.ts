/**
 * The skeleton of the demo: which villages, which households, how large, and what happens to them, so that all totals come out exactly
 * before any detail is made up. Source of the totals: mechanisms.md §0.1 (2014 年脱贫 1.31 万人, 年末剩余 5.45 万人, 68 个贫困村).
 */
import type { DivisionValues } from '../divisions/index.ts'
import { apportion, Random } from './random.ts'

/** Households on file at full size: 13,600 still poor at the end of 2014 and 3,270 that left in 2014. */
export const FULL_HOUSEHOLDS = 16_870
const FULL_POOR_HOUSEHOLDS = 13_600
const FULL_POOR_PEOPLE = 54_500
const FULL_EXITED_PEOPLE = 13_100
const POOR_VILLAGES = 68
/** How many of them are to leave in which year: 18 in 2015 (mechanisms.md §0.1); the later years are made up. */
const EXIT_YEARS: readonly (readonly [number, number])[] = [
  [2015, 18],
  [2016, 20],
  [2017, 20],
  [2018, 10],
]
const LAST_EXIT_YEAR = 2018
/** 整村推进 in 2015 (mechanisms.md §0.1). */
const WHOLE_VILLAGES = 13
/** Rural households of the county by the worked example of mechanisms.md §2 (M09). */
const COUNTY_HOUSEHOLDS = 43_030
const PEOPLE_PER_HOUSEHOLD = 4.4
/** Share of people whose household gains or loses somebody in a year, so that the balance of people is not trivial. */
const CHANGING = 0.005
/** Below this many households a village there are not enough for all villages, and fewer villages are used. */
const LEAST_PER_VILLAGE = 12
/** The three pairs of villages with one name (`domain/divisions.md`): always in, however small the demo. */
const SAME_NAMES = ['621125100204', '621125109206', '621125102208', '621125204207', '621125102209', '621125105203']

const SIZES: readonly (readonly [number, number])[] = [
  [1, 6],
  [2, 10],
  [3, 18],
  [4, 30],
  [5, 22],
  [6, 14],
]

export interface VillagePlan {
  readonly code: string
  readonly name: string
  readonly townshipCode: string
  readonly townshipName: string
  readonly countyName: string
  /** One of the 68 poor villages. */
  readonly poor: boolean
  /** A residents' committee (居委会, 社区). */
  readonly residents: boolean
  /** All households and people of the village, on file or not. */
  readonly households: number
  readonly people: number
  readonly groups: number
  /** The year in which a poor village is to leave; null of the others. */
  readonly exitYear: number | null
  /** One of the 13 of 整村推进 in 2015, whether it is to leave in that year or not. */
  readonly wholeVillage: boolean
  /** Null where lives are not told. */
  readonly works: VillageWorks | null
}

/** What works are made of in a village where lives are told ({@link planWorks}). */
export interface VillageWorks {
  /** The year from which a hard road leads to the township; null where none does at the end of 2015. */
  readonly pavedSince: number | null
  /** That road in hundredths of a kilometre, and what of it is hard at the end of 2015. */
  readonly road: { readonly length: number; readonly finished: number }
  /** By 社, in their order: the year from which it has 动力电 (null: not yet), and whether a hard road leads there. */
  readonly groups: readonly { readonly poweredSince: number | null; readonly paved: boolean }[]
  /** Households with tap water at the end of 2013, 2014 and 2015. */
  readonly tapped: readonly [number, number, number]
  /** Sizes of the households not on file that got safe water in 2015, and of those whose work was not accepted by its end. */
  readonly unlisted: { readonly solved: readonly number[]; readonly building: readonly number[] }
  /** Dangerous houses that the township handed down for 2015. */
  readonly houses: number
}

/** What works do for a household on file where lives are told. */
export interface HouseholdWorks {
  /** A dangerous house of grade C or D made safe, what the earthquake did rebuilt or mended, or a house elsewhere. */
  readonly house: 'retrofit C' | 'retrofit D' | 'rebuilt' | 'repaired' | 'moved' | null
  /** Whether it was accepted by the end of 2015. */
  readonly housed: boolean
  /** Water that was not safe: by the project of the village, by its other work; `safe` before already; null: nothing is said. */
  readonly water: 'project' | 'village' | 'safe' | null
  /** Whether the work was accepted in 2015, so that the water is safe since. */
  readonly watered: boolean
  /** Since when its 社 has 动力电. */
  readonly poweredSince: number | null
}

/** What becomes of a household in 2015 where lives are told ({@link planFates}); of most of them nothing out of the common. */
export type Fate = 'stays' | 'leaves' | 'closes' | 'splits' | 'found' | 'cleared' | 'restored'

/** Something wrong on purpose, so that the page of findings has something to show. */
export type Flaw =
  | 'much farmland'
  | 'no pension'
  | 'no phone'
  | 'far road'
  | 'cause without student'
  | 'house level missing'
  | 'unsafe water after exit'
  | 'income below line after exit'
  | 'cause named twice'

const POOR_FLAWS: readonly Flaw[] = ['much farmland', 'no pension', 'no phone', 'far road', 'cause without student', 'house level missing', 'cause named twice']
const EXITED_FLAWS: readonly Flaw[] = ['unsafe water after exit', 'income below line after exit']

export interface HouseholdPlan {
  /** Number from 0 in the county. */
  readonly index: number
  readonly village: number
  /** Number of its 社, from 1. */
  readonly group: number
  /** Left poverty in 2014. */
  readonly exited: boolean
  /** Members at the end of 2014. */
  readonly size: number
  /** First identified in 2014, so without records of 2013. */
  readonly late: boolean
  /** Lost a member in 2014 (on file at the end of 2013, no more at the end of 2014). */
  readonly lost2014: boolean
  readonly gains2015: boolean
  readonly loses2015: boolean
  readonly flaw: Flaw | null
  /** Null where lives are not told. */
  readonly fate: Fate | null
  /** Null where lives are not told, and where somebody comes, goes or has something wrong on purpose. */
  readonly works: HouseholdWorks | null
}

export interface CountyPlan {
  readonly villages: readonly VillagePlan[]
  /** By village, in the order of `villages`. */
  readonly households: readonly (readonly HouseholdPlan[])[]
}

/** @param divisions the rows of one county, as `NationalDivisions.countyDivisions` gives them */
export function planCounty(divisions: readonly DivisionValues[], households: number, seed: string): CountyPlan {
  if (!Number.isSafeInteger(households) || households < 1) throw new RangeError(`演示户数必须是正整数：${households}`)
  const random = new Random(`plan ${seed}`)
  const villages = planVillages(divisions, households, random)
  const counts = countsByVillage(villages, households, random)
  const exited = Math.round(households * (1 - FULL_POOR_HOUSEHOLDS / FULL_HOUSEHOLDS))
  const poor = households - exited
  const poorSizes = drawSizes(random, poor, Math.round((poor * FULL_POOR_PEOPLE) / FULL_POOR_HOUSEHOLDS))
  const exitedSizes = drawSizes(random, exited, Math.round((exited * FULL_EXITED_PEOPLE) / (FULL_HOUSEHOLDS - FULL_POOR_HOUSEHOLDS)))
  const statuses = [...poorSizes.map((size) => ({ exited: false, size })), ...exitedSizes.map((size) => ({ exited: true, size }))]
  random.shuffle(statuses)
  const changes = { poor: planChanges(random, poorSizes.length, false, statuses), exited: planChanges(random, exitedSizes.length, true, statuses) }
  const late = new Set(random.sample(Math.round(households * 0.03), households))
  const flaws = planFlaws(random, statuses)

  const byVillage: HouseholdPlan[][] = villages.map(() => [])
  let index = 0
  for (const [village, count] of counts.entries()) {
    for (let ordinal = 0; ordinal < count; ordinal += 1) {
      const status = statuses[index]
      if (status === undefined) break
      const own = status.exited ? changes.exited : changes.poor
      byVillage[village]?.push({
        index,
        village,
        group: random.int(1, villages[village]?.groups ?? 1),
        exited: status.exited,
        size: status.size,
        late: late.has(index) && !status.exited && !own.lost.has(index),
        lost2014: own.lost.has(index),
        gains2015: own.gains.has(index),
        loses2015: own.loses.has(index),
        flaw: flaws.get(index) ?? null,
        fate: null,
        works: null,
      })
      index += 1
    }
  }
  return { villages: markVillages(villages, counts, seed), households: byVillage }
}

/** Which poor village is to leave when, and the 13 of 整村推进: two marks that know nothing of each other. Villages with somebody on file come first. */
function markVillages(villages: readonly VillagePlan[], counts: readonly number[], seed: string): VillagePlan[] {
  const random = new Random(`marks ${seed}`)
  const poor = villages.flatMap(({ poor: is }, position) => (is ? [position] : []))
  const drawn = (): number[] => {
    const order = [...poor]
    random.shuffle(order)
    return order.toSorted((one, other) => Number((counts[other] ?? 0) > 0) - Number((counts[one] ?? 0) > 0))
  }
  const years = EXIT_YEARS.flatMap(([year, count]) => Array.from({ length: count }, () => year))
  const leaving = new Map(drawn().map((position, order) => [position, years[order] ?? LAST_EXIT_YEAR]))
  const whole = new Set(drawn().slice(0, WHOLE_VILLAGES))
  return villages.map((village, position) => ({ ...village, exitYear: leaving.get(position) ?? null, wholeVillage: whole.has(position) }))
}

function planVillages(divisions: readonly DivisionValues[], households: number, random: Random): VillagePlan[] {
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  const county = divisions.find(({ level }) => level === 'county')
  const rows = divisions.filter(({ level, valid_to: end }) => level === 'village' && end === null)
  const committees = rows.filter(({ kind }) => kind === 'x6')
  const poor = new Set(random.sample(Math.min(POOR_VILLAGES, committees.length), committees.length).map((position) => committees[position]?.code))
  const sizes = apportion(
    Math.max(COUNTY_HOUSEHOLDS, Math.round((households * COUNTY_HOUSEHOLDS) / FULL_HOUSEHOLDS)),
    rows.map(() => 0.6 + random.next() * 0.8),
  )
  return rows.map((row, position) => {
    const township = byCode.get(row.parent_code ?? '')
    const size = sizes[position] ?? 0
    return {
      code: row.code,
      name: row.name,
      townshipCode: row.parent_code ?? '',
      townshipName: township?.name ?? '',
      countyName: county?.name ?? '',
      poor: poor.has(row.code),
      residents: row.kind === 'x5',
      households: size,
      people: Math.round(size * (PEOPLE_PER_HOUSEHOLD + random.next() * 0.2 - 0.1)),
      groups: random.int(5, 9),
      exitYear: null,
      wholeVillage: false,
      works: null,
    }
  })
}

/** Households on file by village: all villages where there are enough, else the villages of one name and some others. */
function countsByVillage(villages: readonly VillagePlan[], households: number, random: Random): number[] {
  const wanted = Math.max(SAME_NAMES.length, Math.floor(households / LEAST_PER_VILLAGE))
  if (wanted >= villages.length) {
    // At full size about half of a poor village, a quarter of the others and a few townspeople are on file.
    const rate = (village: VillagePlan): number => (village.residents ? 0.04 : village.poor ? 0.53 : 0.25) * (0.85 + random.next() * 0.3)
    return apportion(
      households,
      villages.map((village) => village.households * rate(village)),
    )
  }
  const chosen = new Set(villages.flatMap(({ code }, position) => (SAME_NAMES.includes(code) ? [position] : [])))
  for (const position of random.sample(wanted, villages.length)) if (chosen.size < wanted) chosen.add(position)
  const first = villages.findIndex(({ code }) => code === SAME_NAMES[0])
  return apportion(
    households,
    villages.map((_, position) => (chosen.has(position) ? (position === first ? 1.6 : 1) : 0)),
  )
}

/** Sizes from 1 to 6 as usual in the county, adding up to `people` as near as 1 to 6 a household allow. */
function drawSizes(random: Random, count: number, people: number): number[] {
  const sizes = Array.from({ length: count }, () => random.weighted(SIZES))
  let missing = Math.min(Math.max(people, count), count * 6) - sizes.reduce((sum, size) => sum + size, 0)
  while (missing !== 0) {
    const position = random.int(0, count - 1)
    const size = (sizes[position] ?? 1) + Math.sign(missing)
    if (size < 1 || size > 6) continue
    sizes[position] = size
    missing -= Math.sign(missing)
  }
  return sizes
}

interface Changes {
  readonly lost: ReadonlySet<number>
  readonly gains: ReadonlySet<number>
  readonly loses: ReadonlySet<number>
}

/** As many gain somebody in 2015 as lose somebody, so that the people on file stay those of the end of 2014. */
function planChanges(random: Random, count: number, exited: boolean, statuses: readonly { exited: boolean; size: number }[]): Changes {
  const able = statuses.flatMap((status, index) => (status.exited === exited && status.size >= 3 && status.size <= 5 ? [index] : []))
  const each = Math.min(Math.floor(able.length / 3), Math.max(count >= 30 ? 1 : 0, Math.round(count * 4 * CHANGING)))
  const drawn = random.sample(each * 3, able.length).flatMap((position) => able[position] ?? [])
  random.shuffle(drawn)
  return { lost: new Set(drawn.slice(0, each)), gains: new Set(drawn.slice(each, each * 2)), loses: new Set(drawn.slice(each * 2)) }
}

/** About one household in fifteen hundred, at least three and at most one of each kind. */
function planFlaws(random: Random, statuses: { exited: boolean; size: number }[]): Map<number, Flaw> {
  const wanted = Math.min(POOR_FLAWS.length + EXITED_FLAWS.length, Math.max(3, Math.round(statuses.length / 1500)))
  const flaws = new Map<number, Flaw>()
  const give = (flaw: Flaw, exited: boolean): void => {
    const able = statuses.flatMap((status, index) => (status.exited === exited && status.size >= 3 && !flaws.has(index) ? [index] : []))
    if (able.length > 0) flaws.set(random.pick(able), flaw)
  }
  for (const [position, flaw] of POOR_FLAWS.entries()) if (position < wanted) give(flaw, false)
  for (const [position, flaw] of EXITED_FLAWS.entries()) if (POOR_FLAWS.length + position < wanted) give(flaw, true)
  return flaws
}
