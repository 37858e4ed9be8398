import { IconHome } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { HomeScreen } from './HomeScreen.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/', title: '首页', component: HomeScreen, menu: { place: '首页', order: 10, icon: IconHome } }]
