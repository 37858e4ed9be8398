import { IconArrowNarrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './ChangeList.module.css'

/** One field of a record before and after, in words. */
export interface ShownChange {
  readonly key: string
  readonly label: string
  /** `null` where there was no record before. */
  readonly before: string | null
  readonly after: string
  /** Both sides entered something: `before` is what stands here, `after` what the others entered. */
  readonly contested?: boolean
}

/** Changes shown of one record; a new household has dozens. */
const MOST = 6

/** Fields of a record before and after, on as few lines as they need. */
export function ChangeList({ changes }: { readonly changes: readonly ShownChange[] }): ReactNode {
  const rest = changes.length - MOST
  return (
    <div className={classes['changes']}>
      {changes.slice(0, MOST).map((change) => (
        <Change key={change.key} change={change} />
      ))}
      {rest > 0 && <span className={classes['label']}>还有 {rest} 项</span>}
    </div>
  )
}

function Change({ change: { label, before, after, contested = false } }: { readonly change: ShownChange }): ReactNode {
  return (
    <span className={classes['change']}>
      <span className={classes['label']}>{label}</span>
      {contested && (
        <>
          <span className={classes['label']}>本单位</span>
          <ins>{before}</ins>
          <span className={classes['label']}>对方</span>
        </>
      )}
      {!contested && before !== null && (
        <>
          <del>{before}</del>
          <IconArrowNarrowRight size={13} aria-label="改为" />
        </>
      )}
      <ins>{after}</ins>
    </span>
  )
}
