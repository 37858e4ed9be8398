/** Statistical tables as workbooks: a title, headings in two lines with groups, a line of totals, notes below; laid out like the official ones. */
import type ExcelJS from 'exceljs'
import { lettersOfColumn } from './columnLetters.ts'
import { writeStreamed } from './write/streamedWorkbook.ts'
import { sheetName } from './write/sheetNames.ts'
import { landscape } from './write/styles.ts'

export interface GridColumn {
  /** Heading above several columns that follow each other; null for none. */
  readonly group: string | null
  readonly heading: string
  /** Digits after the point of the numbers in it. */
  readonly digits: number
  readonly width: number
}

/** A number in the unit of its column, or a text where there is no number. */
export type GridCell = number | string

export interface Grid {
  readonly name: string
  readonly title: string
  /** Of when, of where, who: below the title. */
  readonly subtitle: string
  /** The first columns hold texts. */
  readonly labels: readonly { readonly heading: string; readonly width: number }[]
  readonly columns: readonly GridColumn[]
  readonly rows: readonly { readonly labels: readonly string[]; readonly cells: readonly GridCell[] }[]
  readonly total: { readonly labels: readonly string[]; readonly cells: readonly GridCell[] }
  readonly notes: readonly string[]
}

const THIN = { style: 'thin', color: { argb: 'FF000000' } } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN } as const
const CENTRE = { horizontal: 'center', vertical: 'middle', wrapText: true } as const
const TITLE: Partial<ExcelJS.Style> = { font: { name: '微软雅黑', size: 11, bold: true }, alignment: CENTRE, border: BORDER }
const PLAIN = { name: '宋体', size: 9 } as const
const HEADING: Partial<ExcelJS.Style> = { font: { ...PLAIN, bold: true }, alignment: CENTRE, border: BORDER }
const LABEL: Partial<ExcelJS.Style> = { font: PLAIN, alignment: CENTRE, border: BORDER, numFmt: '@' }
const NOTE: Partial<ExcelJS.Style> = { font: PLAIN, alignment: { horizontal: 'left', vertical: 'middle', wrapText: true } }
const TITLE_HEIGHT = 25
const ROW_HEIGHT = 20
const HEADING_LINES = 2

/** Writes a table, replacing the file; returns the number of rows. Throws as the other writers do (FILE_LOCKED, DISK_FULL, CANCELLED …). */
export async function writeGrid(path: string, grid: Grid, signal?: AbortSignal): Promise<number> {
  const width = grid.labels.length + grid.columns.length
  const before = 2
  await writeStreamed(
    path,
    async (workbook) => {
      const sheet = workbook.addSheet(sheetName(grid.name, new Set()), {
        ...readable(grid, before + HEADING_LINES),
        views: [{ state: 'frozen', xSplit: grid.labels.length, ySplit: before + HEADING_LINES, showGridLines: false }],
      })
      sheet.columns = [...grid.labels, ...grid.columns].map((column) => ({ width: column.width }))
      line(sheet, 1, width, grid.title, TITLE, TITLE_HEIGHT)
      line(sheet, 2, width, grid.subtitle, NOTE, ROW_HEIGHT)
      headings(sheet, grid, before + 1)
      const first = before + HEADING_LINES + 1
      grid.rows.forEach((row, index) => values(sheet, grid, first + index, row, false))
      values(sheet, grid, first + grid.rows.length, grid.total, true)
      grid.notes.forEach((note, index) => line(sheet, first + grid.rows.length + 1 + index, width, note, NOTE, ROW_HEIGHT))
      sheet.commit()
      await Promise.resolve()
    },
    signal,
  )
  return grid.rows.length
}

/** Characters that a page holds across where they can still be read. */
const PAGE_CHARACTERS = 190

/** A wide table goes on several pages side by side, with the names of its rows on each. */
function readable({ labels, columns }: Grid, headingRows: number): ReturnType<typeof landscape> {
  const names = labels.reduce((sum, { width }) => sum + width, 0)
  const figures = columns.reduce((sum, { width }) => sum + width, 0)
  const { pageSetup, ...rest } = landscape(headingRows)
  const pages = Math.max(1, Math.ceil(figures / (PAGE_CHARACTERS - names)))
  return { ...rest, pageSetup: { ...pageSetup, fitToWidth: pages, pageOrder: 'overThenDown', printTitlesColumn: `A:${lettersOfColumn(labels.length)}` } }
}

function line(sheet: ExcelJS.Worksheet, at: number, width: number, text: string, style: Partial<ExcelJS.Style>, height: number): void {
  const row = sheet.getRow(at)
  row.height = height
  row.getCell(1).value = text
  row.getCell(1).style = style
  if (width > 1) sheet.mergeCells(at, 1, at, width)
  row.commit()
}

/** Two lines: groups above what is in them, all else over both. */
function headings(sheet: ExcelJS.Worksheet, { labels, columns }: Grid, at: number): void {
  const [upper, lower] = [sheet.getRow(at), sheet.getRow(at + 1)]
  upper.height = ROW_HEIGHT
  lower.height = ROW_HEIGHT * 1.5
  const put = (row: ExcelJS.Row, column: number, text: string): void => {
    row.getCell(column).value = text
    row.getCell(column).style = HEADING
  }
  labels.forEach(({ heading }, index) => {
    put(upper, index + 1, heading)
    put(lower, index + 1, '')
    sheet.mergeCells(at, index + 1, at + 1, index + 1)
  })
  columns.forEach((column, index) => {
    const place = labels.length + index + 1
    put(upper, place, column.group ?? column.heading)
    put(lower, place, column.group === null ? '' : column.heading)
    if (column.group === null) sheet.mergeCells(at, place, at + 1, place)
    else if (columns[index + 1]?.group !== column.group) {
      const from = columns.findLastIndex((one, before) => before < index && one.group !== column.group) + 1
      if (from < index) sheet.mergeCells(at, labels.length + from + 1, at, place)
    }
  })
  upper.commit()
  lower.commit()
}

function values(sheet: ExcelJS.Worksheet, { labels, columns }: Grid, at: number, content: Grid['total'], total: boolean): void {
  const row = sheet.getRow(at)
  row.height = ROW_HEIGHT
  const font = total ? { ...PLAIN, bold: true } : PLAIN
  labels.forEach((_, index) => {
    row.getCell(index + 1).value = content.labels[index] ?? ''
    row.getCell(index + 1).style = { ...LABEL, font }
  })
  columns.forEach(({ digits }, index) => {
    const cell = row.getCell(labels.length + index + 1)
    cell.value = content.cells[index] ?? ''
    cell.style = { font, border: BORDER, alignment: CENTRE, numFmt: digits === 0 ? '0' : `0.${'0'.repeat(digits)}` }
  })
  row.commit()
}
