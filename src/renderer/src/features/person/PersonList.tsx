import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { PlacedList } from '../records/PlacedList.tsx'

const screen = screenOf('person')

/** Everyone on file, by division. */
export function PersonList(): ReactNode {
  return screen === null ? null : <PlacedList screen={screen} detail={<span>含已不在户的人</span>} />
}
