import type { ScreenDefinition } from '../../router/screens.ts'
import { PersonList } from './PersonList.tsx'
import { PersonScreen } from './PersonScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/people', title: '人员', component: PersonList },
  { path: '/people/$id', title: '人', component: PersonScreen },
]
