/** In which year an income was earned: the line that it is held against is that year's, not the one of the sheet (readings.md 1). Pure. */
import type { Row } from '#core/catalogue/partialRows.ts'

/**
 * The year in which the income of a yearly record was earned: that of the last month it says; where only the first is said, the year in which twelve
 * months from there end; else the year of the record less `lag` (a parameter: sheets that hold the income of the year before).
 */
export function incomeYearOf(
  { income_to: to, income_from: from }: Pick<Row<'household_year'>, 'income_to' | 'income_from'>,
  year: number,
  lag: number,
): number {
  if (typeof to === 'string') return Number(to.slice(0, 4))
  if (typeof from === 'string') return Number(from.slice(0, 4)) + (from.endsWith('-01') ? 0 : 1)
  return year - lag
}
