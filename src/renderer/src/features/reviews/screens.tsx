import { IconArrowBackUp } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/exchange/returns',
    title: '审核退回',
    component: lazyRouteComponent(() => import('./ReturnsScreen.tsx'), 'ReturnsScreen'),
    menu: { place: '数据交换', order: 100, icon: IconArrowBackUp, within: true },
  },
]
