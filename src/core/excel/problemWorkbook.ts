/** The user's own sheet once more, with what is wrong said in a column at the end and the cells concerned coloured. */
import type ExcelJS from 'exceljs'
import type { RawCell } from '../catalogue/derive/cell.ts'
import { AppError } from '../errors.ts'
import { PROBLEM_HEADING, type FoundHeadings } from './headings.ts'
import { columnOfLetters, lettersOfColumn } from './columnLetters.ts'
import { openWorkbook, type OpenSheet, type SheetRow } from './readWorkbook.ts'
import { emptyXml, numberXml, textXml } from './write/cells.ts'
import { sheetName } from './write/sheetNames.ts'
import { writeStreamed, type RowStream, type StreamedWorkbook } from './write/streamedWorkbook.ts'
import { BAD, DATE_FORMAT, DOUBTFUL, FONT, HEADING, landscape, numberStyle, PROBLEM, TEXT } from './write/styles.ts'
import type { WriteOptions } from './writeSheet.ts'

/** One thing wrong with a row. */
export interface RowProblem {
  readonly sheet: string
  /** Number of the row in the sheet. */
  readonly row: number
  /** Number of the column, or its letters; absent if the row as a whole is meant. */
  readonly column?: number | string
  /** What is wrong and what to do. */
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface ProblemOptions extends WriteOptions {
  /** Headings found in a sheet by its name, so that they look like headings and the new column is named. */
  readonly headings?: ReadonlyMap<string, FoundHeadings>
  /** Leave out data rows with nothing wrong; headings and what stands above stay. */
  readonly onlyProblems?: boolean
}

interface MarkedRow {
  readonly messages: string[]
  /** Worst severity by column. */
  readonly columns: Map<number, RowProblem['severity']>
}

const PROBLEM_WIDTH = 60
const USUAL_WIDTH = 12
const PROGRESS_ROWS = 500
const ABOVE = { font: FONT, alignment: { vertical: 'middle' } } as const

/**
 * Copies the sheets of `original` that have problems to `out`, replacing it; values of merged cells are written into each of their
 * cells, results of formulas as values. Returns the number of rows written.
 * Throws what `openWorkbook` throws for `original`, and FILE_LOCKED, DISK_FULL, FILE_NOT_FOUND, CANCELLED for `out`.
 */
export async function problemWorkbook(original: string, problems: Iterable<RowProblem>, out: string, options: ProblemOptions = {}): Promise<number> {
  const marked = bySheet(problems)
  const source = await openWorkbook(original, options.signal === undefined ? {} : { signal: options.signal })
  let count = 0
  try {
    const sheets = source.sheets.filter(({ name }) => marked.has(name) || options.headings?.has(name) === true)
    if (sheets.length === 0) throw new AppError('NOT_FOUND', '原来的表格里找不到有问题的工作表。', '请检查原表是否已被改动，重新选择文件导入。')
    const names = new Set<string>()
    await writeStreamed(
      out,
      async (workbook) => {
        for (const sheet of sheets) {
          const copy = new SheetCopy(workbook, sheet, sheetName(sheet.name, names), marked.get(sheet.name) ?? new Map(), options)
          count += await copy.write((rows) => {
            options.onProgress?.(count + rows)
          })
        }
      },
      options.signal,
    )
  } finally {
    await source.close()
  }
  return count
}

function bySheet(problems: Iterable<RowProblem>): Map<string, Map<number, MarkedRow>> {
  const sheets = new Map<string, Map<number, MarkedRow>>()
  for (const problem of problems) {
    const rows = sheets.get(problem.sheet) ?? new Map<number, MarkedRow>()
    sheets.set(problem.sheet, rows)
    const row = rows.get(problem.row) ?? { messages: [], columns: new Map<number, RowProblem['severity']>() }
    rows.set(problem.row, row)
    if (!row.messages.includes(problem.message)) row.messages.push(problem.message)
    const column = typeof problem.column === 'string' ? columnNumber(problem.column) : problem.column
    if (column !== undefined && row.columns.get(column) !== 'error') row.columns.set(column, problem.severity)
  }
  return sheets
}

/** Number of a column given by letters; undefined for anything else. */
function columnNumber(letters: string): number | undefined {
  return /^[A-Z]{1,3}$/.test(letters) ? columnOfLetters(letters) : undefined
}

type StyleKey = 'plain' | 'error' | 'warning' | 'number' | 'date' | 'problem'

class SheetCopy {
  readonly #sheet: OpenSheet
  readonly #rows: ReadonlyMap<number, MarkedRow>
  readonly #options: ProblemOptions
  readonly #headings: FoundHeadings | undefined
  readonly #workbook: StreamedWorkbook
  readonly #name: string
  readonly #styles: Readonly<Record<StyleKey, number>>
  /** Where the problems stand: the column they stood in before, or the one after the last. */
  readonly #problemColumn: number

  constructor(workbook: StreamedWorkbook, sheet: OpenSheet, name: string, rows: ReadonlyMap<number, MarkedRow>, options: ProblemOptions) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#name = name
    this.#rows = rows
    this.#options = options
    this.#headings = options.headings?.get(sheet.name)
    const before = this.#headings?.columns.find(({ heading }) => heading === PROBLEM_HEADING)
    this.#problemColumn = before?.column ?? sheet.columnCount + 1
    this.#styles = {
      plain: workbook.style(TEXT),
      error: workbook.style(BAD),
      warning: workbook.style(DOUBTFUL),
      number: workbook.style(numberStyle('General')),
      date: workbook.style(numberStyle(DATE_FORMAT)),
      problem: workbook.style(PROBLEM),
    }
  }

  async write(report: (rows: number) => void): Promise<number> {
    const lastHeading = this.#headings?.lastRow ?? 0
    const sheet = this.#workbook.addSheet(this.#name, { ...landscape(Math.max(1, lastHeading)), views: [{ state: 'frozen', xSplit: 0, ySplit: lastHeading }] })
    sheet.columns = Array.from({ length: this.#problemColumn }, (_, index) => ({
      width: index + 1 === this.#problemColumn ? PROBLEM_WIDTH : (this.#sheet.widths.get(index + 1) ?? USUAL_WIDTH),
    }))
    let count = await this.#writeTop(sheet, lastHeading)
    const stream = this.#workbook.rows(sheet)
    let last = lastHeading
    for await (const row of this.#sheet.rows({ merged: 'down', ...this.#signal })) {
      if (row.number <= lastHeading) continue
      const closeUp = this.#options.onlyProblems === true
      if (closeUp && !this.#rows.has(row.number)) continue
      last = closeUp ? last + 1 : row.number
      await this.#writeRow(stream, row, last)
      count += 1
      if (count % PROGRESS_ROWS === 0) report(count)
    }
    await stream.finish()
    sheet.commit()
    return count
  }

  get #signal(): { signal?: AbortSignal } {
    return this.#options.signal === undefined ? {} : { signal: this.#options.signal }
  }

  /** The headings and what stands above, with their merged cells. */
  async #writeTop(sheet: ExcelJS.Worksheet, lastHeading: number): Promise<number> {
    if (lastHeading === 0) return 0
    let count = 0
    for await (const row of this.#sheet.rows(this.#signal)) {
      if (row.number > lastHeading) break
      const isHeading = row.number >= (this.#headings?.firstRow ?? 1)
      for (const [index, cell] of row.cells.entries()) {
        if (cell.kind === 'empty' || index + 1 === this.#problemColumn) continue
        const target = sheet.getCell(row.number, index + 1)
        target.value = cell.kind === 'number' && cell.text === String(cell.number) ? (cell.number ?? null) : cell.text
        target.style = isHeading ? HEADING : ABOVE
      }
      count += 1
    }
    const problem = sheet.getCell(lastHeading, this.#problemColumn)
    problem.value = PROBLEM_HEADING
    problem.style = HEADING
    for (const { top, left, bottom, right } of this.#sheet.merges) {
      if (bottom <= lastHeading && right < this.#problemColumn) sheet.mergeCells(top, left, bottom, right)
    }
    sheet.getRow(lastHeading).commit()
    return count
  }

  #writeRow(stream: RowStream, row: SheetRow, number: number): Promise<void> | undefined {
    const marks = this.#rows.get(row.number)
    let xml = `<row r="${number}">`
    for (let column = 1; column < this.#problemColumn || column <= row.cells.length; column += 1) {
      if (column === this.#problemColumn) xml += this.#problemCell(number, marks)
      else xml += this.#cell(`${lettersOfColumn(column)}${number}`, row.cells[column - 1], marks?.columns.get(column))
    }
    if (row.cells.length < this.#problemColumn) xml += this.#problemCell(number, marks)
    return stream.write(`${xml}</row>`)
  }

  #problemCell(number: number, marks: MarkedRow | undefined): string {
    return marks === undefined ? '' : textXml(`${lettersOfColumn(this.#problemColumn)}${number}`, this.#styles.problem, marks.messages.join('\n'))
  }

  #cell(reference: string, cell: RawCell | undefined, mark: RowProblem['severity'] | undefined): string {
    const style = mark === undefined ? this.#styles.plain : this.#styles[mark]
    if (cell === undefined || cell.kind === 'empty') return mark === undefined ? '' : emptyXml(reference, style)
    // Marked cells are text: they are to be mended by typing, and must show what was read.
    if (mark === undefined && cell.number !== undefined && cell.kind === 'number' && cell.text === String(cell.number))
      return numberXml(reference, this.#styles.number, cell.number)
    if (mark === undefined && cell.number !== undefined && cell.kind === 'date' && cell.text.length === 10)
      return numberXml(reference, this.#styles.date, cell.number)
    return textXml(reference, style, cell.text)
  }
}
