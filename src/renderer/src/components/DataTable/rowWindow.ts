/** Which rows of a long table are drawn and where they stand. All rows are of one height, so that nothing is measured and nothing kept for each of them. */

/** Heights and positions in px. */
export interface Sight {
  /** Rows in all. */
  readonly total: number
  readonly rowHeight: number
  /** Height in which rows are seen. */
  readonly room: number
}

export interface RowWindow {
  readonly first: number
  /** −1 where there is no row. */
  readonly last: number
  /** What is added to the place of each row; 0 where a px scrolled is a px of rows. */
  readonly shift: number
}

/**
 * What browsers can scroll: positions are kept in 32 bits, a 64th of a px each. A million rows of 31 px and more are higher, so that
 * a px scrolled is then more than a px of rows.
 */
export const TALLEST = 30_000_000

/** Height of what is scrolled. */
export function heightOf({ total, rowHeight }: Sight): number {
  return Math.min(total * rowHeight, TALLEST)
}

/** Px of rows above sight, where the table is scrolled to `scrolled`. */
function depthAt(sight: Sight, scrolled: number): number {
  return scrolled * stretch(sight)
}

/** Where the table is scrolled to, so that as many px of rows are above sight. */
function scrolledAt(sight: Sight, depth: number): number {
  return depth / stretch(sight)
}

function stretch(sight: Sight): number {
  const [whole, scrolled] = [sight.total * sight.rowHeight, heightOf(sight)]
  return whole > scrolled ? (whole - sight.room) / (scrolled - sight.room) : 1
}

/**
 * The rows to draw.
 * @param beyond rows drawn before and behind those in sight
 */
export function rowsAt(sight: Sight, scrolled: number, beyond: number): RowWindow {
  const { total, rowHeight, room } = sight
  if (total === 0 || room <= 0) return { first: 0, last: -1, shift: 0 }
  const depth = Math.max(0, Math.min(depthAt(sight, scrolled), total * rowHeight - room))
  const first = Math.max(0, Math.floor(depth / rowHeight) - beyond)
  const last = Math.min(total - 1, Math.ceil((depth + room) / rowHeight) - 1 + beyond)
  return { first, last, shift: stretch(sight) === 1 ? 0 : scrolled - depth }
}

/** Where to scroll so that a row is in sight with one more on either side; where it is already, nowhere else. */
export function scrolledToShow(sight: Sight, scrolled: number, index: number): number {
  const { total, rowHeight, room } = sight
  const now = depthAt(sight, scrolled)
  const margin = room >= 3 * rowHeight ? rowHeight : 0
  const [before, behind] = [index * rowHeight - margin, (index + 1) * rowHeight + margin - room]
  const wanted = before < now ? before : behind > now ? behind : now
  return wanted === now ? scrolled : scrolledAt(sight, Math.max(0, Math.min(wanted, total * rowHeight - room)))
}
