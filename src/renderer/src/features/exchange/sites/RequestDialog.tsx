import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import { useClient, useShell } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../../components/Dialog.tsx'
import { Fingerprint } from '../shared/Fingerprint.tsx'
import { useRefreshAll } from '../shared/useRefreshAll.ts'

/** What a PC goes by before anybody has named it; useless to the office that gets the request. */
const UNNAMED = '本机'

interface RequestDialogProps {
  readonly overview: ExchangeOverview
  /** New keys for a site that is admitted already. */
  readonly renew: boolean
  readonly onClose: () => void
}

/** Makes the file with which this PC asks to take part, or asks for its new keys to be accepted. */
export function RequestDialog(props: RequestDialogProps): ReactNode {
  return (
    <Dialog onClose={props.onClose} title={props.renew ? '更换本站点的密钥' : '制作加入申请'} size={480}>
      <RequestForm {...props} />
    </Dialog>
  )
}

function RequestForm({ overview, renew, onClose }: RequestDialogProps): ReactNode {
  const client = useClient().exchange
  const shell = useShell()
  const refresh = useRefreshAll()
  const [label, setLabel] = useState(overview.site.label === UNNAMED ? '' : overview.site.label)
  const making = useCommand(client.request, { inline: true })
  const above = overview.superior?.unitName ?? '上级单位'
  const ready = label.trim() !== ''
  const make = async (): Promise<void> => {
    if (!ready) return
    const ticket = await making.run({ label: label.trim(), renew })
    if (ticket === null) return
    refresh()
    try {
      if (await shell.saveFile(ticket, ticket.name)) {
        notifyDone('申请文件已保存', `请交给${above}，并在电话里对核对码。`)
        onClose()
      }
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <DialogForm label={renew ? '更换密钥并保存申请' : '制作并保存'} ready={ready} running={making.running} error={making.error} onDo={make} onCancel={onClose}>
      <Text size="sm">
        {renew
          ? `密钥可能被别人拿到（U 盘或电脑丢过）时才需要更换。新密钥要${above}重新登记，登记以前照旧用现在的。`
          : `申请文件里只有单位、站点名称和核对用的公开信息，没有户和人的资料。用 U 盘交给${above}；对方登记时会打电话来对核对码。`}
      </Text>
      <TextInput
        label="站点名称"
        description="让人一看就知道是哪台电脑，例如“扶贫办 2 号机”"
        value={label}
        maxLength={60}
        onChange={(event) => setLabel(event.currentTarget.value)}
        data-autofocus
        required
      />
      {!renew && (
        <Text size="sm" component="div">
          核对码　
          <Fingerprint value={overview.site.fingerprint} />
        </Text>
      )}
      {renew && (
        <Text size="sm" c="gray.7">
          更换以后核对码随着变，请在电话里对新的核对码。
        </Text>
      )}
    </DialogForm>
  )
}
