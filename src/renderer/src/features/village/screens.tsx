import type { ScreenDefinition } from '../../router/screens.ts'
import { VillageList, VillageScreen } from './VillageScreens.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/villages', title: '区划与村', component: VillageList },
  { path: '/villages/$id', title: '行政村', component: VillageScreen },
]
