/**
 * What becomes of the households of the demo in 2015: those of the 18 villages leave, some are found poor that were not on file, some are struck off,
 * put back, split or end. Sizes follow the number of households; nothing of 2014 changes.
 */
import type { CountyPlan, Fate, HouseholdPlan, VillagePlan } from '../plan.ts'
import { Random } from '../random.ts'

/** In a village that leaves so many of its people stay poor at most; 3 % would bar its exit (parameter `delisting_rate`). */
const STAYING_SHARE = 0.02
/** One household in so many; at least one where anybody is able to. */
const RATES: readonly (readonly [Fate, number, (plan: HouseholdPlan) => boolean])[] = [
  ['closes', 300, ({ exited, size }) => !exited && size === 1],
  ['splits', 350, ({ exited, size }) => !exited && size >= 5],
  ['cleared', 280, ({ exited, size }) => !exited && size >= 2],
  ['restored', 900, ({ exited, size }) => exited && size >= 2],
]
const FOUND_RATE = 160
/** Sizes of the households that are found. */
const FOUND_SIZES = [2, 3, 4, 4, 5] as const

/** The plan with the second year. Households found in 2015 come last in their villages; their numbers go on after all others. */
export function planFates(county: CountyPlan, seed: string): CountyPlan {
  const random = new Random(`fates ${seed}`)
  const total = county.households.reduce((sum, list) => sum + list.length, 0)
  const fates = new Map<number, Fate>()
  for (const [position, plans] of county.households.entries()) leave(county.villages[position], plans, fates)
  for (const [fate, rate, may] of RATES) {
    const able = county.households.flat().filter((plan) => may(plan) && isPlain(plan) && !fates.has(plan.index))
    for (const drawn of random.sample(Math.min(able.length, Math.max(1, Math.round(total / rate))), able.length)) {
      const plan = able[drawn]
      if (plan !== undefined) fates.set(plan.index, fate)
    }
  }
  const households = county.households.map((plans) => plans.map((plan) => ({ ...plan, fate: fates.get(plan.index) ?? ('stays' as const) })))
  find(county, households, { random, total })
  return { ...county, households }
}

/** Nothing else happens to it already. */
export function isPlain({ flaw, late, lost2014, gains2015, loses2015 }: HouseholdPlan): boolean {
  return flaw === null && !late && !lost2014 && !gains2015 && !loses2015
}

/** All poor households of a village that leaves in 2015, but for a few who live alone or have something wrong on purpose. */
function leave(village: VillagePlan | undefined, plans: readonly HouseholdPlan[], fates: Map<number, Fate>): void {
  if (village?.exitYear !== 2015) return
  let staying = Math.floor(village.people * STAYING_SHARE)
  for (const plan of plans) {
    if (plan.exited) continue
    const stays = plan.flaw !== null || (plan.size === 1 && staying > 0)
    if (stays) staying -= plan.size
    else fates.set(plan.index, 'leaves')
  }
}

function find(county: CountyPlan, households: HouseholdPlan[][], { random, total }: { readonly random: Random; readonly total: number }): void {
  const places = county.villages.flatMap(({ exitYear }, position) => (exitYear !== 2015 && (households[position]?.length ?? 0) > 0 ? [position] : []))
  const count = places.length === 0 ? 0 : Math.max(1, Math.round(total / FOUND_RATE))
  for (let number = 0; number < count; number += 1) {
    const village = random.pick(places)
    households[village]?.push({
      index: total + number,
      village,
      group: random.int(1, county.villages[village]?.groups ?? 1),
      exited: false,
      size: random.pick(FOUND_SIZES),
      late: false,
      lost2014: false,
      gains2015: false,
      loses2015: false,
      flaw: null,
      fate: 'found',
      works: null,
    })
  }
}
