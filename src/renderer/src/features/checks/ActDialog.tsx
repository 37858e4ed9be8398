import { Group, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FindingAct, FindingKey } from '#core/features/checks/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { DayField } from '../../fields/DayField.tsx'

export type ActKind = 'assign' | 'explain' | 'close'

const WORDS: Readonly<Record<ActKind, { readonly title: string; readonly hint: string; readonly done: string }>> = {
  assign: { title: '交办', hint: '交给谁去核实、改正，到哪一天；随数据包带给有关单位。', done: '已交办' },
  explain: { title: '说明', hint: '情况属实、不必改的，写明原因；值改了以后要重新说明。', done: '已说明' },
  close: { title: '销号', hint: '核实过、不再追究的，写明结论。改好的问题会自己消失，不用销号。', done: '已销号' },
}

interface ActDialogProps {
  readonly kind: ActKind
  readonly findings: readonly FindingKey[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Does the same with all chosen findings, as one operation that can be undone. */
export function ActDialog(props: ActDialogProps): ReactNode {
  const { title } = WORDS[props.kind]
  return (
    <Dialog onClose={props.onClose} title={`${title} ${props.findings.length} 个问题`} size={500}>
      <ActForm {...props} />
    </Dialog>
  )
}

function ActForm({ kind, findings, onClose, onDone }: ActDialogProps): ReactNode {
  const client = useClient()
  const { title, hint, done } = WORDS[kind]
  const [text, setText] = useState('')
  const [due, setDue] = useState('')
  const acting = useCommand(client.checks.act, { inline: true })
  const submit = async (): Promise<void> => {
    const given = text.trim()
    if (given === '') return
    const does: FindingAct = kind === 'assign' ? { act: 'assign', assignee: given, dueOn: due === '' ? null : due } : { act: kind, reason: given }
    const answer = await acting.run({ findings: [...findings], does })
    if (answer === null) return
    notifyDone(done, `${answer.done} 个问题`)
    onDone()
  }
  return (
    <DialogForm label={title} ready={text.trim() !== ''} running={acting.running} error={acting.error} onDo={submit} onCancel={onClose}>
      <Text size="sm">{hint}</Text>
      {kind === 'assign' ? (
        <Group grow align="flex-start">
          <TextInput label="责任人" value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={40} required data-autofocus />
          <DayField label="期限" initial="" onChange={setDue} />
        </Group>
      ) : (
        <Textarea
          label={kind === 'close' ? '结论' : '原因'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={1000}
          required
          data-autofocus
        />
      )}
    </DialogForm>
  )
}
