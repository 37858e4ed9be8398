/** What rows of single registers say beyond their own fields: sums that are kept as stated where their parts are missing. */
import { INCOME_INPUTS } from '#core/rules/income.ts'
import type { DataRow } from './model.ts'
import type { Wanted } from './planning.ts'

/** An income per person without its parts is kept as stated. */
function keepStated(row: DataRow, wanted: Wanted): void {
  const stated = row.layout.value(row, 'household_year.net_income_per_person')
  if (typeof stated === 'number' && INCOME_INPUTS.every((key) => (wanted[key] ?? null) === null)) wanted['stated_income_per_person'] = stated
}

export const ROW_COMPLETIONS: Readonly<Record<string, (row: DataRow, wanted: Wanted) => void>> = { household_year: keepStated }
