/** The desk of suspicions: chosen, judged together, and looked into. */
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { useMayRead } from '../records/useMayWrite.ts'

export function HitsScreen(): ReactNode {
  const screen = screenOf('comparison_hit')
  const mayRead = useMayRead()
  return screen === null || !mayRead(screen.register) ? <NotFoundScreen /> : <PlacedList screen={screen} />
}
