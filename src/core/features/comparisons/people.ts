/** The people whom a list may mean, looked up in sets: by number, and of whole villages. */
import { prefixCondition } from '../../access/asker.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { readIdentity } from '../../rules/identity.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { portions } from '../../store/portions.ts'
import { SCOPE } from '../identification/index.ts'

/** Somebody on file, or of a household that is not. */
export interface Candidate {
  /** `person:id` or `unlisted_person:id`; null of a household not on file of which the head alone is known. */
  readonly who: string | null
  /** `household:id` or `unlisted_household:id`. */
  readonly subject: string
  readonly name: string
  /** The first 18 characters of a number that can be right; null for none. */
  readonly number: string | null
  /** The number on file is of 15 digits. */
  readonly old: boolean
  readonly village: string
  /** What the household is, as a case takes it; null of one that was struck off. */
  readonly scope: string | null
}

interface PersonRow {
  readonly who: string | null
  readonly subject: string
  readonly name: string
  readonly number: string | null
  readonly village: string
  readonly scope: string | null
}

const EXITED = `('1', '4')`

/** What is read of people by register; `p` is the person, `h` the household. Those on file come first. */
const SOURCES = [
  {
    columns: `'person:' || p.id AS who, 'household:' || h.id AS subject, p.name AS name, p.id_number AS number, p.village AS village,
      CASE WHEN h.valid = 0 THEN NULL WHEN h.exit_standing IN ${EXITED} THEN '${SCOPE.exited}' ELSE '${SCOPE.onFile}' END AS scope`,
    people: 'person p',
    number: 'p.id_number',
    village: 'p.village',
    rest: 'JOIN household h ON h.id = p.household_id AND h.deleted = 0 WHERE p.deleted = 0',
  },
  {
    columns: `'unlisted_person:' || p.id AS who, 'unlisted_household:' || h.id AS subject, p.name AS name, p.id_number AS number, h.village AS village, '${SCOPE.unlisted}' AS scope`,
    people: 'unlisted_person p',
    number: 'p.id_number',
    village: 'p.village',
    rest: 'JOIN unlisted_household h ON h.id = p.household_id AND h.deleted = 0 AND h.household_id IS NULL WHERE p.deleted = 0',
  },
  {
    columns: `NULL AS who, 'unlisted_household:' || p.id AS subject, p.head_name AS name, p.head_id_number AS number, p.village AS village, '${SCOPE.unlisted}' AS scope`,
    people: 'unlisted_household p',
    number: 'p.head_id_number',
    village: 'p.village',
    rest: 'WHERE p.deleted = 0 AND p.household_id IS NULL',
  },
] as const

type Source = (typeof SOURCES)[number]

/** The number of 15 digits that became one of 18. */
function oldNumber(number: string): string[] {
  return number.startsWith('19', 6) ? [`${number.slice(0, 6)}${number.slice(8, 17)}`] : []
}

/** Numbers and villages looked up in one go. */
const [AT_ONCE, VILLAGES_AT_ONCE] = [500, 5] as const

export class People {
  readonly #database: ReadDatabase
  readonly #place: string
  readonly #step: () => Promise<void>
  /** Those that hold anybody at all, found when the first number is looked up. */
  #sources: readonly { readonly source: Source; readonly old: boolean }[] | null = null

  /** Those of a division and what lies below it. */
  constructor(database: ReadDatabase, place: string, step: () => Promise<void>) {
    this.#database = database
    this.#place = divisionPrefix(place)
    this.#step = step
  }

  /** By the first 18 characters of their number; somebody on file goes before a light record of the same number. */
  async byNumber(numbers: readonly string[]): Promise<ReadonlyMap<string, Candidate>> {
    const found = new Map<string, Candidate>()
    this.#sources ??= SOURCES.filter(({ people }) => this.#database.get(`SELECT 1 FROM ${people} LIMIT 1`) !== undefined).map((source) => ({
      source,
      old: this.#holdsOld(source),
    }))
    for (const some of portions(numbers, AT_ONCE)) {
      for (const { source, old } of this.#sources) {
        const keys = JSON.stringify(old ? some.flatMap((number) => [number, ...oldNumber(number)]) : some)
        // Disability cards carry the number in front, so that a number is the beginning of those it may be.
        const rows = this.#rows(source, `json_each(?) j CROSS JOIN ${source.people} ON ${source.number} >= j.value AND ${source.number} < j.value || '~'`, [
          keys,
        ])
        for (const candidate of rows) if (candidate.number !== null && !found.has(candidate.number)) found.set(candidate.number, candidate)
      }
      await this.#step()
    }
    return found
  }

  /** Whether any number of 15 digits is on file: then each number is looked for as it was, too. */
  #holdsOld({ people, number }: Source): boolean {
    return this.#database.get(`SELECT 1 FROM ${people} WHERE p.deleted = 0 AND ${number} IS NOT NULL AND length(${number}) = 15 LIMIT 1`) !== undefined
  }

  /** Everybody of some villages, each person once. */
  async of(villages: readonly string[]): Promise<readonly Candidate[]> {
    const found: Candidate[] = []
    const heads = new Set<string>()
    for (const some of portions(villages, VILLAGES_AT_ONCE)) {
      for (const source of SOURCES)
        for (const candidate of this.#rows(source, `${source.people}`, [], `${source.village} IN (SELECT value FROM json_each(?))`, JSON.stringify(some))) {
          const key = `${candidate.subject} ${candidate.name}`
          // The head of a light record stands in it and among its people.
          if (candidate.who === null && heads.has(key)) continue
          if (source.people !== 'person p') heads.add(key)
          found.push(candidate)
        }
      await this.#step()
    }
    return found
  }

  #rows(source: Source, from: string, parameters: readonly string[], where = '1', ...more: string[]): Candidate[] {
    const within = prefixCondition([this.#place], `+${source.village}`, false)
    return this.#database
      .all<PersonRow>(
        `SELECT ${source.columns} FROM ${from} ${source.rest} AND ${where} AND (${within.sql})`,
        ...parameters,
        ...more,
        ...within.parameters.map(String),
      )
      .map(({ who, subject, name, number: text, village, scope }) => {
        const { number, old } = numberOf(text)
        return { who, subject, name, number, old, village, scope }
      })
  }
}

/** A number on file as it is compared; one that cannot be right tells nothing. */
function numberOf(text: string | null): Pick<Candidate, 'number' | 'old'> {
  if (text === null) return { number: null, old: false }
  const identity = readIdentity(text)
  if (identity.upgrade !== null) return { number: identity.upgrade, old: true }
  return {
    number: identity.kind === 'special' || identity.problems.some(({ code }) => code !== 'category' && code !== 'level') ? null : identity.first18,
    old: false,
  }
}
