/** What the rules of water, power, roads, houses and land look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import type { HouseRegister, OtherHouse } from './houseWords.ts'

interface Read {
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly parameters: ParameterReader
}

export interface WaterPointFacts extends Read {
  readonly record: Row<'water_point'>
}

export interface WaterUserFacts extends Read {
  readonly record: Row<'water_user'>
  /** Of the year before it was served, or of the last one before that; null where there is none. */
  readonly before: Row<'household_year'> | null
}

export interface GroupPowerFacts extends Read {
  readonly record: Row<'village_group_year'>
  /** Whether the project that it names was accepted; null where it names none that is on file. */
  readonly accepted: boolean | null
}

export interface RoadFacts extends Read {
  readonly record: Row<'road'>
  /** Whether the village that it leads to is said to have a paved road, by its newest year; null where nothing says so. */
  readonly paved: boolean | null
}

export interface HouseFacts extends Read {
  readonly register: HouseRegister
  /** Fields of the register at hand; of those that it has not, nothing. */
  readonly record: Row<'house_retrofit'> & Row<'damage_household'> & Row<'relocation'>
  /** What else the household was given for its house. */
  readonly others: readonly OtherHouse[]
  /** Kinds of photo that show the same picture as another one of this house, or as one of another house. */
  readonly samePhotos: readonly string[]
}

export interface PlotFacts extends Read {
  readonly record: Row<'terrace_plot'>
}

type PathOf<
  R extends 'water_point' | 'water_user' | 'household_year' | 'village_group_year' | 'project' | 'road' | 'village_year' | 'terrace_plot' | HouseRegister,
> = { [Name in R]: `${Name}.${FieldKey<Name>}` }[R]

export type WaterPointRule = Rule<WaterPointFacts, PathOf<'water_point'>, 'water_point'>
export type WaterUserRule = Rule<WaterUserFacts, PathOf<'water_user' | 'household_year'>, 'water_user'>
export type GroupPowerRule = Rule<GroupPowerFacts, PathOf<'village_group_year' | 'project'>, 'village_group_year'>
export type RoadRule = Rule<RoadFacts, PathOf<'road' | 'village_year'>, 'road'>
export type HouseRule<R extends HouseRegister = HouseRegister> = Rule<HouseFacts, PathOf<HouseRegister> | `attachment.${FieldKey<'attachment'>}`, R>
export type PlotRule = Rule<PlotFacts, PathOf<'terrace_plot'>, 'terrace_plot'>
