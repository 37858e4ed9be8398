import { Button, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SessionStatus } from '#core/features/session/contract.ts'
import { useClient } from '../bridge/client.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { lastLogin } from '../preferences/usePreference.ts'
import { RescueDialog } from '../features/backups/RescueDialog.tsx'
import { RestoreDialog } from '../features/backups/RestoreDialog.tsx'
import { DoorPage } from './DoorPage.tsx'
import { DoorProgress, useDoorWork } from './DoorProgress.tsx'
import { RecoveryForm } from './RecoveryForm.tsx'
import { useSetSessionStatus } from './useSession.tsx'

/** Login to the office's data: nothing is readable before the password opens it. */
export function LoginScreen({ status }: { readonly status: SessionStatus }): ReactNode {
  const [recovering, setRecovering] = useState(false)
  const [restoring, setRestoring] = useState(false)
  const [rescuing, setRescuing] = useState(false)
  return (
    <DoorPage title={status.unit?.name ?? '精准帮扶工作台'} status={status}>
      {recovering ? (
        <RecoveryForm logins={status.logins} onBack={() => setRecovering(false)} />
      ) : (
        <LoginForm status={status} onRecover={() => setRecovering(true)} onRestore={() => setRestoring(true)} onRescue={() => setRescuing(true)} />
      )}
      {restoring && <RestoreDialog name={null} login={status.logins[0] ?? ''} onClose={() => setRestoring(false)} />}
      {rescuing && <RescueDialog login={status.logins[0] ?? ''} onClose={() => setRescuing(false)} />}
    </DoorPage>
  )
}

interface LoginFormProps {
  readonly status: SessionStatus
  readonly onRecover: () => void
  readonly onRestore: () => void
  readonly onRescue: () => void
}

function LoginForm({ status, onRecover, onRestore, onRescue }: LoginFormProps): ReactNode {
  const client = useClient()
  const setStatus = useSetSessionStatus()
  const [login, setLogin] = useState(() => (status.logins.includes(lastLogin()) ? lastLogin() : (status.logins[0] ?? '')))
  const [password, setPassword] = useState('')
  const entering = useCommand((input: { login: string; password: string }) => client.session.login(input), { inline: true })
  const opening = useDoorWork(entering.running)
  const enter = async (): Promise<void> => {
    if (login === '' || password === '' || entering.running) return
    const answer = await entering.run({ login, password })
    setPassword('')
    if (answer === null) return
    setStatus(answer)
  }
  const keys = useEnterToNext(() => {
    void enter()
  })
  return (
    <Stack gap="sm" {...keys}>
      {entering.error !== null && <ErrorPanel error={entering.error} />}
      {entering.error?.code === 'DATABASE_DAMAGED' && (
        <Button variant="light" color="red" onClick={onRescue}>
          抢救数据：用备份和还读得出来的内容拼回
        </Button>
      )}
      {status.logins.length > 0 ? (
        <Select label="用户" data={[...status.logins]} value={login} onChange={(value) => setLogin(value ?? '')} allowDeselect={false} searchable />
      ) : (
        <TextInput label="用户" value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="username" />
      )}
      <PasswordInput
        label="密码"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
      />
      <Button
        fullWidth
        mt="xs"
        loading={entering.running}
        disabled={login === '' || password === ''}
        onClick={() => {
          void enter()
        }}
      >
        登录
      </Button>
      <DoorProgress work={opening} title="正在把数据升级到新版本">
        升级前已自动备份，请不要关机，稍等片刻。
      </DoorProgress>
      <Text size="sm" ta="center">
        <Button variant="subtle" size="compact-sm" onClick={onRecover}>
          忘记密码，用恢复码
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onRestore}>
          从备份恢复
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onRescue}>
          抢救数据
        </Button>
      </Text>
    </Stack>
  )
}

/** The window was locked; the one who locked it unlocks it, or another user logs in. */
export function UnlockScreen({ status }: { readonly status: SessionStatus }): ReactNode {
  const client = useClient()
  const setStatus = useSetSessionStatus()
  const [password, setPassword] = useState('')
  const unlocking = useCommand((input: { password: string }) => client.session.unlock(input), { inline: true })
  const leaving = useCommand(() => client.session.logout())
  const unlock = async (): Promise<void> => {
    if (password === '' || unlocking.running) return
    const answer = await unlocking.run({ password })
    setPassword('')
    if (answer !== null) setStatus(answer)
  }
  const keys = useEnterToNext(() => {
    void unlock()
  })
  return (
    <DoorPage title={status.unit?.name ?? '精准帮扶工作台'} status={status}>
      <Stack gap="sm" {...keys}>
        {unlocking.error !== null && <ErrorPanel error={unlocking.error} />}
        <Text size="md">已锁定，{status.user?.displayName ?? ''}请输入密码继续。</Text>
        <PasswordInput
          label="密码"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        />
        <Button
          fullWidth
          mt="xs"
          loading={unlocking.running}
          disabled={password === ''}
          onClick={() => {
            void unlock()
          }}
        >
          解锁
        </Button>
        <Text size="sm" ta="center">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              void leaving.run(undefined).then((answer) => {
                if (answer !== null) setStatus(answer)
              })
            }}
          >
            换一个用户登录
          </Button>
        </Text>
      </Stack>
    </DoorPage>
  )
}
