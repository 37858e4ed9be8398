import type { ScreenDefinition } from '../../router/screens.ts'
import { HomeScreen } from './HomeScreen.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/', title: '首页', component: HomeScreen }]
