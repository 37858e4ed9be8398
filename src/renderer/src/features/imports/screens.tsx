import { IconFileImport } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/imports',
    title: '导入',
    component: lazyRouteComponent(() => import('./ImportListScreen.tsx'), 'ImportListScreen'),
    menu: { place: '数据交换', order: 10, icon: IconFileImport },
  },
  { path: '/imports/undo', title: '撤销导入', component: lazyRouteComponent(() => import('./UndoScreen.tsx'), 'UndoScreen') },
  { path: '/imports/new', title: '导入', component: lazyRouteComponent(() => import('./ImportWizardScreen.tsx'), 'ImportWizardScreen') },
]
