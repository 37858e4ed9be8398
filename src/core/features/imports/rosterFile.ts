/** What is on file about a portion of households: fetched by a handful of queries, whatever the number of rows. */
import type { ReadDatabase } from '#core/store/index.ts'
import type { Group } from './rosterGrouping.ts'
import { identityKey } from './identityKey.ts'
import { groupBy, indexBy, recordsOf, recordsWith, type FileRecord } from './records.ts'

export interface FileMember {
  readonly membership: FileRecord
  readonly person: FileRecord
}

export class RosterFile {
  readonly householdById: ReadonlyMap<string, FileRecord>
  readonly #householdByNo: ReadonlyMap<string, FileRecord>
  readonly #householdByLocal: ReadonlyMap<string, FileRecord[]>
  readonly #householdByHead: ReadonlyMap<string, FileRecord[]>
  readonly #personByIdentity = new Map<string, FileRecord>()
  readonly #personByNo: ReadonlyMap<string, FileRecord>
  readonly #members = new Map<string, FileMember[]>()
  readonly #personYears = new Map<string, FileRecord>()
  readonly #householdYears = new Map<string, FileRecord>()
  readonly #lastYear = new Map<string, number>()

  constructor(database: ReadDatabase, groups: readonly Group[]) {
    const texts = new KeyTexts(groups)
    const byNo = recordsWith(database, 'household', 'household_no', texts.of('household.household_no'))
    const byLocal = recordsWith(database, 'household', 'local_no', texts.of('household.local_no'))
    const persons = [...byIdentity(database, texts), ...recordsWith(database, 'person', 'person_no', texts.of('person.person_no'))]
    const byHead = this.#householdsByHead(database, groups, texts)
    const ofPersons = recordsWith(
      database,
      'household',
      'id',
      persons.map((person) => person['household_id'] ?? null),
    )
    const households = [...byNo, ...byLocal, ...byHead, ...ofPersons]
    this.householdById = new Map(households.map((household) => [household.id, household]))
    this.#householdByNo = indexBy(byNo, 'household_no')
    this.#householdByLocal = groupBy(byLocal, 'local_no')
    this.#householdByHead = groupBy(byHead, 'head_name')
    for (const person of persons) this.#personByIdentity.set(identityKey(String(person['id_number'] ?? '')), person)
    this.#personByNo = indexBy(persons, 'person_no')
    this.#loadMembers(database, persons)
    this.#loadYears(database, groups, persons)
  }

  householdByNo(number: string): FileRecord | undefined {
    return this.#householdByNo.get(number)
  }

  /** Households of a 本地户号, in that village or, if the village is not known, anywhere. */
  householdsByLocal(number: string, village: string | null): readonly FileRecord[] {
    return inVillage(this.#householdByLocal.get(number) ?? [], village)
  }

  householdsByHead(name: string, village: string | null): readonly FileRecord[] {
    return inVillage(this.#householdByHead.get(name) ?? [], village)
  }

  /** By the document number; of 20 and 22 digits the first 18 count. */
  personByIdentity(number: string): FileRecord | undefined {
    return this.#personByIdentity.get(identityKey(number))
  }

  personByNo(number: string): FileRecord | undefined {
    return this.#personByNo.get(number)
  }

  /** Present and former members of a household. */
  members(household: string): readonly FileMember[] {
    return this.#members.get(household) ?? []
  }

  personYear(person: string, year: number): FileRecord | undefined {
    return this.#personYears.get(`${person} ${year}`)
  }

  householdYear(household: string, year: number): FileRecord | undefined {
    return this.#householdYears.get(`${household} ${year}`)
  }

  /** Last year of which the household has a yearly record. */
  lastYear(household: string): number | undefined {
    return this.#lastYear.get(household)
  }

  #householdsByHead(database: ReadDatabase, groups: readonly Group[], texts: KeyTexts): FileRecord[] {
    // Only households without a number are looked for by the name of their head.
    const without = groups.map(({ main }) => main).filter((main) => main.layout.text(main, 'household.household_no') === null)
    const names = [...new Set([...texts.of('household.head_name'), ...without.flatMap((main) => main.layout.text(main, 'person.name') ?? [])])]
    const villages = [...new Set(without.flatMap((main) => main.place ?? []))]
    if (names.length === 0 || villages.length === 0) return []
    return recordsOf(
      database,
      'household',
      `SELECT t.* FROM json_each(?) j CROSS JOIN household t ON t.village = j.value WHERE t.deleted = 0 AND t.head_name IN (SELECT value FROM json_each(?))`,
      JSON.stringify(villages),
      JSON.stringify(names),
    )
  }

  #loadMembers(database: ReadDatabase, persons: readonly FileRecord[]): void {
    const memberships = recordsWith(database, 'membership', 'household_id', this.householdById.keys())
    const known = new Map(persons.map((person) => [person.id, person]))
    const missing = memberships.map((membership) => String(membership['person_id'])).filter((id) => !known.has(id))
    for (const person of recordsWith(database, 'person', 'id', missing)) known.set(person.id, person)
    for (const membership of memberships) {
      const person = known.get(String(membership['person_id']))
      if (person === undefined) continue
      const household = String(membership['household_id'])
      const members = this.#members.get(household)
      if (members === undefined) this.#members.set(household, [{ membership, person }])
      else members.push({ membership, person })
    }
  }

  #loadYears(database: ReadDatabase, groups: readonly Group[], persons: readonly FileRecord[]): void {
    const years = JSON.stringify([...new Set(groups.flatMap(({ rows }) => rows.flatMap((row) => [row.year, ...(row.years?.keys() ?? [])])))])
    const households = JSON.stringify([...this.householdById.keys()])
    const people = JSON.stringify([...new Set([...persons.map(({ id }) => id), ...[...this.#members.values()].flat().map(({ person }) => person.id)])])
    const query = (register: string, reference: string): string =>
      `SELECT t.* FROM json_each(?) j CROSS JOIN ${register} t ON t.${reference} = j.value WHERE t.deleted = 0 AND t.year IN (SELECT value FROM json_each(?))`
    for (const record of recordsOf(database, 'household_year', query('household_year', 'household_id'), households, years)) {
      this.#householdYears.set(`${String(record['household_id'])} ${String(record['year'])}`, record)
    }
    for (const record of recordsOf(database, 'person_year', query('person_year', 'person_id'), people, years)) {
      this.#personYears.set(`${String(record['person_id'])} ${String(record['year'])}`, record)
    }
    const last = database.all<{ household_id: string; year: number }>(
      'SELECT t.household_id, max(t.year) AS year FROM json_each(?) j CROSS JOIN household_year t ON t.household_id = j.value WHERE t.deleted = 0 GROUP BY t.household_id',
      households,
    )
    for (const { household_id: household, year } of last) this.#lastYear.set(household, year)
  }
}

/** Texts of a target in all rows of a portion. */
class KeyTexts {
  readonly #groups: readonly Group[]

  constructor(groups: readonly Group[]) {
    this.#groups = groups
  }

  of(target: string): string[] {
    const texts = new Set<string>()
    for (const { rows } of this.#groups) {
      for (const row of rows) {
        const text = row.layout.text(row, target)
        if (text !== null) texts.add(text)
      }
    }
    return [...texts]
  }
}

/** Document numbers are compared by their first 18 digits, which the index answers as a range. */
function byIdentity(database: ReadDatabase, texts: KeyTexts): FileRecord[] {
  const keys = [...new Set([...texts.of('person.id_number'), ...texts.of('household.head_id_number')].map(identityKey))]
  if (keys.length === 0) return []
  return recordsOf(
    database,
    'person',
    `SELECT t.* FROM json_each(?) j CROSS JOIN person t ON t.id_number >= j.value AND t.id_number < j.value || 'Z' WHERE t.deleted = 0`,
    JSON.stringify(keys),
  )
}

function inVillage(households: readonly FileRecord[], village: string | null): readonly FileRecord[] {
  return village === null ? households : households.filter((household) => household['village'] === village)
}
