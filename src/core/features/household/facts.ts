/** Everything on file about one household in one year, read for checks, for the card and for forms. */
import type { HouseholdFacts } from './checks/index.ts'
import { asHeld } from '../../catalogue/derive/kept.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { ParameterReader } from '../../rules/parameters.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'

export interface HouseholdRecords {
  readonly household: Row
  readonly householdYear: Row | null
  /** All who are or were members, those of today first, the head before others. */
  readonly members: readonly { readonly person: Row; readonly membership: Row; readonly personYear: Row | null }[]
}

/** Whether a membership holds today, as the derived columns see it. */
export function isCurrent(membership: Row): boolean {
  return membership['end_date'] === null && (membership['status'] ?? '1') === '1'
}

/** A record with what holds, where what was entered only opens a procedure. */
function held(register: string, row: SqlRow): Row {
  return asHeld(registerOf(register), toContractRow(tableOf(register), row))
}

/** Reads a household with its yearly record and members; undefined when there is none that is not removed. */
export function readHousehold(database: ReadDatabase, id: string, year: number): HouseholdRecords | undefined {
  const household = database.get<SqlRow>('SELECT * FROM household WHERE id = ? AND deleted = 0', id)
  if (household === undefined) return undefined
  const householdYear = database.get<SqlRow>('SELECT * FROM household_year WHERE household_id = ? AND year = ? AND deleted = 0', id, year)
  // The head first, then as they were entered: ids rise.
  const memberships = database.all<SqlRow>(
    `SELECT * FROM membership WHERE household_id = ? AND deleted = 0 ORDER BY (end_date IS NULL AND coalesce(status, '1') = '1') DESC, (relation = '01') DESC, id`,
    id,
  )
  return {
    household: held('household', household),
    householdYear: householdYear === undefined ? null : held('household_year', householdYear),
    members: memberships.flatMap((membership) => {
      const personId = String(membership['person_id'])
      const person = database.get<SqlRow>('SELECT * FROM person WHERE id = ? AND deleted = 0', personId)
      if (person === undefined) return []
      const personYear = database.get<SqlRow>('SELECT * FROM person_year WHERE person_id = ? AND year = ? AND deleted = 0', personId, year)
      return [
        {
          person: toContractRow(tableOf('person'), person),
          membership: toContractRow(tableOf('membership'), membership),
          personYear: personYear === undefined ? null : toContractRow(tableOf('person_year'), personYear),
        },
      ]
    }),
  }
}

/** The same as the checks want it. */
export function toFacts(records: HouseholdRecords, year: number, today: string, parameters: ParameterReader): HouseholdFacts {
  return { year, today, household: records.household, householdYear: records.householdYear, members: records.members, parameters }
}

/** The newest year a household has a record of, else the year given. */
export function newestYear(database: ReadDatabase, household: string, otherwise: number): number {
  return (
    database.get<{ year: number | null }>('SELECT max(year) AS year FROM household_year WHERE household_id = ? AND deleted = 0', household)?.year ?? otherwise
  )
}
