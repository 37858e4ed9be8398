import { useCallback, useState } from 'react'
import type { FileTicket } from '#core/shapes.ts'
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
  /** Saves the file of a package of the outbox, the first time or again. */
  readonly saveAgain: (id: string) => Promise<boolean>
  readonly running: boolean
}

/** Saves the file of a package and notes that it was; true when the user kept it. */
export function useSavePackage(): (file: FileTicket, done: string) => Promise<boolean> {
  const { saved } = useClient().exchange
  const shell = useShell()
  const refresh = useRefreshAll()
  return useCallback(
    async (file, done) => {
      if (!(await shell.saveFile(file, file.name))) return false
      await saved({ ticket: file.ticket })
      notifyDone(done, file.name)
      refresh()
      return true
    },
    [saved, shell, refresh],
  )
}

/** What can be done with a package that was applied. */
export function usePackageActions(): PackageActions {
  const client = useClient().exchange
  const save = useSavePackage()
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const [running, setRunning] = useState(false)

  const saveReceipt = useCallback<PackageActions['saveReceipt']>(
    async (id) => {
      setRunning(true)
      try {
        return await save(await client.receipt({ package: id }), '回执已保存')
      } catch (error) {
        notifyError(error)
        return false
      } finally {
        setRunning(false)
      }
    },
    [client, save],
  )

  const saveAgain = useCallback<PackageActions['saveAgain']>(
    async (id) => {
      setRunning(true)
      try {
        return await save(await client.packageFile({ package: id }), '文件已保存')
      } catch (error) {
        notifyError(error)
        return false
      } finally {
        setRunning(false)
      }
    },
    [client, save],
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

  return { undo, saveReceipt, saveAgain, running }
}
