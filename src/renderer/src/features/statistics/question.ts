/** What is asked on the screen of statistics, and how it is kept while the user looks into records. */
import type { PlaceLevel, StatisticRequest } from '#core/statistics/types.ts'

export interface Kept {
  readonly code: string
  readonly by: PlaceLevel
  readonly within: string | null
  readonly withinTitle: string
  /** Of a village: together with those that went into it. */
  readonly withForerunners: boolean
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

export interface Question extends Omit<StatisticRequest, 'forerunners'> {
  readonly code: string
  readonly withForerunners?: boolean
}

/** A day only for tables that know days; the year of the bar on top for all others. */
export function questionOf(chosen: Listed, { by, within, withForerunners, asOf }: Kept, year: number): Question {
  const place = within === null ? {} : { within, ...(withForerunners ? { withForerunners } : {}) }
  return { code: chosen.code, by, year, ...place, ...(chosen.days && asOf !== null ? { asOf } : {}) }
}
