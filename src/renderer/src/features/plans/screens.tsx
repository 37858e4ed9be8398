import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/plans/$id', title: '一户一策', component: lazyRouteComponent(() => import('./PlanScreen.tsx'), 'PlanScreen') },
]
