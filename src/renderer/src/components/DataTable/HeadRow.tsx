import { IconArrowDown, IconArrowUp, IconChevronDown, IconFilterFilled } from '@tabler/icons-react'
import { memo, useRef, useState } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { TickBox } from '../TickBox.tsx'
import classes from './DataTable.module.css'
import { HeadFilter } from './HeadFilter.tsx'
import type { DataColumn, HeadFilters, SortState } from './types.ts'
import { useDraggedColumn } from './useDraggedColumn.ts'
import type { DraggedColumn } from './useDraggedColumn.ts'

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
  readonly widthOf: (column: DataColumn) => number
  readonly filters: HeadFilters | undefined
  /** Column whose drop-down is open. */
  readonly opened: number | null
  readonly actions: HeadActions
}

/** What headings do; the same object as long as the table stands. */
export interface HeadActions {
  readonly sort: (column: DataColumn) => void
  readonly selectAll: () => void
  readonly resize: (key: string, width: number) => void
  /** Opens the drop-down of a column; null closes it. */
  readonly openFilter: (column: number | null) => void
  readonly reorder: (key: string, before: number) => void
}

function sortOf(sort: SortState | null, column: DataColumn): 'ascending' | 'descending' | 'none' {
  if (sort?.field !== column.key) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** The sticky line of headings. Neither scrolling nor choosing rows draws it. */
export const HeadRow = memo(function HeadRow(props: HeadRowProps): ReactNode {
  const { actions, filters, opened } = props
  const drag = useDraggedColumn(actions.reorder)
  const [opener, setOpener] = useState<HTMLElement | null>(null)
  const filtered = opened === null ? undefined : props.columns[opened]
  return (
    <div role="rowgroup" className={classes['headGroup']} style={{ minWidth: props.width }}>
      <div role="row" aria-rowindex={1} className={classes['head']} style={{ gridTemplateColumns: props.template, height: props.height }}>
        {props.selectable && (
          <div role="columnheader" className={classes['check']} aria-label="选择">
            <TickBox
              label="全选"
              inTabOrder={false}
              checked={props.allSelected}
              partly={props.someSelected && !props.allSelected}
              onChange={actions.selectAll}
            />
          </div>
        )}
        {props.columns.map((column, index) => (
          <HeadCell key={column.key} column={column} index={index} drag={drag} onOpener={setOpener} {...props} />
        ))}
      </div>
      {filtered !== undefined && filters !== undefined && opener !== null && (
        <HeadFilter key={filtered.key} column={filtered} filters={filters} opener={opener} onClose={() => actions.openFilter(null)} />
      )}
    </div>
  )
})

function HeadCell({
  column,
  index,
  drag,
  onOpener,
  ...props
}: HeadRowProps & {
  readonly column: DataColumn
  readonly index: number
  readonly drag: DraggedColumn
  /** Told the button whose drop-down is open. */
  readonly onOpener: (opener: HTMLElement | null) => void
}): ReactNode {
  const { actions } = props
  const direction = sortOf(props.sort, column)
  const canSort = props.sorting && column.sortable !== false
  const isLast = index === props.columns.length - 1
  const dropped = drag.over === index ? 'before' : drag.over === index + 1 && isLast ? 'behind' : undefined
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
      data-column={index}
      data-dragged={drag.key === column.key || undefined}
      data-drop={dropped}
    >
      {canSort ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes['sort']}
          onClick={() => {
            if (!drag.wasDragged()) actions.sort(column)
          }}
          title={`${column.hint ?? column.label}：点按排序，拖动换位置`}
          {...drag.handlers(column.key)}
        >
          <HeadLabel column={column} direction={direction} />
        </button>
      ) : (
        <span className={classes['sort']} title={column.hint ?? column.label} {...drag.handlers(column.key)}>
          <HeadLabel column={column} direction="none" />
        </span>
      )}
      {props.filters?.offers(column) === true && (
        <FilterButton
          id={`${props.cellId(-1, index)}-filter`}
          label={column.label}
          active={props.filters.isActive(column)}
          opened={props.opened === index}
          onOpen={(opened) => actions.openFilter(opened ? index : null)}
          onOpener={onOpener}
        />
      )}
      <ResizeHandle column={column} width={props.widthOf(column)} onResize={actions.resize} />
    </div>
  )
}

/** The arrow at the right of a heading; Alt+↓ in the line of headings opens its drop-down as well. */
function FilterButton({
  id,
  label,
  active,
  opened,
  onOpen,
  onOpener,
}: {
  readonly id: string
  readonly label: string
  /** Something is asked on the column. */
  readonly active: boolean
  readonly opened: boolean
  readonly onOpen: (opened: boolean) => void
  readonly onOpener: (opener: HTMLElement | null) => void
}): ReactNode {
  return (
    <button
      type="button"
      id={id}
      ref={opened ? onOpener : undefined}
      tabIndex={-1}
      className={classes['filter']}
      data-active={active || undefined}
      data-opened={opened || undefined}
      aria-label={`${label}筛选${active ? '（已筛选）' : ''}`}
      aria-haspopup="dialog"
      aria-expanded={opened}
      onClick={() => onOpen(!opened)}
    >
      {active ? <IconFilterFilled size={12} aria-hidden /> : <IconChevronDown size={13} aria-hidden />}
    </button>
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
