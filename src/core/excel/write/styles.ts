/** The look of the workbooks that the program makes by itself: lists, templates, dictionaries. Forms have templates of their own. */
import type ExcelJS from 'exceljs'
import { lettersOfColumn } from '../columnLetters.ts'

/** Who workbooks say made them. */
export const AUTHOR = '精准帮扶工作台'

export const FONT = { name: '宋体', size: 10 } as const
const THIN = { style: 'thin', color: { argb: 'FF999999' } } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN } as const
const GREY = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EDF3' } } as const
const PINK = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD6D6' } } as const
const YELLOW = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } } as const
const PALE = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } } as const

type Style = Partial<ExcelJS.Style>

export const TITLE: Style = { font: { name: '宋体', size: 16, bold: true }, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true } }
export const SUBTITLE: Style = { font: FONT, alignment: { horizontal: 'left', vertical: 'middle', wrapText: true } }
export const HEADING: Style = {
  font: { ...FONT, bold: true },
  fill: GREY,
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
}
export const REQUIRED_HEADING: Style = { ...HEADING, font: { ...FONT, bold: true, color: { argb: 'FFC00000' } } }
/** Text format, so that digits typed into the cell stay as they are typed. */
export const TEXT: Style = { numFmt: '@', font: FONT, border: BORDER, alignment: { vertical: 'middle', wrapText: false } }
export const WRAPPED: Style = { ...TEXT, alignment: { vertical: 'middle', wrapText: true } }
export const EXAMPLE: Style = { ...TEXT, fill: PALE, font: { ...FONT, italic: true, color: { argb: 'FF7F7F7F' } } }
export const BAD: Style = { ...TEXT, fill: PINK }
export const DOUBTFUL: Style = { ...TEXT, fill: YELLOW }
export const PROBLEM: Style = { ...WRAPPED, font: { ...FONT, color: { argb: 'FFC00000' } } }

/** Style of a column of numbers. */
export function numberStyle(format: string): Style {
  return { numFmt: format, font: FONT, border: BORDER, alignment: { horizontal: 'right', vertical: 'middle' } }
}

/** Number format with so many digits after the point. */
export function scaledFormat(scale: number): string {
  return scale === 0 ? '0' : `0.${'0'.repeat(scale)}`
}

export const DATE_FORMAT = 'yyyy-mm-dd'

/** Characters that a landscape page holds where its text is still read without a glass (about 7 points). */
const PAGE_CHARACTERS = 210
/** Of these, how many the columns may take that are repeated on every page. */
const KEY_CHARACTERS = 75

export interface PageSplit {
  /** How many pages beside each other the columns take. */
  readonly pages: number
  /** Leading columns that tell whose row it is, repeated on each of them. */
  readonly keys: number
  /** How many columns the first of them holds. */
  readonly first: number
}

/** How columns of these widths are laid on pages, so that many of them do not become too small to read. */
export function pageSplit(widths: readonly number[]): PageSplit {
  const total = widths.reduce((sum, width) => sum + width, 0)
  if (total <= PAGE_CHARACTERS) return { pages: 1, keys: 0, first: widths.length }
  const upTo = (most: number): number => {
    let sum = 0
    return widths.findIndex((width) => (sum += width) > most)
  }
  const keys = upTo(KEY_CHARACTERS)
  const repeated = widths.slice(0, keys).reduce((sum, width) => sum + width, 0)
  return { pages: Math.ceil((total - repeated) / (PAGE_CHARACTERS - repeated)), keys, first: Math.max(1, upTo(PAGE_CHARACTERS)) }
}

/**
 * A4 landscape, as wide as the page or as few pages as can be read, headings on every page, page numbers below. `headingRows` is how many
 * rows are repeated.
 */
export function landscape(
  headingRows: number,
  { pages, keys }: Pick<PageSplit, 'pages' | 'keys'> = { pages: 1, keys: 0 },
): { pageSetup: Partial<ExcelJS.PageSetup>; headerFooter: Partial<ExcelJS.HeaderFooter> } {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `1:${headingRows}`,
      ...(keys > 0 ? { printTitlesColumn: `A:${lettersOfColumn(keys)}`, pageOrder: 'overThenDown' as const } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}
