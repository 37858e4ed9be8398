/** What settling a move has in common, whoever moves. */
import { useCallback } from 'react'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { attempt } from '../records/attempt.ts'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'

export interface Settling {
  /** Waits for the call and tells what became of it. */
  readonly settle: (call: () => Promise<unknown>, told: string, who: string) => Promise<void>
  /** Asks whether somebody is not taken in or not let go, and why. */
  readonly ask: (to: 'declined' | 'cancelled', who: string, message: string, then: (reason: string) => Promise<void>) => Promise<void>
}

export function useSettling(): Settling {
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const settle = useCallback<Settling['settle']>(
    async (call, told, who) => {
      const done = await attempt(call())
      if (!done.ok) {
        notifyError(done.error)
        return
      }
      notifyDone(told, who)
      refresh()
    },
    [refresh],
  )
  const ask = useCallback<Settling['ask']>(
    async (to, who, message, then) => {
      const words =
        to === 'declined'
          ? { title: `不接收${who}？`, confirmLabel: '不接收' }
          : { title: `取消${who}的迁出？`, confirmLabel: '取消迁出', cancelLabel: '不取消' }
      const answer = await confirm({ ...words, message, danger: true, reason: 'required' })
      if (answer.confirmed) await then(answer.reason)
    },
    [confirm],
  )
  return { settle, ask }
}
