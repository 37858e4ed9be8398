import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strengthOf } from '#core/rules/commonPasswords.ts'
import { useClient } from '../bridge/client.tsx'
import { notifyDone } from '../bridge/notify.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useEnterToNext } from '../keyboard/enterToNext.ts'

/** Changes one's own password. `required`: the administrator gave a first password, which must not stay. */
export function ChangePasswordDialog({
  opened,
  required,
  onClose,
}: {
  readonly opened: boolean
  readonly required: boolean
  readonly onClose: () => void
}): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="修改密码"
      size={400}
      closeOnClickOutside={false}
      closeOnEscape={!required}
      withCloseButton={!required}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <PasswordForm required={required} onDone={onClose} />
    </Modal>
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
  const enter = useEnterToNext(() => {
    void save()
  })
  return (
    <Stack gap="sm" {...enter}>
      {required && <Text size="sm">现在用的是管理员给的初始密码，请改成自己的密码。</Text>}
      {changing.error !== null && <ErrorPanel error={changing.error} />}
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
      <Group justify="flex-end" gap="xs">
        {!required && (
          <Button variant="default" onClick={onDone}>
            取消
          </Button>
        )}
        <Button
          disabled={!ready}
          loading={changing.running}
          onClick={() => {
            void save()
          }}
        >
          修改密码
        </Button>
      </Group>
    </Stack>
  )
}
