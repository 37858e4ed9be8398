import type { ScreenDefinition } from '../../router/screens.ts'
import { PersonList } from './PersonList.tsx'

export const screens: readonly ScreenDefinition[] = [{ path: '/people', title: '人员', component: PersonList }]
