import type { ReactNode } from 'react'
import { isNumeric } from './display.ts'
import classes from './EditableGrid.module.css'
import type { GridColumn } from './GridCell.tsx'

/** The line of headings of an editable grid. */
export function GridHead({ columns, template }: { readonly columns: readonly GridColumn[]; readonly template: string }): ReactNode {
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
