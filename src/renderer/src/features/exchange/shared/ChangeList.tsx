import { IconArrowNarrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import imports from '../../imports/imports.module.css'
import { fieldLabel } from './words.ts'

export interface ShownChange {
  readonly field: string
  readonly before: FieldValue
  readonly after: FieldValue
  /** Both sides entered something: `before` is what stands here, `after` what the others entered. */
  readonly contested?: boolean
}

/** Changes shown of one record; a new household has dozens. */
const MOST = 6

/** Fields of a record before and after, on as few lines as they need. */
export function ChangeList({
  register,
  changes,
  isNew = false,
  textOf,
}: {
  readonly register: string
  readonly changes: readonly ShownChange[]
  readonly isNew?: boolean
  readonly textOf: (register: string, field: string, value: FieldValue) => string
}): ReactNode {
  const rest = changes.length - MOST
  return (
    <div className={imports['changes']}>
      {changes.slice(0, MOST).map((change) => (
        <span key={change.field} className={imports['change']}>
          <span className={imports['label']}>{fieldLabel(register, change.field)}</span>
          {change.contested === true && (
            <>
              <span className={imports['label']}>本单位</span>
              <ins>{textOf(register, change.field, change.before)}</ins>
              <span className={imports['label']}>对方</span>
            </>
          )}
          {!isNew && change.contested !== true && (
            <>
              <del>{textOf(register, change.field, change.before)}</del>
              <IconArrowNarrowRight size={13} aria-label="改为" />
            </>
          )}
          <ins>{textOf(register, change.field, change.after)}</ins>
        </span>
      ))}
      {rest > 0 && <span className={imports['label']}>还有 {rest} 项</span>}
    </div>
  )
}
