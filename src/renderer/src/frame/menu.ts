/** The menu at the left, collected from the entity files of the registers and the screens of the features. Data, so that quick find and tests read the same. */
import { IconTable } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { registerIcons } from 'virtual:register-icons'
import { screenOf, screensInOrder } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { WORK_PLACES } from '#core/catalogue/types.ts'
import type { WorkPlace } from '#core/catalogue/types.ts'
import { screens } from '../router/screens.ts'

export interface MenuEntry {
  readonly path: string
  readonly label: string
  readonly icon: Icon
  /** Only shown to administrators. */
  readonly administrators: boolean
  /** The register whose list it is; only shown to those who may read it. */
  readonly register?: string
}

export interface MenuGroup {
  readonly place: WorkPlace
  readonly entries: readonly MenuEntry[]
}

interface Placed extends MenuEntry {
  readonly place: WorkPlace | null
  readonly order: number
  readonly within: boolean
}

/** Symbol of a register. */
export function iconOf(register: string): Icon {
  return registerIcons[screenOf(register)?.icon ?? ''] ?? IconTable
}

function ofRegister({ register, place, order, path, title, administrators }: RegisterScreen): Placed {
  return { path, label: title, icon: iconOf(register), administrators, register, place, order, within: place === null }
}

const placed: readonly Placed[] = [
  ...screensInOrder()
    .filter(({ register }) => registerOf(register).internal !== true)
    .map(ofRegister),
  ...screens.flatMap(({ path, title, menu }): Placed[] => (menu === undefined ? [] : [{ label: title, administrators: false, within: false, ...menu, path }])),
]

/** The lines of the menu by work place; places that have nothing yet are left out. */
export const menu: readonly MenuGroup[] = WORK_PLACES.map((place) => ({
  place,
  entries: placed.filter((entry) => entry.place === place && !entry.within).sort((one, other) => one.order - other.order),
})).filter(({ entries }) => entries.length > 0)

/** All that quick find leads to: the lines of the menu, what lies within their pages, and the registers that are in no menu. */
export const pages: readonly MenuEntry[] = [...menu.flatMap(({ entries }) => entries), ...placed.filter(({ within }) => within)]
