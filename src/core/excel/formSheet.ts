/**
 * The model of one printed worksheet: what a form template holds, what filling makes, what is written as `.xlsx`,
 * and what the pages for screen, printer and PDF are laid out from. Plain data; all lengths are points (1/72 inch).
 */

/** Colour as RRGGBB. */
export type Colour = string

export interface CellFont {
  /** Name as office programs show it: 宋体, 仿宋, 黑体 … */
  readonly name: string
  readonly size: number
  readonly bold: boolean
  readonly underline: boolean
  readonly colour: Colour
}

export type HorizontalAlignment = 'general' | 'left' | 'center' | 'right' | 'distributed'
export type VerticalAlignment = 'top' | 'middle' | 'bottom'

export interface CellAlignment {
  readonly horizontal: HorizontalAlignment
  readonly vertical: VerticalAlignment
  /** Text goes on in further lines inside the cell. */
  readonly wrap: boolean
  /** Text is made smaller until it fits on one line. */
  readonly shrink: boolean
  /** Steps of indentation. */
  readonly indent: number
  /** One character under the other (竖排). */
  readonly stacked: boolean
}

export type LineStyle = 'hair' | 'thin' | 'medium' | 'thick' | 'double' | 'dotted' | 'dashed'

export interface BorderLine {
  readonly style: LineStyle
  readonly colour: Colour
}

export interface CellBorders {
  readonly top?: BorderLine
  readonly right?: BorderLine
  readonly bottom?: BorderLine
  readonly left?: BorderLine
}

/** Look of a cell. Cells that look alike share one object, so that big sheets stay small. */
export interface CellStyle {
  readonly font: CellFont
  readonly alignment: CellAlignment
  readonly borders: CellBorders
  /** Background; absent for none. */
  readonly fill?: Colour
  /** Number format in the notation of workbooks, `General` where none is set. */
  readonly numberFormat: string
}

/** A picture of pixels. */
export interface Bitmap {
  readonly kind: 'image'
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** A part of a figure: an area in the notation of SVG paths, or a text whose baseline begins, is centred or ends at a point. */
export type FigureShape =
  | { readonly kind: 'area'; readonly path: string; readonly colour: Colour }
  | { readonly kind: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly size: number; readonly align: 'left' | 'center' | 'right' }

/** What is drawn by the program, a QR code or a chart, in lengths of its own; `label` says it in words. */
export interface Figure {
  readonly kind: 'figure'
  readonly width: number
  readonly height: number
  readonly shapes: readonly FigureShape[]
  readonly label: string
}

export interface FormCell {
  readonly value: string | number | null
  readonly style: CellStyle
  /** Printed in the area of the cell, or of the range that begins with it, as large as it fits. */
  readonly picture?: Bitmap | Figure
}

export interface FormRow {
  readonly height: number
  /** By column, counted from 0; absent where the template has nothing. */
  readonly cells: readonly (FormCell | undefined)[]
}

/** Rows and columns counted from 0, both ends included. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type PaperSize = 'A3' | 'A4' | 'A5' | 'B5'

export interface PageSetup {
  readonly paper: PaperSize
  readonly landscape: boolean
  readonly margins: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
    readonly header: number
    readonly footer: number
  }
  /** 1 is 100 %; whole per cents. */
  readonly scale: number
  /** Text with the codes of workbooks: &L &C &R sections, &P page, &N pages in all, &A sheet, &nn size. */
  readonly header: string
  readonly footer: string
  /** Those of the first page, where it has its own. */
  readonly first?: { readonly header: string; readonly footer: string }
}

export interface FormSheet {
  readonly name: string
  /** Widths of the columns. */
  readonly columns: readonly number[]
  readonly rows: readonly FormRow[]
  readonly merges: readonly CellRange[]
  readonly page: PageSetup
  /** Rows repeated at the top of every page, first and last, counted from 0. */
  readonly titleRows?: { readonly first: number; readonly last: number }
  /** Indexes of the rows behind which a new page begins, ascending. */
  readonly breaks: readonly number[]
  /** Further worksheets of the same paper, in their order. */
  readonly further?: readonly FormSheet[]
}

/** A paper's worksheets, one after the other. */
export function worksheetsOf({ further = [], ...first }: FormSheet): readonly FormSheet[] {
  return [first, ...further]
}

/** Name of a cell as people see it, from row and column counted from 0: `C5`. */
export function cellName(row: number, column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row + 1}`
}

/** Paper sizes upright, in points. */
export const PAPER_POINTS: Readonly<Record<PaperSize, { readonly width: number; readonly height: number }>> = {
  A3: { width: 841.89, height: 1190.55 },
  A4: { width: 595.28, height: 841.89 },
  A5: { width: 419.53, height: 595.28 },
  B5: { width: 515.91, height: 728.5 },
}
