/** Borders of the cells of one page as few long lines. */
import type { BorderLine, CellBorders } from '../excel/formSheet.ts'
import type { PageLine } from './page.ts'

/** Width in points and dashes of each style, and its rank where two cells want different lines on one edge. */
const STYLES = {
  hair: { width: 0.25, rank: 1 },
  dotted: { width: 0.5, rank: 2, dash: [0.5, 1.5] },
  dashed: { width: 0.5, rank: 3, dash: [3, 1.5] },
  thin: { width: 0.5, rank: 4 },
  medium: { width: 1, rank: 5 },
  thick: { width: 1.75, rank: 6 },
  double: { width: 0.5, rank: 7 },
} as const

/** Half the distance of the two lines of a double border. */
const DOUBLE_HALF = 0.9

/** A cell (or merged range) on a page, by the edges of the page's grid. */
export interface BorderBox {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Collects borders edge by edge; edges are counted from 0 at the top left. */
export class BorderGrid {
  readonly #horizontal: (BorderLine | undefined)[][]
  readonly #vertical: (BorderLine | undefined)[][]
  readonly #xs: readonly number[]
  readonly #ys: readonly number[]

  /** `xs` and `ys` are the places of the grid lines. */
  constructor(xs: readonly number[], ys: readonly number[]) {
    this.#xs = xs
    this.#ys = ys
    this.#horizontal = ys.map(() => [])
    this.#vertical = xs.map(() => [])
  }

  /** Adds those borders of a cell at `row`, `column` that lie on the rim of its box. */
  add(row: number, column: number, borders: CellBorders, box: BorderBox): void {
    if (row === box.top) put(this.#horizontal[row], column, borders.top)
    if (row === box.bottom) put(this.#horizontal[row + 1], column, borders.bottom)
    if (column === box.left) put(this.#vertical[column], row, borders.left)
    if (column === box.right) put(this.#vertical[column + 1], row, borders.right)
  }

  /** The lines, those on one edge and alike joined. */
  lines(): PageLine[] {
    const across = this.#horizontal.flatMap((edge, index) =>
      join(edge).flatMap(({ from, to, border }) =>
        strokes(border).map((shift) => line(this.#xs[from], this.#at(this.#ys, index, shift), this.#xs[to + 1], this.#at(this.#ys, index, shift), border)),
      ),
    )
    const down = this.#vertical.flatMap((edge, index) =>
      join(edge).flatMap(({ from, to, border }) =>
        strokes(border).map((shift) => line(this.#at(this.#xs, index, shift), this.#ys[from], this.#at(this.#xs, index, shift), this.#ys[to + 1], border)),
      ),
    )
    return [...across, ...down]
  }

  #at(places: readonly number[], index: number, shift: number): number {
    return (places[index] ?? 0) + shift
  }
}

function put(edge: (BorderLine | undefined)[] | undefined, index: number, border: BorderLine | undefined): void {
  if (edge === undefined || border === undefined) return
  const there = edge[index]
  if (there === undefined || STYLES[border.style].rank > STYLES[there.style].rank) edge[index] = border
}

function join(edge: readonly (BorderLine | undefined)[]): { from: number; to: number; border: BorderLine }[] {
  const joined: { from: number; to: number; border: BorderLine }[] = []
  for (let index = 0; index < edge.length; index += 1) {
    const border = edge[index]
    if (border === undefined) continue
    const last = joined.at(-1)
    if (last?.to === index - 1 && last.border.style === border.style && last.border.colour === border.colour) last.to = index
    else joined.push({ from: index, to: index, border })
  }
  return joined
}

function strokes(border: BorderLine): number[] {
  return border.style === 'double' ? [-DOUBLE_HALF, DOUBLE_HALF] : [0]
}

function line(x1 = 0, y1 = 0, x2 = 0, y2 = 0, border: BorderLine): PageLine {
  const style = STYLES[border.style]
  return { x1, y1, x2, y2, width: style.width, colour: border.colour, ...('dash' in style ? { dash: style.dash } : {}) }
}
