/** Monitored households as a subject of checks: with facts, measures, and the people as the newest year has them. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Judging, type Loaded } from '#core/checks/subject.ts'
import { subjectPrefix } from '#core/catalogue/derive/subject.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import { ageOn } from '#core/rules/dates.ts'
import type { ReadDatabase, SqlRow } from '#core/store/index.ts'
import { monitoredRules } from './checks/index.ts'
import type { Aid, MonitoredFacts, MonitoredMember } from './checks/types.ts'
import { AT } from './checks/words.ts'

const MONITORED = readerFor('monitored_household', monitoredRules, ['village', 'subject', 'stage'])
const FACT = readerFor('monitored_fact', monitoredRules, [
  'stage',
  'people',
  'wage_income',
  'business_income',
  'property_income',
  'transfer_income',
  'business_expense',
])
const YEAR = readerFor('household_year', monitoredRules)
const PERSON_YEAR = readerFor('person_year', monitoredRules)
const GIVEN = '(SELECT value FROM json_each(?))'
const OF_HOUSEHOLD = subjectPrefix('household')
const OF_UNLISTED = subjectPrefix('unlisted_household')
const OF_PERSON = subjectPrefix('person')

/** Monitored households of the households that a query yields. */
const byHousehold = (households: string): string =>
  `SELECT t.id AS about, NULL AS year FROM (${households}) h CROSS JOIN monitored_household t ON t.subject = '${OF_HOUSEHOLD}' || h.id AND t.deleted = 0`

export const monitoredSubject = defineSubject<MonitoredFacts>({
  register: 'monitored_household',
  rules: monitoredRules,
  parts: {
    monitored_household: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    monitored_fact: `SELECT monitored_household_id AS about, NULL AS year FROM monitored_fact WHERE id IN ${GIVEN}`,
    monitored_aid: `SELECT monitored_household_id AS about, NULL AS year FROM monitored_aid WHERE id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    household: byHousehold('SELECT value AS id FROM json_each(?)'),
    household_year: byHousehold(`SELECT household_id AS id FROM household_year WHERE id IN ${GIVEN}`),
    membership: byHousehold(`SELECT household_id AS id FROM membership WHERE id IN ${GIVEN}`),
    person: byHousehold(`SELECT household_id AS id FROM membership WHERE person_id IN ${GIVEN} AND deleted = 0`),
    person_year: byHousehold(
      `SELECT m.household_id AS id FROM person_year y JOIN membership m ON m.person_id = y.person_id AND m.deleted = 0 WHERE y.id IN ${GIVEN}`,
    ),
    work_month: byHousehold(
      `SELECT m.household_id AS id FROM work_month w CROSS JOIN membership m ON m.person_id = substr(w.subject, ${OF_PERSON.length + 1}) AND m.deleted = 0
       WHERE w.id IN ${GIVEN} AND substr(w.subject, 1, ${OF_PERSON.length}) = '${OF_PERSON}'`,
    ),
  },
  *load(database, keys, judging) {
    const given = JSON.stringify(keys.map(({ about }) => about))
    const facts = Map.groupBy(
      database.all<SqlRow>(
        `SELECT ${FACT.columns('f')}, f.monitored_household_id AS about FROM monitored_fact f WHERE f.monitored_household_id IN ${GIVEN} AND f.deleted = 0 ORDER BY f.round`,
        given,
      ),
      ({ about }) => String(about),
    )
    const aids = Map.groupBy(
      database.all<Aid & { about: string }>(
        `SELECT a.monitored_household_id AS about, a.kind, coalesce(a.content, '') AS content FROM monitored_aid a WHERE a.monitored_household_id IN ${GIVEN} AND a.deleted = 0`,
        given,
      ),
      ({ about }) => about,
    )
    for (const row of database.all<SqlRow>(`SELECT ${MONITORED.columns('t')} FROM monitored_household t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, given))
      yield loaded(database, row, { facts: facts.get(String(row['id'])) ?? [], aids: aids.get(String(row['id'])) ?? [], judging })
  },
})

interface Beside {
  readonly facts: readonly SqlRow[]
  readonly aids: readonly Aid[]
  readonly judging: Judging
}

function loaded(database: ReadDatabase, row: SqlRow, { facts, aids, judging }: Beside): Loaded<MonitoredFacts> {
  const about = String(row['id'])
  const record = MONITORED.row(row) as Row<'monitored_household'>
  const last = (stage: string): Row<'monitored_fact'> | null => {
    const found = facts.findLast((one) => one['stage'] === stage)
    return found === undefined ? null : (FACT.row({ ...found }) as Row<'monitored_fact'>)
  }
  return {
    about,
    year: null,
    newest: true,
    division: typeof record.village === 'string' ? record.village : null,
    inCharge: null,
    retired: record.stage === 'rejected',
    facts: {
      record,
      ...householdOf(database, String(record.subject), judging.today),
      identification: last(AT.identification),
      removal: last(AT.removal),
      aids,
      today: judging.today,
      parameters: judging.parameters,
    },
    placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: (record as Readonly<Record<string, unknown>>)[field] ?? null }),
  }
}

type HouseholdPart = Pick<MonitoredFacts, 'standing' | 'members' | 'householdYear'>
const EXITED: ReadonlySet<unknown> = new Set(['1', '4'])
const NOBODY: HouseholdPart = { standing: null, members: [], householdYear: null }

function householdOf(database: ReadDatabase, subject: string, today: string): HouseholdPart {
  if (subject.startsWith(OF_UNLISTED)) {
    const id = subject.slice(OF_UNLISTED.length)
    if (database.get('SELECT 1 FROM unlisted_household WHERE id = ? AND deleted = 0', id) === undefined) return NOBODY
    const people = database.all<{ name: string; birth_date: string | null }>(
      'SELECT name, birth_date FROM unlisted_person WHERE household_id = ? AND deleted = 0',
      id,
    )
    const members = people.map((one) => ({ name: one.name, age: ageOf(one.birth_date, today), year: null, disabled: false, worked: false, subsidised: false }))
    return { standing: 'unlisted', members, householdYear: null }
  }
  const id = subject.slice(OF_HOUSEHOLD.length)
  const household = database.get<SqlRow>('SELECT exit_standing FROM household WHERE id = ? AND deleted = 0', id)
  if (household === undefined) return NOBODY
  const year = database.get<SqlRow>(
    `SELECT ${YEAR.columns('y')} FROM household_year y WHERE y.household_id = ? AND y.deleted = 0 ORDER BY y.year DESC LIMIT 1`,
    id,
  )
  return {
    standing: EXITED.has(household['exit_standing']) ? 'exited' : 'poor',
    members: membersOf(database, id, today),
    householdYear: year === undefined ? null : (YEAR.row(year) as Row<'household_year'>),
  }
}

/** Those of today. */
function membersOf(database: ReadDatabase, household: string, today: string): MonitoredMember[] {
  return database
    .all<SqlRow>(
      `SELECT p.id, p.name, p.birth_date, p.id_type, p.disability_card_no, p.disability_category,
         (SELECT count(*) FROM work_month w WHERE w.subject = '${OF_PERSON}' || p.id AND w.working = 1 AND w.deleted = 0) AS worked,
         (SELECT count(*) FROM work_month w WHERE w.subject = '${OF_PERSON}' || p.id AND w.travel_subsidy > 0 AND w.deleted = 0) AS subsidised
       FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0
       WHERE m.household_id = ? AND m.deleted = 0 AND m.end_date IS NULL AND coalesce(m.status, '1') = '1' ORDER BY m.relation, p.id`,
      household,
    )
    .map((person) => {
      const found = database.get<SqlRow>(
        `SELECT ${PERSON_YEAR.columns('y')} FROM person_year y WHERE y.person_id = ? AND y.deleted = 0 ORDER BY y.year DESC LIMIT 1`,
        String(person['id']),
      )
      const year = found === undefined ? null : (PERSON_YEAR.row(found) as Row<'person_year'>)
      return {
        name: String(person['name']),
        age: ageOf(person['birth_date'], today),
        year,
        disabled: isDisabled(person, year),
        worked: Number(person['worked']) > 0,
        subsidised: Number(person['subsidised']) > 0,
      }
    })
}

/** By the card, the kind of document, or the state of health. */
function isDisabled(person: SqlRow, year: Row<'person_year'> | null): boolean {
  return (
    person['disability_card_no'] !== null ||
    person['disability_category'] !== null ||
    person['id_type'] === '09' ||
    (year?.health ?? '').split(',').includes('04')
  )
}

const ageOf = (birth: unknown, today: string): number | null => (typeof birth === 'string' ? ageOn(birth, today) : null)
