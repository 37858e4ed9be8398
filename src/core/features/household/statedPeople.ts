/** People who count by the number that a sheet stated for their household, and are not entered themselves. */
import type { ReadDatabase } from '#core/store/index.ts'

/** How many there are in the households that fit the condition, which speaks of columns of the household. */
export function statedPeople(database: ReadDatabase, condition: { readonly sql: string; readonly parameters: readonly (string | number)[] }): number {
  const row = database.get<{ people: number }>(
    `SELECT coalesce(sum(population - (SELECT count(*) FROM person WHERE person.household_id = household.id AND person.deleted = 0)), 0) AS people
     FROM household WHERE deleted = 0 AND coalesce(valid, 1) = 1 AND ${condition.sql}
       AND id IN (SELECT household_id FROM household_year WHERE stated_population > 1 AND deleted = 0)`,
    ...condition.parameters,
  )
  return Math.max(0, row?.people ?? 0)
}
