import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { FieldChanges, type FieldChange } from './FieldChanges.tsx'
import layout from '../../../components/layout.module.css'
import { registerLabel } from './words.ts'

/** A record that somebody changed elsewhere. */
export interface ChangedRecordRow {
  readonly register: string
  readonly title: string
  readonly placeName: string
  /** Where it is opened; null where it is not on file here. */
  readonly opens: { readonly register: string; readonly id: string } | null
  readonly action: 'insert' | 'update' | 'remove' | 'restore'
}

/**
 * The two cells of such a record: which one it is, and what was changed.
 * @param actions what to say of an action; '' where the changes say it all
 */
export function ChangedRecord({
  row,
  actions,
  changes,
  textOf,
}: {
  readonly row: ChangedRecordRow
  readonly actions: Readonly<Record<ChangedRecordRow['action'], string>>
  readonly changes: readonly FieldChange[]
  readonly textOf: (register: string, field: string, value: FieldValue) => string
}): ReactNode {
  return (
    <>
      <td>
        {row.opens === null ? row.title : <RecordLink {...row.opens}>{row.title}</RecordLink>}
        <div className={layout['note']}>
          {registerLabel(row.register)}　{row.placeName}
        </div>
      </td>
      <td>
        {actions[row.action] !== '' && <b>{actions[row.action]}</b>}
        <FieldChanges register={row.register} isNew={row.action === 'insert'} changes={changes} textOf={textOf} />
      </td>
    </>
  )
}
