import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRef } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import classes from './DataTable.module.css'
import type { DataColumn, SortState } from './types.ts'

interface HeadRowProps {
  readonly columns: readonly DataColumn[]
  readonly template: string
  readonly width: number
  readonly height: number
  readonly sort: SortState | null
  readonly sorting: boolean
  readonly activeColumn: number | null
  readonly selectable: boolean
  readonly allSelected: boolean
  readonly someSelected: boolean
  readonly cellId: (row: number, column: number) => string
  readonly onSort: (column: DataColumn) => void
  readonly onSelectAll: () => void
  readonly onResize: (key: string, width: number) => void
  readonly widthOf: (column: DataColumn) => number
}

function sortOf(sort: SortState | null, column: DataColumn): 'ascending' | 'descending' | 'none' {
  if (sort?.field !== column.key) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** The sticky line of headings. */
export function HeadRow(props: HeadRowProps): ReactNode {
  return (
    <div role="rowgroup" className={classes['headGroup']} style={{ minWidth: props.width }}>
      <div role="row" aria-rowindex={1} className={classes['head']} style={{ gridTemplateColumns: props.template, height: props.height }}>
        {props.selectable && (
          <div role="columnheader" className={classes['check']} aria-label="选择">
            <Checkbox
              size="xs"
              tabIndex={-1}
              aria-label="全选"
              checked={props.allSelected}
              indeterminate={props.someSelected && !props.allSelected}
              onChange={props.onSelectAll}
            />
          </div>
        )}
        {props.columns.map((column, index) => (
          <HeadCell key={column.key} column={column} index={index} {...props} />
        ))}
      </div>
    </div>
  )
}

function HeadCell({ column, index, ...props }: HeadRowProps & { readonly column: DataColumn; readonly index: number }): ReactNode {
  const direction = sortOf(props.sort, column)
  const canSort = props.sorting && column.sortable !== false
  return (
    <div
      role="columnheader"
      id={props.cellId(-1, index)}
      aria-colindex={index + 1}
      aria-sort={canSort ? direction : undefined}
      className={classes['headCell']}
      data-align={column.align}
      data-first={index === 0 || undefined}
      data-selectable={props.selectable || undefined}
      data-active={props.activeColumn === index || undefined}
    >
      {canSort ? (
        <button type="button" tabIndex={-1} className={classes['sort']} onClick={() => props.onSort(column)} title={`按${column.label}排序`}>
          <HeadLabel column={column} direction={direction} />
        </button>
      ) : (
        <span className={classes['sort']}>
          <HeadLabel column={column} direction="none" />
        </span>
      )}
      <ResizeHandle column={column} width={props.widthOf(column)} onResize={props.onResize} />
    </div>
  )
}

function HeadLabel({ column, direction }: { readonly column: DataColumn; readonly direction: 'ascending' | 'descending' | 'none' }): ReactNode {
  return (
    <>
      <span className={classes['headText']}>
        {column.label}
        {column.unit !== undefined && <small className={classes['unit']}>{column.unit}</small>}
      </span>
      {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
      {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
    </>
  )
}

/** Dragging the right edge changes the width; a double click gives the column its own width back. */
function ResizeHandle({
  column,
  width,
  onResize,
}: {
  readonly column: DataColumn
  readonly width: number
  readonly onResize: (key: string, width: number) => void
}): ReactNode {
  const start = useRef<{ x: number; width: number } | null>(null)
  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) onResize(column.key, start.current.width + event.clientX - start.current.x)
  }
  return (
    <div
      className={classes['resize']}
      aria-hidden
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null
      }}
      onDoubleClick={() => onResize(column.key, column.width)}
    />
  )
}
