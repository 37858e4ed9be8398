/** Removing, restoring and saving attachments, with the question before and the message after. */
import { useCallback } from 'react'
import type { Attachment } from '#core/features/attachments/contract.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { attempt } from '../records/attempt.ts'
import { useRefresh } from '../records/useRefresh.ts'

export interface AttachmentActions {
  readonly remove: (attachment: Attachment) => Promise<void>
  readonly restore: (attachment: Attachment) => Promise<void>
  readonly save: (attachment: Attachment) => Promise<void>
}

/** What can be done with one attachment; failures are shown in the corner. */
export function useAttachmentActions(): AttachmentActions {
  const client = useClient()
  const shell = useShell()
  const confirm = useConfirm()
  const refresh = useRefresh()

  const remove = useCallback<AttachmentActions['remove']>(
    async ({ id, name }) => {
      const answer = await confirm({
        title: `删除“${name}”？`,
        message: '删除后不再显示在这里，也不再上报；内容和历史仍然保留，可以从“已删除”里恢复。',
        confirmLabel: '删除',
        danger: true,
        reason: 'required',
      })
      if (!answer.confirmed) return
      const done = await attempt(client.attachments.remove({ id, reason: answer.reason }))
      if (!done.ok) {
        notifyError(done.error)
        return
      }
      notifyDone('已删除', name)
      refresh('attachment')
    },
    [client, confirm, refresh],
  )

  const restore = useCallback<AttachmentActions['restore']>(
    async ({ id, name }) => {
      const answer = await confirm({ title: `恢复“${name}”？`, message: '恢复后重新显示，与删除时相同。', confirmLabel: '恢复', reason: 'required' })
      if (!answer.confirmed) return
      const done = await attempt(client.attachments.restore({ id, reason: answer.reason }))
      if (!done.ok) {
        notifyError(done.error)
        return
      }
      notifyDone('已恢复', name)
      refresh('attachment')
    },
    [client, confirm, refresh],
  )

  const save = useCallback<AttachmentActions['save']>(
    async ({ id }) => {
      const made = await attempt(client.attachments.file({ id }))
      if (!made.ok) {
        notifyError(made.error)
        return
      }
      try {
        if (await shell.saveFile(made.value, made.value.name)) notifyDone('已另存', made.value.name)
      } catch (error) {
        notifyError(error)
      }
    },
    [client, shell],
  )

  return { remove, restore, save }
}
