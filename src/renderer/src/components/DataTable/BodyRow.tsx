import { memo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { TickBox } from '../TickBox.tsx'
import classes from './DataTable.module.css'
import type { AfterEdit, CellEditing, DataColumn, Row } from './types.ts'

/** What rows do; the same object as long as the table stands. */
export interface RowActions {
  /** Makes a cell the active one. */
  readonly activate: (row: number, column: number) => void
  /** Edits a cell, or opens the row where it is not to be edited. */
  readonly editOrOpen: (row: number, column: number) => void
  readonly open: (row: number) => void
  readonly toggle: (row: number) => void
  /** The cell that was edited is done. */
  readonly edited: (then: AfterEdit) => void
}

interface BodyRowProps {
  /** Undefined while its page is on the way. */
  readonly row: Row | undefined
  readonly index: number
  readonly columns: readonly DataColumn[]
  readonly activeColumn: number | null
  readonly selected: boolean
  readonly selectable: boolean
  readonly opens: boolean
  readonly cellId: (row: number, column: number) => string
  readonly actions: RowActions
  /** Column whose cell is being edited, and what edits it. */
  readonly editingColumn: number | null
  readonly editing: CellEditing | undefined
}

/** The column of the cell that was clicked; null beside the cells, and within what a cell has opened elsewhere. */
function columnAt({ target, currentTarget }: MouseEvent<HTMLElement>): number | null {
  const cell = target instanceof Element ? target.closest('[role=gridcell][aria-colindex]') : null
  return cell !== null && currentTarget.contains(cell) ? Number(cell.getAttribute('aria-colindex')) - 1 : null
}

/**
 * One row of fixed height. Nothing that it is handed may be another object where it says the same: a row is drawn only where it changed
 * (`drawing.test.tsx` counts it).
 */
export const BodyRow = memo(function BodyRow(props: BodyRowProps): ReactNode {
  const { row, index, selectable, editingColumn, actions } = props
  return (
    // Keys are handled by the grid, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? props.selected : undefined}
      className={classes['row']}
      data-editing={editingColumn !== null || undefined}
      data-active={props.activeColumn !== null || undefined}
      data-selected={props.selected || undefined}
      onClick={(event) => {
        const column = columnAt(event)
        if (column !== null && column !== editingColumn) actions.activate(index, column)
      }}
      onDoubleClick={(event) => {
        const column = columnAt(event)
        if (column !== null && column !== editingColumn) actions.editOrOpen(index, column)
      }}
    >
      {selectable && (
        <div role="gridcell" className={classes['check']}>
          {row !== undefined && <TickBox label={`选择第 ${index + 1} 行`} inTabOrder={false} checked={props.selected} onChange={() => actions.toggle(index)} />}
        </div>
      )}
      {props.columns.map((column, position) => {
        const [active, edited] = [props.activeColumn === position, editingColumn === position]
        const opens = position === 0 && props.opens
        // Most cells are a text: then the cell holds it without an element in between, half of all elements of a table.
        const plain = row !== undefined && !edited && !opens ? plainText(column, row) : null
        return (
          <div
            key={column.key}
            role="gridcell"
            // The grid names the active cell.
            id={active ? props.cellId(index, position) : undefined}
            aria-colindex={position + 1}
            className={plain === null ? classes['cell'] : classes['plain']}
            title={plain ?? undefined}
            data-align={column.align === 'left' ? undefined : column.align}
            data-first={position === 0 || undefined}
            data-selectable={(position === 0 && selectable) || undefined}
            data-active={active || undefined}
            data-editing={edited || undefined}
          >
            {row === undefined ? (
              <span className={classes['pending']} />
            ) : edited ? (
              props.editing?.render(row, column, actions.edited)
            ) : (
              (plain ?? <CellContent column={column} row={row} onOpen={opens ? () => actions.open(index) : undefined} />)
            )}
          </div>
        )
      })}
    </div>
  )
})

/** The text of a cell that shows nothing but it; null of one that is drawn otherwise. */
function plainText(column: DataColumn, row: Row): string | null {
  return column.render === undefined ? column.text(row) : null
}

function CellContent({
  column,
  row,
  onOpen,
}: {
  readonly column: DataColumn
  readonly row: Row
  /** Given for the cell that opens the row. */
  readonly onOpen: (() => void) | undefined
}): ReactNode {
  const text = column.text(row)
  const content = column.render?.(row) ?? text
  if (onOpen !== undefined) {
    return (
      <button type="button" tabIndex={-1} className={classes['link']} title={text} onClick={onOpen}>
        {text === '' ? '（未填）' : content}
      </button>
    )
  }
  return (
    <span className={classes['text']} title={text}>
      {content}
    </span>
  )
}
