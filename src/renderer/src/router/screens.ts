/** How a feature puts its screens on the program: it exports `screens` from `features/<name>/screens.tsx`, nothing else is edited. */
import type { RouteComponent } from '@tanstack/react-router'

export interface ScreenDefinition {
  /** Path of TanStack Router, parameters with `$`: `/households/$id`. */
  readonly path: string
  /** Title of the window and the name read out when the screen opens. */
  readonly title: string
  /** May be `lazyRouteComponent(() => import('./HouseholdList.tsx'), 'HouseholdList')`. */
  readonly component: RouteComponent
}

interface ScreenModule {
  readonly screens: readonly ScreenDefinition[]
}

const modules = import.meta.glob<ScreenModule>('../features/*/screens.tsx', { eager: true })

/** Every screen of every feature. */
export const screens: readonly ScreenDefinition[] = Object.values(modules).flatMap((module) => module.screens)
