/** What is asked on the screen of balance sheets, kept while the user looks into records. */
import type { PlaceLevel } from '#core/statistics/types.ts'

export interface Kept {
  readonly by: PlaceLevel
  readonly within: string | null
  readonly withinTitle: string
  /** Days asked for; the year of the bar on top without. */
  readonly from: string | null
  readonly to: string | null
}
