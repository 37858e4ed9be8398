/**
 * Which division of one vintage is which of the next. The bureau publishes no table of successions, so they are concluded from names and
 * from the villages that two townships share; what cannot be concluded counts as gone and new.
 */
import { levelOfDigits } from '../../src/core/rules/levels.ts'
import { stemOf } from '../../src/core/features/divisions/names.ts'
import type { Vintage } from './divisionVintages.ts'

/**
 * Successions that names cannot show, with their source.
 * 草滩乡 of 漳县 became 贵清山镇 in 2016 (`domain/divisions.md`); the vintage of 2015 has no villages to vote.
 */
const KNOWN: ReadonlyMap<string, string> = new Map([['621125207', '621125109']])

/** Old code → new code, for every division of `before` that goes on in `after`. */
export function succession(before: Vintage, after: Vintage): Map<string, string> {
  const found = new Map<string, string>()
  for (const province of before.children.get('') ?? []) {
    if (after.names.has(province)) found.set(province, province)
  }
  matchBelow(before, after, found, [2], 4)
  matchBelow(before, after, found, [4], 6)
  matchBelow(before, after, found, [4, 6], 9)
  if (before.villages && after.villages) {
    matchBelow(before, after, found, [9], 12)
    matchMoved(before, after, found)
    matchNumbers(before, after, found)
  }
  return found
}

function matchBelow(before: Vintage, after: Vintage, found: Map<string, string>, parentLengths: readonly number[], length: number): void {
  const pairs = [...found].filter(([code]) => parentLengths.includes(code.length))
  for (const [oldParent, newParent] of pairs) {
    const olds = (before.children.get(oldParent) ?? []).filter((code) => code.length === length)
    const news = new Set((after.children.get(newParent) ?? []).filter((code) => code.length === length))
    matchSiblings(before, after, olds, news, found)
  }
}

function matchSiblings(before: Vintage, after: Vintage, olds: readonly string[], news: Set<string>, found: Map<string, string>): void {
  let left = olds.slice()
  const settle = (choose: (code: string) => string | undefined): void => {
    left = left.filter((code) => {
      const successor = choose(code)
      if (successor === undefined || !news.has(successor)) return true
      found.set(code, successor)
      news.delete(successor)
      return false
    })
  }
  const own = (code: string): string | undefined => [...news].find((other) => ownPart(other) === ownPart(code))
  settle((code) => KNOWN.get(code))
  settle((code) => {
    const same = own(code)
    return same !== undefined && after.names.get(same) === before.names.get(code) ? same : undefined
  })
  settle(
    byName(
      before,
      after,
      () => left,
      news,
      (vintage, code) => vintage.names.get(code) ?? '',
    ),
  )
  settle(
    byName(
      before,
      after,
      () => left,
      news,
      (vintage, code) => stemOf(levelOfDigits(code.length), vintage.names.get(code) ?? ''),
    ),
  )
  settle((code) => byChildren(before, after, code, news))
  // A village that kept its number under another name is told from one that left only after all that left are known.
  if (olds[0]?.length !== 12) settle(own)
}

/** The one sibling of that name, where neither side has two of them. */
function byName(
  before: Vintage,
  after: Vintage,
  olds: () => readonly string[],
  news: ReadonlySet<string>,
  nameOf: (vintage: Vintage, code: string) => string,
): (code: string) => string | undefined {
  const byNew = new Map<string, string | null>()
  for (const code of news) byNew.set(nameOf(after, code), byNew.has(nameOf(after, code)) ? null : code)
  const counts = new Map<string, number>()
  for (const code of olds()) counts.set(nameOf(before, code), (counts.get(nameOf(before, code)) ?? 0) + 1)
  return (code) => {
    const name = nameOf(before, code)
    return counts.get(name) === 1 ? (byNew.get(name) ?? undefined) : undefined
  }
}

/** The division that took over at least half of the children, by name. */
function byChildren(before: Vintage, after: Vintage, code: string, news: ReadonlySet<string>): string | undefined {
  const children = before.children.get(code) ?? []
  const names = new Set(children.map((child) => stemOfCode(before, child)))
  for (const other of news) {
    const shared = (after.children.get(other) ?? []).filter((child) => names.has(stemOfCode(after, child))).length
    if (shared > 0 && shared * 2 >= children.length) return other
  }
  return undefined
}

/** Villages that went to another township of their county, where the name is the only one of its kind on both sides. */
function matchMoved(before: Vintage, after: Vintage, found: Map<string, string>): void {
  const taken = new Set(found.values())
  const arrived = lonely(
    [...after.names.keys()].filter((code) => code.length === 12 && !taken.has(code)),
    after,
    (code) => code.slice(0, 6),
  )
  const gone = [...before.names.keys()].filter((code) => code.length === 12 && !found.has(code))
  const newCounty = (code: string): string => found.get(code.slice(0, 6)) ?? code.slice(0, 6)
  for (const [key, code] of lonely(gone, before, newCounty)) {
    const successor = arrived.get(key)
    if (code !== null && successor !== undefined && successor !== null) found.set(code, successor)
  }
}

/** Villages that kept their number in their township and changed their name. */
function matchNumbers(before: Vintage, after: Vintage, found: Map<string, string>): void {
  const taken = new Set(found.values())
  for (const code of before.names.keys()) {
    const township = code.length === 12 && !found.has(code) ? found.get(code.slice(0, 9)) : undefined
    const successor = township === undefined ? '' : township + ownPart(code)
    if (!after.names.has(successor) || taken.has(successor)) continue
    found.set(code, successor)
    taken.add(successor)
  }
}

function lonely(codes: readonly string[], vintage: Vintage, county: (code: string) => string): Map<string, string | null> {
  const found = new Map<string, string | null>()
  for (const code of codes) {
    const key = `${county(code)} ${vintage.names.get(code) ?? ''}`
    found.set(key, found.has(key) ? null : code)
  }
  return found
}

function stemOfCode(vintage: Vintage, code: string): string {
  return stemOf(levelOfDigits(code.length), vintage.names.get(code) ?? '')
}

/** The digits that a level adds to its parent's code. */
export function ownPart(code: string): string {
  return code.slice(code.length <= 6 ? -2 : -3)
}
