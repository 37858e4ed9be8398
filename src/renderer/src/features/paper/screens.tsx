import { IconPrinter } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { PaperScreen } from './PaperScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/forms', title: '表单与导出', component: PaperScreen, menu: { place: '考核报表', order: 10, icon: IconPrinter } },
]
