/** Conflicts by village and kind. */
import type { Conflict } from '#core/features/exchange/contract.ts'

export interface ConflictGroup {
  readonly place: string | null
  readonly placeName: string
  readonly register: string
  readonly count: number
}

export function groupKey(group: ConflictGroup): string {
  return `${group.place ?? ''} ${group.register}`
}

export function keyOf(conflict: Conflict): string {
  return `${conflict.register} ${conflict.record} ${conflict.field}`
}

/** Name of the village, or where records belong to none. */
export function placeOf(group: { readonly place: string | null; readonly placeName: string }): string {
  return group.place === null ? '全县共用' : group.placeName
}
