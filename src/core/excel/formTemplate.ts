/** Reads the worksheets of a form template into our model: the first one, and those that say `{{#sheet}}`. The others are notes for the office. */
import type ExcelJS from 'exceljs'
import { basename } from 'node:path'
import { openInput, readInput } from '../files/temporary.ts'
import { AppError } from '../errors.ts'
import {
  cellName,
  PAPER_POINTS,
  type CellRange,
  type CellStyle,
  type FormCell,
  type FormRow,
  type FormSheet,
  type PageSetup,
  type PaperSize,
} from './formSheet.ts'
import { readStyle } from './formStyle.ts'
import { columnPoints, DEFAULT_FONT, digitPixels } from './formUnits.ts'
import { exceljs, loadExceljs } from './libraries.ts'
import { fileTooLarge, readError } from './read/failures.ts'
import { DefaultFont, readPart } from './read/workbookParts.ts'
import { openZip } from './read/zip.ts'

const POINTS_PER_INCH = 72
const DEFAULT_COLUMN_DIGITS = 9
const DEFAULT_ROW_POINTS = 15
/** Columns may stand a little over the width of the paper before the sheet is made smaller. */
const PAPER_CODES: Readonly<Record<number, PaperSize>> = { 8: 'A3', 9: 'A4', 11: 'A5', 13: 'B5' }
/** A template is one sheet of paper, or a few; more is a table of data that somebody took for a template. */
const MOST_ROWS = 400
const MOST_COLUMNS = 120
/** Stands at the beginning of a cell in the first row of each worksheet that is printed behind the first. */
const SHEET_MARK = /^\s*\{\{\s*#\s*sheet\b/u
/** Size of the file; the shipped ones have some ten kilobytes. */
const MOST_BYTES = 20 * 1024 * 1024

/** What exceljs reads of a worksheet but does not declare. */
interface WorksheetModel {
  readonly merges?: readonly string[]
}

/**
 * The worksheets of the form in the workbook at `path`, which came with the program; what others may have written is read by `readForeignTemplate`.
 * Throws FILE_FORMAT in plain words when it is no workbook, is too big for a template or holds formulas; FILE_TOO_LARGE.
 */
export async function readFormTemplate(path: string): Promise<FormSheet> {
  const digit = await defaultDigit(path)
  const bytes = await readInput(path)
  const { Workbook } = await loadExceljs()
  const workbook = new Workbook()
  try {
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  } catch (cause) {
    throw templateError(path, '不是有效的 Excel 工作簿（.xlsx）。', cause)
  }
  const [first, ...others] = workbook.worksheets
  if (first === undefined) throw templateError(path, '里面没有工作表。')
  const further = others.filter(isPrinted).map((sheet) => readSheet(sheet, digit, path))
  return { ...readSheet(first, digit, path), ...(further.length === 0 ? {} : { further }) }
}

/** Whether a worksheet behind the first is one of the form and no note. */
function isPrinted(sheet: ExcelJS.Worksheet): boolean {
  let found = false
  sheet.findRow(1)?.eachCell((cell) => {
    found ||= typeof cell.value === 'string' && SHEET_MARK.test(cell.value)
  })
  return found
}

function readSheet(sheet: ExcelJS.Worksheet, digit: number, path: string): FormSheet {
  const size = extent(sheet)
  if (size.rows > MOST_ROWS || size.columns > MOST_COLUMNS) {
    throw templateError(path, `有 ${size.rows} 行、${size.columns} 列，超过表样的上限（${MOST_ROWS} 行、${MOST_COLUMNS} 列）。`)
  }
  const columns = Array.from({ length: size.columns }, (_, index) => columnWidth(sheet, index, digit))
  const titleRows = readTitleRows(sheet)
  return {
    name: sheet.name,
    columns,
    rows: readRows(sheet, size, path),
    merges: readMerges(sheet, size),
    page: readPage(sheet, columns),
    ...(titleRows === undefined ? {} : { titleRows }),
    breaks: [],
  }
}

function templateError(path: string, problem: string, cause?: unknown): AppError {
  return new AppError('FILE_FORMAT', `表样“${basename(path)}”${problem}`, '请改正这个表样后重试，或改用程序自带的表样。', cause === undefined ? {} : { cause })
}

/** Rows and columns that are printed: the print area where there is one, else everything that shows. */
function extent(sheet: ExcelJS.Worksheet): { rows: number; columns: number } {
  const area = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/u.exec(sheet.pageSetup.printArea ?? '')
  if (area !== null) return { rows: Number(area[4]), columns: columnIndex(area[3] ?? 'A') + 1 }
  let rows = 0
  let columns = 0
  for (let rowNumber = 1; rowNumber <= sheet.rowCount; rowNumber += 1) {
    sheet.findRow(rowNumber)?.eachCell({ includeEmpty: true }, (cell, columnNumber) => {
      if (!shows(cell)) return
      rows = rowNumber
      columns = Math.max(columns, columnNumber)
    })
  }
  return { rows, columns }
}

function shows(cell: ExcelJS.Cell): boolean {
  if (cell.value !== null && cell.value !== undefined) return true
  const { borders, fill } = readStyle(cell.style)
  return fill !== undefined || Object.keys(borders).length > 0
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function columnWidth(sheet: ExcelJS.Worksheet, index: number, digit: number): number {
  const column = sheet.getColumn(index + 1)
  if (column.hidden) return 0
  return columnPoints(column.width ?? sheet.properties.defaultColWidth ?? DEFAULT_COLUMN_DIGITS, digit)
}

function readRows(sheet: ExcelJS.Worksheet, size: { rows: number; columns: number }, path: string): FormRow[] {
  const styles = new Map<string, CellStyle>()
  const shared = (style: CellStyle): CellStyle => {
    const key = JSON.stringify(style)
    const known = styles.get(key)
    if (known !== undefined) return known
    styles.set(key, style)
    return style
  }
  return Array.from({ length: size.rows }, (_, row) => {
    const source = sheet.getRow(row + 1)
    // exceljs declares `height` as a number, but leaves it undefined where the sheet sets none.
    const height = (source.height as number | undefined) ?? sheet.properties.defaultRowHeight ?? DEFAULT_ROW_POINTS
    const cells = Array.from({ length: size.columns }, (_, column): FormCell | undefined => {
      const cell = source.getCell(column + 1)
      const covered = cell.type === exceljs().ValueType.Merge
      if (!covered && !shows(cell)) return undefined
      return { value: covered ? null : cellText(cell, row, column, path), style: shared(readStyle(cell.style)) }
    })
    return { height: source.hidden ? 0 : height, cells }
  })
}

function cellText(cell: ExcelJS.Cell, row: number, column: number, path: string): string | number | null {
  const { value } = cell
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'object' && 'richText' in value) return value.richText.map((part) => part.text).join('')
  if (typeof value === 'object' && 'text' in value) return String(value.text)
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)) {
    throw templateError(path, `的 ${cellName(row, column)} 单元格是公式。表样里只能写文字和占位符，合计请用“|sum:”这样的占位符。`)
  }
  return cell.text
}

function readMerges(sheet: ExcelJS.Worksheet, size: { rows: number; columns: number }): CellRange[] {
  const merges = (sheet.model as WorksheetModel).merges ?? []
  return merges.flatMap((text) => {
    const parts = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(text)
    if (parts === null) return []
    const range = {
      top: Number(parts[2]) - 1,
      left: columnIndex(parts[1] ?? 'A'),
      bottom: Math.min(Number(parts[4]), size.rows) - 1,
      right: Math.min(columnIndex(parts[3] ?? 'A'), size.columns - 1),
    }
    return range.top < size.rows && range.left < size.columns ? [range] : []
  })
}

function readTitleRows(sheet: ExcelJS.Worksheet): { first: number; last: number } | undefined {
  const parts = /^\$?(\d+):\$?(\d+)$/u.exec((sheet.pageSetup.printTitlesRow as string | undefined) ?? '')
  return parts === null ? undefined : { first: Number(parts[1]) - 1, last: Number(parts[2]) - 1 }
}

/** “Fit to width” becomes a plain scale and “centred” becomes margins: both hold in every office program. */
function readPage(sheet: ExcelJS.Worksheet, columns: readonly number[]): PageSetup {
  const setup = sheet.pageSetup
  const paper = PAPER_CODES[setup.paperSize ?? 9] ?? 'A4'
  const landscape = setup.orientation === 'landscape'
  const margin = (value: number | undefined, otherwise: number): number => (value ?? otherwise) * POINTS_PER_INCH
  const margins = {
    left: margin(setup.margins?.left, 0.7),
    right: margin(setup.margins?.right, 0.7),
    top: margin(setup.margins?.top, 0.75),
    bottom: margin(setup.margins?.bottom, 0.75),
    header: margin(setup.margins?.header, 0.3),
    footer: margin(setup.margins?.footer, 0.3),
  }
  const paperWidth = landscape ? PAPER_POINTS[paper].height : PAPER_POINTS[paper].width
  const width = columns.reduce((sum, column) => sum + column, 0)
  const fitting = Math.floor((100 * (paperWidth - margins.left - margins.right)) / Math.max(1, width)) / 100
  const scale = setup.fitToPage ? Math.min(1, fitting) : (setup.scale ?? 100) / 100
  if (setup.horizontalCentered) margins.left = margins.right = Math.max(0, (paperWidth - width * scale) / 2 - 0.5)
  // exceljs declares headers and footers as always there.
  const heads = sheet.headerFooter as Partial<ExcelJS.HeaderFooter> | null
  const first = heads?.differentFirst === true ? { first: { header: heads.firstHeader ?? '', footer: heads.firstFooter ?? '' } } : {}
  return { paper, landscape, margins, scale, header: heads?.oddHeader ?? '', footer: heads?.oddFooter ?? '', ...first }
}

/** Width in pixels of a digit of the workbook's default font, which exceljs does not give; ours where it is not to be found. Proves the package, too. */
async function defaultDigit(path: string): Promise<number> {
  const file = await openInput(path).catch((error: unknown) => {
    throw readError(error, path)
  })
  try {
    const { size } = await file.stat()
    const name = basename(path)
    if (size > MOST_BYTES) throw fileTooLarge(name, size, MOST_BYTES)
    const font = new DefaultFont()
    await readPart({ zip: await openZip(file, size, name), file: name }, 'xl/styles.xml', font)
    return digitPixels(font.name ?? DEFAULT_FONT.name, font.size ?? DEFAULT_FONT.size)
  } catch (error) {
    if (error instanceof AppError && error.code === 'FILE_FORMAT') throw templateError(path, '不是有效的 Excel 工作簿（.xlsx）。', error)
    throw error
  } finally {
    await file.close()
  }
}
