/**
 * First, quick pass over the XML of a sheet: how many rows and columns hold anything, which cells are merged.
 * Merged ranges stand behind the rows in the file but are needed before them. Works on bytes read as Latin-1, since
 * everything it looks for is plain ASCII.
 */
import { damaged, tooLarge } from './failures.ts'
import { MAXIMUM_COLUMNS, MAXIMUM_ROW_CHARACTERS } from './limits.ts'
import { attribute, isTrue } from './xml.ts'

/** How many merged ranges are kept at most. */
const MAXIMUM_MERGES = 500_000

export interface SurveyResult {
  readonly rowCount: number
  readonly columnCount: number
  readonly filledRows: number
  readonly merges: Int32Array
  readonly hiddenColumns: readonly number[]
  readonly widths: readonly (readonly [number, number])[]
}

type Part = 'before' | 'rows' | 'after'

export class SheetSurveyor {
  readonly #file: string
  #rest = ''
  #part: Part = 'before'
  #prefix = ''
  #rowEnd = '</row>'
  #dataEnd = '</sheetData>'
  #lastNumber = 0
  #rowCount = 0
  #columnCount = 0
  #filledRows = 0
  readonly #merges: number[] = []
  readonly #hiddenColumns: number[] = []
  readonly #widths: (readonly [number, number])[] = []

  /** `file` is the name for messages. */
  constructor(file: string) {
    this.#file = file
  }

  /** Takes the next piece, decoded as Latin-1. */
  push(piece: string): void {
    let text = this.#rest + piece
    if (this.#part === 'before') text = this.#head(text)
    if (this.#part === 'rows') text = this.#rows(text)
    if (this.#part === 'after') text = this.#tail(text)
    if (text.length > MAXIMUM_ROW_CHARACTERS) throw tooLarge(this.#file, '有一行的内容过长')
    this.#rest = text
  }

  /** Call after the last piece. Throws FILE_FORMAT if this was no sheet. */
  finish(): SurveyResult {
    if (this.#part === 'before' && !/<(?:\w+:)?worksheet[\s>]/.test(this.#rest)) throw damaged(this.#file)
    return {
      rowCount: this.#rowCount, columnCount: this.#columnCount, filledRows: this.#filledRows,
      merges: Int32Array.from(this.#merges), hiddenColumns: this.#hiddenColumns, widths: this.#widths,
    }
  }

  #head(text: string): string {
    const found = /<((?:\w+:)?)sheetData(?:\s[^>]*)?(\/?)>/.exec(text)
    if (found === null) return text
    this.#prefix = found[1] ?? ''
    this.#rowEnd = `</${this.#prefix}row>`
    this.#dataEnd = `</${this.#prefix}sheetData>`
    this.#columns(text.slice(0, found.index))
    this.#part = found[2] === '/' ? 'after' : 'rows'
    return text.slice(found.index + found[0].length)
  }

  #columns(head: string): void {
    for (const [, tag = ''] of head.matchAll(/<(?:\w+:)?col\s([^>]*?)\/?>/g)) {
      const first = Number(attribute(tag, 'min'))
      const last = Math.min(Number(attribute(tag, 'max')), MAXIMUM_COLUMNS)
      const width = Number(attribute(tag, 'width'))
      const hidden = isTrue(attribute(tag, 'hidden'))
      for (let column = first; column <= last; column += 1) {
        if (hidden) this.#hiddenColumns.push(column)
        if (width > 0) this.#widths.push([column, width])
      }
    }
  }

  #rows(text: string): string {
    let at = 0
    for (;;) {
      const end = text.indexOf(this.#rowEnd, at)
      if (end < 0) break
      this.#row(text.slice(at, end))
      at = end + this.#rowEnd.length
    }
    const close = text.indexOf(this.#dataEnd, at)
    if (close >= 0) {
      this.#part = 'after'
      return text.slice(close)
    }
    return text.slice(at)
  }

  /** `row` may begin with empty rows that have no end tag of their own; the last start tag is the one that counts. */
  #row(row: string): void {
    const start = row.lastIndexOf(`<${this.#prefix}row`)
    const found = /\sr=["'](\d{1,9})["']/.exec(row.slice(start, row.indexOf('>', start)))
    const number = found === null ? this.#lastNumber + 1 : Number(found[1])
    this.#lastNumber = number
    const value = Math.max(row.lastIndexOf(`<${this.#prefix}v>`), row.lastIndexOf(`<${this.#prefix}is>`), row.lastIndexOf(`<${this.#prefix}f`), row.lastIndexOf(`<${this.#prefix}v `))
    if (value < start) return
    this.#filledRows += 1
    this.#rowCount = number
    const cell = row.lastIndexOf(`<${this.#prefix}c`, value)
    const letters = /\sr=["']([A-Z]{1,3})/.exec(row.slice(cell, value))?.[1]
    const column = letters === undefined ? countCells(row, this.#prefix) : columnOfLetters(letters)
    if (column > this.#columnCount) this.#columnCount = column
  }

  #tail(text: string): string {
    let end = 0
    for (const found of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["'][^>]*>/g)) {
      end = found.index + found[0].length
      if (this.#merges.length >= MAXIMUM_MERGES * 4) throw tooLarge(this.#file, `合并单元格超过 ${MAXIMUM_MERGES} 处`)
      this.#merges.push(Number(found[2]), columnOfLetters(found[1] ?? ''), Number(found[4]), columnOfLetters(found[3] ?? ''))
    }
    const rest = text.slice(end)
    // Whatever else stands there is of no interest; what may be the beginning of a tag is kept.
    const open = rest.lastIndexOf('<')
    return open < 0 ? '' : rest.slice(open)
  }
}

/** Number of a column from its letters: A is 1, AB is 28. */
export function columnOfLetters(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** Letters of a column from its number: 28 is AB. */
export function lettersOfColumn(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

function countCells(row: string, prefix: string): number {
  return row.split(new RegExp(`<${prefix}c[\\s>/]`)).length - 1
}
