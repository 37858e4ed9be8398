import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ClipboardEvent, ReactNode } from 'react'
import { isTyped } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { useGridKeys } from '../keyboard/gridKeys.ts'
import type { CellPosition } from '../keyboard/gridKeys.ts'
import { shortcutKeys } from '../keyboard/shortcuts.ts'
import { isNumeric } from './display.ts'
import classes from './EditableGrid.module.css'
import { fieldId } from './fieldId.ts'
import { GridCell } from './GridCell.tsx'
import type { GridColumn, Unread } from './GridCell.tsx'
import { copiedCells, MOST_PASTED, readPasted } from './gridPaste.ts'
import type { PastedCell } from './gridPaste.ts'
import { useFieldSources } from './sources.tsx'
import type { FieldMessages } from './types.ts'

export type { GridColumn }

export interface EditableGridProps {
  readonly label: string
  readonly columns: readonly GridColumn[]
  /** Values by column key, `<key>$title` beside references. */
  readonly rows: readonly Row[]
  /** Stays the same while a row moves; unreadable text is kept by it. */
  readonly rowKey: (row: Row, index: number) => string
  readonly onCellChange: (row: number, key: string, value: FieldValue, title?: string) => void
  /** A cell holds text that cannot be read (or can again). `rowKey` names its row, which may have been added just now. */
  readonly onProblem?: (row: number, key: string, problem: string | null, rowKey: string) => void
  /** By path `<row>.<key>`, as issues of a failed save come (`members.2.person.id_number` without the head). */
  readonly messages?: Readonly<Record<string, FieldMessages>>
  /** Inserts an empty row behind the given one; −1: at the top. */
  readonly onInsertRow?: (after: number) => void
  readonly onRemoveRow?: (row: number) => void
  /** Takes the last removal back (Ctrl+Z). */
  readonly onUndoRemove?: () => void
  /**
   * Takes cells pasted from a workbook, from a row on; further rows are added where there are too few. Values by column key, only of
   * cells that could be read. Answers the keys of the rows that took them.
   */
  readonly onPaste?: (row: number, values: readonly Row[]) => readonly string[]
  readonly idPrefix: string
  readonly readOnly?: boolean
  readonly whereOf?: (row: Row, column: GridColumn) => Where | undefined
  /** Button under the grid. */
  readonly insertLabel?: string
  readonly foot?: ReactNode
}

/**
 * One record a row, typed like a spreadsheet: Enter or Tab to the next cell, arrows, F2, Esc, Ctrl+D, Ctrl+Insert, Ctrl+Delete.
 * The active cell alone holds an input; text that cannot be read stays in its cell, marked, until it is mended.
 */
export function EditableGrid(props: EditableGridProps): ReactNode {
  const { columns, rows, onCellChange, idPrefix } = props
  const grid = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const focusWanted = useRef(false)
  const entered = useRef<{ value: FieldValue; title: string | undefined }>({ value: null, title: undefined })
  const [unread, setUnread] = useState<Readonly<Record<string, Unread>>>({})
  const [reverts, setReverts] = useState(0)

  const { year } = useFieldSources()
  const rowKeyAt = (row: number): string => {
    const values = rows[row]
    return values === undefined ? String(row) : props.rowKey(values, row)
  }
  const cellKey = (row: number, key: string): string => `${rowKeyAt(row)} ${key}`
  const forget = (row: number, key: string): void => {
    const name = cellKey(row, key)
    if (unread[name] === undefined) return
    setUnread((now) => {
      const { [name]: _gone, ...rest } = now
      return rest
    })
    props.onProblem?.(row, key, null, rowKeyAt(row))
  }
  const insert = (after: number): void => {
    if (props.onInsertRow === undefined || props.readOnly === true) return
    props.onInsertRow(after)
    focusWanted.current = true
    keys.moveTo({ row: after + 1, column: 0 })
  }
  const keys = useGridKeys({
    rowCount: rows.length,
    columnCount: columns.length,
    onCopyFromAbove: ({ row, column }) => {
      const key = columns[column]?.key
      if (key === undefined || columns[column]?.readOnly === true) return
      const above = rows[row - 1]
      const title = above?.[`${key}$title`]
      forget(row, key)
      onCellChange(row, key, above?.[key] ?? null, typeof title === 'string' ? title : undefined)
    },
    onRevert: ({ row, column }) => {
      const key = columns[column]?.key
      if (key === undefined) return
      forget(row, key)
      onCellChange(row, key, entered.current.value, entered.current.title)
      focusWanted.current = true
      setReverts((now) => now + 1)
    },
    onInsertRow: insert,
    onRemoveRow: (row) => {
      if (props.readOnly === true || props.onRemoveRow === undefined) return
      // Its input goes with the row; the keys go on from the row that takes its place.
      focusWanted.current = true
      props.onRemoveRow(row)
    },
    ...(props.onUndoRemove === undefined
      ? {}
      : {
          onUndo: () => {
            focusWanted.current = true
            props.onUndoRemove?.()
          },
        }),
    onPastEnd: () => insert(rows.length - 1),
    onMove: () => {
      focusWanted.current = true
    },
  })
  const { active, moveTo } = keys
  const activeColumn = columns[active.column]

  useEffect(() => {
    const values = rows[active.row]
    const title = values?.[`${activeColumn?.key ?? ''}$title`]
    entered.current = { value: values?.[activeColumn?.key ?? ''] ?? null, title: typeof title === 'string' ? title : undefined }
    if (!focusWanted.current) return
    focusWanted.current = false
    const input = grid.current?.querySelector<HTMLElement>('[data-active-cell] input, [data-active-cell] textarea, [data-active-cell][tabindex]')
    input?.focus()
    if (active.column === 0 && scroller.current !== null) scroller.current.scrollLeft = 0
    if (input instanceof HTMLInputElement) input.select()
    // The value a cell had when it became active is what Esc gives back, so later changes of `rows` must not run this again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active.row, active.column, reverts, rows.length])

  const go = (position: CellPosition): void => {
    focusWanted.current = true
    moveTo(position)
  }
  const paste = (event: ClipboardEvent): void => {
    const cells = copiedCells(event.clipboardData.getData('text/plain'))
    if (cells === null || props.onPaste === undefined || props.readOnly === true) return
    event.preventDefault()
    const read = cells.slice(0, MOST_PASTED).map((line) => pastedRow(line, columns.slice(active.column), year))
    const keysOfRows = props.onPaste(active.row, read.map(valuesIn))
    const found: Record<string, Unread | undefined> = {}
    read.forEach((line, index) => {
      for (const [key, cell] of line) {
        found[`${keysOfRows[index]} ${key}`] = 'problem' in cell ? cell : undefined
        props.onProblem?.(active.row + index, key, 'problem' in cell ? cell.problem : null, keysOfRows[index] ?? '')
      }
    })
    setUnread((now) => Object.fromEntries(Object.entries({ ...now, ...found }).flatMap(([name, cell]) => (cell === undefined ? [] : [[name, cell]]))))
    focusWanted.current = true
    setReverts((now) => now + 1)
  }
  const template = ['2.25rem', ...columns.map((column) => `${column.width / 16}rem`)].join(' ')
  const activeMessage =
    activeColumn === undefined
      ? undefined
      : (unread[cellKey(active.row, activeColumn.key)]?.problem ?? messageText(props.messages?.[`${active.row}.${activeColumn.key}`]))

  return (
    <div className={classes['frame']}>
      <div ref={scroller} className={classes['scroller']} style={{ scrollPaddingLeft: `${2.25 + (columns[0]?.width ?? 0) / 16}rem` }}>
        {/* The keys belong to the inputs of the cells; they are caught here for the whole grid. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div
          ref={grid}
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-readonly={props.readOnly || undefined}
          className={classes['grid']}
          onKeyDown={keys.onKeyDown}
          onPaste={paste}
        >
          <HeadRow columns={columns} template={template} />
          {rows.map((values, row) => (
            <div
              key={props.rowKey(values, row)}
              role="row"
              aria-rowindex={row + 2}
              className={classes['row']}
              data-active={active.row === row || undefined}
              style={{ gridTemplateColumns: template }}
            >
              <div role="rowheader" className={classes['number']}>
                {row + 1}
              </div>
              {columns.map((column, index) => {
                const isActive = active.row === row && active.column === index
                return (
                  <GridCell
                    key={column.key}
                    row={row}
                    values={values}
                    column={column}
                    first={index === 0}
                    active={isActive}
                    id={fieldId(idPrefix, `${row}.${column.key}`)}
                    fixed={props.readOnly === true || column.readOnly === true || !isTyped(column.field)}
                    unread={unread[cellKey(row, column.key)]}
                    messages={props.messages?.[`${row}.${column.key}`]}
                    where={props.whereOf?.(values, column)}
                    inputKey={`${row}-${column.key}-${reverts}`}
                    onActivate={() => go({ row, column: index })}
                    onEdit={keys.startEditing}
                    onChange={(value, title) => {
                      forget(row, column.key)
                      onCellChange(row, column.key, value, title)
                    }}
                    onProblem={(problem, text) => {
                      if (problem === null) {
                        forget(row, column.key)
                        return
                      }
                      setUnread((now) => ({ ...now, [cellKey(row, column.key)]: { text: text ?? '', problem } }))
                      props.onProblem?.(row, column.key, problem, rowKeyAt(row))
                    }}
                  />
                )
              })}
            </div>
          ))}
        </div>
      </div>
      <div className={classes['foot']}>
        {props.onInsertRow !== undefined && props.readOnly !== true && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => insert(rows.length - 1)}
            title={shortcutKeys('grid-insert')}
          >
            {props.insertLabel ?? '增加一行'}
          </Button>
        )}
        <span className={classes['message']} role="status" data-error={activeMessage !== undefined || undefined}>
          {activeMessage ?? ''}
        </span>
        {props.foot}
      </div>
    </div>
  )
}

/** Cells of one pasted line by column; fixed columns are passed over, not filled. */
function pastedRow(line: readonly string[], columns: readonly GridColumn[], year: number): readonly (readonly [string, PastedCell])[] {
  return line.flatMap((text, index) => {
    const column = columns[index]
    if (column === undefined || column.readOnly === true || !isTyped(column.field)) return []
    return [[column.key, readPasted(column.field, text, year)] as const]
  })
}

function valuesIn(line: readonly (readonly [string, PastedCell])[]): Row {
  return Object.fromEntries(line.flatMap(([key, cell]) => ('value' in cell ? [[key, cell.value]] : [])))
}

function messageText(messages: FieldMessages | undefined): string | undefined {
  return messages?.error ?? messages?.warning
}

function HeadRow({ columns, template }: { readonly columns: readonly GridColumn[]; readonly template: string }): ReactNode {
  return (
    <div role="row" aria-rowindex={1} className={classes['head']} style={{ gridTemplateColumns: template }}>
      <div role="columnheader" className={classes['number']}>
        行
      </div>
      {columns.map((column, index) => (
        <div
          key={column.key}
          role="columnheader"
          className={classes['headCell']}
          data-first={index === 0 || undefined}
          data-numeric={isNumeric(column.field) || undefined}
          title={column.field.label}
        >
          {column.field.required === true && (
            <span className={classes['required']} aria-hidden>
              *
            </span>
          )}
          <span className={classes['headText']}>{column.label ?? column.field.label}</span>
          {column.field.unit !== undefined && <small className={classes['unit']}>{column.field.unit}</small>}
        </div>
      ))}
    </div>
  )
}
