import type { ScreenDefinition } from '../../router/screens.ts'
import { GroupList, GroupScreen, VillageList, VillageScreen } from './VillageScreens.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/villages', title: '区划与村', component: VillageList },
  { path: '/villages/$id', title: '行政村', component: VillageScreen },
  { path: '/groups', title: '社', component: GroupList },
  { path: '/groups/$id', title: '社', component: GroupScreen },
]
