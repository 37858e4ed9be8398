import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/households', title: '贫困户', component: lazyRouteComponent(() => import('./HouseholdList.tsx'), 'HouseholdList') },
  { path: '/households/$id', title: '贫困户信息', component: lazyRouteComponent(() => import('./HouseholdScreen.tsx'), 'HouseholdScreen') },
]
