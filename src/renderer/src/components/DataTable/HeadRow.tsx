import { Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconFilterFilled } from '@tabler/icons-react'
import { useRef } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import classes from './DataTable.module.css'
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
  readonly onSort: (column: DataColumn) => void
  readonly onSelectAll: () => void
  readonly onResize: (key: string, width: number) => void
  readonly widthOf: (column: DataColumn) => number
  readonly filters: HeadFilters | undefined
  /** Column whose drop-down is open. */
  readonly opened: number | null
  readonly onOpenFilter: (column: number | null) => void
  readonly onReorder: (key: string, before: number) => void
}

function sortOf(sort: SortState | null, column: DataColumn): 'ascending' | 'descending' | 'none' {
  if (sort?.field !== column.key) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** The sticky line of headings. */
export function HeadRow(props: HeadRowProps): ReactNode {
  const drag = useDraggedColumn(props.onReorder)
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
          <HeadCell key={column.key} column={column} index={index} drag={drag} {...props} />
        ))}
      </div>
    </div>
  )
}

function HeadCell({
  column,
  index,
  drag,
  ...props
}: HeadRowProps & { readonly column: DataColumn; readonly index: number; readonly drag: DraggedColumn }): ReactNode {
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
            if (!drag.wasDragged()) props.onSort(column)
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
        <FilterButton column={column} filters={props.filters} opened={props.opened === index} onOpen={(opened) => props.onOpenFilter(opened ? index : null)} />
      )}
      <ResizeHandle column={column} width={props.widthOf(column)} onResize={props.onResize} />
    </div>
  )
}

/** The arrow at the right of a heading; Alt+↓ in the line of headings opens it as well. */
function FilterButton({
  column,
  filters,
  opened,
  onOpen,
}: {
  readonly column: DataColumn
  readonly filters: HeadFilters
  readonly opened: boolean
  readonly onOpen: (opened: boolean) => void
}): ReactNode {
  const active = filters.isActive(column)
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-end" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes['filter']}
          data-active={active || undefined}
          data-opened={opened || undefined}
          aria-label={`${column.label}筛选${active ? '（已筛选）' : ''}`}
          onClick={() => onOpen(!opened)}
        >
          {active ? <IconFilterFilled size={12} aria-hidden /> : <IconChevronDown size={13} aria-hidden />}
        </button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={`筛选${column.label}`}>
        {opened && filters.render(column, () => onOpen(false))}
      </Popover.Dropdown>
    </Popover>
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
