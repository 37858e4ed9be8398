/** What is asked on the screen of statistics, and how it is kept while the user looks into records. */
import type { PlaceLevel, StatisticRequest } from '#core/statistics/types.ts'

export interface Kept {
  readonly code: string
  readonly by: PlaceLevel
  readonly within: string | null
  readonly withinTitle: string
  readonly asOf: string | null
  readonly view: 'table' | 'chart'
}

/** One line of the list of tables. */
export interface Listed {
  readonly code: string
  readonly title: string
  readonly group: string
  readonly days: boolean
  readonly years: boolean
  readonly places: boolean
  readonly chart: readonly string[]
}

export interface Question extends StatisticRequest {
  readonly code: string
}

/** A day only for tables that know days; the year of the bar on top for all others. */
export function questionOf(chosen: Listed, { by, within, asOf }: Kept, year: number): Question {
  return { code: chosen.code, by, year, ...(within === null ? {} : { within }), ...(chosen.days && asOf !== null ? { asOf } : {}) }
}
