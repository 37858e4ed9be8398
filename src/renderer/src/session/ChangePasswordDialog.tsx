import { PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strengthOf } from '#core/rules/commonPasswords.ts'
import { useClient } from '../bridge/client.tsx'
import { notifyDone } from '../bridge/notify.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../components/Dialog.tsx'

/** Changes one's own password. `required`: the administrator gave a first password, which must not stay. */
export function ChangePasswordDialog({ required, onClose }: { readonly required: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title="修改密码" size={400} mayClose={!required}>
      <PasswordForm required={required} onDone={onClose} />
    </Dialog>
  )
}

function PasswordForm({ required, onDone }: { readonly required: boolean; readonly onDone: () => void }): ReactNode {
  const client = useClient()
  const changing = useCommand((input: { current: string; next: string }) => client.session.changePassword(input), { inline: true })
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== next
  const ready = current !== '' && next !== '' && again === next
  const save = async (): Promise<void> => {
    if (!ready) return
    if ((await changing.run({ current, next })) === null) return
    notifyDone('密码已修改', '下次登录请用新密码。')
    onDone()
  }
  return (
    <DialogForm label="修改密码" ready={ready} running={changing.running} error={changing.error} onDo={save} onCancel={required ? null : onDone}>
      {required && <Text size="sm">现在用的是管理员给的初始密码，请改成自己的密码。</Text>}
      <PasswordInput
        label="现在的密码"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
      <PasswordInput
        label="新密码"
        description={strengthOf(next, [])}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示新密码' }}
      />
      <PasswordInput
        label="再输一次新密码"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示再次输入的新密码' }}
        error={differs ? '两次输入的新密码不一样' : null}
      />
    </DialogForm>
  )
}
