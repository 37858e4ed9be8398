import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useSession } from '../../session/useSession.tsx'

/** Puts a backup in the place of the data: from the list (`name`) or from a file. Asks for the login of the time of the backup. */
export function RestoreDialog({ name, onClose }: { readonly name: string | null; readonly onClose: () => void }): ReactNode {
  return <Modal opened onClose={onClose} title="从备份恢复" size={500} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': '关闭' }}><RestoreForm name={name} onClose={onClose} /></Modal>
}

function RestoreForm({ name, onClose }: { readonly name: string | null; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const queryClient = useQueryClient()
  const { user } = useSession()
  const [ticket, setTicket] = useState<FileTicket | null>(null)
  const [login, setLogin] = useState(user.login)
  const [password, setPassword] = useState('')
  const restoring = useCommand(client.backups.restore, { inline: true })
  const source = name !== null ? { name } : ticket !== null ? { ticket: ticket.ticket } : null
  const ready = source !== null && login.trim() !== '' && password !== ''
  const pick = (): void => { shell.pickFile({ title: '选择备份文件', extensions: ['bfbak'] }).then((picked) => { if (picked !== null) setTicket(picked) }).catch(notifyError) }
  const restore = async (): Promise<void> => {
    if (!ready || source === null || await restoring.run({ ...source, login: login.trim(), password }) === null) return
    notifyDone('已恢复', '请重新登录。')
    onClose()
    void queryClient.invalidateQueries()
  }
  const enter = useEnterToNext(() => { void restore() })
  return (
    <Stack gap="sm" {...enter}>
      <Alert color="amber" icon={<IconAlertTriangle size={18} aria-hidden />} title="备份之后录入的内容不会留下">现在的数据会整个换成备份那时的样子；换之前先自动备份一份，名为“恢复之前”，后悔时可以再换回来。所有窗口都会退出登录。</Alert>
      {restoring.error !== null && <ErrorPanel error={restoring.error} />}
      {name !== null
        ? <Text size="sm">恢复：{name}</Text>
        : <Group gap="sm"><Button variant="default" onClick={pick}>选择备份文件</Button><Text size="sm" c="gray.7">{ticket?.name ?? '备份文件以 .bfbak 结尾'}</Text></Group>}
      <TextInput label="登录名（备份那时的）" value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="username" />
      <PasswordInput label="密码（备份那时的）" value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': '显示密码' }} data-autofocus />
      <Group justify="flex-end" gap="xs"><Button variant="default" onClick={onClose}>取消</Button><Button color="red" disabled={!ready} loading={restoring.running} onClick={() => { void restore() }}>换成这份备份</Button></Group>
    </Stack>
  )
}
