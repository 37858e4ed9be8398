import { IconTimeline } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/projects', title: '项目', component: lazyRouteComponent(() => import('./ProjectList.tsx'), 'ProjectList') },
  {
    path: '/projects/progress',
    title: '项目进度',
    component: lazyRouteComponent(() => import('./ProgressScreen.tsx'), 'ProgressScreen'),
    menu: { place: '项目', order: 12, icon: IconTimeline },
  },
  { path: '/projects/report', title: '填报进度', component: lazyRouteComponent(() => import('./ReportScreen.tsx'), 'ReportScreen') },
  { path: '/projects/$id', title: '项目', component: lazyRouteComponent(() => import('./ProjectScreen.tsx'), 'ProjectScreen') },
]
