/** The range of cells chosen in an editable grid, by mouse and by Shift and arrows, and filling it by its corner. */
import { useState } from 'react'
import type { PointerEvent } from 'react'
import type { CellPosition } from '../keyboard/gridKeys.ts'
import { rangeBetween } from './gridRange.ts'
import type { GridRange } from './gridRange.ts'

export interface GridRanging {
  /** The chosen cells; the active one alone where no others are. */
  readonly range: GridRange
  /** Rows that letting go of the corner would fill beyond the range. */
  readonly filling: GridRange | null
  readonly extendTo: (corner: CellPosition | null) => void
  readonly extendBy: (step: 'up' | 'down' | 'left' | 'right') => void
  /** For the element around the cells: a range drawn with the mouse. */
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: () => void
  /** For the square at the corner. */
  readonly onFillStart: (event: PointerEvent<HTMLElement>) => void
}

const STEPS = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const

/** The cell under the pointer. */
function cellAt(event: PointerEvent<HTMLElement>): CellPosition | null {
  // Where the pointer is held by an element, the event goes there, whatever it is over.
  const over = event.type === 'pointermove' ? document.elementFromPoint(event.clientX, event.clientY) : event.target
  const found = (over instanceof Element ? over : null)?.closest<HTMLElement>('[data-at]')?.dataset['at']
  const [row, column] = (found ?? '').split(',').map(Number)
  return row === undefined || column === undefined || Number.isNaN(row) || Number.isNaN(column) ? null : { row, column }
}

/**
 * @param active the active cell: one corner of the range
 * @param onFill the corner was let go: `source` is to be repeated over `target`
 */
export function useGridRange(active: CellPosition, rowCount: number, columnCount: number, onFill: (source: GridRange, target: GridRange) => void): GridRanging {
  const [corner, setCorner] = useState<{ readonly from: CellPosition; readonly at: CellPosition } | null>(null)
  const [drawing, setDrawing] = useState<'range' | 'fill' | null>(null)
  const [fillTo, setFillTo] = useState<number | null>(null)
  // A range is that of the cell from which it was drawn; another active cell has none yet.
  const at = corner !== null && corner.from.row === active.row && corner.from.column === active.column ? corner.at : active
  const range = rangeBetween(active, { row: Math.min(at.row, rowCount - 1), column: Math.min(at.column, columnCount - 1) })
  const filling = fillTo === null ? null : { ...range, top: Math.min(range.top, fillTo), bottom: Math.max(range.bottom, fillTo) }
  const extendTo = (next: CellPosition | null): void => setCorner(next === null ? null : { from: active, at: next })
  return {
    range,
    filling,
    extendTo,
    extendBy: (step) => {
      const [rows, columns] = STEPS[step]
      extendTo({ row: Math.max(0, Math.min(rowCount - 1, at.row + rows)), column: Math.max(0, Math.min(columnCount - 1, at.column + columns)) })
    },
    onPointerDown: (event) => {
      if (event.button !== 0 || event.shiftKey || cellAt(event) === null) return
      setCorner(null)
      setDrawing('range')
    },
    onPointerMove: (event) => {
      if (drawing === null || event.buttons !== 1) return
      const over = cellAt(event)
      if (over === null) return
      if (drawing === 'fill') setFillTo(over.row)
      else if (over.row !== at.row || over.column !== at.column) {
        window.getSelection()?.removeAllRanges()
        extendTo(over)
      }
    },
    onPointerUp: () => {
      if (drawing === 'fill' && filling !== null && (filling.top < range.top || filling.bottom > range.bottom)) {
        onFill(range, filling)
        setCorner({ from: active, at: { row: fillTo === null || fillTo >= active.row ? filling.bottom : filling.top, column: at.column } })
      }
      setDrawing(null)
      setFillTo(null)
    },
    onFillStart: (event) => {
      event.preventDefault()
      event.stopPropagation()
      setDrawing('fill')
    },
  }
}
