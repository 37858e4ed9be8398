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

/** So many places one below the other, in one of so many blocks that lie in two rows over the whole picture. */
export function inBlock(block: number, blocks: number, count: number, random: Random): Point[] {
  const columns = Math.ceil(blocks / 2)
  const [column, row] = [Math.floor(block / 2), block % 2]
  const [across, down] = [(WHOLE - 600) / columns, (WHOLE - 800) / 2]
  const step = Math.min(560, (down - 200) / count)
  const left = 500 + column * across
  const top = 500 + row * down
  return Array.from({ length: count }, (_, index) => at(left + 90 * random.next(), top + index * step))
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
