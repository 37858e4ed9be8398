import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strengthOf } from '#core/rules/commonPasswords.ts'
import type { SessionStatus } from '#core/features/session/contract.ts'
import { useClient } from '../bridge/client.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { RestoreDialog } from '../features/backups/RestoreDialog.tsx'
import { DivisionWalk } from './DivisionWalk.tsx'
import type { ChosenDivision } from './DivisionWalk.tsx'
import { DoorPage } from './DoorPage.tsx'
import { useConfirmCode } from './KeepCodePage.tsx'
import { RecoveryCodePanel } from './RecoveryCodePanel.tsx'

/** First start: which office, who administers it, and the recovery code. */
export function SetUpScreen({ status }: { readonly status: SessionStatus }): ReactNode {
  const confirm = useConfirmCode()
  const [unit, setUnit] = useState<ChosenDivision | null>(null)
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null)
  const [restoring, setRestoring] = useState(false)
  const title = recoveryCode !== null ? '请保管好恢复码' : unit === null ? '首次使用：选择本单位' : '首次使用：建立管理员'
  return (
    <DoorPage title={title} status={status} wide>
      {recoveryCode !== null ? (
        <RecoveryCodePanel code={recoveryCode} unitName={unit?.name ?? ''} onDone={confirm} />
      ) : unit === null ? (
        <>
          <DivisionWalk onChoose={setUnit} />
          <Text size="sm" ta="center">
            <Button variant="subtle" size="compact-sm" onClick={() => setRestoring(true)}>
              已有备份：从备份恢复
            </Button>
          </Text>
        </>
      ) : (
        <AdministratorForm unit={unit} onBack={() => setUnit(null)} onDone={setRecoveryCode} />
      )}
      {restoring && <RestoreDialog name={null} login="" empty onClose={() => setRestoring(false)} />}
    </DoorPage>
  )
}

function AdministratorForm({
  unit,
  onBack,
  onDone,
}: {
  readonly unit: ChosenDivision
  readonly onBack: () => void
  readonly onDone: (recoveryCode: string) => void
}): ReactNode {
  const client = useClient()
  const [displayName, setDisplayName] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const settingUp = useCommand((input: { unit: string; login: string; displayName: string; password: string }) => client.session.setUp(input), { inline: true })
  const ready = displayName.trim() !== '' && login.trim() !== '' && password !== '' && password === again
  const save = async (): Promise<void> => {
    if (!ready || settingUp.running) return
    const answer = await settingUp.run({ unit: unit.code, login: login.trim(), displayName: displayName.trim(), password })
    if (answer !== null) onDone(answer.recoveryCode)
  }
  const keys = useEnterToNext(() => {
    void save()
  })
  return (
    <Stack gap="sm" {...keys}>
      <Text size="md">本单位：{unit.path}</Text>
      {settingUp.error !== null && <ErrorPanel error={settingUp.error} />}
      <Group grow align="flex-start">
        <TextInput label="管理员姓名" value={displayName} onChange={(event) => setDisplayName(event.currentTarget.value)} maxLength={40} autoFocus />
        <TextInput
          label="登录名"
          description="登录时使用，可以是姓名或拼音"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          maxLength={40}
          autoComplete="username"
        />
      </Group>
      <Group grow align="flex-start">
        <PasswordInput
          label="密码"
          description={strengthOf(password, [login, unit.path])}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        />
        <PasswordInput
          label="再输一次密码"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示再次输入的密码' }}
          error={again !== '' && again !== password ? '两次输入的密码不一样' : null}
        />
      </Group>
      <Text size="sm" c="gray.7">
        密码用来打开加密的数据。忘记密码又没有恢复码，谁也无法打开，请牢记。
      </Text>
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button variant="default" onClick={onBack}>
          上一步
        </Button>
        <Button
          disabled={!ready}
          loading={settingUp.running}
          onClick={() => {
            void save()
          }}
        >
          完成设置
        </Button>
      </Group>
    </Stack>
  )
}
