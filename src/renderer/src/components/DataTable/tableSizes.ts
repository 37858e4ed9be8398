/** How large the parts of a table are, in px. */
import { remInPixels } from '../../preferences/rem.ts'
import { rowHeights } from './useTableLayout.ts'
import type { TableLayout } from './useTableLayout.ts'

export interface TableSizes {
  readonly row: number
  readonly head: number
  /** Of the column with the boxes. */
  readonly check: number
  readonly widths: readonly number[]
  readonly width: number
  /** Tracks of the grid; the last takes what is left. */
  readonly template: string
}

/** Sizes in px at the text size chosen. */
export function sizesOf(layout: TableLayout, selectable: boolean): TableSizes {
  const rem = remInPixels()
  const check = selectable ? Math.round(2.125 * rem) : 0
  const widths = layout.visible.map((column) => Math.round(layout.widthOf(column) * (rem / 16)))
  const template = [...(selectable ? [`${check}px`] : []), ...widths.slice(0, -1).map((width) => `${width}px`), `minmax(${widths.at(-1) ?? 0}px, 1fr)`].join(
    ' ',
  )
  return {
    row: Math.round(rowHeights[layout.density] * rem),
    head: Math.round(2 * rem),
    check,
    widths,
    width: check + widths.reduce((sum, width) => sum + width, 0),
    template,
  }
}

/** Scrolls sideways so that a column is not hidden; the first column is sticky and always in sight. */
export function scrollColumnIntoSight(element: HTMLElement | null, { check, widths }: TableSizes, column: number): void {
  if (element === null || column === 0) return
  const left = check + widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  const right = left + (widths[column] ?? 0)
  const sticky = check + (widths[0] ?? 0)
  if (left - element.scrollLeft < sticky) element.scrollLeft = left - sticky
  else if (right - element.scrollLeft > element.clientWidth) element.scrollLeft = right - element.clientWidth
}
