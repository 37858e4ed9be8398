import { IconUserShield } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/users',
    title: '用户',
    component: lazyRouteComponent(() => import('./UsersScreen.tsx'), 'UsersScreen'),
    menu: { place: '系统', order: 10, icon: IconUserShield, administrators: true },
  },
]
