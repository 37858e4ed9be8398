import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import { ChangeList } from '../../../components/ChangeList.tsx'
import { fieldLabel } from './words.ts'

/** A field as it stood and as it comes. */
export interface FieldChange {
  readonly field: string
  readonly before: FieldValue
  readonly after: FieldValue
  /** Both sides entered something: `before` is what stands here, `after` what the others entered. */
  readonly contested?: boolean
}

/** What a package changes of one record, by the labels of its register. */
export function FieldChanges({
  register,
  changes,
  isNew = false,
  textOf,
}: {
  readonly register: string
  readonly changes: readonly FieldChange[]
  readonly isNew?: boolean
  readonly textOf: (register: string, field: string, value: FieldValue) => string
}): ReactNode {
  return (
    <ChangeList
      changes={changes.map(({ field, before, after, contested = false }) => ({
        key: field,
        label: fieldLabel(register, field),
        before: isNew && !contested ? null : textOf(register, field, before),
        after: textOf(register, field, after),
        contested,
      }))}
    />
  )
}
