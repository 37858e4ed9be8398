/** Divisions of the whole country by name or code, at every level: one province after another, so that nobody waits behind it. */
import type { ListedDivision } from './list.ts'

export interface FoundDivision extends Pick<ListedDivision, 'code' | 'name' | 'level'> {
  /** From the province down to it. */
  readonly path: readonly Pick<ListedDivision, 'code' | 'name' | 'level'>[]
}

/** What the search reads. */
export interface Listed {
  provinces(): Promise<readonly Pick<ListedDivision, 'code'>[]>
  each(province: string): Promise<Iterable<Pick<ListedDivision, 'code' | 'name' | 'level'>>>
  path(code: string): Promise<readonly ListedDivision[]>
}

/** How near it is: the whole name, its beginning, any part of it; at the same nearness what is higher up comes first. */
function rankOf(name: string, code: string, wanted: string): number | null {
  const level = code.replace(/0+$/u, '').length
  if (/^\d+$/u.test(wanted)) return code.startsWith(wanted) ? level : null
  const at = name.indexOf(wanted)
  return at < 0 ? null : (name.length === wanted.length ? 0 : at === 0 ? 100 : 200) + level
}

/** Digits of a code that are too few to tell anything apart. */
const FEWEST_DIGITS = 4

/** At most so many, the nearest first, below a division or anywhere. Throws what `waiting` throws, between two provinces. */
export async function searchDivisions(
  listed: Listed,
  { text, under, limit }: { readonly text: string; readonly under?: string | undefined; readonly limit: number },
  waiting: () => Promise<void>,
): Promise<FoundDivision[]> {
  const wanted = text.normalize('NFKC').replace(/\s/gu, '')
  if (wanted === '' || (/^\d+$/u.test(wanted) && wanted.length < FEWEST_DIGITS)) return []
  const within = under?.replace(/0+$/u, '') ?? ''
  const found: { readonly rank: number; readonly code: string; readonly name: string; readonly level: ListedDivision['level'] }[] = []
  for (const { code: province } of await listed.provinces()) {
    if (within !== '' && !within.startsWith(province.slice(0, 2))) continue
    await waiting()
    for (const { code, name, level } of await listed.each(province)) {
      const rank = code.startsWith(within) ? rankOf(name, code, wanted) : null
      if (rank !== null) found.push({ rank, code, name, level })
    }
    // Names as common as 城关 are in every province; only the nearest are kept on the way.
    found.sort((one, other) => one.rank - other.rank || (one.code < other.code ? -1 : 1))
    found.length = Math.min(found.length, limit)
  }
  const paths = await Promise.all(found.map(({ code }) => listed.path(code)))
  return found.map(({ code, name, level }, at) => ({
    code,
    name,
    level,
    path: (paths[at] ?? []).map((step) => ({ code: step.code, name: step.name, level: step.level })),
  }))
}
