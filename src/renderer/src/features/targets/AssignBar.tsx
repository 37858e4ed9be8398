import { Button, Group, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { DayField } from '../../fields/DayField.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useLeaveGuard } from '../../router/navigation.ts'
import { useRefresh } from '../records/useRefresh.ts'
import type { Assigned } from './edits.ts'

export interface AssignBarProps {
  readonly measure: string
  readonly year: number
  readonly rows: readonly Assigned[]
  /** Cells whose text cannot be read. */
  readonly unread: number
  readonly onDone: () => void
}

/** Document, day and deadline of what is handed down; saves all of it as one operation. */
export function AssignBar({ measure, year, rows, unread, onDone }: AssignBarProps): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const [documentNo, setDocumentNo] = useState('')
  const [issuedOn, setIssuedOn] = useState('')
  const [dueOn, setDueOn] = useState('')
  const assigning = useCommand(client.targets.assign)
  useLeaveGuard(rows.length > 0)
  const ready = rows.length > 0 && unread === 0
  const submit = async (): Promise<void> => {
    if (!ready) return
    const given = { documentNo: documentNo.trim() || null, issuedOn: issuedOn || null, dueOn: dueOn || null }
    const done = await assigning.run({ measure, year, ...given, rows: [...rows] })
    if (done === null) return
    refresh('target_task')
    notifyDone('已下达', `${done.changed} 个地方的任务`)
    onDone()
  }
  useShortcut('save', () => {
    void submit()
  })
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end" role="group" aria-label="下达">
      <TextInput size="xs" label="文号" value={documentNo} maxLength={60} onChange={(event) => setDocumentNo(event.currentTarget.value)} />
      <DayField label="下达日期" initial="" onChange={setIssuedOn} />
      <DayField label="完成期限" initial="" onChange={setDueOn} />
      <Button
        size="xs"
        leftSection={<IconDeviceFloppy size={14} aria-hidden />}
        disabled={!ready}
        loading={assigning.running}
        onClick={() => {
          void submit()
        }}
      >
        下达 {rows.length} 项
      </Button>
      <Button size="xs" variant="default" onClick={onDone}>
        取消
      </Button>
    </Group>
  )
}
