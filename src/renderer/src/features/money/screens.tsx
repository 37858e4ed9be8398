import { IconArrowsSplit2 } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

/** The lists of money with what is done from them, and where money goes in a year. */
export const screens: readonly ScreenDefinition[] = [
  {
    path: '/money',
    title: '资金流向',
    component: lazyRouteComponent(() => import('./MoneyScreen.tsx'), 'MoneyScreen'),
    menu: { place: '资金', order: 25, icon: IconArrowsSplit2 },
  },
  { path: '/fund_allocations', title: '资金分配', component: lazyRouteComponent(() => import('./AllocationsScreen.tsx'), 'AllocationsScreen') },
  { path: '/household_payments', title: '到户发放', component: lazyRouteComponent(() => import('./PaymentsScreen.tsx'), 'PaymentsScreen') },
]
