import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { useCommand, type Command } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { DoorProgress, useDoorWork } from '../../session/DoorProgress.tsx'
import { escaped } from '../../components/escaped.ts'

type Passwords = readonly { readonly login: string; readonly displayName: string; readonly password: string }[]
interface HandedOut {
  readonly recoveryCode: string
  readonly passwords: Passwords
}

/**
 * A new data key: asks for the administrator's own password, then shows the temporary passwords of all others, once. The new recovery code is shown
 * before, over everything, until it was confirmed.
 */
export function RekeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [passwords, setPasswords] = useState<Passwords | null>(null)
  const renewing = useCommand(useClient().session.renewDataKey, { inline: true })
  // Closed while it runs, what it hands out would be lost.
  const idle = passwords === null && !renewing.running
  return (
    <Dialog onClose={onClose} title="更换数据密钥" size={520} mayClose={idle}>
      {passwords === null ? (
        <AskPassword renewing={renewing} onMade={(made) => (made.passwords.length === 0 ? onClose() : setPasswords(made.passwords))} onClose={onClose} />
      ) : (
        <TemporaryPasswords passwords={passwords} onDone={onClose} />
      )}
    </Dialog>
  )
}

function AskPassword({
  renewing,
  onMade,
  onClose,
}: {
  readonly renewing: Command<{ password: string }, HandedOut>
  readonly onMade: (made: HandedOut) => void
  readonly onClose: () => void
}): ReactNode {
  const work = useDoorWork(renewing.running)
  const api = useApi()
  const queryClient = useQueryClient()
  const [password, setPassword] = useState('')
  const renew = async (): Promise<void> => {
    if (password === '' || renewing.running) return
    const made = await renewing.run({ password })
    if (made === null) return
    onMade(made)
    await queryClient.invalidateQueries({ queryKey: api.session.key() })
  }
  return (
    <DialogForm
      label="更换数据密钥"
      ready={password !== ''}
      running={renewing.running}
      error={renewing.error}
      onDo={renew}
      cancelLabel={renewing.running ? '取消更换' : '取消'}
      onCancel={renewing.running ? (work.cancellable ? work.cancel : 'not now') : onClose}
    >
      <Text size="md">
        有人离开、重设了密码或更换了恢复码以后，更换数据密钥：全部数据用新的密钥重新加密，原来的密码和恢复码打不开今后的数据。您的密码不变，其他人改用临时密码，恢复码也换新的。照片不用重新加密，以前的备份仍能恢复。数据多时要几分钟，其他窗口会退出登录。
      </Text>
      <PasswordInput
        label="您的密码"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
      <DoorProgress work={work} title="正在更换数据密钥">
        请不要关机；换上之前都可以取消，取消后和原来完全一样。
      </DoorProgress>
    </DialogForm>
  )
}

function TemporaryPasswords({ passwords, onDone }: { readonly passwords: Passwords; readonly onDone: () => void }): ReactNode {
  const shell = useShell()
  const print = (): void => {
    shell.printHtml(passwordSlips(passwords)).catch(notifyError)
  }
  return (
    <Stack gap="xs">
      <Text size="md">其他人的临时密码（只显示这一次）。请打印后裁开，分别交给本人；登录后要改成自己的。</Text>
      {passwords.map(({ login, displayName, password }) => (
        <Text key={login} size="sm">
          {displayName}（{login}）：<code>{password}</code>
        </Text>
      ))}
      <Group justify="space-between">
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
          打印临时密码
        </Button>
        <Button onClick={onDone}>都已交给本人</Button>
      </Group>
    </Stack>
  )
}

/** One slip a person, to be cut apart. */
function passwordSlips(passwords: Passwords): string {
  const slips = passwords.map(
    ({ login, displayName, password }) =>
      `<p>${escaped(displayName)}（登录名 ${escaped(login)}）临时密码：<b>${escaped(password)}</b><br>请登录后改成自己的密码。</p>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>临时密码</title><style>@page{size:A4;margin:20mm}body{font-family:SimSun,"Noto Serif CJK SC",serif;font-size:13pt}p{border-bottom:1px dashed #000;padding:8mm 0;margin:0}b{font-family:Consolas,monospace}</style></head><body>${slips.join('')}</body></html>`
}
