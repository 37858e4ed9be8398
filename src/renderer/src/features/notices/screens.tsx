import { IconClipboardText } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/notices',
    title: '本周公示',
    component: lazyRouteComponent(() => import('./NoticesScreen.tsx'), 'NoticesScreen'),
    menu: { place: '识别', order: 71, icon: IconClipboardText },
  },
]
