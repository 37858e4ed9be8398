import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Group, Loader, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SessionStatus } from '#core/features/session/contract.ts'
import { useApi, useClient } from '../bridge/client.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { DoorPage } from './DoorPage.tsx'
import { RecoveryCodePanel } from './RecoveryCodePanel.tsx'

/** Before anything else: a recovery code that nobody has confirmed to keep. `onLater` puts off making another in place of a lost one. */
export function KeepCodePage({ status, onLater }: { readonly status: SessionStatus; readonly onLater: () => void }): ReactNode {
  const isLost = status.recovery === 'lost'
  return (
    <DoorPage title={isLost ? '上次的恢复码没有收好' : '请保管好恢复码'} status={status} wide>
      {isLost ? <MakeAnother onLater={onLater} /> : <Shown unitName={status.unit?.name ?? ''} />}
    </DoorPage>
  )
}

function Shown({ unitName }: { readonly unitName: string }): ReactNode {
  const query = useQuery({ ...useApi().session.recoveryCode.queryOptions(), gcTime: 0, staleTime: 0 })
  const confirm = useConfirmCode()
  const code = query.data?.recoveryCode ?? null
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (code === null) return <Loader size="sm" role="status" aria-label="正在读取" />
  return <RecoveryCodePanel code={code} unitName={unitName} onDone={confirm} />
}

/** Tells the program that the code is kept, and asks anew how the session stands. */
export function useConfirmCode(): () => void {
  const api = useApi()
  const queryClient = useQueryClient()
  const confirming = useCommand(useClient().session.confirmRecoveryCode)
  return () => {
    void confirming.run(undefined).then((answer) => (answer === null ? undefined : queryClient.invalidateQueries({ queryKey: api.session.key() })))
  }
}

function MakeAnother({ onLater }: { readonly onLater: () => void }): ReactNode {
  const [password, setPassword] = useState('')
  const { renew, renewing } = useRenewCode()
  const keys = useEnterToNext(() => {
    if (password !== '') void renew(password)
  })
  return (
    <Stack gap="sm" {...keys}>
      <Text size="md">上次的恢复码还没有确认收好，程序就关闭了；程序不留底，现在谁也看不到它。请换一个新的，打印或抄下来，由单位负责人锁存。</Text>
      {renewing.error !== null && <ErrorPanel error={renewing.error} />}
      <PasswordInput
        label="您的密码"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        autoFocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onLater}>
          以后再换
        </Button>
        <Button
          disabled={password === ''}
          loading={renewing.running}
          onClick={() => {
            void renew(password)
          }}
        >
          换一个恢复码
        </Button>
      </Group>
    </Stack>
  )
}

/** Makes a new recovery code in place of the old one; it is shown as soon as the session is asked anew, until it was confirmed. Resolves with whether it was made. */
export function useRenewCode() {
  const api = useApi()
  const queryClient = useQueryClient()
  const renewing = useCommand(useClient().session.renewRecoveryCode, { inline: true })
  const renew = async (password: string): Promise<boolean> => {
    if ((await renewing.run({ password })) === null) return false
    await queryClient.invalidateQueries({ queryKey: api.session.key() })
    return true
  }
  return { renew, renewing }
}
