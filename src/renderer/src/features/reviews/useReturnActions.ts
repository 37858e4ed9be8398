import { useCallback } from 'react'
import type { ReviewReturn } from '#core/features/exchange/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { attempt } from '../records/attempt.ts'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'

export interface ReturnActions {
  readonly close: (one: ReviewReturn) => Promise<void>
}

/** 办结 of a returned household. */
export function useReturnActions(): ReturnActions {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const close = useCallback<ReturnActions['close']>(
    async (one) => {
      const answer = await confirm({
        title: `办结${one.headName}户的退回？`,
        message: one.answer === null ? '下面还没有回复。办结以后，这一户不再列在待整改里。' : `回复是：${one.answer}`,
        confirmLabel: '办结',
      })
      if (!answer.confirmed) return
      const done = await attempt(client.closeReturn({ id: one.id }))
      if (!done.ok) {
        notifyError(done.error)
        return
      }
      notifyDone('已办结', `${one.headName}户`)
      refresh()
    },
    [client, confirm, refresh],
  )
  return { close }
}
