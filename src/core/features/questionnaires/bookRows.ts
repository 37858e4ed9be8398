/** Rows of plain tables in a workbook, by their headings. */
import { AppError } from '../../errors.ts'
import { cleanText } from '../../catalogue/derive/text.ts'
import { openWorkbook } from '../../excel/readWorkbook.ts'

export interface BookRow {
  /** As the spreadsheet program shows it. */
  readonly number: number
  /** What stands there by heading; empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>
}

/** What is wrong with a workbook, where. `row` 0: no row in particular. */
export interface RowProblem {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly message: string
}

export interface Book {
  rows(sheet: string): readonly BookRow[]
}

/** Rows that one sheet holds at most. */
const MOST_ROWS = 20_000

/** Reads these sheets; which of them are missing where some are. Throws FILE_* for what is no workbook. */
export async function readBook(path: string, names: readonly string[], signal?: AbortSignal): Promise<Book | { readonly problems: readonly RowProblem[] }> {
  const book = await openWorkbook(path, signal === undefined ? {} : { signal })
  try {
    const found = new Map<string, readonly BookRow[]>()
    for (const name of names) {
      const sheet = book.sheets.find((one) => one.name === name)
      if (sheet === undefined) continue
      if (sheet.filledRows > MOST_ROWS) throw new AppError('FILE_TOO_LARGE', `“${name}”有 ${sheet.filledRows} 行，最多 ${MOST_ROWS} 行。`, '请分成几个文件。')
      const rows: BookRow[] = []
      let headings: readonly string[] | null = null
      for await (const { number, cells } of sheet.rows(signal === undefined ? {} : { signal })) {
        const texts = cells.map(({ text }) => cleanText(text))
        if (headings === null) headings = texts
        else rows.push({ number, cells: new Map(headings.flatMap((heading, index) => ((texts[index] ?? '') === '' ? [] : [[heading, texts[index] ?? '']]))) })
      }
      found.set(name, rows)
    }
    const missing = names.filter((name) => !found.has(name))
    if (missing.length > 0)
      return { problems: missing.map((sheet) => ({ sheet, row: 0, column: '', message: `没有叫“${sheet}”的工作表；请先导出一份，在它上面改。` })) }
    return { rows: (sheet) => found.get(sheet) ?? [] }
  } finally {
    await book.close()
  }
}

/** The cells of a row by the keys of its columns. */
export function cellsBy(columns: readonly (readonly [key: string, heading: string, ...unknown[]])[], { cells }: BookRow): Record<string, string> {
  return Object.fromEntries(columns.flatMap(([key, heading]) => (cells.has(heading) ? [[key, cells.get(heading) ?? '']] : [])))
}
