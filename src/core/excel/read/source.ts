/** What every kind of file is turned into by its reader, inside the reading thread. */
import type { WireRow } from './wire.ts'

/** Kinds of file by what they hold, whatever their extension says. */
export type FileKind = 'xlsx' | 'xlsb' | 'ods' | 'xls' | 'xml' | 'html' | 'csv'

/** What is known of a sheet before its rows are read. All numbers of rows and columns count from 1. */
export interface SheetSurvey {
  readonly name: string
  readonly hidden: boolean
  /** Number of the last row that holds anything. */
  readonly rowCount: number
  /** Number of the last column that holds anything. */
  readonly columnCount: number
  /** Number of rows that hold anything. */
  readonly filledRows: number
  /** Merged ranges, four numbers each: top, left, bottom, right. */
  readonly merges: Int32Array
  readonly hiddenColumns: readonly number[]
  /** Widths set for columns, in characters, by number of the column; at most those of the columns in use. */
  readonly widths: readonly (readonly [column: number, width: number])[]
  /** Why this sheet cannot be read although others can: a sentence. */
  readonly refused?: string
}

/** An open file. */
export interface Source {
  readonly kind: FileKind
  readonly sheets: readonly SheetSurvey[]
  /** Rows that hold anything, in order, in portions; each call reads anew. */
  rows(sheet: number): AsyncIterable<WireRow[]>
  close(): Promise<void>
}
