import type { ScreenDefinition } from '../../router/screens.ts'
import { HelperList, HelperScreen, OrganizationList, OrganizationScreen, PairingList, PairingScreen } from './HelperScreens.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/organizations', title: '帮扶单位', component: OrganizationList },
  { path: '/organizations/$id', title: '帮扶单位', component: OrganizationScreen },
  { path: '/helpers', title: '帮扶责任人', component: HelperList },
  { path: '/helpers/$id', title: '帮扶责任人', component: HelperScreen },
  { path: '/pairings', title: '结对帮扶', component: PairingList },
  { path: '/pairings/$id', title: '结对帮扶', component: PairingScreen },
]
