/**
 * Drawing at equal intervals from a list that stands still: what a county does on paper, so that anybody can repeat it with a pencil. In each
 * stratum the list is in the order of its numbers, 1 to N, and n are to be drawn. The seed, digits drawn in public, gives the first place: what is
 * left of it divided by N (N itself where nothing is left). The i-th drawn stands ⌊(i−1)×N÷n⌋ places behind the first; behind N the list
 * begins anew. A reserve is the next place behind the one it stands in for that is not taken yet. Whole numbers alone, no chance of the machine: the
 * same names everywhere. Pure.
 */

/** One record that may be drawn. */
export interface FrameEntry {
  /** Which part of the frame it belongs to: a code of the field that it is divided by; empty where it is not divided. */
  readonly stratum: string
  /** The number by which people know it, which puts the list in order; empty where it has none. */
  readonly number: string
  readonly id: string
}

/** How many are to be drawn from one stratum. */
export interface Wanted {
  readonly stratum: string
  readonly count: number
  readonly reserves: number
}

export interface Drawn {
  readonly stratum: string
  /** Place in the list of its stratum, from 1. */
  readonly position: number
  readonly role: 'drawn' | 'reserve'
  /** Among the drawn, or among the reserves, of its stratum, from 1: the first reserve stands in for the first drawn. */
  readonly rank: number
  readonly id: string
}

/** The digits of a seed. */
export const SEED = /^\d{1,18}$/

/** The list in its order: by stratum, number and id, character by character, so that it never depends on who made it. */
export function inOrder(frame: readonly FrameEntry[]): readonly FrameEntry[] {
  return frame.toSorted((one, other) => compare(one.stratum, other.stratum) || compare(one.number, other.number) || compare(one.id, other.id))
}

/** The frame as the text that is kept and hashed: a line an entry, in order, its three parts apart by `|`. */
export function frameText(frame: readonly FrameEntry[]): string {
  return inOrder(frame)
    .map(({ stratum, number, id }) => `${stratum}|${number}|${id}`)
    .join('\n')
}

/** Reads what {@link frameText} wrote; null where it is something else. */
export function readFrame(text: string): readonly FrameEntry[] | null {
  const entries: FrameEntry[] = []
  for (const line of text.split('\n')) {
    const [stratum, number, id, more] = line.split('|')
    if (stratum === undefined || number === undefined || id === undefined || id === '' || more !== undefined) return null
    entries.push({ stratum, number, id })
  }
  return entries
}

/** The place of the first drawn among `size`, from 1. */
export function firstPlace(seed: string, size: number): number {
  const left = Number(BigInt(seed) % BigInt(size))
  return left === 0 ? size : left
}

/** Which places of a list of so many are drawn, and which are reserves; the order of each is that of its ranks. */
export type Choosing = (list: readonly FrameEntry[], seed: string, wanted: { readonly count: number; readonly reserves: number }) => Chosen

export interface Chosen {
  readonly drawn: readonly number[]
  readonly reserves: readonly number[]
}

/**
 * Draws from the frame, stratum by stratum, those drawn before the reserves. A stratum smaller than what is wanted is taken whole; one that nothing
 * is wanted of gives nothing. Throws RangeError for a seed that is no digits.
 */
export function drawFrom(frame: readonly FrameEntry[], seed: string, wanted: readonly Wanted[], choose: Choosing = equalIntervals): readonly Drawn[] {
  if (!SEED.test(seed)) throw new RangeError('a seed is 1 to 18 digits')
  const lists = new Map<string, FrameEntry[]>()
  for (const entry of inOrder(frame)) {
    const list = lists.get(entry.stratum)
    if (list === undefined) lists.set(entry.stratum, [entry])
    else list.push(entry)
  }
  return wanted.flatMap((one) => drawStratum(lists.get(one.stratum) ?? [], seed, one, choose))
}

function drawStratum(list: readonly FrameEntry[], seed: string, { stratum, count, reserves }: Wanted, choose: Choosing): Drawn[] {
  const number = Math.min(count, list.length)
  if (number <= 0) return []
  const chosen = choose(list, seed, { count: number, reserves: Math.max(0, Math.min(reserves, list.length - number)) })
  const drawn = (role: Drawn['role']) => (position: number, index: number) => ({
    stratum,
    position,
    role,
    rank: index + 1,
    id: list[position - 1]?.id ?? '',
  })
  return [...chosen.drawn.map(drawn('drawn')), ...chosen.reserves.map(drawn('reserve'))]
}

/** At equal intervals from the place that the seed gives. */
export function equalIntervals(
  list: readonly FrameEntry[],
  seed: string,
  { count: number, reserves }: { readonly count: number; readonly reserves: number },
): Chosen {
  const size = list.length
  const first = firstPlace(seed, size)
  const positions = Array.from({ length: number }, (_, index) => wrapped(first + Math.floor((index * size) / number), size))
  const taken = new Set(positions)
  const behind = Array.from({ length: reserves }, (_, index) => {
    const place = nextFree(taken, positions[index % number] ?? first, size)
    taken.add(place)
    return place
  })
  return { drawn: positions, reserves: behind }
}

/** A place behind the end of the list counts from its beginning. */
function wrapped(place: number, size: number): number {
  return place > size ? place - size : place
}

function nextFree(taken: ReadonlySet<number>, from: number, size: number): number {
  let place = wrapped(from + 1, size)
  while (taken.has(place)) place = wrapped(place + 1, size)
  return place
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
