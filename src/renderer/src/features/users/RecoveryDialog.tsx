import { PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { useRenewCode } from '../../session/KeepCodePage.tsx'

/** A new recovery code in place of the old one; asks for the administrator's own password. */
export function RecoveryDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title="更换恢复码" size={480}>
      <AskPassword onClose={onClose} />
    </Dialog>
  )
}

function AskPassword({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { renew: make, renewing } = useRenewCode()
  const [password, setPassword] = useState('')
  const renew = async (): Promise<void> => {
    if (password !== '' && (await make(password))) onClose()
  }
  return (
    <DialogForm label="更换恢复码" ready={password !== ''} running={renewing.running} error={renewing.error} onDo={renew} onCancel={onClose}>
      <Text size="md">恢复码丢失或者可能被别人看到时更换。更换后，原来的恢复码打不开现在的数据。</Text>
      <PasswordInput
        label="您的密码"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
    </DialogForm>
  )
}
