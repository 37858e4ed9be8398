/** Gives filled rows the height and the look with which no text is cut. */
import { numberText } from '../excel/numberText.ts'
import type { CellRange, CellStyle, FormCell, FormSheet } from '../excel/formSheet.ts'
import type { Filled } from './evaluate.ts'
import { cellValue, DIGITS_OF_ENDLESS, readExact } from './exact.ts'
import type { FilledRow } from './expand.ts'
import { printable, type FormFonts } from './fonts.ts'
import { formatNumber, readNumberFormat } from './formats.ts'
import { cellLines, heightOf, span, textWidth } from './geometry.ts'

export interface MeasuredRow extends FilledRow {
  readonly height: number
  readonly cells: readonly (FormCell | undefined)[]
}

/** Office programs cannot make a row higher than 409 points. */
const HIGHEST_ROW = 405
const SMALLEST_FONT = 5
/** Points below which nobody reads a paper: text goes on in further lines rather than be set smaller. */
export const READABLE = 7
/** The same of numbers of people, accounts and telephones, which nobody wants broken. */
export const READABLE_FIGURES = 5
const FIGURES = /^[\dA-Z*.:/-]+$/u
const FONT_STEP = 0.5
const GENERAL = 'General'
const GENERAL_DIGITS = 11
/** Row heights are whole pixels in office programs. */
const PIXEL = 0.75

/** Measures the rows of one form. Looks made on the way are shared between its rows. */
export class RowMeasure {
  readonly #sheet: FormSheet
  readonly #fonts: FormFonts
  readonly #covered = new Set<string>()
  readonly #starts = new Map<string, CellRange>()
  readonly #shrunk = new Map<CellStyle, CellStyle>()
  readonly #wrapped = new Map<CellStyle, CellStyle>()
  readonly #smaller = new Map<string, CellStyle>()
  readonly #scale: number

  /** `scale` is that at which the page is printed. */
  constructor(sheet: FormSheet, fonts: FormFonts, scale = 1) {
    this.#sheet = sheet
    this.#fonts = fonts
    this.#scale = scale
    for (const range of sheet.merges) {
      for (let row = range.top; row <= range.bottom; row += 1) {
        for (let column = range.left; column <= range.right; column += 1) this.#covered.add(`${row}:${column}`)
      }
      this.#covered.delete(`${range.top}:${range.left}`)
      this.#starts.set(`${range.top}:${range.left}`, range)
    }
  }

  /** Height and cells of a row; text merged over several rows is left to `fitMerged`. */
  measure(row: FilledRow): MeasuredRow {
    const source = this.#sheet.rows[row.index]
    let height = source?.height ?? 0
    const cells = (source?.cells ?? []).map((cell, column) => {
      if (cell === undefined) return undefined
      const filled = this.#covered.has(`${row.index}:${column}`) ? { value: null, style: cell.style } : this.#filled(row.values[column] ?? null, cell)
      if (filled.value === null) return filled
      const range = this.#starts.get(`${row.index}:${column}`)
      const fitted = this.#fit(filled, column, range, row)
      if (height > 0 && fitted.style.alignment.wrap && (range === undefined || range.top === range.bottom)) {
        height = Math.max(height, heightOf(this.#lines(fitted, column, range).length, fitted.style))
      }
      return fitted
    })
    return { ...row, height: Math.min(HIGHEST_ROW, Math.ceil(height / PIXEL) * PIXEL), cells }
  }

  /** The cell with its value; a number of the template itself stays where it is. */
  #filled(value: Filled, cell: FormCell): FormCell {
    if (value === null) return { value: typeof cell.value === 'number' ? cell.value : null, style: cell.style }
    if (typeof value === 'string') return { value: printable(value), style: cell.style }
    if (value.kind !== 'number') return { value: null, style: cell.style, picture: value }
    const format = value.format ?? readNumberFormat(cell.style.numberFormat)
    const written = cellValue(value.value, format === undefined ? DIGITS_OF_ENDLESS : format.digits + (format.percent ? 2 : 0))
    if (typeof written === 'string') return { value: format === undefined ? written : formatNumber(value.value, format), style: cell.style }
    return { value: written, style: this.#numbered(cell.style, value.format?.text ?? longFormat(written, cell.style.numberFormat)) }
  }

  #numbered(style: CellStyle, numberFormat: string): CellStyle {
    if (numberFormat === style.numberFormat) return style
    return shared(this.#smaller, JSON.stringify([style, numberFormat]), () => ({ ...style, numberFormat }))
  }

  /** Height wanted by the text of a cell merged over several rows. */
  mergedHeight(row: MeasuredRow, range: CellRange): number {
    const cell = row.cells[range.left]
    if (cell?.value === undefined || cell.value === null || !(cell.style.alignment.wrap || cell.style.alignment.stacked)) return 0
    return heightOf(this.#lines(cell, range.left, range).length, cell.style)
  }

  #width(column: number, range: CellRange | undefined): number {
    return span(this.#sheet.columns, column, range?.right ?? column)
  }

  #lines(cell: FormCell, column: number, range: CellRange | undefined): string[] {
    return cellLines(cellText(cell), this.#width(column, range), cell.style, this.#fonts)
  }

  #fit(cell: FormCell, column: number, range: CellRange | undefined, row: FilledRow): FormCell {
    const { alignment, font } = cell.style
    if (alignment.stacked) return cell
    if (alignment.wrap) return this.#fitHeight(cell, column, range)
    const [wanted, room] = [this.#fonts.measure(cellText(cell), font), textWidth(this.#width(column, range), cell.style)]
    if (wanted <= room) return cell
    if (!alignment.shrink && range === undefined && typeof cell.value === 'string' && this.#mayRunOver(cell.style, column, row)) return cell
    // A number in several lines is a row of crosses in office programs.
    if (typeof cell.value === 'string' && (font.size * room) / wanted < Math.min(readable(cell.value) / this.#scale, font.size))
      return this.#fitHeight({ ...cell, style: this.#wrap(cell.style) }, column, range)
    return alignment.shrink ? cell : { ...cell, style: this.#shrink(cell.style) }
  }

  /** Whether text may run over the edge into an empty neighbour, as office programs let it. */
  #mayRunOver(style: CellStyle, column: number, row: FilledRow): boolean {
    const neighbour = this.#sheet.rows[row.index]?.cells[column + 1]
    const open = style.borders.right === undefined && neighbour?.style.borders.left === undefined
    const empty = (row.values[column + 1] ?? null) === null && typeof neighbour?.value !== 'number'
    return open && empty && (style.alignment.horizontal === 'general' || style.alignment.horizontal === 'left')
  }

  /** A very long text is set smaller until its row is not higher than rows can be. */
  #fitHeight(cell: FormCell, column: number, range: CellRange | undefined): FormCell {
    let fitted = cell
    while (fitted.style.font.size > SMALLEST_FONT && heightOf(this.#lines(fitted, column, range).length, fitted.style) > HIGHEST_ROW) {
      fitted = { ...fitted, style: this.#resize(cell.style, fitted.style.font.size - FONT_STEP) }
    }
    return fitted
  }

  #wrap(style: CellStyle): CellStyle {
    const known = this.#wrapped.get(style) ?? { ...style, alignment: { ...style.alignment, wrap: true, shrink: false } }
    this.#wrapped.set(style, known)
    return known
  }

  #shrink(style: CellStyle): CellStyle {
    const known = this.#shrunk.get(style)
    if (known !== undefined) return known
    const shrunk = { ...style, alignment: { ...style.alignment, shrink: true } }
    this.#shrunk.set(style, shrunk)
    return shrunk
  }

  #resize(style: CellStyle, size: number): CellStyle {
    return shared(this.#smaller, JSON.stringify([style, size]), () => ({ ...style, font: { ...style.font, size } }))
  }
}

function readable(text: string): number {
  return FIGURES.test(text) ? READABLE_FIGURES : READABLE
}

function shared(known: Map<string, CellStyle>, key: string, make: () => CellStyle): CellStyle {
  const style = known.get(key) ?? make()
  known.set(key, style)
  return style
}

/** Under “General” office programs show eleven digits; a longer number is told to show all of its own. */
function longFormat(value: number, numberFormat: string): string {
  const text = String(value)
  if (numberFormat !== GENERAL || text.replace(/[-.]/gu, '').length < GENERAL_DIGITS) return numberFormat
  const digits = text.split('.')[1]?.length ?? 0
  return digits === 0 ? '0' : `0.${'0'.repeat(digits)}`
}

/** Text that a cell shows. Numbers are rounded on their digits as written, half away from zero, and never as binary fractions. */
export function cellText(cell: FormCell): string {
  if (cell.value === null) return ''
  if (typeof cell.value === 'string') return printable(cell.value)
  const format = readNumberFormat(cell.style.numberFormat)
  const exact = format === undefined ? undefined : readExact(String(cell.value))
  return format === undefined || exact === undefined ? numberText(cell.value, cell.style.numberFormat) : formatNumber(exact, format)
}
