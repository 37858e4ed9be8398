import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RuleItem } from '#core/features/checks/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'

interface RuleDialogProps {
  readonly rule: RuleItem
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Switches a rule off for the office, or on again, with the reason. */
export function RuleDialog(props: RuleDialogProps): ReactNode {
  const { rule } = props
  return (
    <Dialog onClose={props.onClose} title={`${rule.off === null ? '停用' : '启用'}这条规则`} size={500}>
      <RuleForm {...props} />
    </Dialog>
  )
}

function RuleForm({ rule, onClose, onDone }: RuleDialogProps): ReactNode {
  const client = useClient()
  const [reason, setReason] = useState('')
  const setting = useCommand(client.checks.setRule, { inline: true })
  const doing = rule.off === null ? '停用' : '启用'
  const submit = async (): Promise<void> => {
    if ((await setting.run({ rule: rule.id, off: rule.off === null, reason: reason.trim() })) === null) return
    notifyDone(`已${doing}`, rule.title)
    onDone()
  }
  return (
    <DialogForm label={doing} ready={reason.trim() !== ''} running={setting.running} error={setting.error} onDo={submit} onCancel={onClose}>
      <Text size="sm">{rule.title}</Text>
      <Text size="sm">
        {rule.off === null
          ? '停用以后，录入、导入和核查都不再提示这一条，已有的问题随之撤下；理由随数据包告知各单位。'
          : '启用以后，录入、导入和核查都按这一条核对。'}
      </Text>
      <Textarea
        label="理由"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={1000}
        required
        data-autofocus
      />
    </DialogForm>
  )
}
