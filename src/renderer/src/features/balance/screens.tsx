import { IconScale } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/balance',
    title: '平衡表',
    component: lazyRouteComponent(() => import('./BalanceScreen.tsx'), 'BalanceScreen'),
    menu: { place: '考核报表', order: 7, icon: IconScale },
  },
  { path: '/balance_entries', title: '平衡表明细', component: lazyRouteComponent(() => import('./EntriesScreen.tsx'), 'EntriesScreen') },
]
