/** What the rules of a village look at: the village, its figures of one year, and what its households on file come to. */
import type { Rule } from '#core/checks/engine/index.ts'
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'

type VillageRegister = 'village' | 'village_year'
export type VillageField = { [R in VillageRegister]: `${R}.${FieldKey<R>}` }[VillageRegister]
export type VillageYearKey = FieldKey<'village_year'>

/** Kinds of land that both a village and its households have, in 0.01 亩. */
export const LAND = [
  'farmland',
  'irrigated_land',
  'forest',
  'returned_forest',
  'orchard',
  'grassland',
  'water_surface',
] as const satisfies readonly (FieldKey<'village_year'> & FieldKey<'household_year'>)[]

export interface VillageFacts {
  readonly village: Row<'village'>
  /** An empty row when there is none of the year. */
  readonly villageYear: Row<'village_year'>
  readonly year: number | null
  /** Households on file in the village, of whatever state; null where that is not known. */
  readonly householdsOnFile: number | null
  /** Land of the households that have left poverty, summed for the year. */
  readonly land: Partial<Readonly<Record<(typeof LAND)[number], number>>>
  /** Slopes made into terraces up to the year, in 0.01 亩: accepted, else done, else planned; null where none is on file. */
  readonly terraces: number | null
}

export type VillageRule = Rule<VillageFacts, VillageField, VillageRegister>
