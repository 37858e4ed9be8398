/** What rows of single registers say beyond their own fields: sums that are kept as stated where their parts are missing. */
import { INCOME_INPUTS } from '#core/features/household/checks/index.ts'
import type { DataRow } from './model.ts'
import type { Wanted } from './planning.ts'

/** An income per person without its parts is kept as stated. */
function keepStated(row: DataRow, wanted: Wanted): void {
  const stated = row.layout.value(row, PER_PERSON)
  if (typeof stated === 'number' && INCOME_INPUTS.every((key) => (wanted[key] ?? null) === null)) wanted['stated_income_per_person'] = stated
}

const PER_PERSON = 'household_year.net_income_per_person'

/** Whether a worked-out target is kept as stated where the sheet has nothing to compute it from. */
export function isKeptAsStated(target: string): boolean {
  return target === PER_PERSON
}

/** Whether a sheet with these columns has what a worked-out target follows from, so that what it states is only compared. */
export function followsFrom(target: string, has: (target: string) => boolean): boolean {
  if (target === PER_PERSON) return INCOME_INPUTS.some((key) => has(`household_year.${key}`))
  return target !== 'household.population' || has('person.name')
}

export const ROW_COMPLETIONS: Readonly<Record<string, (row: DataRow, wanted: Wanted) => void>> = { household_year: keepStated }
