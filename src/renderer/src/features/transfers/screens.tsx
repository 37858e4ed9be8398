import { IconTruckDelivery } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/exchange/transfers',
    title: '迁移',
    component: lazyRouteComponent(() => import('./TransfersScreen.tsx'), 'TransfersScreen'),
    menu: { place: '数据交换', order: 90, icon: IconTruckDelivery, within: true },
  },
]
