/** The divisions of this office, kept in memory: names by code, the path above a code, and matching of texts in sheets. */
import { nameInYear } from './former.ts'
import { DivisionMatcher, type DivisionMatch, type DivisionTexts, type MatchOptions } from './match.ts'
import type { DivisionLevel } from '../../rules/levels.ts'
import { successionRegister } from '../../catalogue/derive/succession.ts'
import type { ReadDatabase, Store } from '../../store/index.ts'
import { successionsOf } from '../../store/succession.ts'
import { Successions } from './successions.ts'

export interface OfficeDivision {
  readonly code: string
  readonly name: string
  readonly parent_code: string | null
  readonly level: DivisionLevel
  readonly valid_from: number | null
  readonly valid_to: number | null
  readonly former_names: string | null
  readonly national_code: string | null
}

export class OfficeDivisions {
  readonly #database: ReadDatabase
  #byCode: Map<string, OfficeDivision> | null = null
  #matcher: DivisionMatcher | null = null
  #successions: Successions | null = null
  #widened = new WeakMap<object, unknown>()

  constructor(store: Store) {
    this.#database = store.read
    store.onChange((registers) => {
      if (!registers.includes('division') && !registers.includes(successionRegister().name)) return
      this.#byCode = null
      this.#matcher = null
      this.#successions = null
      this.#widened = new WeakMap()
    })
  }

  all(): readonly OfficeDivision[] {
    return [...this.#load().values()]
  }

  get(code: string): OfficeDivision | undefined {
    return this.#load().get(code)
  }

  /** Name of a division, in a year if given; the code itself when it is not one of ours. */
  nameOf(code: string, year?: number): string {
    const division = this.get(code)
    if (division === undefined) return code
    return year === undefined ? division.name : nameInYear(division, year)
  }

  /** The divisions from the county down to the code. */
  pathOf(code: string): OfficeDivision[] {
    const path: OfficeDivision[] = []
    for (let at: string | null = code; at !== null; ) {
      const division: OfficeDivision | undefined = this.get(at)
      if (division === undefined) break
      path.unshift(division)
      at = division.parent_code
    }
    return path
  }

  /** The name people need to tell two villages of one name apart: 武阳镇柯寨村. */
  fullName(code: string, year?: number): string {
    return (
      this.pathOf(code)
        .filter((division) => division.level === 'township' || division.level === 'village')
        .map((division) => this.nameOf(division.code, year))
        .join('') || this.nameOf(code, year)
    )
  }

  /** What became of villages. */
  get successions(): Successions {
    return (this.#successions ??= new Successions(successionsOf(this.#database)))
  }

  /** Somebody limited to a village goes on with what it became, and with all that went into that. The same answer for the same user. */
  withFamilies<U extends { readonly divisions: readonly string[] }>(user: U): U & { divisions: string[] } {
    let known = this.#widened.get(user) as (U & { divisions: string[] }) | undefined
    if (known === undefined) {
      known = { ...user, divisions: [...new Set(user.divisions.flatMap((code) => this.successions.familyOf(code)))] }
      this.#widened.set(user, known)
    }
    return known
  }

  /** Resolves the texts of a sheet (or a 12-digit code) to a division of this office. */
  match(texts: DivisionTexts, options?: MatchOptions): DivisionMatch {
    this.#matcher ??= new DivisionMatcher(this.all(), (code, year) => this.successions.heirOf(code, year))
    return this.#matcher.resolve(texts, options)
  }

  #load(): Map<string, OfficeDivision> {
    this.#byCode ??= new Map(
      this.#database
        .all<OfficeDivision>(
          'SELECT code, name, parent_code, level, valid_from, valid_to, former_names, national_code FROM division WHERE deleted = 0 ORDER BY code',
        )
        .map((division) => [division.code, division]),
    )
    return this.#byCode
  }
}
