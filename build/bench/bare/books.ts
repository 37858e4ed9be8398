/** Workbooks by the bare libraries: read, and written with the cells and styles that ours has. */
import XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { readFileSync } from 'node:fs'
import type { RawCell } from '../../../src/core/catalogue/derive/cell.ts'
import { openWorkbook } from '../../../src/core/excel/readWorkbook.ts'
import { timed } from '../measure.ts'

/** Milliseconds that SheetJS takes to read a workbook. */
export async function readByLibrary({ path }: { readonly path: string }): Promise<number> {
  return (await timed(() => XLSX.read(readFileSync(path), { dense: true }))).milliseconds
}

/** Milliseconds that our own reader takes for all rows of a workbook. */
export async function readByOurs({ path }: { readonly path: string }): Promise<number> {
  return (await timed(() => rowsOf(path, () => undefined))).milliseconds
}

type Cell = string | number | null

/** All rows of the first sheet, as numbers and texts; gaps are null. */
export async function cellsOf(path: string): Promise<Cell[][]> {
  const rows: Cell[][] = []
  await rowsOf(path, (number, cells) => {
    rows[number - 1] = cells.map((cell) => cell.number ?? (cell.text === '' ? null : cell.text))
  })
  return Array.from(rows, (row) => row ?? [])
}

async function rowsOf(path: string, take: (number: number, cells: readonly RawCell[]) => void): Promise<void> {
  const workbook = await openWorkbook(path)
  try {
    const [sheet] = workbook.sheets
    if (sheet === undefined) return
    for await (const portion of sheet.portions()) for (const row of portion) take(row.number, row.cells)
  } finally {
    await workbook.close()
  }
}

export interface WriteTask {
  /** The workbook that ours wrote. */
  readonly ours: string
  /** A small one of the same columns, to read the styles from. */
  readonly sample: string
  readonly target: string
}

/**
 * The same cells with the same styles by the streaming writer of exceljs, empty cells with borders included. Reading what to write is
 * not counted.
 */
export async function writeByLibrary({ ours, sample, target }: WriteTask): Promise<{ milliseconds: number; rows: number; columns: number }> {
  const rows = await cellsOf(ours)
  const styles = await stylesOf(sample)
  const head = styles.head.length
  const columns = styles.body.length
  const { milliseconds } = await timed(async () => {
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: target, useStyles: true })
    const sheet = writer.addWorksheet('Sheet1', { views: [{ state: 'frozen', ySplit: head }] })
    for (const [index, values] of rows.entries()) {
      const row = sheet.getRow(index + 1)
      const wanted = index < head ? (styles.head[index] ?? []) : styles.body
      for (let column = 0; column < columns; column += 1) {
        const cell = row.getCell(column + 1)
        cell.value = values[column] ?? null
        cell.style = wanted[column] ?? {}
      }
      row.commit()
    }
    sheet.commit()
    await writer.commit()
  })
  return { milliseconds, rows: rows.length - head, columns }
}

interface Styles {
  readonly head: Partial<ExcelJS.Style>[][]
  readonly body: Partial<ExcelJS.Style>[]
}

/** What stands still when scrolling is titles and headings. One object a column, as the writer knows styles again by their identity. */
async function stylesOf(path: string): Promise<Styles> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const [sheet] = book.worksheets
  if (sheet === undefined) throw new Error('an empty sample')
  const [view] = sheet.views
  const head = view?.state === 'frozen' ? (view.ySplit ?? 1) : 1
  const of = (number: number): Partial<ExcelJS.Style>[] =>
    Array.from({ length: sheet.columnCount }, (_, column) => sheet.getRow(number).getCell(column + 1).style)
  return { head: Array.from({ length: head }, (_, index) => of(index + 1)), body: of(head + 1) }
}
