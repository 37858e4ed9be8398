import { IconChecks } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { CheckScreen } from './CheckScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/checks', title: '核查', component: CheckScreen, menu: { place: '考核报表', order: 3, icon: IconChecks } },
]
