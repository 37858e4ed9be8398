import { IconUserShield } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { UsersScreen } from './UsersScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/users', title: '用户', component: UsersScreen, menu: { place: '系统', order: 10, icon: IconUserShield, administrators: true } },
]
