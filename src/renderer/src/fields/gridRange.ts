/** A range of cells of an editable grid, as in spreadsheets: what is in it, what it says, what filling it changes. Pure. */
import { isTyped } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import type { CellPosition } from '../keyboard/gridKeys.ts'
import { displayValue } from './display.ts'
import type { GridColumn } from './GridCell.tsx'

/** Rows and columns, both ends within. */
export interface GridRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** A new value of one cell. */
export interface CellChange {
  readonly row: number
  readonly key: string
  readonly value: FieldValue
  readonly title?: string | undefined
}

/** The range between two corners. */
export function rangeBetween(one: CellPosition, other: CellPosition): GridRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  }
}

export function isInRange(range: GridRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right
}

/** Whether it is more than one cell. */
export function isBlock({ top, bottom, left, right }: GridRange): boolean {
  return top !== bottom || left !== right
}

/** Whether a cell may be typed in. */
export function isOpen(column: GridColumn): boolean {
  return column.readOnly !== true && isTyped(column.field)
}

function span(from: number, until: number): readonly number[] {
  return Array.from({ length: until - from + 1 }, (_, index) => from + index)
}

function titleOf(row: Row | undefined, key: string): string | undefined {
  const title = row?.[`${key}$title`]
  return typeof title === 'string' && title !== '' ? title : undefined
}

/** What was copied: the text for other programs, and the values with the names behind them for grids of this one. */
export interface Copied {
  readonly text: string
  readonly cells: readonly (readonly { readonly type: string; readonly value: FieldValue; readonly title: string | undefined }[])[]
}

/** The cells as tab-separated text; `unread` gives the text of cells that cannot be read. */
export function copyOf(
  range: GridRange,
  rows: readonly Row[],
  columns: readonly GridColumn[],
  unread: (row: number, key: string) => string | undefined,
): Copied {
  const shown = columns.slice(range.left, range.right + 1)
  const cells = span(range.top, range.bottom).map((row) =>
    shown.map(({ key, field }) => ({ type: referenceOf(field), value: rows[row]?.[key] ?? null, title: titleOf(rows[row], key) })),
  )
  const text = span(range.top, range.bottom)
    .map((row) =>
      shown
        .map(({ key, field }) => unread(row, key) ?? titleOf(rows[row], key) ?? displayValue(field, rows[row]?.[key]))
        .map((cell) => cell.replace(/[\t\r\n]+/g, ' '))
        .join('\t'),
    )
    .join('\r\n')
  return { text, cells }
}

/** What a value means: values of one kind may stand in each other's cells. */
function referenceOf({ type, register, registers, codeList }: GridColumn['field']): string {
  return [type, register ?? '', ...(registers ?? []), codeList ?? ''].join(' ')
}

/** Of what was copied in this program the cell itself, where it fits the column. */
export function copiedCell(
  copied: Copied | null,
  text: string,
  row: number,
  column: number,
  into: GridColumn,
): { value: FieldValue; title: string | undefined } | null {
  if (copied === null || copied.text.trimEnd() !== text.trimEnd()) return null
  const cell = copied.cells[row]?.[column]
  return cell === undefined || cell.type !== referenceOf(into.field) ? null : cell
}

/** Each column filled down from the first row of the range. */
export function filledDown(range: GridRange, rows: readonly Row[], columns: readonly GridColumn[]): readonly CellChange[] {
  return filledFrom({ ...range, bottom: range.top }, range, rows, columns)
}

/** The rows of `target` outside `source` filled with those of `source`, over and over; upwards from the last. */
export function filledFrom(source: GridRange, target: GridRange, rows: readonly Row[], columns: readonly GridColumn[]): readonly CellChange[] {
  const height = source.bottom - source.top + 1
  return span(target.top, target.bottom)
    .filter((row) => row < source.top || row > source.bottom)
    .flatMap((row) => {
      const from = source.top + ((((row - source.top) % height) + height) % height)
      return span(source.left, source.right).flatMap((at): readonly CellChange[] => {
        const column = columns[at]
        if (column === undefined || !isOpen(column)) return []
        return [{ row, key: column.key, value: rows[from]?.[column.key] ?? null, title: titleOf(rows[from], column.key) ?? '' }]
      })
    })
}

/** Every cell of the range emptied. */
export function cleared(range: GridRange, columns: readonly GridColumn[]): readonly CellChange[] {
  return span(range.top, range.bottom).flatMap((row) =>
    columns
      .slice(range.left, range.right + 1)
      .filter(isOpen)
      .map(({ key }) => ({ row, key, value: null, title: '' })),
  )
}
