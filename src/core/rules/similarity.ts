/** How alike texts are: the share of their pieces of three characters that both have (Jaccard). Pure. */

/** Characters of a piece; Chinese words have two, so that three tell phrases apart. */
const PIECE = 3

/** A text as the set of its pieces; blanks and marks do not count. A text shorter than a piece is one. */
export function piecesOf(text: string): ReadonlySet<string> {
  const bare = [...text.replaceAll(/[\s\p{P}]/gu, '')]
  if (bare.length <= PIECE) return new Set(bare.length === 0 ? [] : [bare.join('')])
  return new Set(Array.from({ length: bare.length - PIECE + 1 }, (_, index) => bare.slice(index, index + PIECE).join('')))
}

/** Whether more than `percent` of all pieces of two texts are in both; compared as a fraction, nothing is rounded. */
function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>, percent: number): boolean {
  let both = 0
  for (const piece of one) if (other.has(piece)) both += 1
  return both * 100 > percent * (one.size + other.size - both)
}

/**
 * The texts that are more than `percent` alike, by position: each with its neighbours, without itself. Only texts that share one of their rarest pieces
 * are compared: of two sets so alike, the rarest `size − ⌈percent · size⌉ + 1` pieces of each have one in common.
 */
export function alike(texts: readonly string[], percent: number): readonly (readonly number[])[] {
  const pieces = texts.map(piecesOf)
  const often = new Map<string, number>()
  for (const some of pieces) for (const piece of some) often.set(piece, (often.get(piece) ?? 0) + 1)
  const rarestFirst = (one: string, other: string): number => (often.get(one) ?? 0) - (often.get(other) ?? 0) || (one < other ? -1 : 1)
  const neighbours = texts.map((): number[] => [])
  const byPiece = new Map<string, number[]>()
  pieces.forEach((some, index) => {
    const prefix = [...some].toSorted(rarestFirst).slice(0, some.size - Math.ceil((some.size * percent) / 100) + 1)
    const candidates = new Set(prefix.flatMap((piece) => byPiece.get(piece) ?? []))
    for (const other of candidates) {
      if (!isAlike(some, pieces[other] ?? new Set(), percent)) continue
      neighbours[index]?.push(other)
      neighbours[other]?.push(index)
    }
    for (const piece of prefix) {
      const known = byPiece.get(piece)
      if (known === undefined) byPiece.set(piece, [index])
      else known.push(index)
    }
  })
  return neighbours
}
