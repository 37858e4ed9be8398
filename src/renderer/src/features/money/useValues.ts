/** What is typed in a dialog of money, by field, with the titles of the records chosen. */
import { useState } from 'react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'

export interface Values {
  readonly of: (key: string) => FieldValue
  readonly text: (key: string) => string | undefined
  readonly number: (key: string) => number | undefined
  /** Props of a `Field`. */
  readonly props: (field: FieldDefinition) => {
    readonly field: FieldDefinition
    readonly value: FieldValue
    readonly valueTitle: string
    readonly labelPosition: 'above'
    readonly onChange: (value: FieldValue, title?: string) => void
  }
}

export function useValues(initial: () => Readonly<Record<string, FieldValue>>, onTyped: () => void): Values {
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>(initial)
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({})
  const of = (key: string): FieldValue => values[key] ?? null
  return {
    of,
    text: (key) => {
      const value = of(key)
      return typeof value === 'string' && value !== '' ? value : undefined
    },
    number: (key) => {
      const value = of(key)
      return typeof value === 'number' ? value : undefined
    },
    props: (field) => ({
      field,
      value: of(field.key),
      valueTitle: titles[field.key] ?? '',
      labelPosition: 'above',
      onChange: (value, title) => {
        setValues((now) => ({ ...now, [field.key]: value }))
        setTitles((now) => ({ ...now, [field.key]: title ?? '' }))
        onTyped()
      },
    }),
  }
}
