/** The household as a subject of checks: with its members, their yearly facts, and who helps it; one set of facts a year. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Judging, type Loaded, type Place, type SubjectKey } from '#core/checks/subject.ts'
import { subjectPrefix } from '#core/catalogue/derive/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ReadDatabase, SqlRow } from '#core/store/index.ts'
import { successionsOf } from '#core/store/succession.ts'
import { householdRules } from './checks/index.ts'
import { makeContext, type CheckContext } from './checks/context.ts'
import type { NumberRead } from './checks/facts.ts'
import type { FindingTarget } from '#core/checks/engine/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'

const HOUSEHOLD = readerFor('household', householdRules, ['village', 'valid'])
const YEAR = readerFor('household_year', householdRules, ['household_id', 'year'])
const PERSON = readerFor('person', householdRules, ['name'])
const PERSON_YEAR = readerFor('person_year', householdRules, ['person_id', 'year'])
const PAIRING = readerFor('pairing', householdRules, ['household_id'])
const MEMBERSHIP = readerFor('membership', householdRules, ['household_id', 'person_id', 'relation', 'status', 'start_date', 'end_date'])

const GIVEN = '(SELECT value FROM json_each(?))'
/** Of people: those who are in no household any more are not judged by the one they left. */
const PRESENT = 'm.deleted = 0 AND m.end_date IS NULL'

/** Kinds of the papers on file of a member. */
const PAPERS = `(SELECT group_concat(a.kind) FROM attachment a WHERE a.record = m.person_id AND a.register = 'person' AND a.deleted = 0)`

export const householdSubject = defineSubject<CheckContext>({
  register: 'household',
  rules: householdRules,
  yearly: ['household_year', 'person_year'],
  parts: {
    household: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    household_year: `SELECT household_id AS about, year FROM household_year WHERE id IN ${GIVEN}`,
    membership: `SELECT household_id AS about, NULL AS year FROM membership WHERE id IN ${GIVEN}`,
    person: `SELECT m.household_id AS about, NULL AS year FROM membership m WHERE m.person_id IN ${GIVEN} AND ${PRESENT}`,
    person_year: `SELECT m.household_id AS about, y.year FROM person_year y JOIN membership m ON m.person_id = y.person_id AND ${PRESENT} WHERE y.id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    attachment: `SELECT m.household_id AS about, NULL AS year FROM attachment a JOIN membership m ON m.person_id = a.record AND m.deleted = 0 WHERE a.register = 'person' AND a.id IN ${GIVEN}`,
    pairing: `SELECT household_id AS about, NULL AS year FROM pairing WHERE id IN ${GIVEN}`,
    // Those who were left in a village that is gone.
    village_change: `SELECT h.id AS about, NULL AS year FROM household h JOIN village_change v ON v.former_village = h.village WHERE v.id IN ${GIVEN}`,
    helper: `SELECT household_id AS about, NULL AS year FROM pairing WHERE helper_id IN ${GIVEN} AND deleted = 0`,
    // Whether it is monitored.
    monitored_household: `SELECT substr(subject, ${subjectPrefix('household').length + 1}) AS about, NULL AS year FROM monitored_household
      WHERE id IN ${GIVEN} AND subject LIKE '${subjectPrefix('household')}%'`,
    // Who has left is spoken of by the household left behind.
    person: `SELECT household_id AS about, NULL AS year FROM membership WHERE person_id IN ${GIVEN} AND deleted = 0`,
    // A year is looked at beside those before it, which may be changed later.
    household_year: `SELECT n.household_id AS about, n.year FROM household_year y JOIN household_year n ON n.household_id = y.household_id AND n.year = y.year + 1 AND n.deleted = 0 WHERE y.id IN ${GIVEN}`,
    person_year: `SELECT m.household_id AS about, NULL AS year FROM person_year y JOIN membership m ON m.person_id = y.person_id AND m.deleted = 0 WHERE y.id IN ${GIVEN}`,
  },
  load,
})

interface Read {
  readonly household: Record<string, FieldValue>
  readonly years: Map<number, Record<string, FieldValue>>
  readonly members: {
    readonly membership: Record<string, FieldValue>
    readonly person: Record<string, FieldValue>
    readonly number: NumberRead
    readonly papers: readonly string[]
  }[]
  readonly helpers: Record<string, FieldValue>[]
  readonly pairings: Record<string, FieldValue>[]
  readonly becomes: { readonly name: string; readonly on: string } | null
  readonly monitored: boolean
  inCharge: string | null
}

function* load(database: ReadDatabase, keys: readonly SubjectKey[], judging: Judging): Generator<Loaded<CheckContext>> {
  const given = JSON.stringify([...new Set(keys.map(({ about }) => about))])
  const households = readHouseholds(database, given, judging.today)
  const ofPeople = personYears(database, given)
  for (const { about, years } of keys) {
    const read = households.get(about)
    if (read === undefined) continue
    const onFile = [...read.years.keys()].toSorted((one, other) => one - other)
    const newest = onFile.at(-1) ?? Number(judging.today.slice(0, 4))
    const wanted = years === 'every' ? (onFile.length === 0 ? [newest] : onFile) : [years === 'newest' ? newest : years]
    for (const year of wanted) yield factsOf(about, read, year, { newest: year === newest, ofPeople, judging })
  }
}

function readHouseholds(database: ReadDatabase, given: string, today: string): Map<string, Read> {
  const households = new Map<string, Read>()
  const gone = new Map(successionsOf(database).map((one) => [one.from, one]))
  for (const row of database.all(
    `SELECT ${HOUSEHOLD.columns('h')}, EXISTS (SELECT 1 FROM monitored_household m WHERE m.subject = '${subjectPrefix('household')}' || h.id AND m.deleted = 0 AND m.stage <> 'rejected') AS monitored
     FROM household h WHERE h.id IN ${GIVEN} AND h.deleted = 0`,
    given,
  )) {
    const isMonitored = row['monitored'] === 1
    const household = HOUSEHOLD.row(row)
    const succession = gone.get(String(household['village']))
    const becomes = succession === undefined ? null : { name: nameOf(database, succession.to), on: succession.on }
    const id = String(row['id'])
    households.set(id, { household, years: new Map(), members: [], helpers: [], pairings: [], becomes, monitored: isMonitored, inCharge: null })
  }
  for (const row of database.all(`SELECT ${YEAR.columns('y')} FROM household_year y WHERE y.household_id IN ${GIVEN} AND y.deleted = 0`, given)) {
    households.get(String(row['household_id']))?.years.set(Number(row['year']), YEAR.row(row))
  }
  // In the order of the card: those of today first, the head before others.
  const people = new Map<string, Record<string, FieldValue>>()
  for (const row of database.all(
    `SELECT ${PERSON.columns('p')} FROM person p WHERE p.deleted = 0 AND p.id IN (SELECT person_id FROM membership WHERE household_id IN ${GIVEN})`,
    given,
  )) {
    people.set(String(row['id']), PERSON.row(row))
  }
  for (const row of database.all(
    `SELECT ${MEMBERSHIP.columns('m')}, ${PAPERS} AS papers FROM membership m WHERE m.household_id IN ${GIVEN} AND m.deleted = 0
     ORDER BY m.household_id, (m.end_date IS NULL AND coalesce(m.status, '1') = '1') DESC, (m.relation = '01') DESC, m.id`,
    given,
  )) {
    const person = people.get(String(row['person_id']))
    const papers = typeof row['papers'] === 'string' ? row['papers'].split(',') : []
    if (person !== undefined) households.get(String(row['household_id']))?.members.push({ membership: MEMBERSHIP.row(row), person, number: {}, papers })
  }
  for (const row of database.all(
    `SELECT ${PAIRING.columns('p')}, h.name FROM pairing p JOIN helper h ON h.id = p.helper_id WHERE p.household_id IN ${GIVEN} AND p.deleted = 0
     ORDER BY coalesce(p.is_main, 0), p.start_date DESC, p.id DESC`,
    given,
  )) {
    const read = households.get(String(row['household_id']))
    if (read === undefined) continue
    const pairing = PAIRING.row(row)
    read.pairings.push(pairing)
    if (!helpsOn(pairing, today)) continue
    // The last one stands: the main one that began first.
    read.inCharge = String(row['name'])
    read.helpers.push(pairing)
  }
  return households
}

function helpsOn({ start_date: start, end_date: end }: Record<string, FieldValue>, day: string): boolean {
  return (start === null || String(start) <= day) && (end === null || String(end) > day)
}

function nameOf(database: ReadDatabase, division: string): string {
  return database.get<{ name: string }>('SELECT name FROM division WHERE code = ? AND deleted = 0', division)?.name ?? division
}

/** By person and year. */
function personYears(database: ReadDatabase, given: string): Map<string, SqlRow> {
  const rows = database.all(
    `SELECT ${PERSON_YEAR.columns('y')} FROM person_year y WHERE y.deleted = 0 AND y.person_id IN (SELECT person_id FROM membership WHERE household_id IN ${GIVEN} AND deleted = 0)`,
    given,
  )
  return new Map(rows.map((row) => [`${String(row['person_id'])} ${String(row['year'])}`, row]))
}

interface Around {
  readonly newest: boolean
  readonly ofPeople: ReadonlyMap<string, SqlRow>
  readonly judging: Judging
}

function factsOf(about: string, read: Read, year: number, { newest, ofPeople, judging }: Around): Loaded<CheckContext> {
  const householdYear = read.years.get(year) ?? null
  const members = read.members.map(({ membership, person, number, papers }) => {
    const of = (one: number): Record<string, FieldValue> | null => {
      const found = ofPeople.get(`${String(person['id'])} ${one}`)
      return found === undefined ? null : PERSON_YEAR.row(found)
    }
    // Hardly anybody's earlier years are asked for.
    return { person, membership, number, papers, personYear: of(year), earlier: () => [of(year - 1), of(year - 2)] }
  })
  const village = read.household['village']
  return {
    about,
    year,
    newest,
    division: typeof village === 'string' ? village : null,
    inCharge: read.inCharge,
    retired: read.household['valid'] === false,
    facts: makeContext({
      year,
      today: judging.today,
      household: read.household as Row<'household'>,
      householdYear: householdYear as Row<'household_year'> | null,
      members,
      helpers: read.helpers,
      pairings: read.pairings,
      before: (read.years.get(year - 1) ?? null) as Row<'household_year'> | null,
      becomes: read.becomes,
      monitored: read.monitored,
      parameters: judging.parameters,
    }),
    placeOf: (target) => placeOf(target, { household: read.household, householdYear, members, helpers: read.helpers }),
  }
}

interface Placed {
  readonly household: Record<string, FieldValue>
  readonly householdYear: Record<string, FieldValue> | null
  readonly helpers: readonly Record<string, FieldValue>[]
  readonly members: readonly Readonly<Record<'person' | 'membership', Record<string, FieldValue>> & { personYear: Record<string, FieldValue> | null }>[]
}

function placeOf({ register, member, field }: FindingTarget, { household, householdYear, members, helpers }: Placed): Place {
  const of = member === undefined ? undefined : members[member]
  const part = of === undefined ? '' : String(of.person['id'])
  const at = (row: Record<string, FieldValue> | null | undefined, otherwise: Record<string, FieldValue>, yearly: boolean): Place => ({
    record: String((row ?? otherwise)['id']),
    yearly: yearly && row !== null && row !== undefined,
    part,
    value: row?.[field] ?? null,
  })
  // Of who helps it the household speaks as a whole; other helpers are another matter to be explained.
  if (register === 'pairing') return { ...at(household, household, false), value: helpers.map(({ id, is_main: main }) => [id, main]) }
  if (of === undefined) return register === 'household_year' ? at(householdYear, household, true) : at(household, household, false)
  if (register === 'person_year') return at(of.personYear, of.person, true)
  return register === 'membership' ? at(of.membership, of.person, false) : at(of.person, of.person, false)
}
