import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { listKeyHandler } from '../../keyboard/listKeys.ts'
import type { ListPosition } from '../../keyboard/listKeys.ts'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { useAnnounce } from '../LiveMessage.tsx'
import { useSteady } from '../useSteady.ts'
import type { RowActions } from './BodyRow.tsx'
import { copyText, toTabSeparated } from './clipboard.ts'
import classes from './DataTable.module.css'
import { HeadRow } from './HeadRow.tsx'
import type { HeadActions } from './HeadRow.tsx'
import { TableBody } from './TableBody.tsx'
import type { TableBodyHandle } from './TableBody.tsx'
import { TableFoot } from './TableFoot.tsx'
import { scrollColumnIntoSight, sizesOf } from './tableSizes.ts'
import type { AfterEdit, CellEditing, DataColumn, HeadFilters, Row, RowSource, Selection, SortState } from './types.ts'
import { withMoved } from './useDraggedColumn.ts'
import { usePlace } from './usePlace.ts'
import { NOTHING_CHOSEN, useRowChoice } from './useRowChoice.ts'
import { useTableLayout } from './useTableLayout.ts'

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

/**
 * A register as a table: virtual rows, server paging, one tab stop with arrow keys inside.
 * Fills its parent, which must have a height (`Page fixed`).
 */
export function DataTable(props: DataTableProps): ReactNode {
  const { source, columns, editing, filters } = props
  const selection = props.selection ?? NOTHING_CHOSEN
  const selectable = props.onSelectionChange !== undefined
  const announce = useAnnounce()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRef<TableBodyHandle>(null)
  const place = usePlace(props.placeKey ?? null, source.resetKey, source.more === true ? null : source.total, scroller)
  const { setActive } = place
  const [opened, setOpened] = useState<number | null>(null)
  const [editedAt, setEdited] = useState<(ListPosition & { readonly question: string }) | null>(null)
  // Another question has other rows.
  const edited = editedAt?.question === source.resetKey ? editedAt : null
  const choice = useRowChoice(source, selection, props.onSelectionChange)
  const layout = useTableLayout(props.storageKey, columns)
  const { visible } = layout
  const total = source.total ?? 0
  const sizes = sizesOf(layout, selectable)
  const active = useMemo(
    () => ({ row: Math.min(place.active.row, Math.max(0, total - 1)), column: Math.min(place.active.column, Math.max(0, visible.length - 1)) }),
    [place.active, total, visible.length],
  )

  useEffect(() => {
    if (props.autoFocus === true) scroller.current?.focus()
  }, [props.autoFocus])
  useEffect(() => {
    if (source.total !== null && source.more !== true) announce(source.total === 0 ? '没有符合条件的记录' : `共 ${source.total} ${props.countUnit ?? '条'}`)
  }, [source.total, source.more, source.resetKey, props.countUnit, announce])

  const focusGrid = (): void => scroller.current?.focus({ preventScroll: true })
  const moveTo = (to: ListPosition, extend: boolean): void => {
    if (extend && selectable && to.row >= 0) choice.extend(active.row, to.row)
    else choice.endRange()
    setActive(to)
    if (to.row >= 0) rows.current?.show(to.row)
    scrollColumnIntoSight(scroller.current, sizes, to.column)
  }
  const copy = async (): Promise<void> => {
    const current = source.rowAt(active.row)
    const copied = selection.size > 0 ? [...selection.values()] : current === undefined ? [] : [current]
    if (copied.length === 0) return
    announce((await copyText(toTabSeparated(visible, copied))) ? `已复制 ${copied.length} 行` : '没有复制成功，请重试')
  }
  const sortBy = (column: DataColumn | undefined): void => {
    if (column === undefined || column.sortable === false || props.onSortChange === undefined) return
    const now = props.sort?.field === column.key ? props.sort : null
    props.onSortChange(now === null ? { field: column.key, descending: false } : now.descending ? null : { field: column.key, descending: true })
  }
  const open = (index: number): void => {
    const row = source.rowAt(index)
    if (row !== undefined) props.onOpen?.(row, index)
  }
  const mayEdit = (row: number, column: number): boolean => {
    const [values, at] = [source.rowAt(row), visible[column]]
    return values !== undefined && at !== undefined && editing?.may(values, at) === true
  }
  const edit = (row: number, column: number): void => {
    if (!mayEdit(row, column)) {
      announce('这一格不能在列表里修改')
      return
    }
    setActive({ row, column })
    setEdited({ row, column, question: source.resetKey })
  }
  const onEdited = (then: AfterEdit): void => {
    setEdited(null)
    focusGrid()
    const [down, right] = ({ stay: [0, 0], down: [1, 0], right: [0, 1], left: [0, -1] } as const)[then]
    if (then === 'stay') return
    const column = Math.max(0, Math.min(visible.length - 1, active.column + right))
    moveTo({ row: Math.min(total - 1, active.row + down), column }, false)
  }
  const rowActions = useSteady<RowActions>({
    activate: (row, column) => {
      choice.endRange()
      setActive({ row, column })
      focusGrid()
    },
    editOrOpen: (row, column) => {
      if (mayEdit(row, column)) edit(row, column)
      else open(row)
    },
    open,
    toggle: choice.toggle,
    edited: onEdited,
  })
  const headActions = useSteady<HeadActions>({
    sort: sortBy,
    selectAll: () => {
      void choice.all()
    },
    resize: layout.setWidth,
    openFilter: (column) => {
      setOpened(column)
      if (column === null) focusGrid()
    },
    reorder: (key, before) =>
      layout.setColumns(
        withMoved(
          visible.map((column) => column.key),
          key,
          before,
        ),
      ),
  })
  const { clearChoice } = useSteady({ clearChoice: choice.clear })

  const keys = (): Parameters<typeof listKeyHandler>[0] => ({
    active,
    rowCount: total,
    columnCount: visible.length,
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / sizes.row) - 2),
    onMove: moveTo,
    onOpen: open,
    onSort: (column) => sortBy(visible[column]),
    onToggle: choice.toggle,
    onSelectAll: headActions.selectAll,
    onCopy: () => {
      void copy()
    },
    onClear: () => {
      if (selection.size > 0) choice.clear()
    },
    ...(filters === undefined
      ? {}
      : {
          onFilter: (position) => {
            const column = visible[position]
            if (column !== undefined && filters.offers(column)) setOpened(position)
          },
        }),
    ...(editing === undefined ? {} : { onEdit: ({ row, column }: ListPosition) => edit(row, column) }),
  })

  const cellId = useCallback((row: number, column: number) => `${id}-${row}-${column}`, [id])
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
        aria-colcount={visible.length}
        aria-multiselectable={selectable || undefined}
        aria-busy={source.fetching}
        aria-activedescendant={active.row < total ? cellId(active.row, active.column) : undefined}
        onKeyDown={(event) => listKeyHandler(keys())(event)}
      >
        <HeadRow
          columns={visible}
          template={sizes.template}
          width={sizes.width}
          height={sizes.head}
          sort={props.sort ?? null}
          activeColumn={active.row < 0 ? active.column : null}
          cellId={cellId}
          selectable={selectable}
          allSelected={total > 0 && selection.size >= total && source.more !== true}
          someSelected={selection.size > 0}
          sorting={props.onSortChange !== undefined}
          widthOf={layout.widthOf}
          filters={filters}
          opened={opened}
          actions={headActions}
        />
        <TableBody
          handle={rows}
          scroller={scroller}
          source={source}
          columns={visible}
          template={sizes.template}
          width={sizes.width}
          rowHeight={sizes.row}
          headHeight={sizes.head}
          active={active}
          edited={edited}
          editing={editing}
          selection={selection}
          selectable={selectable}
          opens={props.onOpen !== undefined}
          cellId={cellId}
          actions={rowActions}
        />
      </div>
      {nothing && source.error === null && (
        <div className={classes['overlay']} style={{ top: sizes.head }}>
          {props.empty}
        </div>
      )}
      {source.error !== null && source.error !== undefined && (
        <div className={classes['overlay']} style={{ top: sizes.head, padding: '1rem' }}>
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
        onClearSelection={clearChoice}
      />
    </div>
  )
}
