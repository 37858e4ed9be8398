import type { ScreenDefinition } from '../../router/screens.ts'
import { HouseholdList } from './HouseholdList.tsx'
import { HouseholdScreen } from './HouseholdScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/households', title: '贫困户', component: HouseholdList },
  { path: '/households/$id', title: '贫困户信息', component: HouseholdScreen },
]
