import { IconSettings } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/settings',
    title: '设置',
    component: lazyRouteComponent(() => import('./SettingsScreen.tsx'), 'SettingsScreen'),
    menu: { place: '系统', order: 40, icon: IconSettings },
  },
]
