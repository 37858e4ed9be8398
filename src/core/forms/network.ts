/** Ways between places, drawn from the left to the right: where they begin first, and each place behind the one from which it is reached. Read in black and white as well. */
import type { Figure, FigureShape } from '../excel/formSheet.ts'

/** One way from a place to another one. */
export interface Link {
  readonly from: string
  readonly to: string
  /** What stands beside the place that it leads to: `1.20 公里 水泥`. */
  readonly note: string
  /** Drawn through; a way that is not has a dashed line. */
  readonly whole: boolean
}

const WIDTH = 720
const MARGIN = 10
const LINE = 22
const KEY_HEIGHT = 26
const TEXT = 10
const RADIUS = 5
const THICK = 3
const DASH = { length: 9, gap: 6 } as const
const COLOUR = { whole: '1F4E79', dashed: 'B45309', place: '111111', inside: 'FFFFFF' } as const
/** Characters of a name that have room. */
const LONGEST = 12
/** Room for the name of the first place, and for name and note of the last ones. */
const [FIRST, LAST] = [MARGIN + 8, 240]

interface Placed {
  readonly name: string
  readonly depth: number
  readonly y: number
}

/** The network; a way back to a place that stands already is drawn as a line between the two. Null without any way. */
export function networkFigure(links: readonly Link[]): Figure | null {
  const drawn = links.filter(({ from, to }) => from !== '' && to !== '' && from !== to)
  if (drawn.length === 0) return null
  const { placed, reachedBy, rows } = layOut(drawn)
  const depths = Math.max(...[...placed.values()].map(({ depth }) => depth))
  const step = (WIDTH - FIRST - LAST) / Math.max(1, depths)
  const at = ({ depth, y }: Placed): { readonly x: number; readonly y: number } => ({ x: FIRST + depth * step, y })
  const lines = drawn.flatMap((link) => {
    const [from, to] = [placed.get(link.from), placed.get(link.to)]
    return from === undefined || to === undefined ? [] : way(at(from), at(to), link.whole)
  })
  const leading = new Set(drawn.map(({ from }) => from))
  const places = [...placed.values()].flatMap((place) => sign(place, at(place), { link: reachedBy.get(place.name), isEnd: !leading.has(place.name) }))
  return {
    kind: 'figure',
    width: WIDTH,
    height: 2 * MARGIN + KEY_HEIGHT + rows * LINE,
    shapes: [...key(), ...lines, ...places],
    label: drawn.map(({ from, to, note }) => `${from}至${to} ${note}`.trim()).join('，'),
  }
}

/** Each place once, under the first way that leads to it; places that nothing leads to come first, one below the other. */
function layOut(links: readonly Link[]): {
  readonly placed: ReadonlyMap<string, Placed>
  readonly reachedBy: ReadonlyMap<string, Link>
  readonly rows: number
} {
  const leading = Map.groupBy(links, ({ from }) => from)
  const reached = new Set(links.map(({ to }) => to))
  const placed = new Map<string, Placed>()
  const reachedBy = new Map<string, Link>()
  let rows = 0
  const visit = (name: string, depth: number): void => {
    // Its place is kept, so that ways in a circle end.
    placed.set(name, { name, depth, y: 0 })
    const below = (leading.get(name) ?? []).filter(({ to }) => !placed.has(to))
    const first = rows
    for (const link of below) {
      if (placed.has(link.to)) continue
      reachedBy.set(link.to, link)
      visit(link.to, depth + 1)
    }
    if (rows === first) rows += 1
    placed.set(name, { name, depth, y: MARGIN + KEY_HEIGHT + ((first + rows - 1) / 2 + 0.5) * LINE })
  }
  for (const { from } of links) if (!reached.has(from) && !placed.has(from)) visit(from, 0)
  // What is left goes in a circle.
  for (const { from } of links) if (!placed.has(from)) visit(from, 0)
  return { placed, reachedBy, rows }
}

interface Spot {
  readonly x: number
  readonly y: number
}

function way(from: Spot, to: Spot, whole: boolean): FigureShape[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  if (length === 0) return []
  const spot = (part: number): Spot => ({ x: from.x + (dx * part) / length, y: from.y + (dy * part) / length })
  if (whole) return [bar(from, to, COLOUR.whole)]
  const count = Math.max(1, Math.ceil(length / (DASH.length + DASH.gap)))
  return Array.from({ length: count }, (_, index) => {
    const begins = index * (DASH.length + DASH.gap)
    return bar(spot(begins), spot(Math.min(length, begins + DASH.length)), COLOUR.dashed)
  })
}

/** A line as an area. */
function bar(from: Spot, to: Spot, colour: string): FigureShape {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  const [nx, ny] = [(-dy / length) * (THICK / 2), (dx / length) * (THICK / 2)]
  const point = (x: number, y: number): string => `${rounded(x)} ${rounded(y)}`
  const path = `M${point(from.x + nx, from.y + ny)}L${point(to.x + nx, to.y + ny)}L${point(to.x - nx, to.y - ny)}L${point(from.x - nx, from.y - ny)}z`
  return { kind: 'area', path, colour }
}

interface Reached {
  readonly link: Link | undefined
  /** No way leads on from it. */
  readonly isEnd: boolean
}

/** A place with its name and what is said of the way to it: beside it where ways end, above the way that leads to it where they go on. */
function sign({ name, depth }: Placed, { x, y }: Spot, { link, isEnd }: Reached): FigureShape[] {
  const said = link === undefined || link.note === '' ? shortened(name) : `${shortened(name)}　${link.note}`
  const [left, above] = [x + RADIUS + 4, y - RADIUS - 4]
  const text = { kind: 'text', text: said, size: TEXT } as const
  return [
    { kind: 'area', path: disc(x, y, RADIUS), colour: COLOUR.place },
    { kind: 'area', path: disc(x, y, RADIUS - 2), colour: COLOUR.inside },
    isEnd
      ? { ...text, x: left, y: y + TEXT / 2 - 1, align: 'left' }
      : depth === 0
        ? { ...text, x: x - RADIUS, y: above, align: 'left' }
        : { ...text, x: x - RADIUS, y: above, align: 'right' },
  ]
}

/** What the lines mean. */
function key(): FigureShape[] {
  const y = MARGIN + 6
  const of = (x: number, whole: boolean, text: string): FigureShape[] => [
    ...way({ x, y }, { x: x + 40, y }, whole),
    { kind: 'text', text, x: x + 46, y: y + 4, size: TEXT, align: 'left' },
  ]
  return [...of(FIRST, true, '已通沥青、水泥路'), ...of(FIRST + 190, false, '砂砾、土路，或者没有修完')]
}

function disc(x: number, y: number, radius: number): string {
  const [left, right] = [rounded(x - radius), rounded(x + radius)]
  return `M${left} ${rounded(y)}A${radius} ${radius} 0 0 1 ${right} ${rounded(y)}A${radius} ${radius} 0 0 1 ${left} ${rounded(y)}z`
}

function shortened(name: string): string {
  const characters = [...name]
  return characters.length <= LONGEST ? name : `${characters.slice(0, LONGEST - 1).join('')}…`
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
