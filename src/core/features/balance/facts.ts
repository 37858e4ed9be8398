/** Reads what the balance sheets need to know of households, many at a time. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { firstValue } from '../../rules/parameters.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { firstDay, isExited, KIND, type CaseFact, type EventFact, type LifeFacts, type MemberFact, type MoveFact, type YearFact } from './life.ts'

type Of<T> = T & { readonly household_id: string }

const ASKED = '(SELECT value FROM json_each(?))'
/**
 * Whoever goes along with a household that splits off or merges: the other end of it lies in the other household, on the same day. A split is told of
 * the household that begins, a merger of the one that ends, so that each travels with whom it is told of.
 */
const along = (day: 'start_date' | 'end_date'): string => {
  const [here, there] = day === 'start_date' ? (['household_id', 'other_household_id'] as const) : (['other_household_id', 'household_id'] as const)
  const other = day === 'start_date' ? 'end_date' : 'start_date'
  const found = (own: string, from: string, kind: string): string =>
    `SELECT e.kind FROM household_event e JOIN membership o ON o.household_id = e.${from} AND o.person_id = m.person_id AND o.deleted = 0 AND o.${other} = e.on_date
      WHERE e.${own} = m.household_id AND e.kind = '${kind}' AND e.on_date = m.${day} AND e.deleted = 0`
  return `(${found(here, there, KIND.split)} UNION ALL ${found(there, here, KIND.merged)} LIMIT 1)`
}
/** The last day of a step of the exit of a year. */
const stepDay = (step: string): string =>
  `(SELECT max(s.done_on) FROM procedure_step s WHERE s.subject = '${subjectPrefix('household_year')}' || y.id AND s.step = '${step}' AND s.deleted = 0)`

/** The facts of the households that are on file, by their ids. */
export function readLives(database: ReadDatabase, ids: readonly string[]): ReadonlyMap<string, LifeFacts> {
  const asked = JSON.stringify(ids)
  const many = <T>(sql: string, parameters: readonly string[] = [asked]): ReadonlyMap<string, readonly Of<T>[]> =>
    Map.groupBy(database.all<Of<T> & Record<string, string | number | null>>(sql, ...parameters) as unknown as Of<T>[], (row) => row.household_id)
  const years = many<YearFact>(
    `SELECT y.household_id, y.year, y.exit_standing AS standing, coalesce(y.population, 0) AS people, ${stepDay('delist')} AS delisted, ${stepDay('relapse')} AS returned
     FROM household_year y WHERE y.household_id IN ${ASKED} AND y.deleted = 0 ORDER BY y.household_id, y.year`,
  )
  const begun = booksBegin(database)
  const cases = readCases(database, asked)
  const events = many<{ kind: string; on_date: string; own: number; standing: string | null }>(
    `SELECT household_id, kind, on_date, 1 AS own, standing, id FROM household_event WHERE household_id IN ${ASKED} AND deleted = 0
     UNION ALL SELECT other_household_id, kind, on_date, 0, standing, id FROM household_event WHERE other_household_id IN ${ASKED} AND deleted = 0 ORDER BY on_date, id`,
    [asked, asked],
  )
  const members = many<Omit<MemberFact, 'living'> & { living: number }>(
    `SELECT m.household_id, m.person_id AS person, m.start_date AS "from", m.end_date AS until, coalesce(m.status, '1') = '1' AS living,
       m.increase_reason AS increase, m.decrease_reason AS decrease, ${along('start_date')} AS came, ${along('end_date')} AS went
     FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 WHERE m.household_id IN ${ASKED} AND m.deleted = 0 ORDER BY m.household_id, m.start_date, m.id`,
  )
  const moves = many<MoveFact>(
    `SELECT household_id, from_village AS "from", to_village AS "to", settled_on AS "on" FROM transfer
     WHERE household_id IN ${ASKED} AND state = 'in' AND settled_on IS NOT NULL AND deleted = 0 ORDER BY settled_on, id`,
  )
  const households = database.all<{
    id: string
    village: string
    valid: number | null
    identified: string | null
    registered: number | null
    standing: string | null
    exit_year: number | null
  }>(
    `SELECT id, village, valid, first_identified_on AS identified, registered_year AS registered, exit_standing AS standing, exit_standing_year AS exit_year
     FROM household WHERE id IN ${ASKED} AND deleted = 0 AND village IS NOT NULL`,
    asked,
  )
  return new Map(
    households.map((row): [string, LifeFacts] => [
      row.id,
      {
        village: row.village,
        valid: row.valid !== 0,
        identified: row.identified ?? (row.registered === null ? null : String(row.registered)),
        exitYear: isExited(row.standing) ? row.exit_year : null,
        booksBegin: begun,
        years: (years.get(row.id) ?? []).map(asSteps),
        cases: cases.get(row.id) ?? [],
        events: (events.get(row.id) ?? []).map(({ kind, on_date: on, own, standing }): EventFact => ({ kind, on, own: own === 1, standing })),
        members: (members.get(row.id) ?? []).map((member) => ({
          ...member,
          living: member.living === 1,
          from: member.from === null ? null : firstDay(member.from),
          until: member.until === null ? null : firstDay(member.until),
        })),
        moves: moves.get(row.id) ?? [],
      },
    ]),
  )
}

/** The year in which the books begin: what the county says last, else as the program has it. */
function booksBegin(database: ReadDatabase): number {
  const said = database.get<{ value: number }>(
    `SELECT value FROM parameter WHERE key = ? AND deleted = 0 AND value IS NOT NULL ORDER BY coalesce(valid_from, year || '-01-01') DESC, id LIMIT 1`,
    FIRST_YEAR,
  )
  return Math.trunc(Number(said?.value ?? firstValue(FIRST_YEAR)))
}

const FIRST_YEAR = 'balance_first_year'

/** Days of steps that were undone since say nothing. */
function asSteps(year: YearFact): YearFact {
  const returned = year.standing === '3' ? year.returned : null
  return { ...year, returned, delisted: isExited(year.standing) || returned !== null ? year.delisted : null }
}

/** What was carried out: of the household itself, and of the light record that it was before. */
function readCases(database: ReadDatabase, asked: string): ReadonlyMap<string, readonly CaseFact[]> {
  const found = (from: string, subject: string): string =>
    `SELECT ${from} AS household_id, i.outcome, i.decided_on AS "on", i.year, i.id FROM identification i ${subject}`
  const [household, unlisted] = [subjectPrefix('household'), subjectPrefix('unlisted_household')]
  const rows = database.all<{ household_id: string; outcome: string; on: string; year: number }>(
    `${found('h.value', `JOIN json_each(?) h ON i.subject = '${household}' || h.value WHERE i.stage = 'filed' AND i.deleted = 0 AND i.decided_on IS NOT NULL`)}
     UNION ALL ${found('u.household_id', `JOIN unlisted_household u ON i.subject = '${unlisted}' || u.id WHERE u.household_id IN ${ASKED} AND i.stage = 'filed' AND i.deleted = 0 AND i.decided_on IS NOT NULL`)}
     ORDER BY 3, 5`,
    asked,
    asked,
  )
  return Map.groupBy(
    rows.map((row) => ({ ...row, year: row.year ?? Number(row.on.slice(0, 4)) })),
    (row) => row.household_id,
  )
}
