import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { listKeyHandler } from '../../keyboard/listKeys.ts'
import type { ListPosition } from '../../keyboard/listKeys.ts'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { useAnnounce } from '../LiveMessage.tsx'
import { BodyRow } from './BodyRow.tsx'
import { copyText, toTabSeparated } from './clipboard.ts'
import classes from './DataTable.module.css'
import { HeadRow } from './HeadRow.tsx'
import { TableFoot } from './TableFoot.tsx'
import { rowId } from './types.ts'
import type { AfterEdit, CellEditing, DataColumn, HeadFilters, Row, RowSource, Selection, SortState } from './types.ts'
import { withMoved } from './useDraggedColumn.ts'
import { usePlace } from './usePlace.ts'
import { rowHeights, useTableLayout } from './useTableLayout.ts'

export interface DataTableProps {
  /** Accessible name: 贫困户列表. */
  readonly label: string
  /** Name under which the user's columns and density are kept. */
  readonly storageKey: string
  readonly columns: readonly DataColumn[]
  readonly source: RowSource
  readonly sort?: SortState | null
  readonly onSortChange?: (sort: SortState | null) => void
  /** Enter, double click, or a click on the first column. */
  readonly onOpen?: (row: Row, index: number) => void
  readonly selection?: Selection
  readonly onSelectionChange?: (selection: Selection) => void
  /** Shown when there is no row. */
  readonly empty?: ReactNode
  /** Counter word behind the total: 户, 人, 条. */
  readonly countUnit?: string
  /** At the left of the foot, e.g. buttons for the selection. */
  readonly footActions?: ReactNode
  /** Puts the focus into the table when it appears. */
  readonly autoFocus?: boolean
  /** Under which the place (active cell, how far it is scrolled) is kept while the user looks into a record. */
  readonly placeKey?: string
  /** Drop-downs of headings. */
  readonly filters?: HeadFilters
  /** Cells that are edited where they stand. */
  readonly editing?: CellEditing
}

/** Greatest number of rows that 全选 takes; the limit of batch edits. */
const SELECT_LIMIT = 20_000
const EMPTY: Selection = new Map()

/** Width in px of one rem now (the text size of the user menu scales it). */
function remInPixels(): number {
  const size = /^([\d.]+)px$/.exec(getComputedStyle(document.documentElement).fontSize)?.[1]
  return size === undefined ? 16 : Number(size)
}

/**
 * A register as a table: virtual rows, server paging, one tab stop with arrow keys inside.
 * Fills its parent, which must have a height (`Page fixed`).
 */
export function DataTable(props: DataTableProps): ReactNode {
  const { source, columns, onOpen, onSelectionChange, editing } = props
  const selection = props.selection ?? EMPTY
  const selectable = onSelectionChange !== undefined
  const announce = useAnnounce()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { active, setActive } = usePlace(props.placeKey ?? null, source.resetKey, source.more === true ? null : source.total, scroller)
  const [opened, setOpened] = useState<number | null>(null)
  const [edited, setEdited] = useState<ListPosition | null>(null)
  const anchor = useRef<number | null>(null)
  const layout = useTableLayout(props.storageKey, columns)
  const rem = remInPixels()
  const rowHeight = Math.round(rowHeights[layout.density] * rem)
  const headHeight = Math.round(2 * rem)
  const total = source.total ?? 0

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight + rowHeight,
    scrollPaddingEnd: rowHeight,
  })
  const items = virtualizer.getVirtualItems()
  const firstShown = items[0]?.index ?? 0
  const lastShown = items.at(-1)?.index ?? 0

  const { showRange } = source
  useEffect(() => {
    showRange(firstShown, lastShown)
  }, [showRange, firstShown, lastShown])
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowHeight])
  useEffect(() => {
    anchor.current = null
    setEdited(null)
  }, [source.resetKey])
  useEffect(() => {
    if (props.autoFocus === true) scroller.current?.focus()
  }, [props.autoFocus])
  useEffect(() => {
    if (source.total !== null && source.more !== true) announce(source.total === 0 ? '没有符合条件的记录' : `共 ${source.total} ${props.countUnit ?? '条'}`)
  }, [source.total, source.more, source.resetKey, props.countUnit, announce])

  const widths = layout.visible.map((column) => Math.round(layout.widthOf(column) * (rem / 16)))
  const checkWidth = selectable ? Math.round(2.125 * rem) : 0
  const template = [
    ...(selectable ? [`${checkWidth}px`] : []),
    ...widths.slice(0, -1).map((width) => `${width}px`),
    `minmax(${widths.at(-1) ?? 0}px, 1fr)`,
  ].join(' ')
  const contentWidth = checkWidth + widths.reduce((sum, width) => sum + width, 0)
  const at = { row: Math.min(active.row, Math.max(0, total - 1)), column: Math.min(active.column, Math.max(0, layout.visible.length - 1)) }

  const changeSelection = useCallback(
    (rows: readonly Row[], chosen: boolean) => {
      const next = new Map(selection)
      for (const row of rows) {
        if (chosen) next.set(rowId(row), row)
        else next.delete(rowId(row))
      }
      onSelectionChange?.(next)
    },
    [selection, onSelectionChange],
  )

  const toggle = useCallback(
    (index: number) => {
      const row = source.rowAt(index)
      if (row !== undefined && selectable) changeSelection([row], !selection.has(rowId(row)))
      anchor.current = index
    },
    [source, selectable, changeSelection, selection],
  )

  const moveTo = (to: ListPosition, extend: boolean): void => {
    if (extend && selectable && to.row >= 0) {
      anchor.current ??= at.row
      const [from, until] = [Math.min(anchor.current, to.row), Math.max(anchor.current, to.row)]
      changeSelection(
        Array.from({ length: until - from + 1 }, (_, offset) => source.rowAt(from + offset)).filter((row) => row !== undefined),
        true,
      )
    } else {
      anchor.current = null
    }
    setActive(to)
    if (to.row >= 0) virtualizer.scrollToIndex(to.row)
    scrollColumnIntoSight(scroller.current, checkWidth, widths, to.column)
  }

  const selectAll = async (): Promise<void> => {
    if (!selectable) return
    if (selection.size > 0 && selection.size >= total && source.more !== true) {
      onSelectionChange?.(EMPTY)
      return
    }
    const rows = await source.fetchAll(SELECT_LIMIT)
    onSelectionChange?.(new Map(rows.map((row) => [rowId(row), row])))
    announce(
      rows.length < total || (source.more === true && rows.length >= SELECT_LIMIT)
        ? `最多选 ${SELECT_LIMIT} 条，已选前 ${rows.length} 条`
        : `已选 ${rows.length} 条`,
    )
  }

  const copy = async (): Promise<void> => {
    const current = source.rowAt(at.row)
    const rows = selection.size > 0 ? [...selection.values()] : current === undefined ? [] : [current]
    if (rows.length === 0) return
    announce((await copyText(toTabSeparated(layout.visible, rows))) ? `已复制 ${rows.length} 行` : '没有复制成功，请重试')
  }

  const sortBy = (column: DataColumn | undefined): void => {
    if (column === undefined || column.sortable === false || props.onSortChange === undefined) return
    const now = props.sort?.field === column.key ? props.sort : null
    props.onSortChange(now === null ? { field: column.key, descending: false } : now.descending ? null : { field: column.key, descending: true })
  }

  const onKeyDown = listKeyHandler({
    active: at,
    rowCount: total,
    columnCount: layout.visible.length,
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    onMove: moveTo,
    onOpen: (index) => {
      const row = source.rowAt(index)
      if (row !== undefined) onOpen?.(row, index)
    },
    onSort: (column) => sortBy(layout.visible[column]),
    onToggle: toggle,
    onSelectAll: () => {
      void selectAll()
    },
    onCopy: () => {
      void copy()
    },
    onClear: () => {
      if (selection.size > 0) onSelectionChange?.(EMPTY)
    },
    ...(props.filters === undefined
      ? {}
      : {
          onFilter: (position) => {
            const column = layout.visible[position]
            if (column !== undefined && props.filters?.offers(column) === true) setOpened(position)
          },
        }),
    ...(editing === undefined ? {} : { onEdit: ({ row, column }: ListPosition) => edit(row, column) }),
  })

  const activate = useCallback(
    (row: number, column: number) => {
      anchor.current = null
      setActive({ row, column })
      scroller.current?.focus({ preventScroll: true })
    },
    [setActive],
  )
  const edit = useCallback(
    (row: number, column: number) => {
      const [values, at] = [source.rowAt(row), layout.visible[column]]
      if (values === undefined || at === undefined || editing?.may(values, at) !== true) {
        announce('这一格不能在列表里修改')
        return
      }
      setActive({ row, column })
      setEdited({ row, column })
    },
    [source, layout.visible, editing, announce, setActive],
  )
  const onEdited = (then: AfterEdit): void => {
    setEdited(null)
    scroller.current?.focus({ preventScroll: true })
    const step = { stay: [0, 0], down: [1, 0], right: [0, 1], left: [0, -1] } as const
    const [rows, columnsOn] = step[then]
    if (then !== 'stay')
      moveTo({ row: Math.min(total - 1, at.row + rows), column: Math.max(0, Math.min(layout.visible.length - 1, at.column + columnsOn)) }, false)
  }
  const cellId = useMemo(() => (row: number, column: number) => `${id}-${row}-${column}`, [id])
  const nothing = source.total === 0 && !source.fetching
  return (
    <div className={classes['table']} data-density={layout.density}>
      {/* The grid is one tab stop; its cells are reached with the arrow keys. */}
      <div
        ref={scroller}
        className={classes['scroller']}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={source.total === null || source.more === true ? -1 : total + 1}
        aria-colcount={layout.visible.length}
        aria-multiselectable={selectable || undefined}
        aria-busy={source.fetching}
        aria-activedescendant={at.row < total ? cellId(at.row, at.column) : undefined}
        onKeyDown={onKeyDown}
      >
        <HeadRow
          columns={layout.visible}
          template={template}
          width={contentWidth}
          height={headHeight}
          sort={props.sort ?? null}
          activeColumn={at.row < 0 ? at.column : null}
          cellId={cellId}
          selectable={selectable}
          allSelected={total > 0 && selection.size >= total && source.more !== true}
          someSelected={selection.size > 0}
          onSort={sortBy}
          sorting={props.onSortChange !== undefined}
          onSelectAll={() => {
            void selectAll()
          }}
          onResize={layout.setWidth}
          widthOf={layout.widthOf}
          filters={props.filters}
          opened={opened}
          onOpenFilter={(column) => {
            setOpened(column)
            if (column === null) scroller.current?.focus({ preventScroll: true })
          }}
          onReorder={(key, before) =>
            layout.setColumns(
              withMoved(
                layout.visible.map((column) => column.key),
                key,
                before,
              ),
            )
          }
        />
        <div role="rowgroup" className={classes['rows']} style={{ height: virtualizer.getTotalSize(), minWidth: contentWidth }}>
          {items.map((item) => {
            const row = source.rowAt(item.index)
            return (
              <BodyRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start - headHeight}
                height={rowHeight}
                columns={layout.visible}
                template={template}
                activeColumn={at.row === item.index ? at.column : null}
                selected={row !== undefined && selection.has(rowId(row))}
                selectable={selectable}
                cellId={cellId}
                onActivate={activate}
                onToggle={toggle}
                onOpen={onOpen}
                editing={editing}
                editingColumn={edited?.row === item.index ? edited.column : null}
                onEdit={edit}
                onEdited={onEdited}
              />
            )
          })}
        </div>
      </div>
      {nothing && source.error === null && (
        <div className={classes['overlay']} style={{ top: headHeight }}>
          {props.empty}
        </div>
      )}
      {source.error !== null && source.error !== undefined && (
        <div className={classes['overlay']} style={{ top: headHeight, padding: '1rem' }}>
          <ErrorPanel error={source.error} onRetry={source.retry} />
        </div>
      )}
      <TableFoot
        total={source.total}
        more={source.more === true}
        figure={source.figure}
        unit={props.countUnit ?? '条'}
        selected={selection.size}
        layout={layout}
        columns={columns}
        actions={props.footActions}
        onClearSelection={() => onSelectionChange?.(EMPTY)}
      />
    </div>
  )
}

/** Scrolls sideways so that a column is not hidden; the first column is sticky and always in sight. */
function scrollColumnIntoSight(element: HTMLElement | null, checkWidth: number, widths: readonly number[], column: number): void {
  if (element === null || column === 0) return
  const left = checkWidth + widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  const right = left + (widths[column] ?? 0)
  const sticky = checkWidth + (widths[0] ?? 0)
  if (left - element.scrollLeft < sticky) element.scrollLeft = left - sticky
  else if (right - element.scrollLeft > element.clientWidth) element.scrollLeft = right - element.clientWidth
}
