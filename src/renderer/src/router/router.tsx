/** Routes of the program. The history lives behind `#`, so that the page works on `app://` and on the loopback server alike. */
import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { AnyRoute, RouteComponent, RouterHistory } from '@tanstack/react-router'
import { NotFoundScreen, ScreenFailure } from './NotFoundScreen.tsx'
import type { ScreenDefinition } from './screens.ts'

/**
 * @param frame surrounds every screen and shows it with `<Outlet />`
 * @param history a memory history in tests
 */
export function createScreenRouter(screens: readonly ScreenDefinition[], frame: RouteComponent, history: RouterHistory = createHashHistory()) {
  const root = createRootRoute({ component: frame, notFoundComponent: NotFoundScreen, errorComponent: ScreenFailure })
  const routes: AnyRoute[] = screens.map((screen) => createRoute({
    getParentRoute: () => root, path: screen.path, component: screen.component, staticData: { title: screen.title }, errorComponent: ScreenFailure,
  }))
  return createRouter({ routeTree: root.addChildren(routes), history, defaultPreload: false, scrollRestoration: false })
}
