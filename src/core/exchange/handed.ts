/** What a neighbour hands to us: a household by a transfer between the two units, and what belongs to that household. */
import { divisionPrefix } from '../access/permissions.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'

/** The data before and after a package of the unit `from`, taken in by the unit `to`. */
export interface Between {
  readonly before: ReadDatabase
  readonly after: ReadDatabase
  readonly from: string
  readonly to: string
}

/**
 * Whether a record of the package belongs to a household that is handed over between the two units. `others`: it brings work of a third
 * office, which the neighbour may pass on with a household of its own, but not of one that is ours.
 */
export function isHandedToUs(between: Between, register: string, record: string, others: boolean): boolean {
  const row = between.after.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  // A wish for a record that is nowhere yet goes by the offices above.
  if (row === undefined) return false
  if (register === 'transfer' && !others && isBetween(between, String(row['from_village']), String(row['to_village']))) return true
  if (register === 'village_group') return String(row['village']).startsWith(divisionPrefix(between.from))
  if (register === 'helper')
    return between.after
      .all<{ household_id: string }>('SELECT household_id FROM pairing WHERE helper_id = ?', record)
      .some((pairing) => isHanded(between, pairing.household_id, false))
  if (register === 'organization') return between.before.get('SELECT 1 FROM organization WHERE id = ?', record) === undefined
  return householdsOf(between.after, register, record, row).some((household) => isHanded(between, household, others))
}

function householdsOf(database: ReadDatabase, register: string, record: string, row: SqlRow): string[] {
  const ofPerson = (person: unknown): string[] =>
    database.all<{ id: string }>('SELECT household_id AS id FROM membership WHERE person_id = ?', String(person)).map(({ id }) => id)
  switch (register) {
    case 'household':
      return [record]
    case 'person':
      return ofPerson(record)
    case 'person_year':
      return ofPerson(row['person_id'])
    case 'attachment':
      return row['register'] === 'person' ? ofPerson(row['record']) : [String(row['record'])]
    default:
      return typeof row['household_id'] === 'string' ? [row['household_id']] : []
  }
}

function isHanded(between: Between, household: string, others: boolean): boolean {
  if (others) {
    const held = between.before.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household)
    if (held !== undefined && !held.village.startsWith(divisionPrefix(between.from))) return false
  }
  return between.after
    .all<{ from_village: string; to_village: string }>('SELECT from_village, to_village FROM transfer WHERE household_id = ?', household)
    .some((transfer) => isBetween(between, transfer.from_village, transfer.to_village))
}

/** Whether a transfer goes from the one unit to the other, either way. */
function isBetween({ from, to }: Between, one: string, other: string): boolean {
  const [theirs, ours] = [divisionPrefix(from), divisionPrefix(to)]
  return (one.startsWith(theirs) && other.startsWith(ours)) || (one.startsWith(ours) && other.startsWith(theirs))
}
