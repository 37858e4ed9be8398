/** The divisions on file, arranged for finding them by any of their names and codes. Pure. */
import type { DivisionLevel } from '#core/rules/levels.ts'
import { parseFormer } from './former.ts'
import { spellings, tidy, villageSort } from './names.ts'
import type { VillageSort } from './names.ts'

/** What matching needs of a record of the register `division`. */
export interface MatchableDivision {
  readonly code: string
  readonly name: string
  readonly parent_code: string | null
  readonly level: DivisionLevel
  readonly valid_to: number | null
  readonly former_names: string | null
  readonly national_code: string | null
}

export interface IndexedDivision extends MatchableDivision {
  readonly parent: IndexedDivision | null
  readonly sort: VillageSort
  /** Its own code and those of all above it. */
  readonly line: ReadonlySet<string>
}

export interface NameIndex {
  /** By present, former and national code. */
  readonly byCode: ReadonlyMap<string, IndexedDivision>
  readonly byName: ReadonlyMap<DivisionLevel, ReadonlyMap<string, readonly IndexedDivision[]>>
  /** Full names of what may stand before a village in an address, longest first. */
  readonly prefixes: readonly (readonly [string, readonly IndexedDivision[]])[]
  readonly heirOf: HeirOf
}

/** The village that one has become, today or at the end of a year; itself where it still was. */
export type HeirOf = (code: string, year?: number) => string

/** Builds the index once; ~160 divisions of a county take about a millisecond. Records may come in any order. */
export function buildIndex(divisions: Iterable<MatchableDivision>, heirOf: HeirOf): NameIndex {
  const rows = new Map([...divisions].map((division) => [division.code, division]))
  const indexed = new Map<string, IndexedDivision>()
  const add = (code: string, depth: number): IndexedDivision | null => {
    const done = indexed.get(code)
    if (done !== undefined) return done
    const row = rows.get(code)
    if (row === undefined || depth > 5) return null
    const parent = row.parent_code === null ? null : add(row.parent_code, depth + 1)
    const made: IndexedDivision = { ...row, parent, sort: villageSort(row.name), line: new Set([code, ...(parent?.line ?? [])]) }
    indexed.set(code, made)
    return made
  }
  for (const code of rows.keys()) add(code, 0)

  const byCode = new Map(indexed)
  const byName = new Map<DivisionLevel, Map<string, IndexedDivision[]>>()
  const prefixes = new Map<string, IndexedDivision[]>()
  for (const division of indexed.values()) {
    const states = parseFormer(division.former_names)
    for (const code of [division.national_code, ...states.map((state) => state.code)]) {
      if (code !== null && code !== undefined && !byCode.has(code)) byCode.set(code, division)
    }
    const names = new Set([division.name, ...states.flatMap((state) => state.name ?? [])].map(tidy))
    const keys = new Set([...names].flatMap((name) => spellings(division.level, name)))
    let level = byName.get(division.level)
    if (level === undefined) byName.set(division.level, (level = new Map()))
    for (const key of keys) push(level, key, division)
    if (division.level !== 'village') for (const name of names) push(prefixes, name, division)
  }
  return { byCode, byName, prefixes: [...prefixes].sort(([one], [other]) => other.length - one.length), heirOf }
}

export function isWithin(division: IndexedDivision, code: string): boolean {
  return division.line.has(code)
}

function push<K>(map: Map<K, IndexedDivision[]>, key: K, division: IndexedDivision): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [division])
  else list.push(division)
}
