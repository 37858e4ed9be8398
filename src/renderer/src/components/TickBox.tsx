import type { ReactNode } from 'react'
import classes from './TickBox.module.css'

/**
 * The box of a row that is chosen: one element that looks like the library's, which takes five and as many components, too much for each row of a table.
 * A box that stands alone with its words is the library's.
 */
export function TickBox({
  label,
  checked,
  partly = false,
  disabled = false,
  inTabOrder = true,
  onChange,
}: {
  /** Accessible name. */
  readonly label: string
  readonly checked: boolean
  /** Some of those that it stands for are chosen. */
  readonly partly?: boolean
  readonly disabled?: boolean
  /** False where the table is one stop of the Tab key. */
  readonly inTabOrder?: boolean
  readonly onChange: (checked: boolean) => void
}): ReactNode {
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box !== null) box.indeterminate = partly
      }}
      className={classes['box']}
      aria-label={label}
      tabIndex={inTabOrder ? undefined : -1}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
