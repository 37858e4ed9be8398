import { useThrottledCallback } from '@mantine/hooks'
import { memo, useEffect, useImperativeHandle } from 'react'
import type { CSSProperties, ReactNode, Ref, RefObject } from 'react'
import type { ListPosition } from '../../keyboard/listKeys.ts'
import { BodyRow } from './BodyRow.tsx'
import type { RowActions } from './BodyRow.tsx'
import classes from './DataTable.module.css'
import { rowId } from './types.ts'
import type { CellEditing, DataColumn, RowSource, Selection } from './types.ts'
import { useRowWindow } from './useRowWindow.ts'

/** What the table asks of its rows. */
export interface TableBodyHandle {
  /** Scrolls until the row is in sight. */
  readonly show: (index: number) => void
}

interface TableBodyProps {
  readonly handle: Ref<TableBodyHandle>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly source: RowSource
  readonly columns: readonly DataColumn[]
  /** Tracks of the grid, and their width in px. */
  readonly template: string
  readonly width: number
  readonly rowHeight: number
  readonly headHeight: number
  readonly active: ListPosition
  readonly edited: ListPosition | null
  readonly editing: CellEditing | undefined
  readonly selection: Selection
  readonly selectable: boolean
  /** Rows can be opened. */
  readonly opens: boolean
  readonly cellId: (row: number, column: number) => string
  readonly actions: RowActions
}

/** Whoever drags the scrollbar passes a page in each frame: so many milliseconds lie between two places of which the rows are asked for. */
const PASSING_MS = 60

/** The rows. Scrolling draws nothing of the table but this, and of this only the rows that come into sight. */
export const TableBody = memo(function TableBody(props: TableBodyProps): ReactNode {
  const { source, active, edited, selection } = props
  // First: once rows have been drawn, to ask where the table stands costs a layout.
  useSideways(props.scroller)
  const { first, last, shift, height, show } = useRowWindow(props.scroller, {
    total: source.total ?? 0,
    rowHeight: props.rowHeight,
    headHeight: props.headHeight,
  })
  useImperativeHandle(props.handle, () => ({ show }), [show])
  const showRange = useThrottledCallback(source.showRange, PASSING_MS)
  useEffect(() => {
    showRange(first, Math.max(first, last))
  }, [source.showRange, showRange, first, last])
  // No row has a style of its own: what all have alike the browser works out once. The room above them is part of the block, and the block is not moved:
  // so a row stays where it is while others come and go, and is not painted again.
  const style = {
    '--row-height': `${props.rowHeight}px`,
    '--row-columns': props.template,
    paddingTop: first * props.rowHeight + shift,
  } as CSSProperties
  return (
    <div className={classes['rows']} style={{ height, minWidth: props.width }}>
      <div role="rowgroup" className={classes['block']} style={style}>
        {Array.from({ length: last - first + 1 }, (_, offset) => {
          const index = first + offset
          const row = source.rowAt(index)
          const editingColumn = edited?.row === index ? edited.column : null
          return (
            <BodyRow
              key={index}
              row={row}
              index={index}
              columns={props.columns}
              activeColumn={active.row === index ? active.column : null}
              selected={row !== undefined && selection.has(rowId(row))}
              selectable={props.selectable}
              opens={props.opens}
              cellId={props.cellId}
              actions={props.actions}
              editingColumn={editingColumn}
              editing={editingColumn === null ? undefined : props.editing}
            />
          )
        })}
      </div>
    </div>
  )
})

/** Tells the styles whether the table is scrolled sideways; nothing is drawn for it. */
function useSideways(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const tell = (): void => {
      element.toggleAttribute('data-sideways', element.scrollLeft > 0)
    }
    tell()
    element.addEventListener('scroll', tell, { passive: true })
    return () => element.removeEventListener('scroll', tell)
  }, [scroller])
}
