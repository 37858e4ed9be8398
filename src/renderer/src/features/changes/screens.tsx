import type { ScreenDefinition } from '../../router/screens.ts'
import { ChangesScreen } from './ChangesScreen.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/changes', title: '操作记录', component: ChangesScreen }]
