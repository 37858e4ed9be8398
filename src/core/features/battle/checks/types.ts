/** What the rules of the battle map look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface MapFacts {
  readonly record: Row<'battle_map'>
  /** Whether it is the map of a village: only there all households are to be on it. */
  readonly ofVillage: boolean
  /** Households marked on it that count in the village in its year. */
  readonly marked: number
  /** Households of the village that count in its year. */
  readonly onFile: number
}

export type MapRule = Rule<MapFacts, `battle_map.${FieldKey<'battle_map'>}`, 'battle_map'>

export interface MarkerFacts {
  readonly record: Row<'map_marker'>
  /** Shape of its sign, and what that stands for; null where the sign is gone. */
  readonly shape: string | null
  readonly standsFor: string | null
  /** Of what it stands for: the place, and whether it still counts; null where it stands for nothing on file. */
  readonly subject: { readonly place: string | null; readonly counts: boolean } | null
}

export type MarkerRule = Rule<MarkerFacts, `map_marker.${FieldKey<'map_marker'>}`, 'map_marker'>

export interface TaskFacts {
  readonly record: Row<'battle_task'>
  /** Tasks of the same place and year, itself included, and how many of them end with the year. */
  readonly together: number
  readonly atYearEnd: number
}

export type TaskRule = Rule<TaskFacts, `battle_task.${FieldKey<'battle_task'>}`, 'battle_task'>
