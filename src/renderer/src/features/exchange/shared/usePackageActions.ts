import { useCallback, useState } from 'react'
import { useClient, useShell } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { attempt } from '../../records/attempt.ts'
import { useRefreshAll } from './useRefreshAll.ts'

export interface PackageActions {
  /** Takes an applied package back after a question; resolves with whether it was done. */
  readonly undo: (id: string, name: string) => Promise<boolean>
  /** Saves the receipt of an applied package once more. */
  readonly saveReceipt: (id: string) => Promise<boolean>
  readonly running: boolean
}

/** What can be done with a package that was applied. */
export function usePackageActions(): PackageActions {
  const client = useClient().exchange
  const shell = useShell()
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const [running, setRunning] = useState(false)

  const saveReceipt = useCallback<PackageActions['saveReceipt']>(
    async (id) => {
      setRunning(true)
      try {
        const ticket = await client.receipt({ package: id })
        const saved = await shell.saveFile(ticket, ticket.name)
        if (saved) notifyDone('回执已保存', ticket.name)
        return saved
      } catch (error) {
        notifyError(error)
        return false
      } finally {
        setRunning(false)
      }
    },
    [client, shell],
  )

  const undo = useCallback<PackageActions['undo']>(
    async (id, name) => {
      const answer = await confirm({
        title: `撤销合并“${name}”？`,
        message: '这次合并带来的每一条记录都恢复到合并以前。回执已经交给对方的，撤销以后要再给对方一份新回执。文件还在的话，以后可以重新接收。',
        confirmLabel: '撤销合并',
        danger: true,
      })
      if (!answer.confirmed) return false
      const done = await attempt(client.undoApply({ package: id }))
      if (!done.ok) {
        await confirm({ title: '没有撤销', message: `${done.error.message}${done.error.action}`, confirmLabel: '知道了', notice: true })
        return false
      }
      notifyDone('已撤销合并', `${done.value.restored} 条记录恢复到合并以前`)
      refresh()
      if (done.value.told) {
        const next = await confirm({
          title: '以前的回执不对了',
          confirmLabel: '写一份新回执',
          cancelLabel: '以后再写',
          message:
            '对方可能已经拿到回执，以为这次的数据都收到了。请写一份新回执交给对方：对方读入以后，下一次发来的包会重新带上这些数据。以后再写的，可以在收件箱里写；下一次发给对方的数据包也会说明。',
        })
        if (next.confirmed) await saveReceipt(id)
      }
      return true
    },
    [client, confirm, refresh, saveReceipt],
  )

  return { undo, saveReceipt, running }
}
