/** The divisions of this office, kept in memory: names by code, the path above a code, and matching of texts in sheets. */
import { nameInYear } from './former.ts'
import { DivisionMatcher, type DivisionMatch, type DivisionTexts, type MatchOptions } from './match.ts'
import type { DivisionLevel } from '../../rules/levels.ts'
import type { ReadDatabase, Store } from '../../store/index.ts'

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

  constructor(store: Store) {
    this.#database = store.read
    store.onChange((registers) => {
      if (registers.includes('division')) {
        this.#byCode = null
        this.#matcher = null
      }
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

  /** Resolves the texts of a sheet (or a 12-digit code) to a division of this office. */
  match(texts: DivisionTexts, options?: MatchOptions): DivisionMatch {
    this.#matcher ??= new DivisionMatcher(this.all())
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
