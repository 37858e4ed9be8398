import { useCallback } from 'react'
import type { MoveEnd, Transfer } from '#core/features/exchange/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { attempt } from '../records/attempt.ts'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'
import type { MoveActions } from './MoveTable.tsx'
import { useSettling } from './useSettling.ts'

export interface TransferActions extends MoveActions<Transfer> {
  readonly note: (transfer: Transfer) => Promise<void>
}

/** The second half of a household's transfer: taken in, not taken in, or called off; and what an office above decided, taken note of. */
export function useTransferActions(): TransferActions {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const { settle, ask } = useSettling()
  const end = useCallback(
    (transfer: Transfer, to: MoveEnd, remark: string): Promise<void> =>
      settle(
        () => client.settleTransfer({ id: transfer.id, to, ...(remark === '' ? {} : { remark }) }),
        { in: '已接收', declined: '没有接收', cancelled: '已取消迁出' }[to],
        `${transfer.headName}户`,
      ),
    [client, settle],
  )
  const accept = useCallback<TransferActions['accept']>(
    async (transfer) => {
      const answer = await confirm({
        title: `接收${transfer.headName}户？`,
        message: `${transfer.population} 人从${transfer.fromName}迁到${transfer.toName}。接收以后由本单位管理，人口也算在${transfer.toName}。`,
        confirmLabel: '接收这一户',
        reason: 'optional',
      })
      if (answer.confirmed) await end(transfer, 'in', answer.reason)
    },
    [confirm, end],
  )
  const decline = useCallback<TransferActions['decline']>(
    (transfer) =>
      ask('declined', `${transfer.headName}户`, `这一户仍归${transfer.fromName}；理由会随文件带回去。`, (reason) => end(transfer, 'declined', reason)),
    [ask, end],
  )
  const cancel = useCallback<TransferActions['cancel']>(
    (transfer) =>
      ask('cancelled', `${transfer.headName}户`, `这一户仍归${transfer.fromName}，不再迁到${transfer.toName}。`, (reason) =>
        end(transfer, 'cancelled', reason),
      ),
    [ask, end],
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
