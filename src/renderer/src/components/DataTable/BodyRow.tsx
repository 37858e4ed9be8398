import { Checkbox } from '@mantine/core'
import { memo } from 'react'
import type { ReactNode } from 'react'
import classes from './DataTable.module.css'
import type { AfterEdit, CellEditing, DataColumn, Row } from './types.ts'

interface BodyRowProps {
  /** Undefined while its page is on the way. */
  readonly row: Row | undefined
  readonly index: number
  readonly top: number
  readonly height: number
  readonly columns: readonly DataColumn[]
  readonly template: string
  readonly activeColumn: number | null
  readonly selected: boolean
  readonly selectable: boolean
  readonly cellId: (row: number, column: number) => string
  readonly onActivate: (row: number, column: number) => void
  readonly onToggle: (row: number) => void
  readonly onOpen: ((row: Row, index: number) => void) | undefined
  /** Column whose cell is being edited. */
  readonly editingColumn: number | null
  readonly editing: CellEditing | undefined
  readonly onEdit: (row: number, column: number) => void
  readonly onEdited: (then: AfterEdit) => void
}

/** One row of fixed height, placed by the virtualizer. */
export const BodyRow = memo(function BodyRow(props: BodyRowProps): ReactNode {
  const { row, index, columns } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selectable ? props.selected : undefined}
      className={classes['row']}
      data-active={props.activeColumn !== null || undefined}
      data-selected={props.selected || undefined}
      style={{ gridTemplateColumns: props.template, height: props.height, transform: `translateY(${props.top}px)` }}
    >
      {props.selectable && (
        <div role="gridcell" className={classes['check']}>
          {row !== undefined && (
            <Checkbox size="xs" tabIndex={-1} aria-label={`选择第 ${index + 1} 行`} checked={props.selected} onChange={() => props.onToggle(index)} />
          )}
        </div>
      )}
      {columns.map((column, position) => (
        // Keys are handled by the grid, which has the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={column.key}
          role="gridcell"
          id={props.cellId(index, position)}
          aria-colindex={position + 1}
          className={classes['cell']}
          data-align={column.align}
          data-first={position === 0 || undefined}
          data-selectable={props.selectable || undefined}
          data-active={props.activeColumn === position || undefined}
          data-editing={props.editingColumn === position || undefined}
          data-editable={(row !== undefined && props.editing?.may(row, column) === true) || undefined}
          onClick={() => {
            if (props.editingColumn !== position) props.onActivate(index, position)
          }}
          onDoubleClick={() => {
            if (row === undefined || props.editingColumn === position) return
            if (props.editing?.may(row, column) === true) props.onEdit(index, position)
            else props.onOpen?.(row, index)
          }}
        >
          {row === undefined ? (
            <span className={classes['pending']} />
          ) : props.editingColumn === position ? (
            props.editing?.render(row, column, props.onEdited)
          ) : (
            <CellContent column={column} row={row} index={index} first={position === 0} onOpen={props.onOpen} />
          )}
        </div>
      ))}
    </div>
  )
})

function CellContent({
  column,
  row,
  index,
  first,
  onOpen,
}: {
  readonly column: DataColumn
  readonly row: Row
  readonly index: number
  readonly first: boolean
  readonly onOpen: BodyRowProps['onOpen']
}): ReactNode {
  const text = column.text(row)
  const content = column.render?.(row) ?? text
  if (first && onOpen !== undefined) {
    return (
      <button type="button" tabIndex={-1} className={classes['link']} title={text} onClick={() => onOpen(row, index)}>
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
