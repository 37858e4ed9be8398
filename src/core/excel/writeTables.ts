/** Several plain tables of text in one workbook: the data dictionary, findings, lists for the superior. */
import type { CellValue } from './write/cells.ts'
import { writeSheets, type SheetContent, type WriteOptions } from './writeSheet.ts'

export interface PlainTable {
  readonly name: string
  readonly columns: readonly PlainColumn[]
  /** Values by key of the column. */
  readonly rows: Iterable<Readonly<Record<string, CellValue>>> | AsyncIterable<Readonly<Record<string, CellValue>>>
}

interface PlainColumn {
  readonly key: string
  readonly label: string
  /** In characters of half width; from the label if absent. */
  readonly width?: number
  /** Numbers stay numbers; anything else is text. Default `text`. */
  readonly kind?: 'text' | 'number'
}

/** Writes one sheet for each table; returns the number of rows in all. Throws as `writeSheets` does. */
export async function writeTables(path: string, tables: readonly PlainTable[], options: WriteOptions = {}): Promise<number> {
  return writeSheets(path, tables.map(toContent), options)
}

function toContent(table: PlainTable): SheetContent {
  return {
    name: table.name,
    columns: table.columns.map(({ label, kind, width }) => ({ heading: label, kind: kind ?? 'text', wrap: true, ...(width === undefined ? {} : { width }) })),
    rows: valuesOf(table),
  }
}

async function* valuesOf(table: PlainTable): AsyncGenerator<CellValue[]> {
  for await (const row of table.rows) yield table.columns.map(({ key }) => row[key] ?? null)
}
