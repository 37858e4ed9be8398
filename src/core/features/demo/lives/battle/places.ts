/** Where things lie on the maps of the demo, in hundredths of a per cent of the picture. No real map is behind it: places are set out so that names do not run into each other. */
import { WHOLE, type Point } from '#core/rules/affine.ts'
import type { Random } from '../../random.ts'

/** Nothing lies nearer to the edge. */
const EDGE = 500
/** Two rows, and two columns, of signs with their names are so far apart. */
const ROW = 420
const COLUMN = 950

const within = (value: number): number => Math.round(Math.min(WHOLE - EDGE, Math.max(EDGE, value)))

export function at(x: number, y: number): Point {
  return { x: within(x), y: within(y) }
}

/** So many places around the middle, each a little off. */
export function around(count: number, random: Random): Point[] {
  const turned = random.next() * 0.6
  return Array.from({ length: count }, (_, index) => {
    const angle = turned + (2 * Math.PI * index) / count
    const far = 0.9 + 0.1 * random.next()
    return at(4_700 + 3_700 * far * Math.cos(angle), 4_600 + 3_600 * far * Math.sin(angle))
  })
}

/** So many columns of signs with the names of villages beside them have room on a screen. */
const COLUMNS = 5
const FARTHEST = 560

/** Places for blocks of so many, those of a block one below the other: the largest first, each into the column that is least full. */
export function inColumns(counts: readonly number[]): Point[][] {
  const filled = Array.from({ length: COLUMNS }, () => 0)
  const found = counts.map(() => ({ column: 0, row: 0 }))
  for (const [block, count] of [...counts.entries()].toSorted(([, one], [, other]) => other - one)) {
    const row = Math.min(...filled)
    const column = filled.indexOf(row)
    found[block] = { column, row }
    // A row is left between two blocks.
    filled[column] = row + count + 1
  }
  const step = Math.min(FARTHEST, (WHOLE - 2 * EDGE) / Math.max(...filled))
  const across = (WHOLE - 2 * EDGE) / COLUMNS
  return found.map(({ column, row }, block) =>
    Array.from({ length: counts[block] ?? 0 }, (_, index) => at(EDGE + column * across, EDGE + (row + index) * step)),
  )
}

/** Places below one, in columns, as many rows as it takes. */
export function below({ x, y }: Point, count: number, columns: number): Point[] {
  const left = Math.min(x, WHOLE - EDGE - columns * COLUMN)
  const top = Math.min(y, WHOLE - EDGE - ROW * (Math.ceil(count / columns) + 1))
  return Array.from({ length: count }, (_, index) => at(left + (index % columns) * COLUMN, top + ROW * (Math.floor(index / columns) + 1.2)))
}

/** A little further on, so that the sign of a road lies beside that of the place that it leads to. */
export function beyond({ x, y }: Point): Point {
  return at(x - 260, y - 420)
}

/** The way from one place to another by two bends; without its first point, but with those that come before it. */
export function way(from: Point, to: Point, random: Random, ...first: readonly Point[]): Point[] {
  const bend = (share: number): Point => {
    const off = 260 * (random.next() - 0.5)
    return at(from.x + (to.x - from.x) * share + off, from.y + (to.y - from.y) * share - off)
  }
  return [...first, bend(0.35), bend(0.7), to]
}
