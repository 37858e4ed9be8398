import type { ScreenDefinition } from '../../router/screens.ts'
import { BoardScreen } from './BoardScreen.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/procedures/$register', title: '办理进度', component: BoardScreen }]
