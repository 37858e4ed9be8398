/**
 * Drawing by the order of hashes: each entry of a stratum gets the SHA-256 of seed, a stroke and its number (its id where it has no number, or
 * shares it), and those with the smallest come first. Anybody counts one again with what every computer brings along; where somebody stands in the
 * list changes nothing, and a list that grew leaves the order of the others.
 */
import { hash } from 'node:crypto'
import type { Chosen, FrameEntry } from './draw.ts'

/** What is hashed for an entry. */
const hashedText = (seed: string, { number, id }: FrameEntry, shared: ReadonlySet<string>): string =>
  `${seed}|${number === '' || shared.has(number) ? id : number}`

/** Numbers that more than one entry has. */
function sharedNumbers(list: readonly FrameEntry[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(list.flatMap(({ number }) => (seen.has(number) ? [number] : (seen.add(number), []))))
}

export function byHash(list: readonly FrameEntry[], seed: string, { count, reserves }: { readonly count: number; readonly reserves: number }): Chosen {
  const shared = sharedNumbers(list)
  const places = list
    .map((entry, index) => ({ place: index + 1, key: hash('sha256', hashedText(seed, entry, shared), 'hex') }))
    .toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.place - other.place))
    .map(({ place }) => place)
  return { drawn: places.slice(0, count), reserves: places.slice(count, count + reserves) }
}
