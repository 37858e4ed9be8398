/** Removing, restoring and undoing, with the question before and the message after. */
import { useCallback } from 'react'
import { goingWith } from '#core/catalogue/derive/belonging.ts'
import { registerNames, registerOf } from '#core/catalogue/index.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { attempt } from './attempt.ts'
import { tellDone } from './tellDone.ts'
import { useRefresh } from './useRefresh.ts'

export interface RecordActions {
  /** Each resolves with whether it was done. */
  readonly remove: (register: string, ids: readonly string[], name: string) => Promise<boolean>
  readonly restore: (register: string, ids: readonly string[], name: string) => Promise<boolean>
  readonly undo: (changeSet: string, title?: string) => Promise<boolean>
}

/** What is removed with a record of the register, in words; what the program keeps for itself goes without saying, but for papers. */
function goingAlong(register: string): string {
  const labels = goingWith(register).flatMap((part) =>
    part.registerIn !== undefined && registerOf(part.register).keptBy !== 'owner' ? [] : [registerOf(part.register).label],
  )
  return labels.length === 0 ? '' : `属于它的${labels.join('、')}一并删除、一并恢复；`
}

/** @param name what is removed, as the question says it: “张三”, 3 户 */
export function useRecordActions(): RecordActions {
  const client = useClient()
  const confirm = useConfirm()
  const refresh = useRefresh()

  const remove = useCallback<RecordActions['remove']>(
    async (register, ids, name) => {
      const { label, appendOnly } = registerOf(register)
      const doing = appendOnly === undefined ? '删除' : '冲正'
      const answer = await confirm({
        title: `${doing}${name}？`,
        message:
          appendOnly === undefined
            ? `删除后不再出现在${label}的列表里，${goingAlong(register)}历史仍然保留，可以从“已删除”里恢复。`
            : `程序写一条数目相反的${label}，原来的一条也留着，合计不再算它。`,
        confirmLabel: doing,
        danger: true,
        reason: 'required',
      })
      if (!answer.confirmed) return false
      const done = await attempt(client.records.remove({ register, ids: [...ids], reason: answer.reason }))
      if (!done.ok) {
        notifyError(done.error)
        return false
      }
      tellDone(`已${doing}`, name, done.value)
      refresh(register, ...goingWith(register).map((part) => part.register))
      return true
    },
    [client, confirm, refresh],
  )

  const restore = useCallback<RecordActions['restore']>(
    async (register, ids, name) => {
      const answer = await confirm({ title: `恢复${name}？`, message: '恢复后重新出现在列表里，内容与删除时相同。', confirmLabel: '恢复', reason: 'required' })
      if (!answer.confirmed) return false
      const done = await attempt(client.records.restore({ register, ids: [...ids], reason: answer.reason }))
      if (!done.ok) {
        notifyError(done.error)
        return false
      }
      tellDone('已恢复', name, done.value)
      refresh(register, ...goingWith(register).map((part) => part.register))
      return true
    },
    [client, confirm, refresh],
  )

  const undo = useCallback<RecordActions['undo']>(
    async (changeSet, title) => {
      const answer = await confirm({
        title: title === undefined ? '撤销这次操作？' : `撤销“${title}”？`,
        message: '这次操作改动的每一项都会恢复到操作之前的值。撤销本身也记入操作记录。',
        confirmLabel: '撤销',
        danger: true,
      })
      if (!answer.confirmed) return false
      const done = await attempt(client.records.undo({ changeSet }))
      if (!done.ok) {
        await confirm({ title: '没有撤销', message: `${done.error.message}${done.error.action}`, confirmLabel: '知道了', notice: true })
        return false
      }
      notifyDone('已撤销', `恢复了 ${done.value.restored} 处`)
      refresh(...registerNames)
      return true
    },
    [client, confirm, refresh],
  )

  return { remove, restore, undo }
}
