/** Lengths on paper that filling and layout share. */
import { PAPER_POINTS, type CellRange, type CellStyle, type FormSheet, type PageSetup } from '../excel/formSheet.ts'
import type { FormFonts } from './fonts.ts'
import { wrapText } from './wrap.ts'

/** Room between the text and the edge of its cell, in points. */
export const CELL_PADDING = 2
/** Width of one step of indentation, in points. */
export const INDENT = 7
/** Distance of lines inside a cell, in parts of the font size. */
export const LINE_PITCH = 1.25
/**
 * Height a line is given when rows are made higher: office programs that must do without 宋体 set lines this far apart,
 * and their text must not be cut.
 */
const LINE_ROOM = 1.45

/** Paper as it lies. */
export function paperOf(page: PageSetup): { width: number; height: number } {
  const { width, height } = PAPER_POINTS[page.paper]
  return page.landscape ? { width: height, height: width } : { width, height }
}

/** Room between the margins in the lengths of the sheet, that is before the page is scaled. */
export function printableArea(page: PageSetup): { width: number; height: number } {
  const paper = paperOf(page)
  return {
    width: (paper.width - page.margins.left - page.margins.right) / page.scale,
    height: (paper.height - page.margins.top - page.margins.bottom) / page.scale,
  }
}

/** Sum of widths or heights from one index to another, both included. */
export function span(lengths: readonly number[], first: number, last: number): number {
  let sum = 0
  for (let index = first; index <= last; index += 1) sum += lengths[index] ?? 0
  return sum
}

/** Room for text in a cell of the given width. */
export function textWidth(width: number, style: CellStyle): number {
  return Math.max(1, width - 2 * CELL_PADDING - style.alignment.indent * INDENT)
}

/** Lines in which a cell shows its text. */
export function cellLines(text: string, width: number, style: CellStyle, fonts: FormFonts): string[] {
  if (style.alignment.stacked) return [...text.replaceAll('\n', '')]
  if (!style.alignment.wrap) return [text.replaceAll('\n', '')]
  return wrapText(text, textWidth(width, style), (line) => fonts.measure(line, style.font))
}

/** Height that a cell needs for its lines. */
export function heightOf(lines: number, style: CellStyle): number {
  return lines * style.font.size * LINE_ROOM + 2
}

/** Cells covered by a merged range other than its first, as `row:column`, and the range at each first cell. */
export function mergeIndex(sheet: Pick<FormSheet, 'merges'>): { covered: Set<string>; starts: Map<string, CellRange> } {
  const covered = new Set<string>()
  const starts = new Map<string, CellRange>()
  for (const range of sheet.merges) {
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) covered.add(`${row}:${column}`)
    }
    const start = `${range.top}:${range.left}`
    covered.delete(start)
    starts.set(start, range)
  }
  return { covered, starts }
}
