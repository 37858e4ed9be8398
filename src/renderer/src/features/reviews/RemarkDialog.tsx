import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'

interface RemarkDialogProps {
  readonly title: string
  readonly hint: string
  readonly label: string
  readonly confirmLabel: string
  /** Shown in the corner when it was done. */
  readonly told: string
  readonly send: (text: string) => Promise<unknown>
  readonly onClose: () => void
}

/** One text that goes along: the remark with which a household is returned, or the answer to it. */
export function RemarkDialog(props: RemarkDialogProps): ReactNode {
  return (
    <Modal opened onClose={props.onClose} title={props.title} size={500} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': '关闭' }}>
      <RemarkForm {...props} />
    </Modal>
  )
}

function RemarkForm({ hint, label, confirmLabel, told, send, onClose }: RemarkDialogProps): ReactNode {
  const refresh = useRefreshAll()
  const [text, setText] = useState('')
  const sending = useCommand(send, { inline: true })
  const submit = async (): Promise<void> => {
    if (text.trim() === '' || (await sending.run(text.trim())) === null) return
    notifyDone(told)
    refresh()
    onClose()
  }
  useShortcut('save', () => {
    void submit()
  })
  return (
    <Stack gap="sm">
      <Text size="sm">{hint}</Text>
      {sending.error !== null && <ErrorPanel error={sending.error} />}
      <Textarea
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        required
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={text.trim() === ''}
          loading={sending.running}
          onClick={() => {
            void submit()
          }}
        >
          {confirmLabel}
        </Button>
      </Group>
    </Stack>
  )
}
