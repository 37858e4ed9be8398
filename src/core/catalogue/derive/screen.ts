/** How a register appears on the screens: what its entity file says, and the defaults of all that it leaves open. */
import { findField, isRegisterName, tableNames, registerOf, type RegisterName } from '../index.ts'
import { WORK_PLACES, type ScreenDefinition, type WorkPlace } from '../types.ts'

export interface RegisterScreen extends Pick<ScreenDefinition, 'listed' | 'icon'> {
  readonly register: RegisterName
  readonly place: WorkPlace | null
  readonly order: number
  /** Path of the list; a record's path goes on from it. */
  readonly path: string
  readonly title: string
  readonly counter: string
  readonly search: string
  readonly first: readonly string[]
  /** Name among the sheets to import; null: it comes from no sheet. */
  readonly sheet: string | null
  readonly administrators: boolean
}

/** Behind all that give an order. */
const LAST = 1000

const screens = new Map<RegisterName, RegisterScreen>()

/** The screen of a register, always the same object; null for a name that is none. */
export function screenOf(name: string): RegisterScreen | null {
  if (!isRegisterName(name)) return null
  let screen = screens.get(name)
  if (screen === undefined) screens.set(name, (screen = makeScreen(name)))
  return screen
}

function makeScreen(name: RegisterName): RegisterScreen {
  const register = registerOf(name)
  const { screen = {} } = register
  const title = screen.title ?? register.label
  return {
    register: name,
    title,
    place: screen.place ?? null,
    order: screen.order ?? LAST,
    path: screen.path ?? `/records/${name}`,
    counter: screen.counter ?? '条',
    search: screen.search ?? '名称、首字母、编号',
    first: screen.first ?? [register.title],
    sheet: screen.sheet === false || register.internal === true ? null : (screen.sheet ?? title),
    administrators: screen.administrators === true,
    ...(screen.listed === undefined ? {} : { listed: screen.listed }),
    ...(screen.icon === undefined ? {} : { icon: screen.icon }),
  }
}

/** All screens in the order of the work places; those without a place behind, in the order of the catalogue. */
export function screensInOrder(): readonly RegisterScreen[] {
  const rank = ({ place }: RegisterScreen): number => (place === null ? WORK_PLACES.length : WORK_PLACES.indexOf(place))
  return tableNames.flatMap((name) => screenOf(name) ?? []).sort((one, other) => rank(one) - rank(other) || one.order - other.order)
}

/** Path of the list of a register. */
export function listPath(register: string): string {
  return screenOf(register)?.path ?? `/records/${encodeURIComponent(register)}`
}

/** Path on which a record is looked at; `new` for one that is to be entered. */
export function recordPath(register: string, id: string): string {
  return `${listPath(register)}/${encodeURIComponent(id)}`
}

/** Registers whose records quick find looks for: those of the menu that have a name of their own. */
export function foundQuickly(): readonly RegisterScreen[] {
  return screensInOrder().filter(({ register, place }) => {
    const title = findField(register, registerOf(register).title)
    return place !== null && title?.type !== 'reference' && title?.type !== 'subject'
  })
}

/** How people count records of a register: 户, 人; 条 where nothing is said. */
export function counterOf(register: string): string {
  return registerOf(register).screen?.counter ?? '条'
}
