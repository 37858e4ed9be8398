import { useCallback } from 'react'
import type { Transfer } from '#core/features/exchange/contract.ts'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { attempt } from '../../records/attempt.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'

export interface TransferActions {
  readonly accept: (transfer: Transfer) => Promise<void>
  readonly decline: (transfer: Transfer) => Promise<void>
  readonly cancel: (transfer: Transfer) => Promise<void>
  readonly note: (transfer: Transfer) => Promise<void>
}

/** The second half of a transfer: taken in, not taken in, or called off; and what an office above decided, taken note of. */
export function useTransferActions(): TransferActions {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const settle = useCallback(
    async (transfer: Transfer, to: 'in' | 'declined' | 'cancelled', remark: string, told: string): Promise<void> => {
      const done = await attempt(client.settleTransfer({ id: transfer.id, to, ...(remark === '' ? {} : { remark }) }))
      if (!done.ok) {
        notifyError(done.error)
        return
      }
      notifyDone(told, `${transfer.headName}户`)
      refresh()
    },
    [client, refresh],
  )
  const accept = useCallback<TransferActions['accept']>(
    async (transfer) => {
      const answer = await confirm({
        title: `接收${transfer.headName}户？`,
        message: `${transfer.population} 人从${transfer.fromName}迁到${transfer.toName}。接收以后由本单位管理，人口也算在${transfer.toName}。`,
        confirmLabel: '接收这一户',
        reason: 'optional',
      })
      if (answer.confirmed) await settle(transfer, 'in', answer.reason, '已接收')
    },
    [confirm, settle],
  )
  const decline = useCallback<TransferActions['decline']>(
    async (transfer) => {
      const answer = await confirm({
        title: `不接收${transfer.headName}户？`,
        message: `这一户仍归${transfer.fromName}；理由会随文件带回去。`,
        confirmLabel: '不接收',
        danger: true,
        reason: 'required',
      })
      if (answer.confirmed) await settle(transfer, 'declined', answer.reason, '没有接收')
    },
    [confirm, settle],
  )
  const cancel = useCallback<TransferActions['cancel']>(
    async (transfer) => {
      const answer = await confirm({
        title: `取消${transfer.headName}户的迁出？`,
        message: `这一户仍归${transfer.fromName}，不再迁到${transfer.toName}。`,
        confirmLabel: '取消迁出',
        cancelLabel: '不取消',
        danger: true,
        reason: 'required',
      })
      if (answer.confirmed) await settle(transfer, 'cancelled', answer.reason, '已取消迁出')
    },
    [confirm, settle],
  )
  const note = useCallback<TransferActions['note']>(
    async (transfer) => {
      const done = await attempt(client.noteDecision({ id: transfer.id }))
      if (!done.ok) notifyError(done.error)
      refresh()
    },
    [client, refresh],
  )
  return { accept, decline, cancel, note }
}
