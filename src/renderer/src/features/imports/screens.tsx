import { IconFileImport } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { ImportListScreen } from './ImportListScreen.tsx'
import { ImportWizardScreen } from './ImportWizardScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/imports', title: '导入', component: ImportListScreen, menu: { place: '数据交换', order: 10, icon: IconFileImport } },
  { path: '/imports/new', title: '导入', component: ImportWizardScreen },
]
