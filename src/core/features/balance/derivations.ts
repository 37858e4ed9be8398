/** What keeps the ledger of the balance sheets true: the entries of each household, and what locked years are by now compared with what they were. */
import { subjectId } from '../../catalogue/derive/subject.ts'
import { touchedParameter } from '../../registers/parametersIn.ts'
import type { ComputedRow } from '../../store/computedRows.ts'
import { touchedRecords, type Derivation, type ReadDatabase } from '../../store/index.ts'
import { readLives } from './facts.ts'
import { entriesOf, type Entry } from './life.ts'
import { correctionsOf } from './locked.ts'

/** Characters of a code that tell townships apart. */
const TOWNSHIP = 9

/** Locks of the villages in which touched households have, or had, entries. */
const LOCKS = `SELECT l.id FROM year_lock l WHERE l.division IN (SELECT e.village FROM balance_entry e WHERE e.household_id IN ${touchedRecords('household')})`

/** After all that they read is worked out. */
export const balanceDerivations: readonly Derivation[] = [
  {
    register: 'household',
    touchedBy: {
      household_year: `SELECT household_id FROM household_year WHERE id IN ${touchedRecords('household_year')}`,
      // Whoever goes along with a split is told by both households.
      membership: `SELECT o.household_id FROM membership m JOIN membership o ON o.person_id = m.person_id WHERE m.id IN ${touchedRecords('membership')}`,
      person: `SELECT household_id FROM membership WHERE person_id IN ${touchedRecords('person')}`,
      transfer: `SELECT household_id FROM transfer WHERE id IN ${touchedRecords('transfer')}`,
      household_event: `SELECT household_id FROM household_event WHERE id IN ${touchedRecords('household_event')}
        UNION SELECT other_household_id FROM household_event WHERE id IN ${touchedRecords('household_event')} AND other_household_id IS NOT NULL`,
      // The id is cut out of the subject: put together for each household, it would have every one of them read at each save.
      identification: `SELECT h.id FROM identification i JOIN household h ON h.id = ${subjectId('i.subject', 'household:')} WHERE i.id IN ${touchedRecords('identification')}
        UNION SELECT u.household_id FROM identification i CROSS JOIN unlisted_household u ON u.id = ${subjectId('i.subject', 'unlisted_household:')}
          WHERE i.id IN ${touchedRecords('identification')} AND u.household_id IS NOT NULL`,
      unlisted_household: `SELECT household_id FROM unlisted_household WHERE id IN ${touchedRecords('unlisted_household')} AND household_id IS NOT NULL`,
    },
    settings: { parameter: `SELECT id FROM household WHERE ${touchedParameter(['balance_first_year'])}` },
    rows: { register: 'balance_entry', by: 'household_id', make: entriesOfHouseholds, leaves: { year_lock: LOCKS } },
  },
  {
    register: 'year_lock',
    touchedBy: {
      household: LOCKS,
      year_lock: `SELECT o.id FROM year_lock l JOIN year_lock o ON o.division = l.division AND o.year = l.year WHERE l.id IN ${touchedRecords('year_lock')}`,
    },
    rows: { register: 'balance_entry', by: 'lock_id', make: correctionsOf },
  },
]

function entriesOfHouseholds(database: ReadDatabase, ids: readonly string[]): ReadonlyMap<string, readonly ComputedRow[]> {
  return new Map([...readLives(database, ids)].map(([id, facts]) => [id, entriesOf(facts).map(rowOf)]))
}

function rowOf({ person, otherVillage, line, day, households, people, village }: Entry): ComputedRow {
  return {
    person_id: person,
    line,
    day,
    households,
    people,
    households_less: 0 - households,
    people_less: 0 - people,
    across_townships: otherVillage === null ? null : otherVillage.slice(0, TOWNSHIP) !== village.slice(0, TOWNSHIP),
    other_village: otherVillage,
    village,
  }
}
