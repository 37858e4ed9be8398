import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

/** The list of what is lacking, with the button that finds it; its place in the menu is that of the register. */
export const screens: readonly ScreenDefinition[] = [
  { path: '/shortfalls', title: '短板', component: lazyRouteComponent(() => import('./ShortfallsScreen.tsx'), 'ShortfallsScreen') },
]
