import { useState } from 'react'
import type { ReactNode } from 'react'
import { Field } from './Field.tsx'

interface DayFieldProps {
  readonly label: string
  /** `YYYY-MM-DD`, or empty. */
  readonly initial: string
  readonly required?: boolean
  readonly autoFocus?: boolean
  /** Gets the date as `YYYY-MM-DD`; empty text while what stands in the field is no date. */
  readonly onChange: (day: string) => void
}

/** A date in a dialog, typed as in any record: the browser's own date field shows it in the order of the browser's language. */
export function DayField({ label, initial, required = false, autoFocus = false, onChange }: DayFieldProps): ReactNode {
  const [value, setValue] = useState(initial)
  return (
    <Field
      field={{ key: 'day', label, type: 'date', required }}
      value={value === '' ? null : value}
      labelPosition="above"
      autoFocus={autoFocus}
      onChange={(typed) => {
        const day = typeof typed === 'string' ? typed : ''
        setValue(day)
        onChange(day)
      }}
      onProblem={(problem) => {
        if (problem !== null) onChange('')
      }}
    />
  )
}
