import { IconDice5 } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/draws',
    title: '随机抽取',
    component: lazyRouteComponent(() => import('./DrawsScreen.tsx'), 'DrawsScreen'),
    menu: { place: '考核报表', order: 60, icon: IconDice5 },
  },
  { path: '/draws/new', title: '定抽取名单', component: lazyRouteComponent(() => import('./NewDrawScreen.tsx'), 'NewDrawScreen') },
  { path: '/draws/$id', title: '一次随机抽取', component: lazyRouteComponent(() => import('./DrawScreen.tsx'), 'DrawScreen') },
]
