import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ClipboardEvent, ReactNode } from 'react'
import { isTyped } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { useGridKeys } from '../keyboard/gridKeys.ts'
import type { CellPosition } from '../keyboard/gridKeys.ts'
import { shortcutKeys } from '../keyboard/shortcuts.ts'
import classes from './EditableGrid.module.css'
import { fieldId } from './fieldId.ts'
import { GridCell } from './GridCell.tsx'
import type { GridColumn, Unread } from './GridCell.tsx'
import { GridHead } from './GridHead.tsx'
import { copiedCells, MOST_PASTED, overRange, pastedRow, valuesIn } from './gridPaste.ts'
import { cleared, copiedCell, copyOf, filledDown, filledFrom, isBlock, isInRange, rangeBetween } from './gridRange.ts'
import type { CellChange, Copied } from './gridRange.ts'
import { inMoneyUnit, useMoneyUnit } from './moneyUnit.tsx'
import { useFieldSources } from './sources.tsx'
import type { FieldMessages } from './types.ts'
import { useGridRange } from './useGridRange.ts'

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
  /** Many cells at once, as one step: filled, emptied, pasted over. */
  readonly onCellsChange?: (changes: readonly CellChange[]) => void
  /** Takes the last change back (Ctrl+Z), and brings it again (Ctrl+Y). */
  readonly onUndo?: () => void
  readonly onRedo?: () => void
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
 * One record a row, typed like a spreadsheet: Enter or Tab to the next cell, arrows, F2, Esc, ranges, Ctrl+C, Ctrl+V, Ctrl+D, Ctrl+Z, Ctrl+Insert, Ctrl+Delete.
 * The active cell alone holds an input; text that cannot be read stays in its cell, marked, until it is mended.
 */
export function EditableGrid(props: EditableGridProps): ReactNode {
  const { rows, onCellChange, idPrefix } = props
  const moneyUnit = useMoneyUnit()
  const columns = useMemo(() => props.columns.map((column) => ({ ...column, field: inMoneyUnit(column.field, moneyUnit) })), [props.columns, moneyUnit])
  const grid = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const focusWanted = useRef(false)
  const entered = useRef<{ value: FieldValue; title: string | undefined }>({ value: null, title: undefined })
  const [unread, setUnread] = useState<Readonly<Record<string, Unread>>>({})
  const [reverts, setReverts] = useState(0)
  const pasted = useRef<readonly string[]>([])
  const copied = useRef<Copied | null>(null)

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
  const focusAgain = (): void => {
    focusWanted.current = true
    setReverts((now) => now + 1)
  }
  const changeCells = (changes: readonly CellChange[]): void => {
    if (props.readOnly === true || changes.length === 0) return
    for (const { row, key } of changes) forget(row, key)
    if (props.onCellsChange === undefined) for (const { row, key, value, title } of changes) onCellChange(row, key, value, title)
    else props.onCellsChange(changes)
    focusAgain()
  }
  const steppedBack = (step: (() => void) | undefined): void => {
    if (props.readOnly === true) return
    // Text that came with the step and could not be read goes with it.
    for (const name of pasted.current) {
      const [line = '', key = ''] = name.split(' ')
      props.onProblem?.(-1, key, null, line)
    }
    setUnread((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !pasted.current.includes(name))))
    pasted.current = []
    step?.()
    focusAgain()
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
      const { range } = ranging
      if (range.bottom > range.top) changeCells(filledDown(range, rows, columns))
      else if (row > 0)
        changeCells(filledDown({ ...rangeBetween({ row, column }, { row, column }), top: row - 1, left: range.left, right: range.right }, rows, columns))
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
    ...(props.onUndo === undefined ? {} : { onUndo: () => steppedBack(props.onUndo) }),
    ...(props.onRedo === undefined ? {} : { onRedo: () => steppedBack(props.onRedo) }),
    onExtend: (step) => ranging.extendBy(step),
    onClear: () => {
      if (!isBlock(ranging.range)) return false
      changeCells(cleared(ranging.range, columns))
      return true
    },
    onCollapse: () => {
      if (!isBlock(ranging.range)) return false
      ranging.extendTo(null)
      return true
    },
    onPastEnd: () => insert(rows.length - 1),
    onMove: () => {
      focusWanted.current = true
    },
  })
  const { active, moveTo } = keys
  const ranging = useGridRange(active, rows.length, columns.length, (source, target) => changeCells(filledFrom(source, target, rows, columns)))
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
  const copy = (event: ClipboardEvent): void => {
    const { range } = ranging
    copied.current = copyOf(range, rows, columns, (row, key) => unread[cellKey(row, key)]?.text)
    // A single cell is an input, which copies what is marked in it.
    if (!isBlock(range)) return
    event.clipboardData.setData('text/plain', copied.current.text)
    event.preventDefault()
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain')
    const cells = copiedCells(text) ?? (isBlock(ranging.range) && text.trim() !== '' ? [[text.trim()]] : null)
    if (cells === null || props.onPaste === undefined || props.readOnly === true) return
    event.preventDefault()
    const { top, left } = ranging.range
    const read = overRange(cells.slice(0, MOST_PASTED), ranging.range).map((line, at) =>
      pastedRow(line, columns.slice(left), year, (index, column) => copiedCell(copied.current, text, at, index, column)),
    )
    const keysOfRows = props.onPaste(top, read.map(valuesIn))
    const found: Record<string, Unread | undefined> = {}
    read.forEach((line, index) => {
      for (const [key, cell] of line) {
        found[`${keysOfRows[index]} ${key}`] = 'problem' in cell ? cell : undefined
        props.onProblem?.(top + index, key, 'problem' in cell ? cell.problem : null, keysOfRows[index] ?? '')
      }
    })
    pasted.current = Object.keys(found)
    setUnread((now) => Object.fromEntries(Object.entries({ ...now, ...found }).flatMap(([name, cell]) => (cell === undefined ? [] : [[name, cell]]))))
    focusAgain()
  }
  const shownRange = ranging.filling ?? ranging.range
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
          onCopy={copy}
          onCut={(event) => {
            copy(event)
            if (event.defaultPrevented) changeCells(cleared(ranging.range, columns))
          }}
          onPointerDown={ranging.onPointerDown}
          onPointerMove={ranging.onPointerMove}
          onPointerUp={ranging.onPointerUp}
          data-filling={ranging.filling !== null || undefined}
        >
          <GridHead columns={columns} template={template} />
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
                    position={index}
                    chosen={isBlock(shownRange) && isInRange(shownRange, row, index)}
                    corner={props.readOnly !== true && row === ranging.range.bottom && index === ranging.range.right}
                    onExtend={() => ranging.extendTo({ row, column: index })}
                    onFill={ranging.onFillStart}
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

function messageText(messages: FieldMessages | undefined): string | undefined {
  return messages?.error ?? messages?.warning
}
