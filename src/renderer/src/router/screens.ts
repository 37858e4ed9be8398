/** How a feature puts its screens on the program: it exports `screens` from `features/<name>/screens.tsx`, nothing else is edited. */
import type { Icon } from '@tabler/icons-react'
import type { RouteComponent } from '@tanstack/react-router'
import type { WorkPlace } from '#core/catalogue/types.ts'

/** Where a screen stands in the menu; that of a register is said by its entity file. */
export interface MenuPlace {
  readonly place: WorkPlace
  /** Among the lines of the place, those of registers included. */
  readonly order: number
  readonly icon: Icon
  /** Instead of the title. */
  readonly label?: string
  /** Only shown to administrators. */
  readonly administrators?: boolean
  /** Reached from the page it lies within and by quick find; not a line of the menu. */
  readonly within?: boolean
}

export interface ScreenDefinition {
  /** Path of TanStack Router, parameters with `$`: `/households/$id`. */
  readonly path: string
  /** Title of the window and the name read out when the screen opens. */
  readonly title: string
  /** May be `lazyRouteComponent(() => import('./HouseholdList.tsx'), 'HouseholdList')`. */
  readonly component: RouteComponent
  readonly menu?: MenuPlace
  /** Made from the catalogue: gives way to a screen that a feature has for the same path. */
  readonly generic?: boolean
}

interface ScreenModule {
  readonly screens: readonly ScreenDefinition[]
}

const modules = import.meta.glob<ScreenModule>('../features/*/screens.tsx', { eager: true })

/** Screens without the generic ones whose path another has. */
function withoutReplaced(all: readonly ScreenDefinition[]): readonly ScreenDefinition[] {
  const own = new Set(all.filter(({ generic }) => generic !== true).map(({ path }) => path))
  return all.filter(({ generic, path }) => generic !== true || !own.has(path))
}

/** Every screen of every feature. */
export const screens: readonly ScreenDefinition[] = withoutReplaced(Object.values(modules).flatMap((module) => module.screens))
