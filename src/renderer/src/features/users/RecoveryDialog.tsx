import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useRenewCode } from '../../session/KeepCodePage.tsx'

/** A new recovery code in place of the old one; asks for the administrator's own password. */
export function RecoveryDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened onClose={onClose} title="更换恢复码" size={480} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': '关闭' }}>
      <AskPassword onClose={onClose} />
    </Modal>
  )
}

function AskPassword({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { renew: make, renewing } = useRenewCode()
  const [password, setPassword] = useState('')
  const renew = async (): Promise<void> => {
    if (password !== '' && (await make(password))) onClose()
  }
  const enter = useEnterToNext(() => {
    void renew()
  })
  return (
    <Stack gap="sm" {...enter}>
      <Text size="md">恢复码丢失或者可能被别人看到时更换。更换后，原来的恢复码打不开现在的数据。</Text>
      {renewing.error !== null && <ErrorPanel error={renewing.error} />}
      <PasswordInput
        label="您的密码"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={password === ''}
          loading={renewing.running}
          onClick={() => {
            void renew()
          }}
        >
          更换恢复码
        </Button>
      </Group>
    </Stack>
  )
}
