import { IconArchive } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/backups',
    title: '备份与检查',
    component: lazyRouteComponent(() => import('./BackupsScreen.tsx'), 'BackupsScreen'),
    menu: { place: '系统', order: 30, icon: IconArchive },
  },
]
