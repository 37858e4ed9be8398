import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
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
    <Dialog onClose={props.onClose} title={props.title} size={500}>
      <RemarkForm {...props} />
    </Dialog>
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
  return (
    <DialogForm label={confirmLabel} ready={text.trim() !== ''} running={sending.running} error={sending.error} onDo={submit} onCancel={onClose}>
      <Text size="sm">{hint}</Text>
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
    </DialogForm>
  )
}
