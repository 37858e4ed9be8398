import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconKey, IconKeyboard, IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../bridge/client.tsx'
import { useCommand } from '../bridge/useCommand.ts'
import { shortcutKeys } from '../keyboard/shortcuts.ts'
import { useShortcut } from '../keyboard/useShortcut.ts'
import { textSizes, useTextSize } from '../preferences/useTextSize.ts'
import { ChangePasswordDialog } from '../session/ChangePasswordDialog.tsx'
import { roleLabels, useSession, useSetSessionStatus } from '../session/useSession.tsx'
import { useHelp } from './HelpDialog.tsx'
import classes from './TopBar.module.css'

/** The user's own: lock, password, text size, logout. */
export function UserMenu(): ReactNode {
  const client = useClient()
  const { user } = useSession()
  const setStatus = useSetSessionStatus()
  const locking = useCommand(() => client.session.lock())
  const leaving = useCommand(() => client.session.logout())
  const [changing, setChanging] = useState(user.mustChangePassword)
  const [textSize, setTextSize] = useTextSize()
  const openHelp = useHelp()
  const lock = async (): Promise<void> => {
    const status = await locking.run(undefined)
    if (status !== null) setStatus(status)
  }
  const logout = async (): Promise<void> => {
    const status = await leaving.run(undefined)
    if (status !== null) setStatus(status)
  }
  useShortcut('lock', () => {
    void lock()
  })
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes['user']}>
            <IconUserCircle size={18} stroke={1.6} aria-hidden />
            {user.displayName}
            <span className={classes['role']}>{roleLabels[user.role]}</span>
            <IconChevronDown size={13} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconLock size={15} aria-hidden />}
            rightSection={<small>{shortcutKeys('lock')}</small>}
            onClick={() => {
              void lock()
            }}
          >
            锁定
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={15} aria-hidden />} onClick={() => setChanging(true)}>
            修改密码
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} rightSection={<small>F1</small>} onClick={openHelp}>
            快捷键
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>文字大小</Menu.Label>
          {textSizes.map((size) => (
            <Menu.Item
              key={size.key}
              closeMenuOnClick={false}
              onClick={() => setTextSize(size.key)}
              rightSection={size.key === textSize ? <IconCheck size={14} aria-label="当前" /> : null}
            >
              {size.label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={15} aria-hidden />}
            onClick={() => {
              void logout()
            }}
          >
            退出登录
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <ChangePasswordDialog required={user.mustChangePassword} onClose={() => setChanging(false)} />}
    </>
  )
}
