/**
 * Finds rows and cells in the XML of a sheet as it comes in pieces, without ever holding more than one piece and a row.
 * Several times faster than a general XML parser because it looks only for what sheets are made of.
 */
import { damaged, tooLarge } from './failures.ts'
import { booleanCell, errorCell, NOT_CALCULATED, numberCell, textCell } from './cellValues.ts'
import { MAXIMUM_ROW_CHARACTERS } from './limits.ts'
import { PLAIN, type NumberShape } from './numberFormats.ts'
import type { WireCell, WireRow } from './wire.ts'
import { decodeText, richText } from './xml.ts'

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

const QUOTE = 34
const EQUALS = 61
const LETTER_A = 65
const LETTER_Z = 90
const SPACE = 32
const GREATER = 62
const SLASH = 47
/** Greatest column of any spreadsheet program (XFD). */
const LAST_COLUMN = 16_384

export class SheetScanner {
  readonly #context: SheetContext
  #rest = ''
  #lastRow = 0
  #prefix: string | undefined
  #row = '<row'
  #rowEnd = '</row>'
  #cell = '<c'
  #cellEnd = '</c>'
  #value = '<v>'
  #valueEnd = '</v>'
  #inline = '<is><t>'
  #inlineEnd = '</t></is>'

  constructor(context: SheetContext) {
    this.#context = context
  }

  /** Takes the next piece of XML; returns the rows that are now complete and hold at least one value. */
  push(piece: string): WireRow[] {
    let text = this.#rest === '' ? piece : this.#rest + piece
    if (this.#prefix === undefined && !this.#findPrefix(text)) {
      this.#keep(text)
      return []
    }
    const end = text.lastIndexOf(this.#rowEnd)
    if (end < 0) {
      this.#keep(text)
      return []
    }
    const complete = end + this.#rowEnd.length
    this.#keep(text.slice(complete))
    text = text.slice(0, complete)
    return this.#rows(text)
  }

  #keep(rest: string): void {
    if (rest.length > MAXIMUM_ROW_CHARACTERS) throw tooLarge(this.#context.file, '有一行的内容过长')
    this.#rest = rest
  }

  /** Some programs write `<x:row>` for `<row>`; the root element tells. */
  #findPrefix(text: string): boolean {
    const root = /<(?:(\w+):)?worksheet[\s>]/.exec(text)
    if (root === null) return false
    const prefix = root[1] === undefined ? '' : `${root[1]}:`
    this.#prefix = prefix
    this.#row = `<${prefix}row`
    this.#rowEnd = `</${prefix}row>`
    this.#cell = `<${prefix}c`
    this.#cellEnd = `</${prefix}c>`
    this.#value = `<${prefix}v>`
    this.#valueEnd = `</${prefix}v>`
    this.#inline = `<${prefix}is><${prefix}t>`
    this.#inlineEnd = `</${prefix}t></${prefix}is>`
    return true
  }

  #rows(text: string): WireRow[] {
    const rows: WireRow[] = []
    let at = 0
    for (;;) {
      const start = text.indexOf(this.#row, at)
      if (start < 0) return rows
      const tagEnd = text.indexOf('>', start)
      if (tagEnd < 0) return rows
      const follows = text.charCodeAt(start + this.#row.length)
      if (follows > SPACE && follows !== GREATER && follows !== SLASH) {
        at = tagEnd
        continue
      }
      const tag = text.slice(start + this.#row.length, tagEnd)
      const number = this.#rowNumber(tag)
      if (text.charCodeAt(tagEnd - 1) === SLASH) {
        at = tagEnd
        continue
      }
      const end = text.indexOf(this.#rowEnd, tagEnd)
      if (end < 0) return rows
      const cells = this.#cells(text, tagEnd + 1, end)
      if (cells.length > 0) rows.push({ number, hidden: /\shidden=["'](?:1|true)["']/.test(tag), cells })
      at = end
    }
  }

  /** Rows without a number follow the one before; numbers that go backwards mean a damaged file. */
  #rowNumber(tag: string): number {
    const found = /\sr=["'](\d{1,9})["']/.exec(tag)
    const number = found === null ? this.#lastRow + 1 : Number(found[1])
    if (number <= this.#lastRow) throw damaged(this.#context.file)
    this.#lastRow = number
    return number
  }

  #cells(text: string, from: number, end: number): WireCell[] {
    const cells: WireCell[] = []
    let column = 0
    let at = from
    for (;;) {
      const start = text.indexOf(this.#cell, at)
      if (start < 0 || start >= end) return cells
      // The attributes, read by hand: `r` gives the column, `s` the style, `t` the type.
      let style = 0
      let type = ''
      let place = start + this.#cell.length
      let code = text.charCodeAt(place)
      column += 1
      while (code !== GREATER && code !== SLASH && place < end) {
        if (text.charCodeAt(place + 1) === EQUALS) {
          const close = text.indexOf(text.charCodeAt(place + 2) === QUOTE ? '"' : '\'', place + 3)
          if (close < 0 || close > end) throw damaged(this.#context.file)
          if (text.charCodeAt(place - 1) <= SPACE) {
            if (code === 114 /* r */) column = columnNumber(text, place + 3, close) || column
            else if (code === 115 /* s */) style = Number(text.slice(place + 3, close))
            else if (code === 116 /* t */) type = text.slice(place + 3, close)
          }
          place = close
        }
        place += 1
        code = text.charCodeAt(place)
      }
      if (column > LAST_COLUMN) throw damaged(this.#context.file)
      if (code === SLASH) {
        at = place + 2
        continue
      }
      const close = text.indexOf(this.#cellEnd, place)
      if (close < 0 || close > end) throw damaged(this.#context.file)
      const value = this.#content(text, place + 1, close, type, style)
      if (value !== null) {
        while (cells.length < column - 1) cells.push(null)
        cells[column - 1] = value
      }
      at = close + this.#cellEnd.length
    }
  }

  #content(text: string, from: number, end: number, type: string, style: number): WireCell {
    // Nearly every cell is exactly <v>…</v>.
    if (text.startsWith(this.#value, from)) {
      const close = text.indexOf(this.#valueEnd, from)
      if (close >= 0 && close <= end) return this.#stored(text.slice(from + this.#value.length, close), type, style, false)
    }
    // Our own workbooks, and those of some systems, hold their texts inline.
    if (text.startsWith(this.#inline, from)) {
      const close = text.indexOf('<', from + this.#inline.length)
      if (close + this.#inlineEnd.length === end && text.startsWith(this.#inlineEnd, close)) return textCell(decodeText(text.slice(from + this.#inline.length, close)), false)
    }
    return this.#rareContent(text.slice(from, end), type, style)
  }

  /** Formulas, inline texts, values with attributes. */
  #rareContent(inside: string, type: string, style: number): WireCell {
    const formula = /<(?:\w+:)?f[\s>/]/.test(inside)
    if (type === 'inlineStr') return textCell(richText(inside), formula)
    const stored = /<(?:\w+:)?v(?:\s[^>]*[^/])?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside)?.[1]
    if (stored !== undefined && (stored !== '' || type === 'str')) return this.#stored(stored, type, style, formula)
    // A formula of kind text may have an empty result; any other without one was never calculated.
    return formula && type !== 'str' ? errorCell(NOT_CALCULATED, true) : null
  }

  #stored(value: string, type: string, style: number, formula: boolean): WireCell {
    switch (type) {
      case 's': {
        const text = this.#context.texts[Number(value)]
        if (text === undefined) throw damaged(this.#context.file)
        return textCell(text, formula)
      }
      case 'str': return textCell(decodeText(value), formula)
      case 'b': return booleanCell(value === '1' || value === 'true', formula)
      case 'e': return errorCell(decodeText(value), formula)
      case 'd': return isoCell(value, formula)
      default: return value === '' ? null : this.#number(value, style, formula)
    }
  }

  #number(value: string, style: number, formula: boolean): WireCell {
    const number = Number(value)
    if (!Number.isFinite(number)) return textCell(decodeText(value), formula)
    return numberCell(number, this.#context.shapes[style] ?? PLAIN, formula, this.#context.date1904)
  }
}

/** Dates written as ISO text, as the strict variant of the format does. */
function isoCell(value: string, formula: boolean): WireCell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(value)
  if (found?.[1] === undefined) return textCell(decodeText(value), formula)
  const time = found[2] === undefined || found[2] === '00:00' ? '' : ` ${found[2]}`
  return ['date', found[1] + time, null, found[1], formula]
}

/** Column from 1 of a reference such as `AB12`; 0 if it has no letters. */
function columnNumber(text: string, from: number, end: number): number {
  let column = 0
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code < LETTER_A || code > LETTER_Z) break
    column = column * 26 + code - LETTER_A + 1
  }
  return column
}
