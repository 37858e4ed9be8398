import { IconSettings } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { SettingsScreen } from './SettingsScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/settings', title: '设置', component: SettingsScreen, menu: { place: '系统', order: 40, icon: IconSettings } },
]
