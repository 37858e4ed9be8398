import { Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'
import { DialogButtons, ReasonInput } from './dialogParts.tsx'
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
    <Modal
      opened
      onClose={props.onClose}
      title={`迁出：${props.headName}户`}
      size={460}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <TransferForm {...props} />
    </Modal>
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
  const enter = useEnterToNext(() => {
    void start()
  })
  return (
    <Stack gap="sm" {...enter}>
      <Text size="sm">户和成员、历年记录、照片一起迁过去，编号不变。对方接收以前，这一户标为“迁移途中”，人口仍算在迁出村；需要时可以取消。</Text>
      {starting.error !== null && <ErrorPanel error={starting.error} />}
      <DestinationInput onPick={setVillage} autoFocus />
      <ReasonInput value={reason} onChange={setReason} />
      <DialogButtons
        label="办理迁出"
        ready={village !== null && reason.trim() !== ''}
        running={starting.running}
        onClose={onClose}
        onDone={() => {
          void start()
        }}
      />
    </Stack>
  )
}
