/**
 * Keys of an editable grid. The active cell always holds an input, so that an input method can start in it:
 * in `navigate` mode its text is selected and the arrows move between cells, in `edit` mode they move in the text.
 */
import { useCallback, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { isImeKey } from './ime.ts'

export interface CellPosition {
  readonly row: number
  readonly column: number
}
type CellMode = 'navigate' | 'edit'

export interface GridKeysOptions {
  readonly rowCount: number
  readonly columnCount: number
  /** Ctrl+D: the cell as the one above, a range filled down. */
  readonly onCopyFromAbove?: (position: CellPosition) => void
  /** Gives the cell back the value it had when it became active. */
  readonly onRevert?: (position: CellPosition) => void
  /** Adds a row after the given one (−1: as the first). */
  readonly onInsertRow?: (after: number) => void
  readonly onRemoveRow?: (row: number) => void
  /** Ctrl+Z while nothing is being typed in the cell: takes the last change back. */
  readonly onUndo?: () => void
  /** Ctrl+Y or Ctrl+Shift+Z: brings it again. */
  readonly onRedo?: () => void
  /** Shift and an arrow while nothing is being typed: the range grows or shrinks by one. */
  readonly onExtend?: (step: 'up' | 'down' | 'left' | 'right') => void
  /** Delete while several cells are chosen; true when it emptied them. */
  readonly onClear?: () => boolean
  /** Esc while nothing is being typed; true when it gave up a range. */
  readonly onCollapse?: () => boolean
  /** Enter on the last cell of the last row; usually adds a row. */
  readonly onPastEnd?: () => void
  /** A key moved to another cell: its input should take the focus. */
  readonly onMove?: () => void
}

export interface GridKeys {
  readonly active: CellPosition
  readonly mode: CellMode
  readonly moveTo: (position: CellPosition) => void
  /** Said by the input when its text is changed: the arrows now belong to the text. */
  readonly startEditing: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

type Step = 'up' | 'down' | 'left' | 'right' | 'next' | 'back' | 'rowStart' | 'rowEnd'

/** The cell one step away, or null at the edge of the grid. `next` and `back` run on across rows. */
export function cellAfter(from: CellPosition, step: Step, rowCount: number, columnCount: number): CellPosition | null {
  const { row, column } = from
  const inside = (to: CellPosition): CellPosition | null => (to.row >= 0 && to.row < rowCount && to.column >= 0 && to.column < columnCount ? to : null)
  switch (step) {
    case 'up':
      return inside({ row: row - 1, column })
    case 'down':
      return inside({ row: row + 1, column })
    case 'left':
      return inside({ row, column: column - 1 })
    case 'right':
      return inside({ row, column: column + 1 })
    case 'next':
      return column + 1 < columnCount ? inside({ row, column: column + 1 }) : inside({ row: row + 1, column: 0 })
    case 'back':
      return column > 0 ? inside({ row, column: column - 1 }) : inside({ row: row - 1, column: columnCount - 1 })
    case 'rowStart':
      return inside({ row, column: 0 })
    case 'rowEnd':
      return inside({ row, column: columnCount - 1 })
  }
}

const NAVIGATION: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'rowStart',
  End: 'rowEnd',
}

const EXTENSION: Readonly<Record<string, 'up' | 'down' | 'left' | 'right'>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }

function dropDownIsOpen(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true'
}

function stepOf(event: KeyboardEvent, mode: CellMode): Step | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null
  if (event.key === 'Enter' || event.key === 'Tab') return event.shiftKey ? 'back' : 'next'
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return NAVIGATION[event.key] ?? null
  return mode === 'navigate' && !event.shiftKey ? (NAVIGATION[event.key] ?? null) : null
}

/** State and key handler of an editable grid; see the table of shortcuts, scope 表格录入. */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { rowCount, columnCount } = options
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 })
  const [mode, setMode] = useState<CellMode>('navigate')

  const moveTo = useCallback((position: CellPosition) => {
    setActive(position)
    setMode('navigate')
  }, [])
  const startEditing = useCallback(() => setMode('edit'), [])

  const runCommand = (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey
    if (event.key === 'F2') {
      setMode('edit')
      return true
    }
    if (event.key === 'Escape' && mode === 'edit') {
      options.onRevert?.(active)
      setMode('navigate')
      return true
    }
    if (event.key === 'Escape') return options.onCollapse?.() === true
    if (control && event.key.toLowerCase() === 'd') {
      options.onCopyFromAbove?.(active)
      return true
    }
    if (event.key === 'Delete' && !control && mode === 'navigate') return options.onClear?.() === true
    if (control && event.key === 'Insert') {
      options.onInsertRow?.(active.row)
      return true
    }
    if (control && mode === 'navigate') {
      const key = event.key.toLowerCase()
      const step = key === 'y' || (key === 'z' && event.shiftKey) ? options.onRedo : key === 'z' ? options.onUndo : undefined
      if (step !== undefined) {
        step()
        return true
      }
    }
    if (control && event.key === 'Delete') {
      if (rowCount > 0) options.onRemoveRow?.(active.row)
      setMode('navigate')
      return true
    }
    return false
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event)) return
    if (runCommand(event)) {
      event.preventDefault()
      return
    }
    if (event.key.startsWith('Arrow') && dropDownIsOpen(event)) return
    const grown = mode === 'navigate' && event.shiftKey && !event.ctrlKey && !event.altKey ? EXTENSION[event.key] : undefined
    if (grown !== undefined && options.onExtend !== undefined) {
      event.preventDefault()
      options.onExtend(grown)
      return
    }
    const step = stepOf(event, mode)
    if (step === null) return
    const to = cellAfter(active, step, rowCount, columnCount)
    options.onCollapse?.()
    if (to === null) {
      if (event.key === 'Enter' && step === 'next') {
        event.preventDefault()
        options.onPastEnd?.()
      }
      return
    }
    event.preventDefault()
    options.onMove?.()
    moveTo(to)
  }

  const clamped = { row: Math.max(0, Math.min(active.row, rowCount - 1)), column: Math.max(0, Math.min(active.column, columnCount - 1)) }
  return { active: clamped, mode, moveTo, startEditing, onKeyDown }
}
