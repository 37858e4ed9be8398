import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import { useApi, useClient, useShell } from '../../../bridge/client.tsx'
import { notifyError } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useOverview } from '../shared/standing.ts'
import { useSavePackage } from '../shared/usePackageActions.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { RequestFacts } from './RequestFacts.tsx'

/** Reads a request, shows whose it is, and admits the site once the 核对码 was compared by telephone. */
export function AdmitDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title="登记新站点" size={560}>
      <AdmitForm onClose={onClose} />
    </Dialog>
  )
}

function AdmitForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useClient().exchange
  const api = useApi().exchange
  const shell = useShell()
  const refresh = useRefreshAll()
  const save = useSavePackage()
  const [ticket, setTicket] = useState<FileTicket | null>(null)
  const [compared, setCompared] = useState(false)
  /** A withdrawn site is meant to be used again. */
  const [again, setAgain] = useState(false)
  const [ownLabel, setOwnLabel] = useState(FIRST_LABEL)
  const isFirst = useOverview()?.site.standing === 'alone'
  const [admission, setAdmission] = useState<FileTicket | null>(null)
  const reading = useQuery({ ...api.readRequest.queryOptions({ input: { ticket: ticket?.ticket ?? '' } }), enabled: ticket !== null && admission === null })
  const admitting = useCommand(client.admit, { inline: true })
  const request = ticket === null ? undefined : reading.data
  const pick = (): void => {
    shell
      .pickFile({ title: '选择加入申请', extensions: REQUEST_EXTENSIONS })
      .then((picked) => {
        if (picked !== null) {
          setTicket(picked)
          setCompared(false)
          setAgain(false)
          admitting.clearError()
        }
      })
      .catch(notifyError)
  }
  const keep = async (file: FileTicket): Promise<void> => {
    try {
      if (await save(file, '登记文件已保存，请带回给对方，在“接收”里读入')) onClose()
    } catch (error) {
      notifyError(error)
    }
  }
  const withdrawn = request?.known?.state === 'withdrawn'
  const ready = compared && (again || !withdrawn) && (!isFirst || ownLabel.trim() !== '')
  const admit = async (): Promise<void> => {
    if (ticket === null || !ready) return
    const made = await admitting.run({ ticket: ticket.ticket, ...(withdrawn ? { again } : {}), ...(isFirst ? { ownLabel: ownLabel.trim() } : {}) })
    if (made === null) return
    refresh()
    setAdmission(made)
    await keep(made)
  }
  return (
    <Stack gap="sm">
      {request === undefined && <Text size="sm">选对方带来的加入申请。登记以前先打电话对核对码，防止别人冒名。</Text>}
      {reading.error !== null && ticket !== null && <ErrorPanel error={reading.error} />}
      {admitting.error !== null && <ErrorPanel error={admitting.error} />}
      {request !== undefined && (
        <>
          <RequestFacts request={request} />
          <Checkbox
            label="已经打电话问过，对方屏幕上的核对码和这里完全一样"
            checked={compared}
            disabled={admission !== null}
            onChange={(event) => setCompared(event.currentTarget.checked)}
          />
          {withdrawn && (
            <Checkbox
              label="已经问清楚电脑在谁手里，确实要恢复使用这台停用过的电脑"
              checked={again}
              disabled={admission !== null}
              onChange={(event) => setAgain(event.currentTarget.checked)}
            />
          )}
          {isFirst && admission === null && (
            <TextInput
              label="本机的站点名称"
              description="这是本机登记的第一个站点；别的单位看到的本机叫这个名称"
              value={ownLabel}
              maxLength={60}
              onChange={(event) => setOwnLabel(event.currentTarget.value)}
              required
            />
          )}
        </>
      )}
      {admission !== null && <Text size="sm">已经登记。登记文件还没有保存，请存到 U 盘带回给对方。</Text>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {admission === null ? '取消' : '关闭'}
        </Button>
        {admission === null && (
          <Button variant={request === undefined ? 'filled' : 'default'} loading={ticket !== null && reading.isLoading} onClick={pick} data-autofocus>
            {request === undefined ? '选择申请文件' : '换一个文件'}
          </Button>
        )}
        {admission === null && request !== undefined && (
          <Button
            disabled={!ready}
            loading={admitting.running}
            onClick={() => {
              void admit()
            }}
          >
            登记并保存登记文件
          </Button>
        )}
        {admission !== null && (
          <Button
            onClick={() => {
              void keep(admission)
            }}
          >
            保存登记文件
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** What this PC is called by the others unless somebody says otherwise. */
const FIRST_LABEL = '1 号机'
const REQUEST_EXTENSIONS: readonly string[] = ['json']
