import { IconArchive } from '@tabler/icons-react'
import type { ScreenDefinition } from '../../router/screens.ts'
import { BackupsScreen } from './BackupsScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/backups', title: '备份与检查', component: BackupsScreen, menu: { place: '系统', order: 30, icon: IconArchive } },
]
