/** The village as a subject of checks: with its figures of each year, and what its households on file come to. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Loaded, type SubjectKey } from '#core/checks/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { villageRules } from './checks/index.ts'
import { LAND, type VillageFacts } from './checks/types.ts'

const VILLAGE = readerFor('village', villageRules, ['village'])
const YEAR = readerFor('village_year', villageRules, ['village_id', 'year'])
const GIVEN = '(SELECT value FROM json_each(?))'
const CODES = `(SELECT village FROM village WHERE id IN ${GIVEN})`

export const villageSubject = defineSubject<VillageFacts>({
  register: 'village',
  rules: villageRules,
  // The sums over all households of each.
  portion: 3,
  parts: {
    village: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    village_year: `SELECT village_id AS about, year FROM village_year WHERE id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    // Its years may count elsewhere than where it is today.
    household: `WITH given AS MATERIALIZED (SELECT value FROM json_each(?)), place AS MATERIALIZED (
        SELECT village FROM household WHERE id IN given UNION SELECT village FROM household_year WHERE household_id IN given)
      SELECT v.id AS about, NULL AS year FROM place JOIN village v ON v.village = place.village AND v.deleted = 0`,
    terrace_plot: `SELECT v.id AS about, NULL AS year FROM terrace_plot t JOIN village v ON v.village = t.village AND v.deleted = 0 WHERE t.id IN ${GIVEN}`,
    household_year: `SELECT v.id AS about, NULL AS year FROM household_year y JOIN village v ON v.village = y.village AND v.deleted = 0 WHERE y.id IN ${GIVEN}`,
  },
  load,
})

type Known = Record<string, FieldValue>

function load(database: ReadDatabase, keys: readonly SubjectKey[]): Loaded<VillageFacts>[] {
  const given = JSON.stringify([...new Set(keys.map(({ about }) => about))])
  const villages = new Map(
    database
      .all(`SELECT ${VILLAGE.columns('v')} FROM village v WHERE v.id IN ${GIVEN} AND v.deleted = 0`, given)
      .map((row) => [String(row['id']), VILLAGE.row(row)]),
  )
  const years = Map.groupBy(
    database.all(`SELECT ${YEAR.columns('y')} FROM village_year y WHERE y.village_id IN ${GIVEN} AND y.deleted = 0 ORDER BY y.year`, given).map(YEAR.row),
    (row) => String(row['village_id']),
  )
  const onFile = new Map(
    database
      .all<{ village: string; count: number }>(
        `SELECT village, count(*) AS count FROM household WHERE village IN ${CODES} AND deleted = 0 AND coalesce(valid, 1) = 1 GROUP BY village`,
        given,
      )
      .map(({ village, count }) => [village, count]),
  )
  const land = landOf(database, given)
  const terraces = terracesOf(database, given)
  return keys.flatMap(({ about, years: wanted }) => {
    const village = villages.get(about)
    if (village === undefined) return []
    const rows = years.get(about) ?? []
    const newest = rows.at(-1)
    const shown: readonly (Known | null)[] =
      wanted === 'every' ? (rows.length === 0 ? [null] : rows) : wanted === 'newest' ? [newest ?? null] : [rows.find((row) => row['year'] === wanted) ?? null]
    return shown.map((row) => {
      const code = typeof village['village'] === 'string' ? village['village'] : null
      const year = typeof row?.['year'] === 'number' ? row['year'] : null
      return {
        about,
        year,
        newest: row === (newest ?? null),
        division: code,
        inCharge: null,
        retired: false,
        facts: {
          village,
          villageYear: row ?? {},
          year,
          householdsOnFile: row === newest ? (onFile.get(code ?? '') ?? 0) : null,
          land: land.get(`${code} ${year}`) ?? {},
          terraces: terraces.get(code ?? '')?.(year) ?? null,
        },
        placeOf: ({ register, field }) =>
          register === 'village'
            ? { record: about, yearly: false, part: '', value: village[field] ?? null }
            : { record: String(row?.['id'] ?? about), yearly: row !== null, part: '', value: row?.[field] ?? null },
      }
    })
  })
}

/** Sums of households that have left poverty, by village and year. */
function landOf(database: ReadDatabase, given: string): Map<string, Partial<Record<(typeof LAND)[number], number>>> {
  const rows = database.all<Record<string, string | number | null>>(
    `SELECT y.village, y.year, ${LAND.map((key) => `sum(y.${key}) AS ${key}`).join(', ')} FROM household_year y JOIN household h ON h.id = y.household_id
     WHERE y.village IN ${CODES} AND y.deleted = 0 AND h.deleted = 0 AND coalesce(y.exit_status, h.exit_status) IN ('1', '4') GROUP BY y.village, y.year`,
    given,
  )
  return new Map(
    rows.map((row) => [
      `${String(row['village'])} ${String(row['year'])}`,
      Object.fromEntries(LAND.flatMap((key) => (typeof row[key] === 'number' ? [[key, row[key]]] : []))),
    ]),
  )
}

/** By village, what its plots come to up to a year. */
function terracesOf(database: ReadDatabase, given: string): Map<string, (year: number | null) => number | null> {
  const rows = database.all<{ village: string; year: number; area: number | null }>(
    `SELECT village, year, sum(coalesce(accepted_area, done_area, planned_area)) AS area FROM terrace_plot WHERE village IN ${CODES} AND deleted = 0 GROUP BY village, year`,
    given,
  )
  return new Map(
    [...Map.groupBy(rows, ({ village }) => village)].map(([village, plots]) => [
      village,
      (year) => {
        const counted = plots.filter((one) => one.area !== null && (year === null || one.year <= year))
        return counted.length === 0 ? null : counted.reduce((sum, { area }) => sum + (area ?? 0), 0)
      },
    ]),
  )
}
