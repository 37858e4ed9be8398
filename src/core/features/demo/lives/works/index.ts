/** The fourth layer of the demo: water, power, roads, houses and land. Made like the second one, and left out with it. */
import { Random } from '../../random.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import { houseRecords } from './houses.ts'
import { powerRecords, roadRecords } from './roads.ts'
import { terraceRecords } from './terraces.ts'
import type { InVillage } from './types.ts'
import { waterRecords } from './water.ts'
export { planWorks } from './plan.ts'
export { rebuildingRecords } from './rebuilding.ts'
export type { InVillage, Worked } from './types.ts'

/** The works of one village, in the order in which the menu has them. */
export function* villageWorks(about: InVillage, seed: string, sources: Sources): Generator<DemoRecord> {
  const random = new Random(`built ${about.village.code} ${seed}`)
  yield* waterRecords(about, random, sources)
  yield* powerRecords(about, random, sources)
  yield* roadRecords(about, random, sources)
  yield* houseRecords(about, random, sources)
  yield* terraceRecords(about, random, sources)
}
