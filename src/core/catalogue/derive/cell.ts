/**
 * One cell as it stands in a sheet, before anything is known about the field it may hold. What the readers of workbooks
 * and CSV files yield and what the fields are parsed from.
 */
export interface RawCell {
  /** `date` is a number shown by a date format; `error` a cell like `#REF!` or a formula that was never calculated. */
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error'
  /** What stands there, in full digits for numbers, `YYYY-MM-DD` for dates, '' for empty cells. */
  readonly text: string
  /** For `number` and `date`: the number itself (days for dates). */
  readonly number?: number
  /** For `date`: ISO date. */
  readonly date?: string
  /** For `number`: what the sheet shows where its format says something else than the number (`1.20万元` for 1.2, `3` for 2.6). */
  readonly shown?: string
  /** The value is the stored result of a formula. */
  readonly formula?: true
}
