/** The bands of income by which households are told apart in pictures (mechanisms.md §4: 0–1000 … 5000 以上 [S131]). 元 per person and year. */

/** Width of a band. */
export const INCOME_BAND = 1000

export interface IncomeBand {
  readonly key: string
  readonly label: string
  /** Included. */
  readonly from: number
  /** Not included; null: no end. */
  readonly to: number | null
}

/** In order; what is below zero is in the first. */
export const INCOME_BANDS: readonly IncomeBand[] = [0, 1000, 2000, 3000, 4000, 5000].map((from) => ({
  key: `i${from}`,
  label: from === 5000 ? '5000 元以上' : `${from}—${from + INCOME_BAND} 元`,
  from,
  to: from === 5000 ? null : from + INCOME_BAND,
}))
