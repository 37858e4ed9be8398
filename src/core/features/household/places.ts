/** Where households stand on paper of a year: where they counted then. */
import { afterPrefix } from '../../access/asker.ts'
import { columnSql } from '../../catalogue/derive/kept.ts'
import { fieldOf } from '../../catalogue/index.ts'

const COUNTED = columnSql(fieldOf('household_year', 'counted_village'), 'y')

/** SQL of the village in which a household (`t`) counted in a year; where nothing is on file of the year, that of today. */
export function placeIn(year: number): string {
  return `coalesce((SELECT ${COUNTED} FROM household_year y WHERE y.household_id = t.id AND y.year = ${year} AND y.deleted = 0), t.village)`
}

/** Condition over households (`t`) that counted in a division in a year; `prefix` begins the codes of its villages. */
export function countedWithin(prefix: string, year: number): { readonly sql: string; readonly parameters: readonly string[] } {
  const range = [prefix, afterPrefix(prefix)]
  // The first two find the few that may be meant by an index, the last decides.
  return {
    sql: `(t.village >= ? AND t.village < ? OR t.id IN (SELECT y.household_id FROM household_year y WHERE ${COUNTED} >= ? AND ${COUNTED} < ? AND y.year = ${year} AND y.deleted = 0))
      AND ${placeIn(year)} >= ? AND ${placeIn(year)} < ?`,
    parameters: [...range, ...range, ...range],
  }
}
