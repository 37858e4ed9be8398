import type { ScreenDefinition } from '../../router/screens.ts'
import { ImportListScreen } from './ImportListScreen.tsx'
import { ImportWizardScreen } from './ImportWizardScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/imports', title: '导入', component: ImportListScreen },
  { path: '/imports/new', title: '导入', component: ImportWizardScreen },
]
