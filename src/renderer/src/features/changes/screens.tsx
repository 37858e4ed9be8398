import { IconHistory } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/changes',
    title: '操作记录',
    component: lazyRouteComponent(() => import('./ChangesScreen.tsx'), 'ChangesScreen'),
    menu: { place: '系统', order: 20, icon: IconHistory },
  },
]
