import type { ScreenDefinition } from '../../router/screens.ts'
import { BackupsScreen } from './BackupsScreen.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/backups', title: '备份与检查', component: BackupsScreen }]
