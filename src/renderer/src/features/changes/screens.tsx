import { IconHistory } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { ChangesScreen } from './ChangesScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/changes', title: '操作记录', component: ChangesScreen, menu: { place: '系统', order: 20, icon: IconHistory } },
]
