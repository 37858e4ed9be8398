import { Group, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strengthOf } from '#core/rules/commonPasswords.ts'
import type { Role } from '#core/features/session/contract.ts'
import type { User } from '#core/features/users/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { roleLabels } from '../../session/useSession.tsx'
import { DivisionChoice } from './DivisionChoice.tsx'
import { roleSentences } from './roles.ts'

/** A new user, or name, role and divisions of one there is. */
export function UserDialog({ user, onClose }: { readonly user: User | null; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title={user === null ? '增加用户' : `修改${user.displayName}`} size={560}>
      <UserForm user={user} onClose={onClose} />
    </Dialog>
  )
}

function UserForm({ user, onClose }: { readonly user: User | null; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const [displayName, setDisplayName] = useState(user?.displayName ?? '')
  const [login, setLogin] = useState(user?.login ?? '')
  const [role, setRole] = useState<Role>(user?.role ?? 'entry')
  const [divisions, setDivisions] = useState<readonly string[]>(user?.divisions ?? [])
  const [password, setPassword] = useState('')
  const saving = useCommand(
    async () => {
      // An administrator works in the whole office.
      const within = role === 'administrator' ? [] : [...divisions]
      if (user === null) await client.users.create({ login: login.trim(), displayName: displayName.trim(), role, divisions: within, password })
      else await client.users.update({ id: user.id, displayName: displayName.trim(), role, divisions: within })
      return true
    },
    { inline: true },
  )
  const ready = displayName.trim() !== '' && (user !== null || (login.trim() !== '' && password !== ''))
  const save = async (): Promise<void> => {
    if (!ready || (await saving.run(undefined)) === null) return
    notifyDone(user === null ? '已增加用户' : '已修改', user === null ? `${displayName.trim()}第一次登录时要改成自己的密码。` : displayName.trim())
    onClose()
  }
  return (
    <DialogForm label={user === null ? '增加用户' : '保存'} ready={ready} running={saving.running} error={saving.error} onDo={save} onCancel={onClose}>
      <Group grow>
        <TextInput label="姓名" required value={displayName} onChange={(event) => setDisplayName(event.currentTarget.value)} data-autofocus />
        <TextInput label="登录名" required disabled={user !== null} value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
      </Group>
      <Radio.Group label="角色" value={role} onChange={(value) => setRole(roleSentences.find((known) => known.role === value)?.role ?? 'reader')}>
        <Stack gap={6} mt={4}>
          {roleSentences.map((known) => (
            <Radio key={known.role} value={known.role} label={roleLabels[known.role]} description={known.sentence} />
          ))}
        </Stack>
      </Radio.Group>
      {role !== 'administrator' && <DivisionChoice value={divisions} onChange={setDivisions} />}
      {user === null && (
        <PasswordInput
          label="初始密码"
          description={`告诉本人；第一次登录时程序会请他改成自己的。${strengthOf(password, [login])}`}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        />
      )}
    </DialogForm>
  )
}

/** A temporary password for someone who forgot theirs, or who comes back. */
export function PasswordDialog({ user, reactivate, onClose }: { readonly user: User; readonly reactivate: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title={reactivate ? `启用${user.displayName}` : `重设${user.displayName}的密码`} size={420}>
      <PasswordForm user={user} reactivate={reactivate} onClose={onClose} />
    </Dialog>
  )
}

function PasswordForm({ user, reactivate, onClose }: { readonly user: User; readonly reactivate: boolean; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const [password, setPassword] = useState('')
  const saving = useCommand(
    async () => {
      // Reactivated first: a password can only be given to a user who may log in.
      if (reactivate) await client.users.update({ id: user.id, active: true })
      await client.users.resetPassword({ id: user.id, password })
      return true
    },
    { inline: true },
  )
  const save = async (): Promise<void> => {
    if (password === '' || (await saving.run(undefined)) === null) return
    notifyDone(reactivate ? '已启用' : '密码已重设', `请把临时密码告诉${user.displayName}，登录后要改成自己的。`)
    onClose()
  }
  return (
    <DialogForm
      label={reactivate ? '启用并设密码' : '重设密码'}
      ready={password !== ''}
      running={saving.running}
      error={saving.error}
      onDo={save}
      onCancel={onClose}
    >
      <Text size="sm" c="gray.7">
        {reactivate ? '启用要另设一个临时密码，原来的密码不再有效。' : '原来的密码马上失效，正在使用的窗口会退出登录。'}
      </Text>
      <PasswordInput
        label="临时密码"
        description={strengthOf(password, [user.login])}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
    </DialogForm>
  )
}
