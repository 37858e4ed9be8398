import { Alert, Button, Group, PasswordInput, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FileTicket } from '#core/contract.ts'
import { RESTORE_WORDS, type RestoreGiven } from '#core/features/backups/contract.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useCommand, type Command } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { ProofFields } from './ProofFields.tsx'
import { DoorProgress, useDoorWork } from '../../session/DoorProgress.tsx'

/** Puts a backup in the place of the data: from the list (`name`) or from a file; `login` is filled in. Whoever has no data yet gives what opened the backup. */
export function RestoreDialog({
  name,
  login,
  empty = false,
  onClose,
}: {
  readonly name: string | null
  readonly login: string
  readonly empty?: boolean
  readonly onClose: () => void
}): ReactNode {
  const restoring = useCommand(useClient().backups.restore, { inline: true })
  // Closed while it runs, it would go on unseen.
  const idle = !restoring.running
  return (
    <Dialog onClose={onClose} title="从备份恢复" size={500} mayClose={idle}>
      <RestoreForm name={name} login={login} empty={empty} restoring={restoring} onClose={onClose} />
    </Dialog>
  )
}

type RestoreInput = RestoreGiven & { readonly name?: string; readonly ticket?: string }

function RestoreForm({
  name,
  login,
  empty,
  restoring,
  onClose,
}: {
  readonly name: string | null
  readonly login: string
  readonly empty: boolean
  readonly restoring: Command<RestoreInput, { users: string[] }>
  readonly onClose: () => void
}): ReactNode {
  const shell = useShell()
  const queryClient = useQueryClient()
  const [ticket, setTicket] = useState<FileTicket | null>(null)
  const [given, setGiven] = useState<RestoreGiven>({ login, password: '' })
  const work = useDoorWork(restoring.running)
  const source = name !== null ? { name } : ticket !== null ? { ticket: ticket.ticket } : null
  const ready = source !== null && (given.recoveryCode !== undefined ? given.recoveryCode.trim() !== '' : given.login.trim() !== '' && given.password !== '')
  const wantsWords = restoring.error?.action.includes(RESTORE_WORDS) === true || given.words !== undefined
  const set = (patch: Partial<RestoreGiven>): void => setGiven((before) => ({ ...before, ...patch }))
  const pick = (): void => {
    shell
      .pickFile({ title: '选择备份文件', extensions: ['bfbak'] })
      .then((picked) => {
        if (picked !== null) setTicket(picked)
      })
      .catch(notifyError)
  }
  const restore = async (): Promise<void> => {
    if (!ready || source === null || restoring.running) return
    const answer = await restoring.run({ ...source, ...given, login: given.login.trim() })
    if (answer === null) return
    notifyDone('已恢复', answer.users.length === 0 ? '请重新登录。' : `请重新登录。用户和权限保持恢复前的：${answer.users.join('')}`)
    onClose()
    void queryClient.invalidateQueries()
  }
  return (
    <DialogForm
      label="换成这份备份"
      danger
      ready={ready}
      running={restoring.running}
      error={restoring.error}
      onDo={restore}
      cancelLabel={restoring.running ? '取消恢复' : '取消'}
      onCancel={restoring.running ? (work.cancellable ? work.cancel : 'not now') : onClose}
    >
      {!empty && (
        <Alert color="amber" icon={<IconAlertTriangle size={18} aria-hidden />} title="备份之后录入的内容不会留下">
          现在的数据会整个换成备份那时的样子；换之前先自动备份一份，名为“恢复之前”，后悔时可以再换回来。用户、权限和密码保持现在的。所有窗口都会退出登录。
        </Alert>
      )}
      {name !== null ? (
        <Text size="sm">恢复：{name}</Text>
      ) : (
        <Group gap="sm">
          <Button variant="default" onClick={pick}>
            选择备份文件
          </Button>
          <Text size="sm" c="gray.7">
            {ticket?.name ?? '备份文件以 .bfbak 结尾'}
          </Text>
        </Group>
      )}
      <ProofFields given={given} set={set} when={empty ? '备份那时的管理员' : '现在的管理员'} code={empty ? '备份那时的恢复码' : '现在的恢复码'} />
      {!empty && <BackupFields given={given} set={set} />}
      {wantsWords && (
        <TextInput label={`确认栏（输入“${RESTORE_WORDS}”）`} value={given.words ?? ''} onChange={(event) => set({ words: event.currentTarget.value })} />
      )}
      <DoorProgress work={work} title="正在恢复">
        请不要关机；换上之前都可以取消，取消后和恢复前完全一样。
      </DoorProgress>
    </DialogForm>
  )
}

interface FieldsProps {
  readonly given: RestoreGiven
  readonly set: (patch: Partial<RestoreGiven>) => void
}

/** What opens a backup of another data key: of another PC, or of a time before the key was changed elsewhere. */
function BackupFields({ given, set }: FieldsProps): ReactNode {
  if (given.backupLogin === undefined) {
    return (
      <Text size="sm">
        <Button variant="subtle" size="compact-sm" onClick={() => set({ backupLogin: '', backupPassword: '', backupCode: '' })}>
          这份备份是另一台电脑或另一份数据的
        </Button>
      </Text>
    )
  }
  return (
    <>
      <TextInput label="备份自己的登录名" value={given.backupLogin} onChange={(event) => set({ backupLogin: event.currentTarget.value })} autoComplete="off" />
      <PasswordInput
        label="备份自己的密码"
        value={given.backupPassword ?? ''}
        onChange={(event) => set({ backupPassword: event.currentTarget.value })}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
      />
      <TextInput
        label="或备份自己的恢复码"
        value={given.backupCode ?? ''}
        onChange={(event) => set({ backupCode: event.currentTarget.value })}
        autoComplete="off"
      />
    </>
  )
}
