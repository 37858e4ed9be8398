import { IconHome } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/',
    title: '首页',
    component: lazyRouteComponent(() => import('./HomeScreen.tsx'), 'HomeScreen'),
    menu: { place: '首页', order: 10, icon: IconHome },
  },
]
