import type { ScreenDefinition } from '../../router/screens.ts'
import { AnyRecord, AnyRegisterList } from './RecordRoutes.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/records/$register', title: '台账', component: AnyRegisterList },
  { path: '/records/$register/$id', title: '记录', component: AnyRecord },
]
