import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  { path: '/people', title: '人员', component: lazyRouteComponent(() => import('./PersonList.tsx'), 'PersonList') },
  { path: '/people/$id', title: '人', component: lazyRouteComponent(() => import('./PersonScreen.tsx'), 'PersonScreen') },
]
