/** Takes rows, cells, merged ranges and columns from the XML of a sheet as it comes in pieces; holds no more than a piece and a row. */
import { booleanCell, errorCell, NOT_CALCULATED, numberCell, textCell } from './cellValues.ts'
import { damaged, tooLarge } from './failures.ts'
import { MAXIMUM_COLUMNS, MAXIMUM_ROWS } from './limits.ts'
import { MergeList } from './mergeList.ts'
import { PLAIN, type NumberShape } from './numberFormats.ts'
import { TextCollector } from './textCollector.ts'
import type { WireCell, WireRow } from './wire.ts'
import { isTrue, unescapeText, XmlReader, type Attributes, type XmlHandler } from './xml.ts'

/** What cells refer to. */
export interface SheetContext {
  /** Name of the file for messages. */
  readonly file: string
  /** Shared texts by number. */
  readonly texts: readonly string[]
  /** How numbers are to be understood, by number of the cell style. */
  readonly shapes: readonly NumberShape[]
  readonly date1904: boolean
}

/** What is known of a sheet after its end. */
export interface SheetExtent {
  readonly rowCount: number
  readonly columnCount: number
  readonly filledRows: number
  readonly merges: Int32Array
  readonly hiddenColumns: readonly number[]
  readonly widths: readonly (readonly [column: number, width: number])[]
}

/** Last row and column (XFD) of any spreadsheet program. */
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384
const LETTER_A = 65
const LETTER_Z = 90

export class SheetParser implements XmlHandler {
  readonly #context: SheetContext
  readonly #xml: XmlReader
  readonly #merges: MergeList
  readonly #hiddenColumns: number[] = []
  readonly #widths: (readonly [number, number])[] = []
  readonly #inline = new TextCollector()
  #rows: WireRow[] = []
  #section = ''
  #lastColumnSet = 0
  #rowCount = 0
  #columnCount = 0
  #filledRows = 0
  #lastRow = 0
  #hidden = false
  #cells: WireCell[] = []
  /** The cell being read. */
  #column = 0
  #inCell = false
  #type = ''
  #style = 0
  #formula = false
  #value: string | undefined
  #hasInline = false
  /** The part of the cell being read. */
  #part: 'value' | 'inline' | undefined

  constructor(context: SheetContext) {
    this.#context = context
    const rules = { damaged: (cause?: unknown) => damaged(context.file, cause), tooLarge: (what: string) => tooLarge(context.file, what) }
    this.#merges = new MergeList(rules)
    this.#xml = new XmlReader(this, rules)
  }

  /** Takes the next piece; returns the rows that are now complete and hold something. None come once the sheet is larger than is read. */
  push(piece: string): WireRow[] {
    this.#xml.push(piece)
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** Call after the last piece. Throws FILE_FORMAT if this was no whole sheet. */
  finish(): SheetExtent {
    this.#xml.finish()
    return {
      rowCount: this.#rowCount,
      columnCount: this.#columnCount,
      filledRows: this.#filledRows,
      merges: this.#merges.ranges(),
      hiddenColumns: this.#hiddenColumns,
      widths: this.#widths,
    }
  }

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth >= 4) this.#openInside(name, attributes, depth)
    else if (depth === 3) this.#openInSection(name, attributes)
    else if (depth === 2) this.#section = name
    else if (name !== 'worksheet') throw damaged(this.#context.file)
  }

  text(text: string): void {
    if (this.#part === 'value') this.#value = this.#value === undefined ? text : this.#value + text
    else if (this.#part === 'inline') this.#inline.text(text)
  }

  close(name: string, depth: number): void {
    if (depth > 5) {
      if (this.#part === 'inline') this.#inline.close(name)
    } else if (depth === 5) this.#part = undefined
    else if (depth === 4) this.#endCell()
    else if (depth === 3 && this.#section === 'sheetData' && name === 'row') this.#endRow()
  }

  #openInSection(name: string, attributes: Attributes): void {
    if (this.#section === 'sheetData') {
      if (name === 'row') this.#startRow(attributes)
    } else if (this.#section === 'mergeCells') {
      if (name === 'mergeCell') this.#merges.add(attributes['ref'] ?? '')
    } else if (this.#section === 'cols' && name === 'col') this.#columns(attributes)
  }

  #openInside(name: string, attributes: Attributes, depth: number): void {
    if (this.#section !== 'sheetData') return
    if (depth === 4) {
      if (name === 'c') this.#startCell(attributes)
    } else if (!this.#inCell) return
    else if (depth > 5) {
      if (this.#part === 'inline') this.#inline.open(name)
    } else if (name === 'v') this.#part = 'value'
    else if (name === 'f') this.#formula = true
    else if (name === 'is') {
      this.#part = 'inline'
      this.#hasInline = true
      this.#inline.start()
    }
  }

  /** Columns come from left to right; whatever stands again or beyond the limit is passed over. */
  #columns(attributes: Attributes): void {
    const last = Math.min(Number(attributes['max']), MAXIMUM_COLUMNS)
    const width = Number(attributes['width'])
    const hidden = isTrue(attributes['hidden'])
    for (let column = Math.max(Number(attributes['min']), this.#lastColumnSet + 1); column <= last; column += 1) {
      this.#lastColumnSet = column
      if (hidden) this.#hiddenColumns.push(column)
      if (width > 0) this.#widths.push([column, width])
    }
  }

  /** Rows without a number follow the one before; numbers that go backwards mean a damaged file. */
  #startRow(attributes: Attributes): void {
    const stated = attributes['r']
    const number = stated === undefined ? this.#lastRow + 1 : Number(stated)
    if (!Number.isInteger(number) || number <= this.#lastRow || number > LAST_ROW) throw damaged(this.#context.file)
    this.#lastRow = number
    this.#hidden = isTrue(attributes['hidden'])
    this.#column = 0
    this.#cells = []
  }

  #endRow(): void {
    if (this.#cells.length === 0) return
    this.#filledRows += 1
    this.#rowCount = this.#lastRow
    this.#columnCount = Math.max(this.#columnCount, this.#cells.length)
    if (this.#fits()) this.#rows.push({ number: this.#lastRow, hidden: this.#hidden, cells: this.#cells })
    this.#cells = []
  }

  /** Whether the sheet is within what is read so far. */
  #fits(): boolean {
    return this.#columnCount <= MAXIMUM_COLUMNS && this.#rowCount <= MAXIMUM_ROWS
  }

  #startCell(attributes: Attributes): void {
    const reference = attributes['r']
    this.#column = (reference === undefined ? 0 : columnNumber(reference)) || this.#column + 1
    if (this.#column > LAST_COLUMN) throw damaged(this.#context.file)
    this.#inCell = true
    this.#type = attributes['t'] ?? ''
    this.#style = Number(attributes['s'] ?? 0)
    this.#formula = false
    this.#value = undefined
    this.#hasInline = false
  }

  #endCell(): void {
    if (!this.#inCell) return
    this.#inCell = false
    const cell = this.#cell()
    if (cell === null) return
    if (this.#column > MAXIMUM_COLUMNS) {
      // The sheet will be refused; only how wide it is needs to be known, not what stands there.
      this.#columnCount = Math.max(this.#columnCount, this.#column)
      this.#cells[0] ??= cell
      return
    }
    while (this.#cells.length < this.#column - 1) this.#cells.push(null)
    this.#cells[this.#column - 1] = cell
  }

  #cell(): WireCell {
    if (this.#type === 'inlineStr' || (this.#hasInline && this.#value === undefined)) return this.#hasInline ? this.#text(this.#inline.result) : null
    if (this.#value !== undefined || this.#type === 'str') return this.#stored(this.#value ?? '')
    // A formula of kind text may have an empty result; any other without one was never calculated.
    return this.#formula ? errorCell(NOT_CALCULATED, true) : null
  }

  #stored(value: string): WireCell {
    switch (this.#type) {
      case 's': {
        const text = this.#context.texts[Number(value)]
        if (text === undefined) throw damaged(this.#context.file)
        return this.#text(text)
      }
      case 'str':
        return this.#text(unescapeText(value))
      case 'b':
        return booleanCell(value === '1' || value === 'true', this.#formula)
      case 'e':
        return errorCell(value, this.#formula)
      case 'd':
        return isoCell(value, this.#formula)
      default:
        return this.#number(value)
    }
  }

  #text(text: string): WireCell {
    return textCell(text, this.#formula, this.#context.shapes[this.#style])
  }

  #number(value: string): WireCell {
    const number = Number(value)
    if (!Number.isFinite(number)) return textCell(unescapeText(value), this.#formula)
    return numberCell(number, this.#context.shapes[this.#style] ?? PLAIN, this.#formula, this.#context.date1904)
  }
}

/** Dates written as ISO text, as the strict variant of the format does. */
function isoCell(value: string, formula: boolean): WireCell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(value)
  if (found?.[1] === undefined) return textCell(value, formula)
  const time = found[2] === undefined || found[2] === '00:00' ? '' : ` ${found[2]}`
  return ['date', found[1] + time, null, found[1], formula]
}

/** Column from 1 of a reference such as `AB12`; 0 if it has no letters, beyond any sheet if it has too many. */
function columnNumber(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length && column <= LAST_COLUMN; at += 1) {
    const code = reference.charCodeAt(at)
    if (code < LETTER_A || code > LETTER_Z) break
    column = column * 26 + code - LETTER_A + 1
  }
  return column
}
