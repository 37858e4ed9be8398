import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import { useApi, useClient, useShell } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { dateTimeText } from '../../../components/time.ts'
import classes from '../shared/exchange.module.css'
import { Fingerprint } from '../shared/Fingerprint.tsx'
import { useRefreshAll } from '../shared/useRefreshAll.ts'

/** Reads a request, shows whose it is, and admits the site once the 核对码 was compared by telephone. */
export function AdmitDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return <Modal opened onClose={onClose} title="登记新站点" size={560} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': '关闭' }}><AdmitForm onClose={onClose} /></Modal>
}

function AdmitForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useClient().exchange
  const api = useApi().exchange
  const shell = useShell()
  const refresh = useRefreshAll()
  const [ticket, setTicket] = useState<FileTicket | null>(null)
  const [compared, setCompared] = useState(false)
  const [admission, setAdmission] = useState<FileTicket | null>(null)
  const reading = useQuery({ ...api.readRequest.queryOptions({ input: { ticket: ticket?.ticket ?? '' } }), enabled: ticket !== null && admission === null })
  const admitting = useCommand(client.admit, { inline: true })
  const request = ticket === null ? undefined : reading.data
  const pick = (): void => {
    shell.pickFile({ title: '选择加入申请', extensions: REQUEST_EXTENSIONS }).then((picked) => { if (picked !== null) { setTicket(picked); setCompared(false); admitting.clearError() } }).catch(notifyError)
  }
  const save = async (file: FileTicket): Promise<void> => {
    try {
      if (await shell.saveFile(file, file.name)) { notifyDone('登记文件已保存', '请带回给对方，在“接收”里读入。'); onClose() }
    } catch (error) {
      notifyError(error)
    }
  }
  const admit = async (): Promise<void> => {
    if (ticket === null || !compared) return
    const made = await admitting.run({ ticket: ticket.ticket })
    if (made === null) return
    refresh()
    setAdmission(made)
    await save(made)
  }
  return (
    <Stack gap="sm">
      {request === undefined && <Text size="sm">选对方带来的加入申请。登记以前先打电话对核对码，防止别人冒名。</Text>}
      {reading.error !== null && ticket !== null && <ErrorPanel error={reading.error} />}
      {admitting.error !== null && <ErrorPanel error={admitting.error} />}
      {request !== undefined && (
        <>
          <dl className={classes['facts']}>
            <div><dt>单位</dt><dd>{request.unitName}</dd></div><div><dt>站点名称</dt><dd>{request.label}</dd></div><div><dt>制作时间</dt><dd>{dateTimeText(request.madeAt)}</dd></div>
          </dl>
          {request.renewal && <Text size="sm">这是更换密钥的申请：登记以后，这个站点旧的密钥作废。</Text>}
          <div className={classes['compare']}><span>核对码</span><Fingerprint value={request.fingerprint} /></div>
          <Checkbox label="已经打电话问过，对方屏幕上的核对码和这里完全一样" checked={compared} disabled={admission !== null} onChange={(event) => setCompared(event.currentTarget.checked)} />
        </>
      )}
      {admission !== null && <Text size="sm">已经登记。登记文件还没有保存，请存到 U 盘带回给对方。</Text>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>{admission === null ? '取消' : '关闭'}</Button>
        {admission === null && <Button variant={request === undefined ? 'filled' : 'default'} loading={ticket !== null && reading.isLoading} onClick={pick} data-autofocus>{request === undefined ? '选择申请文件' : '换一个文件'}</Button>}
        {admission === null && request !== undefined && <Button disabled={!compared} loading={admitting.running} onClick={() => { void admit() }}>登记并保存登记文件</Button>}
        {admission !== null && <Button onClick={() => { void save(admission) }}>保存登记文件</Button>}
      </Group>
    </Stack>
  )
}

const REQUEST_EXTENSIONS: readonly string[] = ['json']
