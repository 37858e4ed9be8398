/**
 * Which records concern a site: those of its villages, what households that are on their way to it bring along, and what belongs to
 * no village. A superior office is concerned by everything below it. What two offices hold for theirs concerns both until it is decided.
 */
import { findField, registerOf } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { contestedRecords } from './contested.ts'

export class Scope {
  readonly prefix: string
  readonly #database: ReadDatabase
  /** Households coming in from villages elsewhere, and those that another office has taken in as well. */
  readonly #coming: ReadonlySet<string>
  /** Records that the site and another one both hold for theirs. */
  readonly #contested: ReadonlySet<string>
  /** Whether people who are in no household concern the site: they do where they were entered and at the superior office. */
  readonly #withStrays: boolean
  /** Who takes part is told downwards and to colleagues, never upwards. */
  readonly #withSites: boolean
  /** Neither above nor below us: only what is on its way between the two units concerns it, everything else comes to it from above. */
  readonly isNeighbour: boolean
  readonly #ownPrefix: string

  constructor(database: ReadDatabase, unit: string, ownUnit: string) {
    this.#database = database
    this.prefix = divisionPrefix(unit)
    this.#withStrays = ownUnit.startsWith(this.prefix)
    this.#ownPrefix = divisionPrefix(ownUnit)
    this.#withSites = unit.startsWith(this.#ownPrefix)
    this.isNeighbour = !this.#withStrays && !this.#withSites
    const contested = this.isNeighbour ? [] : contestedRecords(database).filter(({ divisions }) => divisions.some((division) => this.covers(division)))
    this.#contested = new Set(contested.map(({ record }) => record))
    const coming = database
      .all<{ household_id: string }>(
        `SELECT household_id FROM transfer WHERE deleted = 0 AND state = 'out' AND substr(to_village, 1, ?) = ?`,
        this.prefix.length,
        this.prefix,
      )
      .map((row) => row.household_id)
    this.#coming = new Set([...coming, ...contested.filter(({ register }) => register === 'household').map(({ record }) => record)])
  }

  /** Whether a division is the site's. */
  covers(division: unknown): boolean {
    return typeof division === 'string' && division.startsWith(this.prefix)
  }

  /** Whether a record concerns the site; the row is that of the table. */
  concerns(register: string, row: SqlRow): boolean {
    if (register === 'site') return this.#withSites
    const definition = registerOf(register)
    if (definition.owner === undefined) return !this.isNeighbour
    if (register === 'transfer') return this.#isConcernedByTransfer(row['from_village'], row['to_village']) || this.#holds(row['household_id'])
    if (!this.isNeighbour && (this.covers(row[definition.owner]) || this.#contested.has(String(row['id'])))) return true
    if (register === 'household') return this.#coming.has(String(row['id']))
    if (register === 'person') return this.#personConcerns(String(row['id']))
    if (register === 'person_year') return this.#personConcerns(String(row['person_id']))
    if (register === 'attachment') return this.#coming.has(String(row['record'])) || this.#personConcerns(String(row['record']))
    return findField(definition, 'household_id')?.derived === undefined && this.#coming.has(String(row['household_id']))
  }

  /** People concern a site by any household there that they are or were in; one joined to somebody else by what was done to them there. */
  #personConcerns(person: string): boolean {
    const memberships = this.#database.all<{ household_id: string; village: string | null }>(
      'SELECT household_id, village FROM membership WHERE person_id = ?',
      person,
    )
    if (memberships.length === 0) {
      if (this.#database.get('SELECT 1 FROM person WHERE id = ?', person) === undefined) return false
      return (
        this.#withStrays ||
        (!this.isNeighbour &&
          this.#database
            .all<{ owner: string }>('SELECT DISTINCT owner FROM journal WHERE record = ? AND owner IS NOT NULL', person)
            .some(({ owner }) => this.covers(owner)))
      )
    }
    return memberships.some((membership) => (!this.isNeighbour && this.covers(membership.village)) || this.#coming.has(membership.household_id))
  }

  /** Whether a household is the site's: it came with all its transfers, and goes on being told how they end. */
  #holds(household: unknown): boolean {
    return !this.isNeighbour && this.covers(this.#database.get<{ village: string }>('SELECT village FROM household WHERE id = ?', String(household))?.village)
  }

  #isConcernedByTransfer(from: unknown, to: unknown): boolean {
    if (!this.isNeighbour) return this.covers(from) || this.covers(to)
    const ours = (village: unknown): boolean => typeof village === 'string' && village.startsWith(this.#ownPrefix)
    return (ours(from) && this.covers(to)) || (this.covers(from) && ours(to))
  }
}
