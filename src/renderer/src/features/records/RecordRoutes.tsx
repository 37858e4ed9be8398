/** The list and the record screen of any register: on its own path, or by the name in the path. */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from '@tanstack/react-router'
import type { RouteComponent } from '@tanstack/react-router'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { entityFields } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { PlacedList } from './PlacedList.tsx'
import { useMayRead } from './useMayWrite.ts'
import { RecordScreen } from './RecordScreen.tsx'

/** `/records/<register>`. */
export function AnyRegisterList(): ReactNode {
  const screen = screenOf(useRouteParameter('register'))
  return screen === null ? <NotFoundScreen /> : <OneList key={screen.register} screen={screen} />
}

/** `/records/<register>/<id>`. */
export function AnyRecord(): ReactNode {
  const screen = screenOf(useRouteParameter('register'))
  return screen === null ? <NotFoundScreen /> : <OneRecord screen={screen} />
}

/** The list of a register that has a path of its own. */
export function listOf(screen: RegisterScreen): RouteComponent {
  return () => <OneList screen={screen} />
}

/** A record of a register that has a path of its own. */
export function recordOf(screen: RegisterScreen): RouteComponent {
  return () => <OneRecord screen={screen} />
}

function OneList({ screen }: { readonly screen: RegisterScreen }): ReactNode {
  return useMayRead()(screen.register) ? <PlacedList screen={screen} /> : <NotFoundScreen />
}

function OneRecord({ screen }: { readonly screen: RegisterScreen }): ReactNode {
  const mayRead = useMayRead()
  const id = useRouteParameter('id')
  const initial = useInitialFromPath(screen.register)
  if (!mayRead(screen.register)) return <NotFoundScreen />
  return <RecordScreen key={`${screen.register} ${id}`} screen={screen} id={id} initial={initial} />
}

/** Values for a new record that the path brings along: `…/new?village_id=v1&year=2016`. */
export function useInitialFromPath(register: string): Row {
  const search: unknown = useLocation().search
  return useMemo(() => {
    if (register === '' || typeof search !== 'object' || search === null) return {}
    const given = new Map<string, unknown>(Object.entries(search))
    const initial: Row = {}
    for (const field of entityFields(register, 'writable')) {
      const value = given.get(field.key)
      const title = given.get(`${field.key}_title`)
      if (typeof value === 'string' || typeof value === 'number')
        initial[field.key] = field.type === 'year' || field.type === 'integer' ? Number(value) : String(value)
      if (typeof title === 'string' || typeof title === 'number') initial[`${field.key}$title`] = String(title)
    }
    return initial
  }, [register, search])
}
