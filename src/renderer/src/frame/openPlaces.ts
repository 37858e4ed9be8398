/** Which work places of the menu are open: those used last, as many as the window has room for, so that the menu never has to be scrolled. */

/** Height of a heading or line, and of the gap before a place, in rem; the style sheet has the same. */
export const LINE = 1.8125
export const GAP = 0.125

export interface PlaceSize {
  readonly place: string
  /** Lines of the place when it is open. */
  readonly lines: number
}

/**
 * The places to show open.
 * @param recent those that are open by wish, the last one first
 * @param room height of the menu in rem; 0 where it is not known, and nothing is limited then
 */
export function openPlaces(sizes: readonly PlaceSize[], recent: readonly string[], room: number): readonly string[] {
  const linesOf = new Map(sizes.map(({ place, lines }) => [place, lines]))
  let left = room === 0 ? Number.POSITIVE_INFINITY : room - sizes.length * (LINE + GAP)
  const open: string[] = []
  for (const place of recent) {
    const lines = linesOf.get(place)
    if (lines === undefined || (open.length > 0 && lines * LINE > left)) continue
    left -= lines * LINE
    open.push(place)
  }
  return open
}

/** The wish after a place was opened or closed: what stands open now, the place in front or gone. */
export function toggled(open: readonly string[], place: string): readonly string[] {
  return open.includes(place) ? open.filter((one) => one !== place) : [place, ...open]
}
