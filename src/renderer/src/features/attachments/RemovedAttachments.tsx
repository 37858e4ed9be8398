import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Attachment } from '#core/features/attachments/contract.ts'
import classes from './attachments.module.css'
import { dayOf } from './AttachmentTile.tsx'
import { useAttachmentActions } from './useAttachmentActions.ts'

/** What was removed from the record, and the way back. */
export function RemovedAttachments({ removed, mayWrite }: { readonly removed: readonly Attachment[]; readonly mayWrite: boolean }): ReactNode {
  const [shown, setShown] = useState(false)
  const { restore } = useAttachmentActions()
  return (
    <div className={classes['removed']}>
      <Button variant="subtle" color="gray" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
        已删除 {removed.length} 份
      </Button>
      {shown && (
        <ul>
          {removed.map((attachment) => (
            <li key={attachment.id}>
              {attachment.name} · {dayOf(attachment)}
              {attachment.remark === null ? '' : ` · ${attachment.remark}`}
              {mayWrite && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`恢复 ${attachment.name}`}
                  onClick={() => {
                    void restore(attachment)
                  }}
                >
                  恢复
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
