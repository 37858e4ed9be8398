import { Alert, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import type { ErrorPayload } from '#core/errors.ts'
import type { SharedWith } from '#core/features/attachments/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { sizeText } from '../../components/sizeText.ts'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import { attempt } from '../records/attempt.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { AttachmentFields } from './AttachmentFields.tsx'
import { nameOfFile, textOf, typedRegister } from './fields.ts'

/** Says what a picked file is, and adds it; asks when another record has the same photo. */
export function AddDialog({
  register,
  record,
  ticket,
  onClose,
}: {
  readonly register: string
  readonly record: string
  readonly ticket: FileTicket
  readonly onClose: () => void
}): ReactNode {
  const client = useClient()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const [begun] = useState(() => ({ name: nameOfFile(ticket.name), taken_on: null, remark: null }))
  const form = useRecordForm(typedRegister, begun)
  const [kind, setKind] = useState<string | null>(null)
  const [error, setError] = useState<ErrorPayload | null>(null)
  const [saving, setSaving] = useState(false)

  const add = async (sharedReason?: string): Promise<void> => {
    if (saving) return
    if (form.localIssues.length > 0) {
      form.showIssues(form.localIssues)
      return
    }
    setSaving(true)
    setError(null)
    const takenOn = textOf(form.values['taken_on'])
    const remark = textOf(form.values['remark'])
    const name = textOf(form.values['name'])
    const added = await attempt(
      client.attachments.add({
        ticket: ticket.ticket,
        register,
        record,
        ...(name === null ? {} : { name }),
        ...(remark === null ? {} : { remark }),
        ...(takenOn === null ? {} : { takenOn }),
        ...(kind === null ? {} : { kind }),
        ...(sharedReason === undefined ? {} : { sharedReason }),
      }),
    )
    setSaving(false)
    if (!added.ok) {
      setError(added.error)
      return
    }
    if (added.value.state === 'shared') {
      await askShared(added.value.with)
      return
    }
    refresh('attachment')
    notifyDone('已添加', name ?? '')
    onClose()
  }
  const askShared = async (shared: readonly SharedWith[]): Promise<void> => {
    const answer = await confirm({
      title: '同一张照片已经用过',
      message: <SharedMessage shared={shared} />,
      confirmLabel: '确实同用，添加',
      cancelLabel: '不添加',
      reason: 'required',
    })
    if (answer.confirmed) await add(answer.reason)
  }
  return (
    <Dialog onClose={onClose} title="添加照片或附件" size={480}>
      <DialogForm label="添加" running={saving} error={error} onDo={add} onCancel={onClose}>
        <Text size="sm">
          {ticket.name}（{sizeText(ticket.size)}）
        </Text>
        <AttachmentFields register={register} kind={kind} onKind={setKind} form={form} onDo={add} />
        <Text size="sm" c="gray.7">
          拍摄日期不填时，用照片里记录的日期。
        </Text>
      </DialogForm>
    </Dialog>
  )
}

function SharedMessage({ shared }: { readonly shared: readonly SharedWith[] }): ReactNode {
  return (
    <Stack gap="xs">
      <Text>这张照片已经附在：</Text>
      <ul style={{ margin: 0, paddingLeft: '1.25rem' }}>
        {shared.map((one) => (
          <li key={`${one.register} ${one.record ?? one.place}`}>
            {one.place}的{one.label}
            {one.title === null ? '（不在您负责的范围内）' : `“${one.title}”`}
          </li>
        ))}
      </ul>
      <Alert color="amber" p="xs">
        一张照片用在两处，检查时会被当作弄虚作假的疑点。确实应当同用的，请写明原因。
      </Alert>
    </Stack>
  )
}
