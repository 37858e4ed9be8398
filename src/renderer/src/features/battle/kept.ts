/** What the screen of battle maps holds on to, and how it reads what the core tells. */
import type { MapMarker, MapView } from '#core/features/battle/contract.ts'
import type { PictureMarker } from '../../components/pictureMap/types.ts'

export interface Kept {
  readonly map: string | null
  /** Signs whose markers are not shown. */
  readonly hidden: readonly string[]
}

export const FIRST: Kept = { map: null, hidden: [] }

/** The line a marker is read out by. */
export function titleOf({ meaning, label }: Pick<MapMarker, 'meaning' | 'label'>): string {
  return label === null ? meaning : `${label}，${meaning}`
}

export function shownMarkers({ markers }: Pick<MapView, 'markers'>, hidden: readonly string[]): PictureMarker[] {
  return markers.filter(({ sign }) => sign === null || !hidden.includes(sign)).map((marker) => ({ ...marker, title: titleOf(marker) }))
}

/** 12.34 % of what is kept in hundredths. */
export function percentText(place: number): string {
  return `${(place / 100).toFixed(2)}%`
}
