import { IconTarget } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/targets',
    title: '目标任务',
    component: lazyRouteComponent(() => import('./TargetsScreen.tsx'), 'TargetsScreen'),
    menu: { place: '考核报表', order: 7, icon: IconTarget },
  },
]
