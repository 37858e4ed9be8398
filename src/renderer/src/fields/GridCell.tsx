import type { PointerEvent, ReactNode } from 'react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { displayField, isNumeric } from './display.ts'
import classes from './EditableGrid.module.css'
import { FieldInput } from './FieldInput.tsx'
import type { FieldMessages } from './types.ts'

export interface GridColumn {
  /** Key of the value in a row; may carry the register before a point: `person.name`. */
  readonly key: string
  readonly field: FieldDefinition
  /** In px at the standard text size. */
  readonly width: number
  /** Instead of the label of the field. */
  readonly label?: string
  readonly readOnly?: boolean
}

/** Text in a cell that cannot be read, and why. */
export interface Unread {
  readonly text: string
  readonly problem: string
}

/** A cell: text, or while it is active the input of its field. */
export function GridCell(props: {
  readonly row: number
  readonly values: Row
  readonly column: GridColumn
  readonly first: boolean
  readonly active: boolean
  /** In the range that is chosen. */
  readonly chosen: boolean
  /** The corner at which the range is drawn further. */
  readonly corner: boolean
  readonly position: number
  readonly fixed: boolean
  readonly id: string
  readonly unread: Unread | undefined
  readonly messages: FieldMessages | undefined
  readonly where: Where | undefined
  readonly inputKey: string
  readonly onActivate: () => void
  /** Shift and a click. */
  readonly onExtend: () => void
  readonly onFill: (event: PointerEvent<HTMLElement>) => void
  readonly onEdit: () => void
  readonly onChange: (value: FieldValue, title?: string) => void
  readonly onProblem: (problem: string | null, text?: string) => void
}): ReactNode {
  const { column, values, active, fixed } = props
  const title = values[`${column.key}$title`]
  // A cell that was filled or emptied has no name behind it.
  const valueTitle = typeof title === 'string' && title !== '' ? title : undefined
  const error = props.unread?.problem ?? props.messages?.error
  const text = props.unread?.text ?? valueTitle ?? displayField(column.field, { [column.field.key]: values[column.key] ?? null })
  const name = `第 ${props.row + 1} 行 ${column.label ?? column.field.label}`
  const shared = {
    className: classes['cell'],
    role: 'gridcell',
    'data-first': props.first || undefined,
    'data-numeric': isNumeric(column.field) || undefined,
    'data-fixed': fixed || undefined,
    'data-error': error !== undefined || undefined,
    'data-warning': (error === undefined && props.messages?.warning !== undefined) || undefined,
    'data-at': `${props.row},${props.position}`,
    'data-chosen': props.chosen || undefined,
    'aria-selected': props.chosen || undefined,
    'aria-invalid': error !== undefined || undefined,
    title: error ?? props.messages?.warning ?? (text === '' ? undefined : text),
  }
  if (!active || fixed) {
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    return (
      <div
        {...shared}
        id={props.id}
        tabIndex={active ? 0 : -1}
        data-active-cell={active || undefined}
        aria-readonly={fixed || undefined}
        onMouseDown={(event) => {
          event.preventDefault()
          if (event.shiftKey) props.onExtend()
          else props.onActivate()
        }}
        onFocus={() => {
          if (!active) props.onActivate()
        }}
      >
        <span className={classes['text']}>{text}</span>
        {props.corner && <FillHandle onFill={props.onFill} />}
      </div>
    )
  }
  return (
    <div {...shared} data-active-cell onInput={props.onEdit} onDoubleClick={props.onEdit}>
      <FieldInput
        key={props.inputKey}
        id={props.id}
        inCell
        field={column.field}
        value={values[column.key]}
        valueTitle={valueTitle}
        ariaLabel={name}
        draft={props.unread?.text}
        messages={{ error }}
        where={props.where}
        onChange={props.onChange}
        onProblem={props.onProblem}
      />
      {props.corner && <FillHandle onFill={props.onFill} />}
    </div>
  )
}

/** The square at the corner of a range: dragged down or up it fills. Ctrl+D does the same by keyboard. */
function FillHandle({ onFill }: { readonly onFill: (event: PointerEvent<HTMLElement>) => void }): ReactNode {
  return (
    <span
      aria-hidden
      title="向下拖，填充"
      className={classes['handle']}
      onMouseDown={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={onFill}
    />
  )
}
