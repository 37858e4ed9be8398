import { IconChartHistogram } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/years',
    title: '年度对照',
    component: lazyRouteComponent(() => import('./YearsScreen.tsx'), 'YearsScreen'),
    menu: { place: '考核报表', order: 6, icon: IconChartHistogram },
  },
]
