import { IconArrowBackUp } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { ReturnsScreen } from './ReturnsScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/exchange/returns',
    title: '审核退回',
    component: ReturnsScreen,
    menu: { place: '数据交换', order: 100, icon: IconArrowBackUp, within: true },
  },
]
