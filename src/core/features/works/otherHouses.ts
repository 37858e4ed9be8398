/**
 * What else a household was given for its house: 危改, 灾后重建 and 易地搬迁 are one group, of which a household gets one once (readings.md 27). A repair after
 * the earthquake is no rebuilding; a second house within some years of it is a doubt.
 */
import type { ReadDatabase } from '../../store/index.ts'
import type { OtherHouse } from './checks/houseWords.ts'

/** Code of 维修加固 after the earthquake. */
const REPAIR = '2'
/** An application that was refused gave nothing. */
const REFUSED = 'refused'

/** All houses of the given households (as subjects: `register:id`), by household. */
export function housesOf(database: ReadDatabase, subjects: readonly string[]): Map<string, OtherHouse[]> {
  const given = JSON.stringify([...new Set(subjects)])
  const rows = database.all<OtherHouse & { household: string }>(
    `SELECT t.household, t.id, 'house_retrofit' AS register, 'retrofit' AS work, t.year FROM json_each(?) j CROSS JOIN house_retrofit t ON t.household = j.value
       WHERE t.deleted = 0 AND t.stage <> '${REFUSED}'
     UNION ALL SELECT t.household, t.id, 'damage_household', CASE t.way WHEN '${REPAIR}' THEN 'repaired' ELSE 'rebuilt' END, t.year
       FROM json_each(?) j CROSS JOIN damage_household t ON t.household = j.value WHERE t.deleted = 0
     UNION ALL SELECT t.household, t.id, 'relocation', 'relocated', t.year FROM json_each(?) j CROSS JOIN relocation t ON t.household = j.value WHERE t.deleted = 0
     ORDER BY 1, 5, 3, 2`,
    given,
    given,
    given,
  )
  return Map.groupBy(rows, ({ household }) => household)
}
