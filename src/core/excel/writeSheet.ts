/** Rosters and other plain tables as workbooks: title, headings, rows of any number, ready to print. */
import { AppError } from '../errors.ts'
import { lettersOfColumn } from './columnLetters.ts'
import { dateSerial, emptyXml, numberXml, textXml, type CellValue } from './write/cells.ts'
import { sheetName } from './write/sheetNames.ts'
import { writeStreamed, type StreamedWorkbook } from './write/streamedWorkbook.ts'
import { DATE_FORMAT, HEADING, landscape, pageSplit, numberStyle, scaledFormat, SUBTITLE, TEXT, TITLE, WRAPPED } from './write/styles.ts'

export type { CellValue } from './write/cells.ts'

export interface SheetColumn {
  readonly heading: string
  /**
   * `text`: whatever comes is written as text (identity numbers, phones, codes, labels).
   * `number`: numbers; with `scale` they are whole numbers of 10^-scale (分, 0.01 亩). `date`: ISO dates, written as real dates.
   */
  readonly kind: 'text' | 'number' | 'date'
  readonly scale?: number
  /** Overrides the number format that follows from the scale. */
  readonly numberFormat?: string
  /** In characters of half width; from the heading if absent. */
  readonly width?: number
  /** Long text continues in further lines of its cell. */
  readonly wrap?: boolean
}

export interface SheetContent {
  readonly name: string
  /** Lines above the headings: the first is the title, the others are smaller. */
  readonly titles?: readonly string[]
  readonly columns: readonly SheetColumn[]
  /** Values in the order of the columns. */
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>
  /** Columns that stay in sight when scrolling sideways. */
  readonly frozenColumns?: number
}

export interface WriteOptions {
  readonly signal?: AbortSignal
  /** Told the number of rows written, at most some hundred times. */
  readonly onProgress?: (rows: number) => void
}

/** Rows of a sheet in any spreadsheet program. */
const LAST_ROW = 1_048_576
const PROGRESS_ROWS = 500
const NARROWEST = 8
const WIDEST = 40

/** Writes a workbook of one sheet; returns the number of rows. Throws as {@link writeSheets} does. */
export async function writeSheet(path: string, content: SheetContent, options: WriteOptions = {}): Promise<number> {
  return writeSheets(path, [content], options)
}

/**
 * Writes a workbook of several sheets, replacing the file; returns the number of rows in all.
 * Throws FILE_LOCKED (open in Excel), DISK_FULL, FILE_NOT_FOUND (no such folder), FILE_TOO_LARGE (more rows than a sheet holds),
 * CANCELLED; the old file is then untouched.
 */
export async function writeSheets(path: string, contents: readonly SheetContent[], options: WriteOptions = {}): Promise<number> {
  let total = 0
  const names = new Set<string>()
  await writeStreamed(
    path,
    async (workbook) => {
      for (const content of contents) {
        total += await writeContent(workbook, content, sheetName(content.name, names), (rows) => {
          options.onProgress?.(total + rows)
        })
      }
    },
    options.signal,
  )
  options.onProgress?.(total)
  return total
}

async function writeContent(workbook: StreamedWorkbook, content: SheetContent, name: string, report: (rows: number) => void): Promise<number> {
  const titles = content.titles ?? []
  const headingRow = titles.length + 1
  const widths = content.columns.map((column) => column.width ?? widthOf(column))
  const split = pageSplit(widths)
  const sheet = workbook.addSheet(name, {
    ...landscape(headingRow, split),
    views: [{ state: 'frozen', xSplit: content.frozenColumns ?? 0, ySplit: headingRow, showGridLines: false }],
  })
  sheet.columns = widths.map((width) => ({ width }))
  for (const [index, title] of titles.entries()) {
    const row = sheet.getRow(index + 1)
    row.getCell(1).value = title
    row.getCell(1).style = index === 0 ? TITLE : SUBTITLE
    row.height = index === 0 ? 30 : 18
    // A title stands over the first page alone, where it can be read.
    if (split.first > 1) sheet.mergeCells(index + 1, 1, index + 1, split.first)
    row.commit()
  }
  const headings = sheet.getRow(headingRow)
  for (const [index, column] of content.columns.entries()) {
    const cell = headings.getCell(index + 1)
    cell.value = column.heading
    cell.style = HEADING
  }
  headings.height = 30
  headings.commit()
  if (content.columns.length > 0) sheet.autoFilter = `A${headingRow}:${lettersOfColumn(content.columns.length)}${headingRow}`
  return writeRows(workbook, sheet, content, headingRow, report)
}

async function writeRows(
  workbook: StreamedWorkbook,
  sheet: Parameters<StreamedWorkbook['rows']>[0],
  content: SheetContent,
  headingRow: number,
  report: (rows: number) => void,
): Promise<number> {
  const writers = content.columns.map((column, index) => cellWriter(column, lettersOfColumn(index + 1), workbook))
  const stream = workbook.rows(sheet)
  let count = 0
  for await (const values of content.rows) {
    count += 1
    const number = headingRow + count
    if (number > LAST_ROW)
      throw new AppError(
        'FILE_TOO_LARGE',
        `导出的行数超过了一个工作表能容纳的 ${LAST_ROW - headingRow} 行。`,
        '请加上筛选条件（如按乡镇）分几次导出，或导出为 CSV。',
      )
    let xml = `<row r="${number}">`
    for (let index = 0; index < writers.length; index += 1) xml += writers[index]?.(number, values[index] ?? null) ?? ''
    const full = stream.write(`${xml}</row>`)
    if (full !== undefined) await full
    if (count % PROGRESS_ROWS === 0) report(count)
  }
  await stream.finish()
  sheet.commit()
  return count
}

type CellWriter = (row: number, value: CellValue) => string

function cellWriter(column: SheetColumn, letters: string, workbook: StreamedWorkbook): CellWriter {
  const text = workbook.style(column.wrap === true ? WRAPPED : TEXT)
  const asText: CellWriter = (row, value) => {
    if (value === null || value === '') return emptyXml(letters + row, text)
    return textXml(letters + row, text, typeof value === 'boolean' ? (value ? '是' : '否') : String(value))
  }
  switch (column.kind) {
    case 'text':
      return asText
    case 'date': {
      const style = workbook.style(numberStyle(column.numberFormat ?? DATE_FORMAT))
      return (row, value) => {
        const serial = typeof value === 'string' ? dateSerial(value) : undefined
        return serial === undefined ? asText(row, value) : numberXml(letters + row, style, serial)
      }
    }
    case 'number': {
      const style = workbook.style(numberStyle(column.numberFormat ?? (column.scale === undefined ? 'General' : scaledFormat(column.scale))))
      // Dividing whole numbers by a power of ten gives the number nearest to the decimal, which is written with its exact digits.
      const divisor = 10 ** (column.scale ?? 0)
      return (row, value) => (typeof value === 'number' ? numberXml(letters + row, style, value / divisor) : asText(row, value))
    }
  }
}

/** Room for the heading in two lines and for usual values. */
function widthOf(column: SheetColumn): number {
  let width = 0
  for (const character of column.heading) width += character > '\u00FF' ? 2 : 1
  const usual = column.kind === 'date' ? 11 : NARROWEST
  return Math.min(WIDEST, Math.max(usual, Math.ceil(width / 2) + 3))
}
