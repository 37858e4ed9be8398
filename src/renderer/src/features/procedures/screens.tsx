import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/procedures/$register', title: '办理进度', component: lazyRouteComponent(() => import('./BoardScreen.tsx'), 'BoardScreen') },
]
