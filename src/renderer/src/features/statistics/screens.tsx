import { IconReportAnalytics } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/statistics',
    title: '统计',
    component: lazyRouteComponent(() => import('./StatisticsScreen.tsx'), 'StatisticsScreen'),
    menu: { place: '考核报表', order: 5, icon: IconReportAnalytics },
  },
]
