import type { ScreenDefinition } from '../../router/screens.ts'
import { PersonList, PersonScreen } from './PersonScreens.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/people', title: '人员', component: PersonList },
  { path: '/people/$id', title: '人员信息', component: PersonScreen },
]
