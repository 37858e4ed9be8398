/** Conflicts by village and kind. */
import type { Conflict } from '#core/features/exchange/contract.ts'

export interface ConflictGroup {
  readonly village: string | null
  readonly villageName: string
  readonly register: string
  readonly count: number
}

export function groupKey(group: ConflictGroup): string {
  return `${group.village ?? ''} ${group.register}`
}

export function keyOf(conflict: Conflict): string {
  return `${conflict.register} ${conflict.record} ${conflict.field}`
}

/** Name of the village, or where records belong to none. */
export function placeOf(group: { readonly village: string | null; readonly villageName: string }): string {
  return group.village === null ? '全县共用' : group.villageName
}
