/** The list and the record screen of any register, by the name in the path. */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from '@tanstack/react-router'
import { entityFields } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { RecordScreen } from './RecordScreen.tsx'
import { RegisterList } from './RegisterList.tsx'
import { registerScreen } from './registerScreens.ts'

/** `/records/<register>`. */
export function AnyRegisterList(): ReactNode {
  const screen = useRegisterScreen(useRouteParameter('register'))
  return screen === null ? <NotFoundScreen /> : <RegisterList key={screen.register} screen={screen} />
}

/** `/records/<register>/<id>`. */
export function AnyRecord(): ReactNode {
  const screen = useRegisterScreen(useRouteParameter('register'))
  const id = useRouteParameter('id')
  const initial = useInitialFromPath(screen?.register ?? '')
  return screen === null ? <NotFoundScreen /> : <RecordScreen key={`${screen.register} ${id}`} screen={screen} id={id} initial={initial} />
}

/** The screen description, the same object as long as the name is the same. */
export function useRegisterScreen(name: string): ReturnType<typeof registerScreen> {
  return useMemo(() => registerScreen(name), [name])
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
