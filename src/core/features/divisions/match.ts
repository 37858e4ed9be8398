/**
 * Tells which division a sheet means: by code, or by names in any of the spellings met in practice. Never guesses between two.
 * Pure and isomorphic.
 */
import type { DivisionLevel } from '#core/rules/levels.ts'
import { nameInYear } from './former.ts'
import { buildIndex, isWithin } from './matchIndex.ts'
import type { HeirOf, IndexedDivision, MatchableDivision, NameIndex } from './matchIndex.ts'
import { ambiguous, noText, outsideScope, strangeCode, unknown } from './matchProblems.ts'
import type { DivisionProblem } from './matchProblems.ts'
import { fullCode, spellings, tidy, villageSort } from './names.ts'

/** What a row of a sheet says, level by level. Any of them may be a code, as text or number; `village` may hold a whole address. */
export type DivisionTexts = Partial<Record<DivisionLevel, string | number | null>>

export interface MatchOptions {
  /** The level wanted; a village unless said otherwise. */
  readonly level?: DivisionLevel
  /** Code of the division outside of which nothing may be found (the office, or what the user may enter). */
  readonly scope?: string
  /** Year the sheet speaks of: then only the names of that year count. */
  readonly year?: number
  /** What is wanted is the village as it was in that year, whatever it has become since. */
  readonly asThen?: boolean
}

/** `former`: the village that was named, where it has become the one of `code`. */
export type DivisionMatch = { readonly ok: true; readonly code: string; readonly former?: string } | { readonly ok: false; readonly problem: DivisionProblem }

const LEVELS: readonly DivisionLevel[] = ['province', 'city', 'county', 'township', 'village']
const REMEMBERED = 20_000

/** Resolves names and codes against the divisions on file; keeps answers, since sheets repeat themselves. */
export class DivisionMatcher {
  readonly #index: NameIndex
  readonly #answers = new Map<string, DivisionMatch>()

  constructor(divisions: Iterable<MatchableDivision>, heirOf: HeirOf = (code) => code) {
    this.#index = buildIndex(divisions, heirOf)
  }

  /** The one division meant, as its present code, or what is wrong with the text and what it may have been. */
  resolve(texts: DivisionTexts, options: MatchOptions = {}): DivisionMatch {
    const key = `${LEVELS.map((level) => texts[level] ?? '').join('\u0001')}\u0001${options.level ?? ''}\u0001${options.scope ?? ''}\u0001${options.year ?? ''}\u0001${options.asThen ?? ''}`
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = resolveTexts(this.#index, texts, options)
    if (this.#answers.size >= REMEMBERED) this.#answers.clear()
    this.#answers.set(key, answer)
    return answer
  }
}

function resolveTexts(index: NameIndex, texts: DivisionTexts, options: MatchOptions): DivisionMatch {
  const wanted = options.level ?? 'village'
  let above: IndexedDivision | null = null
  for (const level of LEVELS.slice(0, LEVELS.indexOf(wanted) + 1)) {
    const text = textOf(texts[level])
    if (text === '') {
      if (level === wanted) return { ok: false, problem: noText(level) }
      continue
    }
    const found: Finding = findOne(index, text, level, above, options)
    if (!found.ok) return found
    above = found.division
  }
  if (above === null || above.level !== wanted) return { ok: false, problem: noText(wanted) }
  const heir = heirIn(index, above, options)
  if (options.scope !== undefined && !isWithin(above, options.scope) && !isWithin(heir, options.scope))
    return { ok: false, problem: outsideScope(index, above, options.scope) }
  return { ok: true, code: heir.code, ...(heir === above ? {} : { former: above.code }) }
}

function heirIn({ heirOf, byCode }: NameIndex, division: IndexedDivision, { year, asThen }: MatchOptions): IndexedDivision {
  return byCode.get(heirOf(division.code, asThen === true ? year : undefined)) ?? division
}

type Finding = { readonly ok: true; readonly division: IndexedDivision } | { readonly ok: false; readonly problem: DivisionProblem }

function findOne(index: NameIndex, text: string, level: DivisionLevel, above: IndexedDivision | null, options: MatchOptions): Finding {
  if (/^[\d.]+(?:[eE]\+?\d+)?$/u.test(text)) return findByCode(index, text, level, above)
  const candidates = candidatesOf(index, text, level, above, options)
  const inScope = narrowed(index, candidates, options.scope)
  const [only] = inScope
  if (inScope.length === 1 && only !== undefined) return { ok: true, division: only }
  if (inScope.length > 1) return { ok: false, problem: ambiguous(text, level, inScope) }
  const address = fromAddress(index, text, level, above, options)
  if (address !== null) return address
  const [outside] = candidates
  if (outside !== undefined && options.scope !== undefined) return { ok: false, problem: outsideScope(index, outside, options.scope) }
  return { ok: false, problem: unknown(index, text, level, above, options.scope) }
}

/** What lies in the user's scope, or above it. */
function narrowed(index: NameIndex, candidates: readonly IndexedDivision[], scope: string | undefined): readonly IndexedDivision[] {
  if (scope === undefined) return candidates
  const above = index.byCode.get(scope)?.line
  return candidates.filter((division) => isWithin(division, scope) || above?.has(division.code) === true)
}

function findByCode(index: NameIndex, text: string, level: DivisionLevel, above: IndexedDivision | null): Finding {
  if (!/^\d+$/u.test(text)) return { ok: false, problem: strangeCode(text) }
  const division = index.byCode.get(fullCode(text))
  if (division === undefined || division.level !== level) return { ok: false, problem: unknown(index, text, level, above, undefined) }
  if (above !== null && !isWithin(division, above.code)) return { ok: false, problem: unknown(index, text, level, above, undefined) }
  return { ok: true, division }
}

function candidatesOf(index: NameIndex, text: string, level: DivisionLevel, above: IndexedDivision | null, options: MatchOptions): readonly IndexedDivision[] {
  for (const key of spellings(level, text)) {
    const named = (index.byName.get(level)?.get(key) ?? []).filter((division) => above === null || isWithin(division, above.code))
    const ofYear = options.year === undefined ? named : inYear(named, key, level, options.year)
    const found = withoutHeirs(index, level === 'village' ? ofSort(ofYear, villageSort(text)) : ofYear)
    if (found.length > 0) return found
  }
  return []
}

/** A village and what it has become, under the same name with another code, are one: the old one says both. */
function withoutHeirs({ heirOf }: NameIndex, divisions: readonly IndexedDivision[]): readonly IndexedDivision[] {
  if (divisions.length < 2) return divisions
  return divisions.filter(({ code }) => !divisions.some((other) => other.code !== code && heirOf(other.code) === code))
}

/** Only those that bore the name in that year, and existed; all of them where the year leaves none. */
function inYear(divisions: readonly IndexedDivision[], key: string, level: DivisionLevel, year: number): readonly IndexedDivision[] {
  const then = divisions.filter(
    (division) => (division.valid_to === null || division.valid_to >= year) && spellings(level, nameInYear(division, year)).includes(key),
  )
  return then.length > 0 ? then : divisions
}

/** 新寺村 and 新寺居委会 lie in one township: a bare 新寺 in a column of villages means the village, 新寺社区 the other. */
function ofSort(divisions: readonly IndexedDivision[], sort: ReturnType<typeof villageSort>): readonly IndexedDivision[] {
  const wanted = sort === 'residents' ? 'residents' : 'villagers'
  return divisions.filter((division) => division.sort === wanted || !divisions.some((other) => other.sort === wanted && other.parent === division.parent))
}

/** “漳县武阳镇柯寨村” in one cell: takes the names of the divisions above off the front. */
function fromAddress(index: NameIndex, text: string, level: DivisionLevel, above: IndexedDivision | null, options: MatchOptions): Finding | null {
  for (const [name, divisions] of index.prefixes) {
    if (!text.startsWith(name) || text.length === name.length) continue
    for (const division of divisions) {
      if (LEVELS.indexOf(division.level) >= LEVELS.indexOf(level)) continue
      if (above !== null && !isWithin(division, above.code) && !isWithin(above, division.code)) continue
      const narrower = above !== null && isWithin(above, division.code) ? above : division
      const found = findOne(index, textOf(text.slice(name.length)), level, narrower, options)
      if (found.ok || found.problem.code === 'division_ambiguous') return found
    }
  }
  return null
}

function textOf(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : tidy(String(value)).replace(/^[,，、/\\|-]+/u, '')
}
