/** A large sheet on many sheets of A4 that are glued together: each shows its part, with an overlap, marks where to cut, and where it belongs. Pure. */
import type { FormFonts } from './fonts.ts'
import type { Page, PageLine, PageText } from './page.ts'

const POINTS_PER_MM = 72 / 25.4
const mm = (length: number): number => length * POINTS_PER_MM

export const TILE = {
  /** A4 as it stands. */
  width: 210,
  height: 297,
  /** What printers leave white, and where the marks stand. */
  margin: 10,
  /** What two sheets beside each other both show. */
  overlap: 5,
} as const

const MARK = 6
const MARK_GAP = 1
const MARK_WIDTH = 0.4
const LABEL_SIZE = 8
const LABEL_FONT = { name: '宋体', size: LABEL_SIZE, bold: false, underline: false, colour: '000000' } as const

/** Which way the sheets lie: as it takes fewer of them. */
interface Layout {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
}

/** How many pieces of a length cover a whole, each overlapping the one before; a hair of a millimetre more than they cover takes no further piece. */
function pieces(whole: number, length: number): number {
  return Math.max(1, Math.ceil((whole - TILE.overlap - 0.05) / (length - TILE.overlap)))
}

function layoutOf(sheet: Pick<Page, 'width' | 'height'>): Layout {
  const [width, height] = [sheet.width / POINTS_PER_MM, sheet.height / POINTS_PER_MM]
  const layouts = [
    { width: TILE.width, height: TILE.height },
    { width: TILE.height, height: TILE.width },
  ].map((paper) => ({
    ...paper,
    columns: pieces(width, paper.width - 2 * TILE.margin),
    rows: pieces(height, paper.height - 2 * TILE.margin),
  }))
  return layouts.reduce((best, one) => (one.columns * one.rows < best.columns * best.rows ? one : best))
}

/** The pages, row by row. */
export function tilesOf(sheet: Page, fonts: FormFonts): Page[] {
  const layout = layoutOf(sheet)
  const [areaWidth, areaHeight] = [layout.width - 2 * TILE.margin, layout.height - 2 * TILE.margin]
  return Array.from({ length: layout.columns * layout.rows }, (_, index) => {
    const [row, column] = [Math.floor(index / layout.columns), index % layout.columns]
    const left = mm(column * (areaWidth - TILE.overlap))
    const top = mm(row * (areaHeight - TILE.overlap))
    const shown = { width: Math.min(mm(areaWidth), sheet.width - left), height: Math.min(mm(areaHeight), sheet.height - top) }
    return {
      width: mm(layout.width),
      height: mm(layout.height),
      fills: [],
      pictures: [],
      areas: [],
      lines: marks({ ...shown, right: column < layout.columns - 1, below: row < layout.rows - 1 }),
      texts: label(
        `第 ${row + 1} 行第 ${column + 1} 列，共 ${layout.rows} 行 ${layout.columns} 列；沿四角的标记裁开，按虚线重叠 ${TILE.overlap} 毫米粘贴`,
        fonts,
      ),
      window: { x: mm(TILE.margin), y: mm(TILE.margin), ...shown, content: sheet, dx: mm(TILE.margin) - left, dy: mm(TILE.margin) - top },
    }
  })
}

interface Shown {
  readonly width: number
  readonly height: number
  /** Whether another sheet goes on there. */
  readonly right: boolean
  readonly below: boolean
}

/** Corners of the part, outside it; a broken line, outside too, where the next sheet begins. */
function marks({ width, height, right, below }: Shown): PageLine[] {
  const [x1, y1] = [mm(TILE.margin), mm(TILE.margin)]
  const [x2, y2] = [x1 + width, y1 + height]
  const [gap, length] = [mm(MARK_GAP), mm(MARK)]
  const line = (from: readonly [number, number], to: readonly [number, number], dash?: readonly number[]): PageLine => ({
    x1: from[0],
    y1: from[1],
    x2: to[0],
    y2: to[1],
    width: MARK_WIDTH,
    colour: '000000',
    ...(dash === undefined ? {} : { dash }),
  })
  const horizontal = (y: number, dash?: readonly number[]) => [
    line([x1 - gap - length, y], [x1 - gap, y], dash),
    line([x2 + gap, y], [x2 + gap + length, y], dash),
  ]
  const vertical = (x: number, dash?: readonly number[]) => [
    line([x, y1 - gap - length], [x, y1 - gap], dash),
    line([x, y2 + gap], [x, y2 + gap + length], dash),
  ]
  const overlap = mm(TILE.overlap)
  return [
    ...[y1, y2].flatMap((y) => horizontal(y)),
    ...[x1, x2].flatMap((x) => vertical(x)),
    ...(right ? vertical(x2 - overlap, [2, 2]) : []),
    ...(below ? horizontal(y2 - overlap, [2, 2]) : []),
  ]
}

function label(text: string, fonts: FormFonts): PageText[] {
  let x = mm(TILE.margin + 2)
  return fonts.runs(text, LABEL_FONT).map((run): PageText => {
    const placed = { ...run, x, y: mm(TILE.margin - 3), size: LABEL_SIZE, bold: false, underline: false, colour: '000000', spacing: 0 }
    x += run.width
    return placed
  })
}
