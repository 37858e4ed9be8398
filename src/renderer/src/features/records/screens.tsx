import { screensInOrder } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { RouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

const listOf = (screen: RegisterScreen): RouteComponent =>
  lazyRouteComponent(async () => ({ List: (await import('./RecordRoutes.tsx')).listOf(screen) }), 'List')
const recordOf = (screen: RegisterScreen): RouteComponent =>
  lazyRouteComponent(async () => ({ Record: (await import('./RecordRoutes.tsx')).recordOf(screen) }), 'Record')

/** Registers with a path of their own have list and record there, unless a feature brings screens for it. */
const withPath = screensInOrder().filter(({ path }) => !path.startsWith('/records/'))

export const screens: readonly ScreenDefinition[] = [
  ...withPath.flatMap((screen): readonly ScreenDefinition[] => [
    { path: screen.path, title: screen.title, component: listOf(screen), generic: true },
    // A row that is worked out has no page of its own: its list leads to what it is made of.
    ...(registerOf(screen.register).computed === true
      ? []
      : [{ path: `${screen.path}/$id`, title: registerOf(screen.register).label, component: recordOf(screen), generic: true as const }]),
  ]),
  { path: '/records/$register', title: '台账', component: lazyRouteComponent(() => import('./RecordRoutes.tsx'), 'AnyRegisterList') },
  { path: '/records/$register/$id', title: '记录', component: lazyRouteComponent(() => import('./RecordRoutes.tsx'), 'AnyRecord') },
]
