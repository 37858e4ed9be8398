import { Button, Group, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strengthOf } from '#core/rules/commonPasswords.ts'
import { useClient } from '../bridge/client.tsx'
import { notifyInfo } from '../bridge/notify.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { useSetSessionStatus } from './useSession.tsx'

/** Sets a new password with the recovery code that was printed at set-up. */
export function RecoveryForm({ logins, onBack }: { readonly logins: readonly string[]; readonly onBack: () => void }): ReactNode {
  const client = useClient()
  const setStatus = useSetSessionStatus()
  const [recoveryCode, setCode] = useState('')
  const [login, setLogin] = useState(logins[0] ?? '')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const recovering = useCommand((input: { recoveryCode: string; login: string; password: string }) => client.session.recover(input), { inline: true })
  const ready = recoveryCode.trim() !== '' && login !== '' && password !== '' && password === again
  const recover = async (): Promise<void> => {
    if (!ready) return
    const answer = await recovering.run({ recoveryCode: recoveryCode.trim(), login, password })
    if (answer === null) return
    setStatus(answer)
    notifyInfo('密码已重设', '旧恢复码可能已被人看到，请到“设置”里更换一个新的。')
  }
  const keys = useEnterToNext(() => {
    void recover()
  })
  return (
    <Stack gap="sm" {...keys}>
      <Text size="sm" c="gray.7">
        恢复码在首次设置时打印，由单位负责人保管。
      </Text>
      {recovering.error !== null && <ErrorPanel error={recovering.error} />}
      <TextInput label="恢复码" value={recoveryCode} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" spellCheck={false} autoFocus />
      {logins.length > 0 ? (
        <Select label="用户" data={[...logins]} value={login} onChange={(value) => setLogin(value ?? '')} allowDeselect={false} />
      ) : (
        <TextInput label="用户" value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
      )}
      <PasswordInput
        label="新密码"
        description={strengthOf(password, [login])}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示新密码' }}
      />
      <PasswordInput
        label="再输一次新密码"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示再次输入的新密码' }}
        error={again !== '' && again !== password ? '两次输入的密码不一样' : null}
      />
      <Group grow gap="xs" mt="xs">
        <Button variant="default" onClick={onBack}>
          返回
        </Button>
        <Button
          loading={recovering.running}
          disabled={!ready}
          onClick={() => {
            void recover()
          }}
        >
          重设密码
        </Button>
      </Group>
    </Stack>
  )
}
