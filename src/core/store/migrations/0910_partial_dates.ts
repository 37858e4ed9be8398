import type { Migration } from './types.ts'

/**
 * Dates that may be known to the year or month only: no table changes, every whole date is one of them. The number tells older programs
 * that they would refuse what may now stand there.
 */
export const partialDates: Migration = { id: 910, name: 'partial_dates', statements: [] }
