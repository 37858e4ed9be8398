import { IconPrinter } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/forms',
    title: '表单与导出',
    component: lazyRouteComponent(() => import('./PaperScreen.tsx'), 'PaperScreen'),
    menu: { place: '考核报表', order: 10, icon: IconPrinter },
  },
]
