/** Lays a filled worksheet out on pages, as office programs print it. */
import type { Bitmap, CellFont, CellRange, CellStyle, Figure, FormCell, FormRow, FormSheet } from '../excel/formSheet.ts'
import type { Box } from '../excel/pictureBox.ts'
import { BorderGrid } from './borders.ts'
import type { FormFonts } from './fonts.ts'
import { CELL_PADDING, cellLines, INDENT, LINE_PITCH, mergeIndex, paperOf, printableArea, span, textWidth } from './geometry.ts'
import { headerParts } from './headerFooter.ts'
import { cellText } from './measureRow.ts'
import { layPicture } from './pagePictures.ts'
import type { Page, PageFill, PageText } from './page.ts'

/** Height of the baseline over the lower edge of a character's square, in parts of the font size. */
const DESCENT = 0.12
const HEADER_FONT: CellFont = { name: '宋体', size: 10, bold: false, underline: false, colour: '000000' }
const WHITE = 'FFFFFF'

/** Pages of a worksheet, numbered from 1. */
export function layoutSheet(sheet: FormSheet, fonts: FormFonts): Page[] {
  return [...layPages(sheet, fonts)]
}

/** The same, each laid out when it is asked for: those alone whose place, counted from 0, is `wanted`. */
export function* layPages(sheet: FormSheet, fonts: FormFonts, wanted: (place: number) => boolean = () => true): IterableIterator<Page> {
  const groups = pageRows(sheet)
  const merges = mergeIndex(sheet)
  for (const [index, rows] of groups.entries()) {
    if (wanted(index)) yield new PageBuilder(sheet, rows, merges, fonts).build({ page: index + 1, pages: groups.length, sheet: sheet.name })
  }
}

/** Indexes of the rows of each page, the repeated ones in front: pages end at breaks, and where a page is full. */
export function pageRows(sheet: FormSheet): number[][] {
  const room = printableArea(sheet.page).height
  const breaks = new Set(sheet.breaks)
  const { titleRows } = sheet
  const titles = titleRows === undefined ? [] : Array.from({ length: titleRows.last - titleRows.first + 1 }, (_, index) => titleRows.first + index)
  const height = (index: number): number => sheet.rows[index]?.height ?? 0
  const titleHeight = titles.reduce((sum, index) => sum + height(index), 0)
  const pages: number[][] = []
  let page: number[] = []
  let used = 0
  sheet.rows.forEach((_, index) => {
    if (page.length > 0 && (breaks.has(index - 1) || used + height(index) > room)) {
      pages.push(page)
      const repeats = titleRows !== undefined && index > titleRows.last
      page = repeats ? [...titles] : []
      used = repeats ? titleHeight : 0
    }
    page.push(index)
    used += height(index)
  })
  if (page.length > 0) pages.push(page)
  return pages
}

/** Lays out the cells of one page. */
class PageBuilder {
  readonly #sheet: FormSheet
  readonly #rows: readonly number[]
  readonly #merges: ReturnType<typeof mergeIndex>
  readonly #fonts: FormFonts
  readonly #xs: readonly number[]
  readonly #ys: readonly number[]
  readonly #texts: PageText[] = []
  readonly #fills: PageFill[] = []
  readonly #pictures: { readonly picture: Bitmap | Figure; readonly box: Box }[] = []

  constructor(sheet: FormSheet, rows: readonly number[], merges: ReturnType<typeof mergeIndex>, fonts: FormFonts) {
    this.#sheet = sheet
    this.#rows = rows
    this.#merges = merges
    this.#fonts = fonts
    this.#xs = edges(sheet.columns)
    this.#ys = edges(rows.map((index) => sheet.rows[index]?.height ?? 0))
  }

  build(facts: { page: number; pages: number; sheet: string }): Page {
    const { page } = this.#sheet
    const grid = new BorderGrid(this.#xs, this.#ys)
    this.#rows.forEach((index, position) => {
      const row = this.#sheet.rows[index]
      row?.cells.forEach((cell, column) => {
        if (cell !== undefined) this.#cell(cell, row, index, position, column, grid)
      })
    })
    const move = { scale: page.scale, x: page.margins.left, y: page.margins.top }
    const { width, height } = paperOf(page)
    const laid = this.#pictures.map(({ picture, box }) => layPicture(picture, box, move, this.#fonts))
    return {
      width,
      height,
      pictures: laid.flatMap(({ pictures }) => pictures),
      areas: laid.flatMap(({ areas }) => areas),
      texts: [...this.#texts.map((text) => moveText(text, move)), ...laid.flatMap(({ texts }) => texts), ...this.#headers(facts)],
      lines: grid.lines().map((line) => ({
        ...line,
        x1: line.x1 * move.scale + move.x,
        x2: line.x2 * move.scale + move.x,
        y1: line.y1 * move.scale + move.y,
        y2: line.y2 * move.scale + move.y,
      })),
      fills: this.#fills.map((fill) => ({
        ...fill,
        x: fill.x * move.scale + move.x,
        y: fill.y * move.scale + move.y,
        width: fill.width * move.scale,
        height: fill.height * move.scale,
      })),
    }
  }

  #cell(cell: FormCell, row: FormRow, index: number, position: number, column: number, grid: BorderGrid): void {
    const range = this.#rangeAt(index, column)
    // Of a range that lies partly on another page, this page shows the part whose rows stand on it.
    const bottom = this.#lastBeside(position, range.bottom - index)
    const top = this.#firstBeside(position, index - range.top)
    grid.add(position, column, cell.style.borders, { top, bottom, left: range.left, right: range.right })
    if (index !== range.top || column !== range.left) return
    const box = {
      x: this.#xs[column] ?? 0,
      y: this.#ys[position] ?? 0,
      width: span(this.#sheet.columns, column, range.right),
      height: (this.#ys[bottom + 1] ?? 0) - (this.#ys[position] ?? 0),
    }
    if (cell.style.fill !== undefined && cell.style.fill !== WHITE) this.#fills.push({ ...box, colour: cell.style.fill })
    if (cell.picture !== undefined && box.width > 0 && box.height > 0) this.#pictures.push({ picture: cell.picture, box })
    if (cell.value !== null && cell.value !== '' && box.width > 0 && box.height > 0) this.#text(cell, row, column, box)
  }

  #rangeAt(row: number, column: number): CellRange {
    const start = this.#merges.starts.get(`${row}:${column}`)
    if (start !== undefined) return start
    if (!this.#merges.covered.has(`${row}:${column}`)) return { top: row, left: column, bottom: row, right: column }
    return (
      this.#sheet.merges.find((range) => range.top <= row && row <= range.bottom && range.left <= column && column <= range.right) ?? {
        top: row,
        left: column,
        bottom: row,
        right: column,
      }
    )
  }

  #lastBeside(position: number, most: number): number {
    let last = position
    while (last < position + most && this.#rows[last + 1] === (this.#rows[last] ?? 0) + 1) last += 1
    return last
  }

  #firstBeside(position: number, most: number): number {
    let first = position
    while (first > position - most && this.#rows[first - 1] === (this.#rows[first] ?? 0) - 1) first -= 1
    return first
  }

  #text(cell: FormCell, row: FormRow, column: number, box: { x: number; y: number; width: number; height: number }): void {
    const text = cellText(cell)
    const style = fittedStyle(cell.style, text, box.width, this.#fonts)
    const lines = cellLines(text, box.width, style, this.#fonts)
    const pitch = Math.min(LINE_PITCH * style.font.size, Math.max(style.font.size, (box.height - 1) / lines.length))
    const block = pitch * lines.length
    const free = box.height - block
    const offset = style.alignment.vertical === 'top' ? Math.min(1, free) : style.alignment.vertical === 'bottom' ? free - 1 : free / 2
    lines.forEach((line, number) => {
      const baseline = box.y + offset + number * pitch + (pitch + style.font.size) / 2 - DESCENT * style.font.size
      this.#line(line, style, typeof cell.value === 'number', { x: box.x, y: baseline, width: this.#room(row, column, box.width, style) })
    })
  }

  /** Text that may run over its edge is placed as if it had the room; it is aligned left then. */
  #room(row: FormRow, column: number, width: number, style: CellStyle): number {
    if (style.alignment.wrap || style.alignment.stacked || style.alignment.horizontal === 'center' || style.alignment.horizontal === 'right') return width
    return row.cells[column + 1] === undefined ? Infinity : width
  }

  #line(line: string, style: CellStyle, numeric: boolean, at: { x: number; y: number; width: number }): void {
    const runs = this.#fonts.runs(line, style.font)
    const width = runs.reduce((sum, run) => sum + run.width, 0)
    const { horizontal, stacked, indent } = style.alignment
    const align = stacked ? 'center' : horizontal === 'general' ? (numeric ? 'right' : 'left') : horizontal
    const characters = [...line].length
    const spread =
      align === 'distributed' && characters > 1 && Number.isFinite(at.width) ? Math.max(0, (textWidth(at.width, style) - width) / (characters - 1)) : 0
    const total = width + spread * Math.max(0, characters - 1)
    const left = at.x + CELL_PADDING + indent * INDENT
    let x = left
    if (align === 'right') x = at.x + at.width - CELL_PADDING - indent * INDENT - total
    else if (align === 'center' || align === 'distributed') x = at.x + (at.width - total) / 2
    for (const run of runs) {
      this.#texts.push({
        text: run.text,
        x,
        y: at.y,
        size: style.font.size,
        width: run.width,
        face: run.face,
        bold: style.font.bold,
        underline: style.font.underline,
        colour: style.font.colour,
        spacing: spread,
      })
      x += run.width + spread * [...run.text].length
    }
  }

  #headers(facts: { page: number; pages: number; sheet: string }): PageText[] {
    const { page } = this.#sheet
    const paper = paperOf(page)
    const { header, footer } = facts.page === 1 ? (page.first ?? page) : page
    return [
      ...this.#headerLine(headerParts(header, facts), (size) => page.margins.header + size),
      ...this.#headerLine(headerParts(footer, facts), () => paper.height - page.margins.footer),
    ]
  }

  #headerLine(parts: ReturnType<typeof headerParts>, baseline: (size: number) => number): PageText[] {
    const { page } = this.#sheet
    const paper = paperOf(page)
    return parts.flatMap((part) => {
      const font = { ...HEADER_FONT, size: part.size }
      const width = this.#fonts.measure(part.text, font)
      let x = part.position === 'left' ? page.margins.left : part.position === 'right' ? paper.width - page.margins.right - width : (paper.width - width) / 2
      return this.#fonts.runs(part.text, font).map((run): PageText => {
        const text = {
          text: run.text,
          x,
          y: baseline(part.size),
          size: part.size,
          width: run.width,
          face: run.face,
          bold: false,
          underline: false,
          colour: font.colour,
          spacing: 0,
        }
        x += run.width
        return text
      })
    })
  }
}

/** The style with the font made small enough, where the cell asks for it. */
function fittedStyle(style: CellStyle, text: string, width: number, fonts: FormFonts): CellStyle {
  if (!style.alignment.shrink || style.alignment.wrap || style.alignment.stacked) return style
  const wanted = fonts.measure(text, style.font)
  const room = textWidth(width, style)
  return wanted <= room ? style : { ...style, font: { ...style.font, size: Math.max(1, (style.font.size * room) / wanted) } }
}

function moveText(text: PageText, move: { scale: number; x: number; y: number }): PageText {
  return {
    ...text,
    x: text.x * move.scale + move.x,
    y: text.y * move.scale + move.y,
    size: text.size * move.scale,
    width: text.width * move.scale,
    spacing: text.spacing * move.scale,
  }
}

function edges(lengths: readonly number[]): number[] {
  const places = [0]
  for (const length of lengths) places.push((places.at(-1) ?? 0) + length)
  return places
}
