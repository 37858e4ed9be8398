import { IconTruckDelivery } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { TransfersScreen } from './TransfersScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/exchange/transfers',
    title: '迁移',
    component: TransfersScreen,
    menu: { place: '数据交换', order: 90, icon: IconTruckDelivery, within: true },
  },
]
