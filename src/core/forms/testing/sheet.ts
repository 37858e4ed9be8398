/** Small template sheets for tests. */
import type { CellRange, CellStyle, FormSheet, PageSetup } from '../../excel/formSheet.ts'

const LINE = { style: 'thin', colour: '000000' } as const

/** 宋体 10, wrapped, in the middle, framed. */
export const PLAIN: CellStyle = {
  font: { name: '宋体', size: 10, bold: false, underline: false, colour: '000000' },
  alignment: { horizontal: 'center', vertical: 'middle', wrap: true, shrink: false, indent: 0, stacked: false },
  borders: { top: LINE, right: LINE, bottom: LINE, left: LINE },
  numberFormat: 'General',
}

export interface SheetOptions {
  readonly columns?: readonly number[]
  readonly height?: number
  readonly merges?: readonly CellRange[]
  readonly titleRows?: { readonly first: number; readonly last: number }
  readonly style?: CellStyle
  readonly page?: Partial<PageSetup>
}

/** A4 upright: 39 rows of 20.25 points, the default of `sheetOf`, fit on a page. */
export const PAGE: PageSetup = {
  paper: 'A4',
  landscape: false,
  scale: 1,
  header: '',
  footer: '',
  margins: { left: 30, right: 30, top: 20, bottom: 18, header: 10, footer: 10 },
}

/** A sheet of the given texts; '' leaves a framed empty cell. */
export function sheetOf(texts: readonly (readonly string[])[], options: SheetOptions = {}): FormSheet {
  const width = Math.max(...texts.map((row) => row.length))
  return {
    name: '表',
    columns: options.columns ?? Array.from({ length: width }, () => 90),
    rows: texts.map((row) => ({
      height: options.height ?? 20.25,
      cells: row.map((value) => ({ value: value === '' ? null : value, style: options.style ?? PLAIN })),
    })),
    merges: options.merges ?? [],
    page: { ...PAGE, ...options.page },
    breaks: [],
    ...(options.titleRows === undefined ? {} : { titleRows: options.titleRows }),
  }
}

/** The values of a sheet, row by row. */
export function valuesOf(sheet: FormSheet): (string | number | null)[][] {
  return sheet.rows.map((row) => row.cells.map((cell) => cell?.value ?? null))
}
