import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/villages', title: '区划与村', component: lazyRouteComponent(() => import('./VillageScreens.tsx'), 'VillageList') },
  { path: '/villages/$id', title: '行政村', component: lazyRouteComponent(() => import('./VillageScreens.tsx'), 'VillageScreen') },
]
