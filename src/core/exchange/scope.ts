/**
 * Which records concern a site: those of its villages and those that reach there, what is on its way to it with all that belongs to that, and
 * what belongs to no village. A superior office is concerned by everything below it. What two offices hold for theirs concerns both until it
 * is decided. What belongs to what says the catalogue.
 */
import { findField, registerOf, type RegisterName } from '../catalogue/index.ts'
import { linkOf, linksBy, moveOf, moves, ownerIn } from '../catalogue/derive/belonging.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import type { RecordName } from '../store/belonging.ts'
import { formerLinks } from '../store/formerLinks.ts'
import { contestedRecords } from './contested.ts'

export class Scope {
  readonly prefix: string
  readonly #database: ReadDatabase
  /** Records coming in from villages elsewhere, and those that the site and another one both hold for theirs. */
  readonly #brought: ReadonlySet<string>
  /** Records with links to several places that were handed over to the site: it goes on being told of the links that they had before. */
  readonly #arrived: ReadonlySet<string>
  /** Records that a link at a place of the site has left: whoever holds them goes on being told what becomes of them. */
  readonly #left: ReadonlySet<string>
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
    const coming = moves.flatMap((move) => this.#moved(move, move.underWay))
    this.#brought = new Set([...coming, ...contested.map(({ record }) => record)])
    const left = this.isNeighbour ? [] : formerLinks(database).filter(({ place, target }) => this.covers(place) || this.#brought.has(target ?? ''))
    this.#left = new Set(left.map(({ id }) => id))
    // A neighbour that took somebody of ours in and went back to before it did has what it did of nobody else, perhaps.
    const arrived = moves.filter(({ of }) => linkOf(of) !== undefined).flatMap((move) => this.#moved(move, move.done, this.isNeighbour ? this.#ownPrefix : ''))
    this.#arrived = new Set([...coming, ...arrived])
  }

  /** What moves to the site, by how far that is; `leaving`: from villages whose codes begin so. */
  #moved({ register, by, state, from, to }: (typeof moves)[number], value: string, leaving = ''): string[] {
    return this.#database
      .all<{ id: string }>(
        `SELECT ${by} AS id FROM ${register} WHERE deleted = 0 AND ${state} = ? AND substr(${to}, 1, ?) = ? AND substr(${from}, 1, ?) = ?`,
        value,
        this.prefix.length,
        this.prefix,
        leaving.length,
        leaving,
      )
      .map(({ id }) => id)
  }

  /** Whether a division is the site's. */
  covers(division: unknown): boolean {
    return typeof division === 'string' && division.startsWith(this.prefix)
  }

  /** Whether a record with links to several places is handed to the site, or was. */
  isHandedOver(id: string): boolean {
    return this.#arrived.has(id)
  }

  /** Whether a record concerns the site; the row is that of the table. */
  concerns(register: string, row: SqlRow): boolean {
    if (register === 'site') return this.#withSites
    const definition = registerOf(register)
    if (definition.owner === undefined) return !this.isNeighbour
    const owner = ownerIn(definition, row)
    const move = moveOf(register)
    if (move !== undefined) return this.#isConcernedByMove(row[move.from], row[move.to]) || (owner !== undefined && this.#holds(owner))
    if (this.#brought.has(String(row['id']))) return true
    if (!this.isNeighbour && (this.covers(row[definition.owner]) || this.#reaches(definition, row))) return true
    if (definition.linkedBy !== undefined) return this.#isLinked(definition, String(row['id']))
    if (linksBy(register).some(({ by }) => this.#arrived.has(String(row[by])))) return true
    return owner !== undefined && this.#isOwnedHere(owner)
  }

  /** Whether what a record is part of concerns the site other than by its place, which the record shares. */
  #isOwnedHere({ register, id }: RecordName): boolean {
    if (this.#brought.has(id)) return true
    const definition = registerOf(register)
    if (definition.linkedBy !== undefined) return this.#isLinked(definition, id)
    if (definition.partOf === undefined && definition.reaches === undefined) return false
    const row = this.#rowOf(register, id)
    return row !== undefined && this.concerns(register, row)
  }

  #rowOf(register: RegisterName, id: string): SqlRow | undefined {
    return this.#database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
  }

  /** Whether a record reaches a place of the site: by a field of its own, or by a link that it ever had. */
  #reaches({ reaches = [] }: RegisterDefinition, row: SqlRow): boolean {
    return reaches.some((reach) => {
      if ('field' in reach) return this.covers(row[reach.field])
      return this.#database.all<{ place: unknown }>(reachedPlaces(reach), String(row['id'])).some(({ place }) => this.covers(place))
    })
  }

  /**
   * People concern a site by any household there that they are or were in; one joined to somebody else by those that they were in before, and by
   * what was done to them there. So does whatever is linked to several places.
   */
  #isLinked({ name, linkedBy }: RegisterDefinition, id: string): boolean {
    if (linkedBy === undefined) return false
    if (this.#left.has(id)) return true
    const links = this.#links(linkedBy, id)
    if (links.length === 0) {
      if (this.#database.get(`SELECT 1 FROM ${name} WHERE id = ?`, id) === undefined) return false
      return (
        this.#withStrays ||
        (!this.isNeighbour &&
          this.#database
            .all<{ owner: string }>('SELECT DISTINCT owner FROM journal WHERE record = ? AND owner IS NOT NULL', id)
            .some(({ owner }) => this.covers(owner)))
      )
    }
    return this.#brought.has(id) || links.some((link) => (!this.isNeighbour && this.covers(link.place)) || this.#brought.has(link.target))
  }

  #links({ register, by, to }: NonNullable<RegisterDefinition['linkedBy']>, id: string): { target: string; place: string | null }[] {
    return this.#database.all(`SELECT ${to} AS target, ${registerOf(register).owner} AS place FROM ${register} WHERE ${by} = ?`, id)
  }

  /** Whether what moves is the site's: it came with all its moves, and the site goes on being told how they end. */
  #holds({ register, id }: RecordName): boolean {
    if (this.isNeighbour) return false
    const { owner = '', linkedBy } = registerOf(register)
    if (linkedBy !== undefined) return this.#links(linkedBy, id).some(({ place }) => this.covers(place))
    return this.covers(this.#rowOf(register, id)?.[owner])
  }

  #isConcernedByMove(from: unknown, to: unknown): boolean {
    if (!this.isNeighbour) return this.covers(from) || this.covers(to)
    const ours = (place: unknown): boolean => typeof place === 'string' && place.startsWith(this.#ownPrefix)
    return (ours(from) && this.covers(to)) || (this.covers(from) && ours(to))
  }
}

/** SQL of the places that a record (`?`) reaches by the links of a register. */
function reachedPlaces({ register, by, to }: { readonly register: string; readonly by: string; readonly to: string }): string {
  const target = findField(register, to)?.register
  if (target === undefined) return `SELECT ${to} AS place FROM ${register} WHERE ${by} = ?`
  return `SELECT p.${registerOf(target).owner} AS place FROM ${register} l JOIN ${target} p ON p.id = l.${to} WHERE l.${by} = ?`
}
