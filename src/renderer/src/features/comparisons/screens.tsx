import { IconArrowsDiff, IconListSearch } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/comparisons',
    title: '数据比对',
    component: lazyRouteComponent(() => import('./ComparisonsScreen.tsx'), 'ComparisonsScreen'),
    menu: { place: '识别', order: 70, icon: IconArrowsDiff },
  },
  { path: '/comparisons/new', title: '比对一份名单', component: lazyRouteComponent(() => import('./NewComparisonScreen.tsx'), 'NewComparisonScreen') },
  { path: '/comparisons/$id', title: '一次比对', component: lazyRouteComponent(() => import('./ComparisonScreen.tsx'), 'ComparisonScreen') },
  {
    path: '/hits',
    title: '比对疑点',
    component: lazyRouteComponent(() => import('./HitsScreen.tsx'), 'HitsScreen'),
    menu: { place: '识别', order: 71, icon: IconListSearch },
  },
]
