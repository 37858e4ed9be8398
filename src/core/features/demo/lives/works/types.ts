/** What the works of a village stand on. */
import type { HouseholdPlan, VillagePlan, VillageWorks } from '../../plan.ts'
import type { BuiltProject } from '../projects/index.ts'

/** A household on file all along, as works reach it. */
export interface Worked {
  readonly id: string
  readonly plan: HouseholdPlan
  readonly head: string
}

export interface InVillage {
  readonly village: VillagePlan
  readonly works: VillageWorks
  /** In the county. */
  readonly position: number
  /** Something is wrong on purpose here. */
  readonly first: boolean
  readonly households: readonly Worked[]
  /** Ids of its 社, in their order, with their distance from the village in hundredths of a kilometre. */
  readonly groups: readonly { readonly id: string; readonly name: string; readonly distance: number; readonly households: number }[]
  /** Where the next household not on file lives: 社 in turn. */
  readonly nextGroup: () => string | null
  readonly projects: readonly BuiltProject[]
}
