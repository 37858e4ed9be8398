import type { ReactNode } from 'react'
import type { Row } from '#core/shapes.ts'
import type { FigureAttributes } from '../figure.tsx'

export type { Row } from '#core/shapes.ts'

export interface DataColumn {
  /** Key of the field; the sort key, the key of the stored choice. */
  readonly key: string
  readonly label: string
  /** Behind the label, in the heading and in copies: 元, 亩. */
  readonly unit?: string
  /** Behind the heading, in its tool tip: which year it is of. */
  readonly hint?: string
  /** Width in px at the standard text size, before the user changes it. */
  readonly width: number
  readonly align?: 'left' | 'right' | 'center'
  readonly sortable?: boolean
  /** Shown unless the user chooses otherwise. */
  readonly listed?: boolean
  /** Group in the column chooser. */
  readonly section?: string
  /** What is shown, copied and put in the tool tip. */
  readonly text: (row: Row) => string
  /** Richer display (a badge); `text` is still what is copied. */
  readonly render?: (row: Row) => ReactNode
}

export interface SortState {
  readonly field: string
  readonly descending: boolean
}

/** Rows by position; a position that is not loaded yet is `undefined`. */
export interface RowSource {
  /** Number of rows in all; null before the first answer. */
  readonly total: number | null
  /** There are more rows than `total`; how many is being counted. */
  readonly more?: boolean
  readonly rowAt: (index: number) => Row | undefined
  /** Told by the table what is in sight, so that those pages are fetched. */
  readonly showRange: (first: number, last: number) => void
  /** All rows, fetched in large pages, at most `limit`. */
  readonly fetchAll: (limit: number) => Promise<readonly Row[]>
  readonly error: unknown
  readonly fetching: boolean
  readonly retry: () => void
  /** Changes when the rows are those of another question: the table goes back to the top. */
  readonly resetKey: string
  /** What the number of rows counts. */
  readonly figure?: FigureAttributes
}

/** Chosen rows by id; whole rows, so that copying needs no further call. */
export type Selection = ReadonlyMap<string, Row>

/** The id of a row on file. */
export function rowId(row: Row): string {
  return String(row['id'] ?? '')
}

/** The drop-downs of headings. */
export interface HeadFilters {
  /** Columns that have one. */
  readonly offers: (column: DataColumn) => boolean
  /** Columns on which something is asked. */
  readonly isActive: (column: DataColumn) => boolean
  readonly render: (column: DataColumn, close: () => void) => ReactNode
}

/** Where the active cell goes after a cell was edited. */
export type AfterEdit = 'stay' | 'down' | 'right' | 'left'

/** Cells edited where they stand. */
export interface CellEditing {
  readonly may: (row: Row, column: DataColumn) => boolean
  /** The input of a cell; `done` closes it. */
  readonly render: (row: Row, column: DataColumn, done: (then: AfterEdit) => void) => ReactNode
}
