/** Routes of the program. The history lives behind `#`, so that the page works on `app://` and on the loopback server alike. */
import { createHashHistory, createRootRoute, createRoute, createRouter, useLocation } from '@tanstack/react-router'
import type { AnyRoute, RouteComponent, RouterHistory } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
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
  return createRouter({ routeTree: root.addChildren(routes), history, defaultPreload: false, scrollRestoration: false })
}

/** A question is about the page it was asked on: going back with it open takes it along. */
function QuestionsOfOnePage(): ReactNode {
  const { href } = useLocation()
  const withdraw = useWithdrawQuestion()
  useEffect(() => withdraw, [href, withdraw])
  return null
}
