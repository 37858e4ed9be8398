/** Where things lie on the maps of the demo, in hundredths of a per cent of the picture. No real map is behind it: places are set out so that names do not run into each other. */
import { WHOLE, type Point } from '#core/rules/affine.ts'
import type { Random } from '../../random.ts'

/** Nothing lies nearer to the edge. */
const EDGE = 500
/** Two rows, and two columns, of signs with their names are so far apart. */
const ROW = 265
const COLUMN = 620

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

/** So many places in rows and columns over the whole picture, each a little off. */
export function spread(count: number, random: Random): Point[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * 1.15)))
  const rows = Math.max(1, Math.ceil(count / columns))
  return Array.from({ length: count }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)]
    const inRow = row === rows - 1 ? count - row * columns : columns
    const [across, down] = [(WHOLE - 1_400) / inRow, (WHOLE - 1_200) / rows]
    return at(400 + across * (column + 0.25 + 0.2 * random.next()), 500 + down * (row + 0.15 + 0.2 * random.next()))
  })
}

/** Places below one, in columns, as many rows as it takes. */
export function below({ x, y }: Point, count: number, columns: number): Point[] {
  const left = Math.min(x, WHOLE - EDGE - columns * COLUMN)
  const top = Math.min(y, WHOLE - EDGE - ROW * (Math.ceil(count / columns) + 1))
  return Array.from({ length: count }, (_, index) => at(left + (index % columns) * COLUMN, top + ROW * (Math.floor(index / columns) + 1.2)))
}

/** The way from one place to another by two bends; without its first point. */
export function way(from: Point, to: Point, random: Random): Point[] {
  const bend = (share: number): Point => {
    const off = 260 * (random.next() - 0.5)
    return at(from.x + (to.x - from.x) * share + off, from.y + (to.y - from.y) * share - off)
  }
  return [bend(0.35), bend(0.7), to]
}
