/** Compares the yearly records of a place with one standard: who is below it, and by how much (差额=max(0,达标值−现状), mechanisms.md M05.c). */
import type { ReadDatabase } from '../../store/index.ts'
import { hundredths, isCount, saysYes, type Measure } from './measure.ts'

export interface Compared {
  readonly subject: string
  readonly village: string
  /** Hundredths of the unit. */
  readonly current: number
  readonly required: number
}

/** Of which year, within which divisions (a prefix of their codes), and who is poor. */
export interface Scope {
  readonly year: number
  readonly prefix: string
  readonly poorStatus: readonly string[]
  /** Value of a parameter for a village, in its unit. */
  readonly parameter: (key: string, village: string) => number | undefined
}

interface Found {
  readonly id: string
  readonly village: string
  readonly number: number | null
  readonly whole: number | null
}

/** Records below the standard. What is not filled in lacks nothing: it is a gap of the data, not of the village. */
export function below(database: ReadDatabase, measure: Measure, scope: Scope): Compared[] {
  return rowsOf(database, measure, scope).flatMap(({ id, village, number, whole }) => {
    if (number === null) return []
    const required = requiredOf(measure, scope, village) ?? whole ?? (measure.lacking ? number : null)
    if (required === null) return []
    const current = measure.lacking ? Math.max(0, required - number) : number
    return current < required ? [{ subject: `${measure.level}:${id}`, village, current, required }] : []
  })
}

function requiredOf({ required, requiredParameter }: Measure, { parameter }: Scope, village: string): number | null {
  if (requiredParameter === null) return required
  const value = parameter(requiredParameter, village)
  return value === undefined ? null : Math.round(value * 100)
}

function rowsOf(database: ReadDatabase, measure: Measure, scope: Scope): Found[] {
  const { sql, values } = statementOf(measure, scope)
  return database.all<Found>(sql, ...values)
}

type Statement = { readonly sql: string; readonly values: (string | number)[] }

function statementOf(measure: Measure, scope: Scope): Statement {
  if (measure.level === 'village') return ofVillages(measure, scope)
  if (measure.register === 'person_year') return measure.level === 'person' ? ofPeople(measure, scope) : ofMembers(measure, scope)
  return ofHouseholds(measure, scope)
}

/** What a field of the record says, in hundredths. */
function numberIn(alias: string, measure: Measure): string {
  const [field] = measure.fields
  return isCount(measure) && field !== undefined ? hundredths(alias, field, measure.lacking) : `(${saysYes(alias, measure)}) * 100`
}

const wholeIn = (alias: string, { whole }: Measure): string => (whole === null ? 'NULL' : hundredths(alias, whole, false))

function ofVillages(measure: Measure, { year, prefix }: Scope): Statement {
  return {
    sql: `SELECT v.id, v.village, ${numberIn('y', measure)} AS number, ${wholeIn('y', measure)} AS whole
      FROM village_year y JOIN village v ON v.id = y.village_id AND v.deleted = 0 WHERE y.year = ? AND y.deleted = 0 AND v.village BETWEEN ? AND ? ORDER BY v.village, v.id`,
    values: [year, ...within(prefix)],
  }
}

/** Households on file that are poor in the year. */
const POOR = `household_year y JOIN household h ON h.id = y.household_id AND h.deleted = 0 AND h.valid IS NOT 0`
const POOR_WHERE = `y.year = ? AND y.deleted = 0 AND h.village BETWEEN ? AND ? AND y.exit_standing IN (SELECT value FROM json_each(?))`
const poorValues = ({ year, prefix, poorStatus }: Scope): (string | number)[] => [year, ...within(prefix), JSON.stringify(poorStatus)]

function ofHouseholds(measure: Measure, scope: Scope): Statement {
  return {
    sql: `SELECT h.id, h.village, ${numberIn('y', measure)} AS number, ${wholeIn('y', measure)} AS whole FROM ${POOR} WHERE ${POOR_WHERE} ORDER BY h.village, h.id`,
    values: poorValues(scope),
  }
}

/** People of poor households, by their age at the end of the year. */
const members = (measure: Measure): string =>
  `${POOR} JOIN person_year m ON m.counted_household_id = h.id AND m.year = y.year AND m.deleted = 0 JOIN person p ON p.id = m.person_id AND p.deleted = 0${bornWithin(measure)}`

/** Of each household how many of those asked about have it, or lack it; who is not known counts as having it. */
function ofMembers(measure: Measure, scope: Scope): Statement {
  const yes = saysYes('m', measure)
  return {
    sql: `SELECT h.id, h.village, 100 * sum(${measure.lacking ? `coalesce(${yes}, 0)` : `coalesce(${yes}, 1)`}) AS number, 100 * count(*) AS whole
      FROM ${members(measure)} WHERE ${POOR_WHERE} GROUP BY h.id ORDER BY h.village, h.id`,
    values: [...bornValues(measure, scope), ...poorValues(scope)],
  }
}

function ofPeople(measure: Measure, scope: Scope): Statement {
  return {
    sql: `SELECT p.id, h.village, ${numberIn('m', measure)} AS number, ${wholeIn('m', measure)} AS whole FROM ${members(measure)} WHERE ${POOR_WHERE} ORDER BY h.village, p.id`,
    values: [...bornValues(measure, scope), ...poorValues(scope)],
  }
}

/** Complete years at the end of the year; who has no day of birth is not asked about where ages count. */
function bornWithin({ ages: { from, last } }: Measure): string {
  return `${from === null ? '' : ' AND p.birth_date <= ?'}${last === null ? '' : ' AND p.birth_date > ?'}`
}

function bornValues({ ages: { from, last } }: Measure, { year }: Scope): string[] {
  return [...(from === null ? [] : [`${year - from}-12-31`]), ...(last === null ? [] : [`${year - last - 1}-12-31`])]
}

/** Codes of villages that begin so. */
const within = (prefix: string): [string, string] => [prefix.padEnd(12, '0'), prefix.padEnd(12, '9')]
