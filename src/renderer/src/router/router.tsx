/** Routes of the program. The history lives behind `#`, so that the page works on `app://` and on the loopback server alike. */
import { createHashHistory, createRootRoute, createRoute, createRouter, useLocation } from '@tanstack/react-router'
import type { AnyRoute, AnyRouteMatch, AnyRouter, RouteComponent, RouterHistory } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useWithdrawQuestion } from '../components/ConfirmDialog.tsx'
import { NotFoundScreen, ScreenFailure } from './NotFoundScreen.tsx'
import type { ScreenDefinition } from './screens.ts'

/**
 * @param Frame surrounds every screen and shows it with `<Outlet />`
 * @param history a memory history in tests
 */
export function createScreenRouter(screens: readonly ScreenDefinition[], Frame: RouteComponent, history: RouterHistory = createHashHistory()) {
  const root = createRootRoute({
    component: () => (
      <>
        <QuestionsOfOnePage />
        <Frame />
      </>
    ),
    notFoundComponent: NotFoundScreen,
    errorComponent: ScreenFailure,
  })
  const routes: AnyRoute[] = screens.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: screen.component,
      staticData: { title: screen.title },
      errorComponent: ScreenFailure,
    }),
  )
  const router = createRouter({ routeTree: root.addChildren(routes), history, defaultPreload: false, scrollRestoration: false })
  keepStepsInOnePiece(router)
  return router
}

/**
 * Another screen is drawn in slices, as `routerStore.ts` says. The same screen at another step, tab or record is drawn in one piece before anybody is answered:
 * the next key or click is meant for what is then shown.
 */
function keepStepsInOnePiece(router: AnyRouter): void {
  const screenOf = (matches: readonly AnyRouteMatch[]): string | undefined => matches.at(-1)?.routeId
  let { startTransition } = router
  let shown: string | undefined
  router.subscribe('onRendered', () => {
    shown = screenOf(router.state.matches)
  })
  // The library sets its own with each drawing.
  Object.defineProperty(router, 'startTransition', {
    get: (): AnyRouter['startTransition'] => (show, matches) => startTransition(screenOf(matches) === shown ? () => flushSync(show) : show, matches),
    set: (fresh: AnyRouter['startTransition']) => {
      startTransition = fresh
    },
  })
}

/** A question is about the page it was asked on: going back with it open takes it along. */
function QuestionsOfOnePage(): ReactNode {
  const { href } = useLocation()
  const withdraw = useWithdrawQuestion()
  useEffect(() => withdraw, [href, withdraw])
  return null
}
