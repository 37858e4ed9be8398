import { IconMap2 } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/battle',
    title: '挂图作战',
    component: lazyRouteComponent(() => import('./BattleScreen.tsx'), 'BattleScreen'),
    menu: { place: '项目', order: 80, icon: IconMap2 },
  },
]
