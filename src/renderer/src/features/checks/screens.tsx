import { IconChecks } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/checks',
    title: '核查',
    component: lazyRouteComponent(() => import('./CheckScreen.tsx'), 'CheckScreen'),
    menu: { place: '考核报表', order: 3, icon: IconChecks },
  },
]
