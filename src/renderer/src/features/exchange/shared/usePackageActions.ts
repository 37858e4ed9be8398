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

  const undo = useCallback<PackageActions['undo']>(async (id, name) => {
    const answer = await confirm({ title: `撤销合并“${name}”？`, message: '这次合并带来的每一项都恢复到合并以前。文件还在的话，以后可以重新接收。', confirmLabel: '撤销合并', danger: true })
    if (!answer.confirmed) return false
    const done = await attempt(client.undoApply({ package: id }))
    if (!done.ok) {
      await confirm({ title: '没有撤销', message: `${done.error.message}${done.error.action}`, confirmLabel: '知道了', cancelLabel: '关闭' })
      return false
    }
    notifyDone('已撤销合并', `恢复了 ${done.value.restored} 处`)
    refresh()
    return true
  }, [client, confirm, refresh])

  const saveReceipt = useCallback<PackageActions['saveReceipt']>(async (id) => {
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
  }, [client, shell])

  return { undo, saveReceipt, running }
}
