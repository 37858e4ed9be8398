import { useCallback } from 'react'
import type { PersonTransfer } from '#core/features/exchange/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import type { MoveActions } from './MoveTable.tsx'
import { useSettling } from './useSettling.ts'

/** The second half of a person's transfer: taken in by the dialog that `onTake` opens, not taken in, or called off. */
export function usePersonTransferActions(onTake: (transfer: PersonTransfer) => void): MoveActions<PersonTransfer> {
  const client = useClient().exchange
  const { settle, ask } = useSettling()
  const decline = useCallback<MoveActions<PersonTransfer>['decline']>(
    (transfer) =>
      ask('declined', transfer.name, `${transfer.name}仍是${transfer.fromName}原来那一户的人；理由会随文件带回去。`, (remark) =>
        settle(() => client.settlePersonTransfer({ id: transfer.id, to: 'declined', remark }), '没有接收', transfer.name),
      ),
    [ask, client, settle],
  )
  const cancel = useCallback<MoveActions<PersonTransfer>['cancel']>(
    (transfer) =>
      ask('cancelled', transfer.name, `${transfer.name}仍是${transfer.fromName}原来那一户的人，不再迁到${transfer.toName}。`, (remark) =>
        settle(() => client.settlePersonTransfer({ id: transfer.id, to: 'cancelled', remark }), '已取消迁出', transfer.name),
      ),
    [ask, client, settle],
  )
  return { accept: onTake, decline, cancel }
}
