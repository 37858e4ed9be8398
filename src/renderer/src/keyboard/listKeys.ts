/** Keys of a read-only table with one tab stop: the container has the focus and tells the active cell by `aria-activedescendant`. */
import type { KeyboardEvent } from 'react'
import { isEnter, isImeKey } from './ime.ts'

/** Row −1 is the line of headings. */
export interface ListPosition {
  readonly row: number
  readonly column: number
}

export interface ListKeysOptions {
  readonly active: ListPosition
  readonly rowCount: number
  readonly columnCount: number
  /** Rows that a page holds. */
  readonly pageSize: number
  readonly onMove: (to: ListPosition, extend: boolean) => void
  readonly onOpen: (row: number) => void
  readonly onSort: (column: number) => void
  readonly onToggle: (row: number) => void
  readonly onSelectAll: () => void
  readonly onCopy: () => void
  readonly onClear: () => void
  /** Alt+↓ on a heading. */
  readonly onFilter?: (column: number) => void
  /** F2. */
  readonly onEdit?: (at: ListPosition) => void
}

/** Where a movement key leads; null when the key does not move. Left and right stop at the edges, up leads to the headings. */
export function listMove(key: string, from: ListPosition, rowCount: number, columnCount: number, pageSize: number): ListPosition | null {
  const lastRow = rowCount - 1
  const row = (to: number): ListPosition => ({ row: Math.max(0, Math.min(lastRow, to)), column: from.column })
  switch (key) {
    case 'ArrowDown':
      return row(from.row + 1)
    case 'ArrowUp':
      return from.row <= 0 ? { row: -1, column: from.column } : row(from.row - 1)
    case 'PageDown':
      return row(from.row + pageSize)
    case 'PageUp':
      return row(from.row - pageSize)
    case 'Home':
      return row(0)
    case 'End':
      return row(lastRow)
    case 'ArrowLeft':
      return { row: from.row, column: Math.max(0, from.column - 1) }
    case 'ArrowRight':
      return { row: from.row, column: Math.min(columnCount - 1, from.column + 1) }
    default:
      return null
  }
}

function selectionInPage(): boolean {
  const selection = window.getSelection()
  return selection !== null && !selection.isCollapsed && selection.toString() !== ''
}

function runCommand(event: KeyboardEvent, options: ListKeysOptions): boolean {
  const { active } = options
  if (isEnter(event)) {
    if (active.row < 0) options.onSort(active.column)
    else if (active.row < options.rowCount) options.onOpen(active.row)
    return true
  }
  if (event.key === ' ') {
    if (active.row >= 0) options.onToggle(active.row)
    return true
  }
  if (event.key === 'F2' && options.onEdit !== undefined) {
    if (active.row >= 0 && active.row < options.rowCount) options.onEdit(active)
    return true
  }
  if (event.key === 'Escape') {
    options.onClear()
    return true
  }
  if (!event.ctrlKey && !event.metaKey) return false
  if (event.key.toLowerCase() === 'a') {
    options.onSelectAll()
    return true
  }
  // Text marked with the mouse is copied by the browser as usual.
  if (event.key.toLowerCase() === 'c' && !selectionInPage()) {
    options.onCopy()
    return true
  }
  return false
}

/** The key handler of the container with `role="grid"`. */
export function listKeyHandler(options: ListKeysOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (isImeKey(event) || event.target !== event.currentTarget) return
    if (event.altKey) {
      // As in spreadsheets: from the heading, or from a cell of the column.
      if (event.key !== 'ArrowDown' || options.onFilter === undefined) return
      event.preventDefault()
      options.onFilter(options.active.column)
      return
    }
    if (runCommand(event, options)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.ctrlKey || event.metaKey) return
    const to = listMove(event.key, options.active, options.rowCount, options.columnCount, options.pageSize)
    if (to === null) return
    event.preventDefault()
    // PgUp and PgDn belong to the table while it has the focus, not to 上一户/下一户 of the page.
    event.stopPropagation()
    options.onMove(to, event.shiftKey)
  }
}
