/** Draws template sheets row by row: each row is cut into boxes at wanted places, whatever the columns are. */
import type {
  CellAlignment,
  CellBorders,
  CellRange,
  CellStyle,
  FormCell,
  FormRow,
  FormSheet,
  HorizontalAlignment,
  PageSetup,
  PaperSize,
} from '../../excel/formSheet.ts'

export interface Look {
  readonly font?: '宋体' | '仿宋' | '黑体'
  readonly size?: number
  readonly align?: HorizontalAlignment
  readonly border?: boolean
  readonly wrap?: boolean
  /** One line, made smaller where it is too long: numbers, which no one wants broken. */
  readonly shrink?: boolean
  readonly fill?: string
  readonly format?: string
}

/** Text and the right edge of its box, in points from the left edge of the table. */
export interface Box {
  readonly text: string
  readonly to: number
  readonly look?: Look
}

const LINE = { style: 'thin', colour: '000000' } as const
const FRAME: CellBorders = { top: LINE, right: LINE, bottom: LINE, left: LINE }

/** A row of boxes. */
export interface BoxRow {
  readonly height: number
  readonly boxes: readonly Box[]
}

export class SheetBuilder {
  readonly #columns: readonly number[]
  readonly #edges: readonly number[]
  readonly #rows: FormRow[] = []
  readonly #merges: CellRange[] = []
  readonly #base: Required<Look>
  readonly #styles = new Map<string, CellStyle>()

  constructor(columns: readonly number[], base: Required<Look>) {
    this.#columns = columns
    this.#base = base
    const edges = [0]
    for (const width of columns) edges.push((edges.at(-1) ?? 0) + width)
    this.#edges = edges
  }

  get width(): number {
    return this.#edges.at(-1) ?? 0
  }

  /** Right edge of the first `columns` columns. */
  edge(columns: number): number {
    return this.#edges[columns] ?? this.width
  }

  /** One box a column. */
  row(height: number, texts: readonly string[], look: Look = {}): void {
    this.boxes(
      height,
      texts.map((text, column) => ({ text, to: this.#edges[column + 1] ?? 0, look })),
    )
  }

  /** Rows that stay on one page, and below a row of what they close. */
  keptTogether(rows: readonly BoxRow[]): void {
    rows.forEach(({ height, boxes }, position) => {
      const marked = boxes.map((box, index): Box => {
        const begins = position === 0 && index === 0 ? '{{#keep}}' : ''
        const ends = position === rows.length - 1 && index === boxes.length - 1 ? '{{/keep}}' : ''
        return { ...box, text: `${begins}${box.text}${ends}` }
      })
      this.boxes(height, marked)
    })
  }

  /** Boxes from left to right; each edge goes to the nearest edge of a column. */
  boxes(height: number, boxes: readonly Box[]): void {
    const cells: (FormCell | undefined)[] = []
    const row = this.#rows.length
    let left = 0
    for (const box of boxes) {
      const right = Math.max(left, this.#nearest(box.to) - 1)
      const style = this.#style({ ...this.#base, ...box.look })
      for (let column = left; column <= right; column += 1) cells[column] = { value: column === left && box.text !== '' ? box.text : null, style }
      if (right > left) this.#merges.push({ top: row, left, bottom: row, right })
      left = right + 1
    }
    this.#rows.push({ height, cells: Array.from({ length: this.#columns.length }, (_, column) => cells[column]) })
  }

  sheet(name: string, page: PageSetup, titleRows?: { first: number; last: number }): FormSheet {
    return { name, columns: this.#columns, rows: this.#rows, merges: this.#merges, page, ...(titleRows === undefined ? {} : { titleRows }), breaks: [] }
  }

  #nearest(place: number): number {
    let best = 0
    this.#edges.forEach((edge, index) => {
      if (Math.abs(edge - place) < Math.abs((this.#edges[best] ?? 0) - place)) best = index
    })
    return best
  }

  #style(look: Required<Look>): CellStyle {
    const key = JSON.stringify(look)
    const known = this.#styles.get(key)
    if (known !== undefined) return known
    const alignment: CellAlignment = {
      horizontal: look.align,
      vertical: 'middle',
      wrap: look.wrap && !look.shrink,
      shrink: look.shrink,
      indent: 0,
      stacked: false,
    }
    const style: CellStyle = {
      font: { name: look.font, size: look.size, bold: false, underline: false, colour: '000000' },
      alignment,
      borders: look.border ? FRAME : {},
      numberFormat: look.format,
      ...(look.fill === '' ? {} : { fill: look.fill }),
    }
    this.#styles.set(key, style)
    return style
  }
}

/** Page of so many points of margin; 7 mm stay for the printer. */
export function pageSetup(landscape: boolean, margins: { side: number; top: number; bottom: number }, footer: string, paper: PaperSize = 'A4'): PageSetup {
  return {
    paper,
    landscape,
    scale: 1,
    header: '',
    footer,
    margins: { left: margins.side, right: margins.side, top: margins.top, bottom: margins.bottom, header: 14, footer: 14 },
  }
}

/** A title without its placeholders, as the name of a worksheet. */
export function sheetName(title: string): string {
  return title.replaceAll(/\{\{[^{}]*\}\}/gu, '').trim()
}
