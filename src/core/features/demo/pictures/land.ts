/**
 * A made-up map of a place as an old sheet looks when it is scanned: contour lines, a river, woods, borders between the places on it, folds of the paper. Drawn
 * around points that others chose, without words. Pure; the same seed draws the same.
 */
import { WHOLE, type Point } from '#core/rules/affine.ts'
import { Random } from '../random.ts'

/** Pixels. */
const LAND_WIDTH = 1800
const LAND_HEIGHT = 1300
/** Cells across and down that heights are known of. */
const ACROSS = 108
const DOWN = 78
const LEVELS = 11
/** Hills and valleys are about so many cells wide, each kind half as high as the one before. */
const WAVES = [34, 17, 8] as const
const BORDER = 4

type Heights = (column: number, row: number) => number
interface At {
  readonly x: number
  readonly y: number
}

/** An SVG, `size` of the pixels above wide and high. `seats` are what borders run between, in hundredths of a per cent of the picture. */
export function landOf(seed: string, seats: readonly Point[], size = 1): string {
  const random = new Random(`land ${seed}`)
  const heights = kept(hills(random))
  const parts = [
    `<rect width="${LAND_WIDTH}" height="${LAND_HEIGHT}" fill="#f4ecd8"/>`,
    woods(heights),
    ...Array.from({ length: LEVELS }, (_, index) => contour(heights, (index + 1) / (LEVELS + 1), index % 4 === 3 ? 1.6 : 0.8)),
    river(random),
    borders(seats),
    folds(),
    frame(),
    north(),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${LAND_WIDTH * size}" height="${LAND_HEIGHT * size}" viewBox="0 0 ${LAND_WIDTH} ${LAND_HEIGHT}">${parts.join('')}</svg>`
}

/** Heights between 0 and 1, by cell: random ones on coarse grids, with what lies between them smoothed. */
function hills(random: Random): Heights {
  const grids = WAVES.map((size, index) => {
    const columns = Math.ceil(ACROSS / size) + 2
    const values = Array.from({ length: columns * (Math.ceil(DOWN / size) + 2) }, () => random.next())
    return { size, weight: 1 / 2 ** index, value: (column: number, row: number) => values[row * columns + column] ?? 0 }
  })
  const whole = grids.reduce((sum, { weight }) => sum + weight, 0)
  return (column, row) =>
    grids.reduce((sum, { size, weight, value }) => {
      const [x, y] = [Math.floor(column / size), Math.floor(row / size)]
      const [right, down] = [smooth(column / size - x), smooth(row / size - y)]
      const [above, beneath] = [between(value(x, y), value(x + 1, y), right), between(value(x, y + 1), value(x + 1, y + 1), right)]
      return sum + (weight / whole) * between(above, beneath, down)
    }, 0)
}

/** Each height worked out once: lines ask for it again and again. */
function kept(heights: Heights): Heights {
  const known = Array.from({ length: (ACROSS + 1) * (DOWN + 1) }, (_, index) => heights(index % (ACROSS + 1), Math.floor(index / (ACROSS + 1))))
  return (column, row) => known[row * (ACROSS + 1) + column] ?? 0
}

const smooth = (part: number): number => part * part * (3 - 2 * part)
const between = (one: number, other: number, part: number): number => one + (other - one) * part
const onPaper = (column: number, row: number): At => ({ x: (column / ACROSS) * LAND_WIDTH, y: (row / DOWN) * LAND_HEIGHT })
const written = ({ x, y }: At): string => `${x.toFixed(1)} ${y.toFixed(1)}`

/** Lines along which a field of heights has one value: each cell is crossed from edge to edge, where it is asked for. */
function lines(heights: Heights, level: number, asked: (column: number, row: number) => boolean = () => true): string {
  const path: string[] = []
  for (let row = 0; row < DOWN; row += 1)
    for (let column = 0; column < ACROSS; column += 1) {
      if (!asked(column, row)) continue
      const corners = [
        { at: [column, row], height: heights(column, row) },
        { at: [column + 1, row], height: heights(column + 1, row) },
        { at: [column + 1, row + 1], height: heights(column + 1, row + 1) },
        { at: [column, row + 1], height: heights(column, row + 1) },
      ] as const
      const crossed = corners.flatMap((one, index) => {
        const other = corners[(index + 1) % 4]
        if (other === undefined || one.height < level === other.height < level) return []
        const part = (level - one.height) / (other.height - one.height)
        return [onPaper(between(one.at[0], other.at[0], part), between(one.at[1], other.at[1], part))]
      })
      for (let index = 0; index + 1 < crossed.length; index += 2)
        path.push(
          `M${crossed
            .slice(index, index + 2)
            .map(written)
            .join('L')}`,
        )
    }
  return path.join('')
}

function contour(heights: Heights, level: number, width: number): string {
  return `<path d="${lines(heights, level)}" fill="none" stroke="#b98b5a" stroke-opacity="0.55" stroke-width="${width}" stroke-linecap="round"/>`
}

/** The high ground is wooded. */
function woods(heights: Heights): string {
  const high: string[] = []
  for (let row = 0; row < DOWN; row += 1)
    for (let column = 0; column < ACROSS; column += 1) {
      const { x, y } = onPaper(column + 0.5, row + 0.5)
      const height = heights(column, row)
      if (height > 0.6) high.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(13 + 20 * (height - 0.6)).toFixed(1)}"/>`)
    }
  return `<g fill="#c9d8ad" opacity="0.75">${high.join('')}</g>`
}

/** From the left to the right, with two streams that come to it. */
function river(random: Random): string {
  const start = LAND_HEIGHT * (0.55 + 0.15 * random.next())
  const course = Array.from(
    { length: 10 },
    (_, index): At => ({
      x: (index / 9) * LAND_WIDTH,
      y: start + (random.next() - 0.5) * 190 - index * 14,
    }),
  )
  const streams = [3, 6].map((index) => {
    const mouth = course[index] ?? { x: 0, y: 0 }
    const up = index === 3 ? -1 : 1
    return [mouth, { x: mouth.x + 60, y: mouth.y + up * 170 }, { x: mouth.x + 20, y: mouth.y + up * 330 }, { x: mouth.x + 130, y: mouth.y + up * 620 }]
  })
  const drawn = (points: readonly At[], width: number): string =>
    `<path d="${curve(points)}" fill="none" stroke="#7fb0d6" stroke-width="${width}" stroke-linecap="round"/>`
  return [drawn(course, 15), ...streams.map((points) => drawn(points, 6))].join('')
}

/** A line that bends and has no corners. */
function curve(points: readonly At[]): string {
  const [first] = points
  if (first === undefined) return ''
  const middles = points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    return `Q${written(from)} ${written({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })}`
  })
  return `M${written(first)}${middles.join('')}L${written(points.at(-1) ?? first)}`
}

/** Where two seats are as near as each other and no other is nearer. */
function borders(seats: readonly Point[]): string {
  const places = seats.map(({ x, y }): At => ({ x: (x / WHOLE) * ACROSS, y: (y / WHOLE) * DOWN }))
  const far = (index: number, column: number, row: number): number => Math.hypot(column - (places[index]?.x ?? 0), row - (places[index]?.y ?? 0))
  const nearest = kept((column, row) => {
    const [one = 0, other = 0] = places.map((_, index) => index).toSorted((a, b) => far(a, column, row) - far(b, column, row))
    return Math.min(one, other) * places.length + Math.max(one, other)
  })
  const drawn = places.flatMap((_, one) =>
    places.slice(one + 1).map((__, further) => {
      const other = one + 1 + further
      const pair = one * places.length + other
      return lines(
        (column, row) => far(one, column, row) - far(other, column, row),
        0,
        (column, row) => nearest(column, row) === pair,
      )
    }),
  )
  return `<path d="${drawn.join('')}" fill="none" stroke="#7a6a5a" stroke-width="2.4" stroke-opacity="0.8"/>`
}

function folds(): string {
  const upright = [0.333, 0.666].map((part) => `<path d="M${part * LAND_WIDTH} 0v${LAND_HEIGHT}"/>`)
  return `<g fill="none" stroke="#8a7a5e" stroke-opacity="0.22" stroke-width="3">${upright.join('')}<path d="M0 ${LAND_HEIGHT / 2}h${LAND_WIDTH}"/></g>`
}

function frame(): string {
  const inset = 18
  return `<rect x="${inset}" y="${inset}" width="${LAND_WIDTH - 2 * inset}" height="${LAND_HEIGHT - 2 * inset}" fill="none" stroke="#5b4a36" stroke-width="${BORDER}"/>`
}

/** An arrow to the north. */
function north(): string {
  const [x, y] = [LAND_WIDTH - 70, LAND_HEIGHT - 80]
  return `<path d="M${x} ${y - 44}l16 60l-16 -12l-16 12z" fill="#5b4a36" fill-opacity="0.8"/>`
}
