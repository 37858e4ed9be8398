import { Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'
import { ReasonInput } from './dialogParts.tsx'
import { DestinationInput } from './DestinationInput.tsx'
import type { Destination } from './DestinationInput.tsx'

interface TransferDialogProps {
  readonly household: string
  readonly headName: string
  readonly onClose: () => void
}

/** 迁出: to which village of the county, and why. */
export function TransferDialog(props: TransferDialogProps): ReactNode {
  return (
    <Dialog onClose={props.onClose} title={`迁出：${props.headName}户`} size={460}>
      <TransferForm {...props} />
    </Dialog>
  )
}

function TransferForm({ household, headName, onClose }: TransferDialogProps): ReactNode {
  const client = useClient().exchange
  const refresh = useRefreshAll()
  const [village, setVillage] = useState<Destination | null>(null)
  const [reason, setReason] = useState('')
  const starting = useCommand(client.transferOut, { inline: true })
  const start = async (): Promise<void> => {
    if (village === null || reason.trim() === '') return
    if ((await starting.run({ household, toVillage: village.code, reason: reason.trim() })) === null) return
    notifyDone('已办迁出，等对方接收', `${headName}户 → ${village.name}`)
    refresh()
    onClose()
  }
  return (
    <DialogForm
      label="办理迁出"
      ready={village !== null && reason.trim() !== ''}
      running={starting.running}
      error={starting.error}
      onDo={start}
      onCancel={onClose}
    >
      <Text size="sm">户和成员、历年记录、照片一起迁过去，编号不变。对方接收以前，这一户标为“迁移途中”，人口仍算在迁出村；需要时可以取消。</Text>
      <DestinationInput onPick={setVillage} autoFocus />
      <ReasonInput value={reason} onChange={setReason} />
    </DialogForm>
  )
}
