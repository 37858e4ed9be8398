/** What answers for a number of the domain (mechanisms.md, forms.md). */
export interface Answer {
  /** As the page of the domain numbers it: `13.1-4`, `E07`, `M03.d6`. */
  readonly number: string
  /** What it asks for, in its own words. */
  readonly what: string
  /** Numbers of rules (`features/checks/rules.ts`). */
  readonly rules?: readonly string[]
  /** Codes of statistics (`features/statistics/registry.ts`). */
  readonly statistics?: readonly string[]
  /** Codes of forms (`forms/registry.ts`). */
  readonly forms?: readonly string[]
  /** Paths of tests that hold it where neither rule nor table nor paper does. */
  readonly tests?: readonly string[]
  /** What is missing: beside answers a part, without any the whole. */
  readonly reason?: string
}

/** The numbers of a section of the domain. */
export interface Group {
  /** Where they stand: `mechanisms.md §6`. */
  readonly page: string
  readonly title: string
  readonly answers: readonly Answer[]
}
