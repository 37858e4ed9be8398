/**
 * The plan of the demo's works, so that all sums close before any detail is made up (mechanisms.md §0.1, M09–M13): 71,700 people for safe water, of whom
 * 63,520 have it by the end of November 2015; 1,130 dangerous houses in poor villages; 78.4 % of villages with a hard road, 97.2 % of 社 with 动力电,
 * tap water for 88.6 % of households. Smaller demos have their share of each.
 */
import { FULL_HOUSEHOLDS, type CountyPlan, type HouseholdPlan, type HouseholdWorks, type VillagePlan, type VillageWorks } from '../../plan.ts'
import { apportion, Random } from '../../random.ts'
import { isPlain } from '../fates.ts'
import { HOUSING, planProjects, ROADS, WATER, type PlannedProject } from '../projects/planned.ts'

const PEOPLE = { targeted: 71_700, solved: 63_520 } as const
const HOUSES = 1130
/** Parts of ten thousand. */
const SHARE = { paved: 7_840, powered: 9_720, tapped: 8_860 } as const
const WHOLE = 10_000
/** Residents' committees have fewer who lack water than villages of their size. */
const IN_TOWN = 0.4
/** Households of 2 to 6 are not on file either. */
const SIZES: readonly (readonly [number, number])[] = [
  [2, 10],
  [3, 20],
  [4, 34],
  [5, 24],
  [6, 12],
]
/** Of those on file in a village without a project so many had no safe water; of the others most had. */
const UNSAFE = 0.3
const SAFE = 0.92
/** What the earthquake of 2013 did to houses that are not dangerous: 16,237 rebuilt and 16,481 mended of 43,030 (mechanisms.md M27), a few elsewhere. */
const DAMAGE: readonly (readonly [HouseholdWorks['house'], number])[] = [
  ['rebuilt', 37.7],
  ['repaired', 38.3],
  ['moved', 4],
  [null, 20],
]
/** Of a hundred houses that no project pays for so many are accepted by the end of September. */
const ACCEPTED = 78
/** Of a hundred villages with a work of their own so many build a second one. */
const SECOND = 24

/** The plan with the works of 2015; totals hold exactly where there are enough households for them. */
export function planWorks(county: CountyPlan, seed: string): CountyPlan {
  const random = new Random(`planned works ${seed}`)
  const total = county.households.reduce((sum, list) => sum + list.filter(({ fate }) => fate !== 'found').length, 0)
  const planning: Planning = { county, projects: planProjects(county, seed), scale: total / FULL_HOUSEHOLDS, random, seed }
  const houses = planHouses(planning)
  const powered = planPower(planning)
  const served = county.households.map((plans, position) => serve(planning, position, plans, { houses: houses[position] ?? 0, powered }))
  const water = planWater(planning, served)
  const paved = planPaved(planning)
  const tapped = planTapped(county, served, water)
  return {
    households: served,
    villages: county.villages.map((village, position): VillagePlan => {
      const works: VillageWorks = {
        pavedSince: paved[position] ?? null,
        road: planRoad(paved[position] ?? null, random),
        groups: Array.from({ length: village.groups }, (_, index) => ({
          poweredSince: powered.get(`${position} ${index}`) ?? null,
          paved: isGroupPaved(planning, village, index),
        })),
        tapped: tapped[position] ?? [0, 0, 0],
        unlisted: water[position] ?? { solved: [], building: [] },
        houses: houses[position] ?? 0,
      }
      return { ...village, works }
    }),
  }
}

interface Planning {
  readonly county: CountyPlan
  readonly projects: ReadonlyMap<string, readonly PlannedProject[]>
  /** Households on file beside those of the whole county. */
  readonly scale: number
  readonly random: Random
  readonly seed: string
}

const onFile = ({ county }: Planning, position: number): number => county.households[position]?.length ?? 0
const projectOf = ({ projects }: Planning, { code }: VillagePlan, category: string): PlannedProject | undefined =>
  projects.get(code)?.find(({ kind }) => kind.category === category)
/** Whole households that a project is for. */
const reachOf = (project: PlannedProject | undefined): number => (project === undefined ? 0 : project.size / 100)

/** Nothing else happens to it, so that its people are those of the plan on every day of 2015. */
const isEligible = (plan: HouseholdPlan): boolean => isPlain(plan) && !plan.exited && (plan.fate === 'stays' || plan.fate === 'leaves')

/** Houses by village: what its project is for, and the rest of the task by the households of the other poor villages. */
function planHouses(planning: Planning): number[] {
  const { villages, households } = planning.county
  const projects = villages.map((village) => reachOf(projectOf(planning, village, HOUSING)))
  const rest = Math.max(0, Math.round(HOUSES * planning.scale) - projects.reduce((sum, one) => sum + one, 0))
  const others = apportion(
    rest,
    villages.map((village, position) => (village.poor && projects[position] === 0 && onFile(planning, position) > 0 ? village.households : 0)),
  )
  return villages.map((_, position) => Math.min((projects[position] ?? 0) + (others[position] ?? 0), (households[position] ?? []).filter(isEligible).length))
}

interface Given {
  readonly houses: number
  readonly powered: ReadonlyMap<string, number>
}

/** The households of a village with what is done for each. */
function serve(planning: Planning, position: number, plans: readonly HouseholdPlan[], { houses, powered }: Given): readonly HouseholdPlan[] {
  const village = planning.county.villages[position]
  if (village === undefined || plans.length === 0) return plans
  const random = new Random(`served ${village.code} ${planning.seed}`)
  const [water, housing] = [projectOf(planning, village, WATER), projectOf(planning, village, HOUSING)]
  const eligible = plans.filter(isEligible)
  const [forWater, forHouse] = [drawOrder(eligible, random), drawOrder(eligible, random)]
  const wet = new Set(forWater.slice(0, water === undefined ? Math.round(eligible.length * UNSAFE) : reachOf(water)))
  const housed = new Set(forHouse.slice(0, houses))
  return plans.map((plan) => {
    if (!isPlain(plan) || !(plan.fate === 'stays' || plan.fate === 'leaves')) return plan
    const lots = { house: random.next(), water: random.next() }
    const house = housed.has(plan.index) ? (housing === undefined && lots.house < 0.4 ? 'retrofit C' : 'retrofit D') : random.weighted(DAMAGE)
    const works: HouseholdWorks = {
      house,
      housed: plan.fate === 'leaves' || isHoused(house, housing, lots.house),
      water: wet.has(plan.index) ? (water === undefined ? 'village' : 'project') : lots.water < SAFE ? 'safe' : null,
      watered: water === undefined || water.course === 'accepted',
      poweredSince: powered.get(`${position} ${plan.group - 1}`) ?? null,
    }
    return { ...plan, works }
  })
}

function drawOrder(eligible: readonly HouseholdPlan[], random: Random): readonly number[] {
  const order = eligible.map(({ index }) => index)
  random.shuffle(order)
  return order
}

/** A house is accepted no earlier than its project is well under way. */
function isHoused(house: HouseholdWorks['house'], project: PlannedProject | undefined, lot: number): boolean {
  if (house === 'rebuilt' || house === 'repaired') return lot < 0.97
  if (house === 'moved') return lot < 0.4
  if (project === undefined) return lot * 100 < ACCEPTED
  return project.course === 'accepted' || (project.course === 'building' && lot < 0.45) || (project.course === 'finished' && lot < 0.8)
}

/** Sizes of the households not on file that make up the people of each village. */
function planWater(planning: Planning, served: CountyPlan['households']): VillageWorks['unlisted'][] {
  const { county, scale, random } = planning
  const weights = county.villages.map(({ households, residents }, position) => (onFile(planning, position) === 0 ? 0 : households * (residents ? IN_TOWN : 1)))
  const targeted = apportion(Math.round(PEOPLE.targeted * scale), weights)
  const people = (position: number, watered: boolean): number =>
    (served[position] ?? []).filter((plan) => isServed(plan, watered)).reduce((sum, { size }) => sum + size, 0)
  const room = county.villages.map((_, position) => Math.max(0, (targeted[position] ?? 0) - people(position, true) - people(position, false)))
  const second = county.villages.map((village, position) => {
    const project = projectOf(planning, village, WATER)
    const builds = project === undefined ? random.int(1, 100) <= SECOND && !village.residents : project.course !== 'accepted'
    return builds ? (room[position] ?? 0) : 0
  })
  const waiting = county.villages.reduce((sum, _, position) => sum + people(position, false), 0)
  const building = apportion(Math.max(0, Math.round((PEOPLE.targeted - PEOPLE.solved) * scale) - waiting), second)
  return county.villages.map((_, position) => {
    const later = building[position] ?? 0
    return { solved: drawSizes((room[position] ?? 0) - later, random), building: drawSizes(later, random) }
  })
}

/** Whether a work that was accepted in 2015, or was not, is for it. */
function isServed({ works }: HouseholdPlan, watered: boolean): boolean {
  return (works?.water === 'project' || works?.water === 'village') && works.watered === watered
}

/** Households that have so many people together; none where there are none to find. */
function drawSizes(people: number, random: Random): number[] {
  const sizes: number[] = []
  for (let left = people; left > 0; ) {
    const size = Math.min(left, random.weighted(SIZES))
    sizes.push(size)
    left -= size
  }
  return sizes
}

/** Years from which villages are reached by a hard road; whoever leaves poverty is. */
function planPaved({ county: { villages }, random }: Planning): (number | null)[] {
  const able = villages.flatMap(({ exitYear }, position) => (exitYear === 2015 ? [] : [position]))
  const unpaved = Math.min(able.length, villages.length - Math.round((villages.length * SHARE.paved) / WHOLE))
  const without = new Set(random.sample(unpaved, able.length).map((drawn) => able[drawn]))
  return villages.map((_, position) => {
    const year = random.weighted([
      [2015, 16],
      [2014, 14],
      [2013, 12],
      [2011, 58],
    ])
    return without.has(position) ? null : year
  })
}

/** A road that is not hard all along is being built, or not begun. */
function planRoad(pavedSince: number | null, random: Random): VillageWorks['road'] {
  const [length, lot] = [random.int(180, 1_200), random.next()]
  return { length, finished: pavedSince !== null ? length : lot < 0.35 ? 0 : Math.floor(length * lot * 0.8) }
}

/** By `village 社`: the year from which there is 动力电; whoever leaves poverty has it. */
function planPower(planning: Planning): ReadonlyMap<string, number> {
  const { county, random } = planning
  const all = county.villages.flatMap(({ groups, exitYear }, position) =>
    Array.from({ length: groups }, (_, index) => ({ key: `${position} ${index}`, able: exitYear !== 2015 && onFile(planning, position) > 0 })),
  )
  const able = all.filter((group) => group.able)
  const missing = Math.min(able.length, Math.round((all.length * (WHOLE - SHARE.powered)) / WHOLE))
  const without = new Set(random.sample(missing, able.length).map((drawn) => able[drawn]?.key))
  const since = new Map<string, number>()
  for (const { key } of all) {
    const late = random.chance(0.06)
    if (!without.has(key)) since.set(key, late ? 2015 : 2012)
  }
  return since
}

/** Tap water at the end of three years: whoever waits for a work has none, and what was made in 2015 was not there before. */
function planTapped(county: CountyPlan, served: CountyPlan['households'], water: readonly VillageWorks['unlisted'][]): [number, number, number][] {
  const all = county.villages.reduce((sum, { households }) => sum + households, 0)
  const on = (position: number, watered: boolean): number => (served[position] ?? []).filter((plan) => isServed(plan, watered)).length
  const waiting = county.villages.map((_, position) => on(position, false) + (water[position]?.building.length ?? 0))
  const left = Math.max(0, all - Math.round((all * SHARE.tapped) / WHOLE) - waiting.reduce((sum, one) => sum + one, 0))
  const others = apportion(
    left,
    county.villages.map(({ households }, position) => Math.max(0, households - (waiting[position] ?? 0))),
  )
  return county.villages.map(({ households }, position) => {
    const now = Math.max(0, households - (waiting[position] ?? 0) - (others[position] ?? 0))
    const before = Math.max(0, now - on(position, true) - (water[position]?.solved.length ?? 0))
    return [Math.floor((before * 9) / 10), before, now]
  })
}

/** A project hardens the road to the first two; of the others a third had one. */
function isGroupPaved(planning: Planning, village: VillagePlan, index: number): boolean {
  const project = projectOf(planning, village, ROADS)
  const drawn = planning.random.chance(0.35)
  return project !== undefined && index < PROJECT_GROUPS ? project.course === 'accepted' : drawn
}

/** 社 that a road of a project leads to. */
export const PROJECT_GROUPS = 2

/** People that the works of all villages are for, those that have been accepted and those being built; 71,700 of the whole county. */
export function targetedPeople({ villages, households }: CountyPlan): number {
  const unlisted = villages.flatMap(({ works }) => (works === null ? [] : [...works.unlisted.solved, ...works.unlisted.building]))
  const listed = households.flat().flatMap(({ works, size }) => (works?.water === 'project' || works?.water === 'village' ? [size] : []))
  return [...unlisted, ...listed].reduce((sum, one) => sum + one, 0)
}

/** Villages with a hard road of a hundred, in hundredths, as far as the plan has come at the end of 2015. */
export function pavedShare({ villages }: CountyPlan): number {
  return Math.round((villages.filter(({ works }) => (works?.pavedSince ?? null) !== null).length * WHOLE) / Math.max(1, villages.length)) / 100
}
