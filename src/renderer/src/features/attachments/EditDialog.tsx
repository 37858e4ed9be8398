import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Attachment } from '#core/features/attachments/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { AttachmentFields } from './AttachmentFields.tsx'
import { textOf, typedRegister } from './fields.ts'

/** Changes what is said of an attachment. */
export function EditDialog({
  register,
  attachment,
  onClose,
}: {
  readonly register: string
  readonly attachment: Attachment
  readonly onClose: () => void
}): ReactNode {
  const saving = useCommand(useClient().attachments.update, { inline: true })
  const refresh = useRefresh()
  const [begun] = useState(() => ({ name: attachment.name, taken_on: attachment.takenOn, remark: attachment.remark }))
  const [kind, setKind] = useState(attachment.kind)
  const form = useRecordForm(typedRegister, begun)
  const save = async (): Promise<void> => {
    if (form.localIssues.length > 0) {
      form.showIssues(form.localIssues)
      return
    }
    const name = textOf(form.values['name'])
    const done = await saving.run({
      id: attachment.id,
      revision: attachment.revision,
      ...(name === null ? {} : { name }),
      takenOn: textOf(form.values['taken_on']),
      remark: textOf(form.values['remark']),
      ...(kind === attachment.kind ? {} : { kind }),
    })
    if (done === null) return
    refresh('attachment')
    notifyDone('已保存', name ?? '')
    onClose()
  }
  return (
    <Dialog onClose={onClose} title="改名称和说明" size={480}>
      <DialogForm label="保存" running={saving.running} error={saving.error} onDo={save} onCancel={onClose}>
        <AttachmentFields register={register} kind={kind} onKind={setKind} form={form} onDo={save} />
      </DialogForm>
    </Dialog>
  )
}
