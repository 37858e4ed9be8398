/** What the plan of works says of villages and 社 of the demo, instead of what was drawn. */
import type { VillagePlan, VillageWorks } from './plan.ts'
import type { DemoValues } from './records.ts'

/** What was drawn, or what the plan of works says. */
export function groupWorks(
  { works }: VillagePlan,
  index: number,
  drawn: { readonly paved: boolean; readonly production_power: boolean },
): DemoValues<'village_group'> {
  const planned = works?.groups[index]
  return planned === undefined ? drawn : { paved: planned.paved, production_power: planned.poweredSince !== null }
}

/** Of the others so many in a hundred households have no safe water whatever is built. */
const UNSAFE_ELSEWHERE = 2
/** 坡耕地 of a hundred 亩 of farmland. */
const SLOPES = 55

/** What is counted of the village at the end of a year. */
interface Counted {
  readonly year: number
  /** Households on file without safe water. */
  readonly unsafe: number
  /** Households that are not on file. */
  readonly elsewhere: number
  /** Hundredths of a 亩. */
  readonly farmland: number
}

/** What the plan of works says of a village at the end of a year, instead of what was drawn. */
export function worksValues(works: VillageWorks, { year, unsafe, elsewhere, farmland }: Counted): DemoValues<'village_year'> {
  const paved = works.pavedSince !== null && works.pavedSince <= year
  const powered = works.groups.filter(({ poweredSince }) => poweredSince !== null && poweredSince <= year).length
  const unpavedGroups = works.groups.filter((group) => !group.paved).length
  const waiting = works.unlisted.building.length + (year < 2015 ? works.unlisted.solved.length : 0)
  return {
    paved_to_township: paved,
    unpaved_to_township: paved ? 0 : works.road.length - (year < 2015 ? 0 : works.road.finished),
    unpaved_natural_villages: unpavedGroups,
    unpaved_natural_length: unpavedGroups * 90,
    unsafe_water_households: unsafe + Math.min(elsewhere, waiting + Math.round((elsewhere * UNSAFE_ELSEWHERE) / 100)),
    tap_water_households: works.tapped[year - 2013] ?? 0,
    central_water: true,
    tap_water: (works.tapped[year - 2013] ?? 0) > 0,
    three_phase_villages: powered,
    villages_with_production_power: powered,
    villages_without_production_power: works.groups.length - powered,
    sloping_farmland: Math.round((farmland * SLOPES) / 100),
  }
}
