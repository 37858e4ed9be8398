import { useCallback } from 'react'
import { useMayRead } from '../features/records/useMayWrite.ts'
import { useSession } from '../session/useSession.tsx'
import type { MenuEntry } from './menu.ts'

/** Tells whether a line of the menu, or a page of quick find, is the user's to see. */
export function useIsShown(): (entry: MenuEntry) => boolean {
  const { mayAdminister } = useSession()
  const mayRead = useMayRead()
  return useCallback(
    ({ administrators, register }) => (!administrators || mayAdminister) && (register === undefined || mayRead(register)),
    [mayAdminister, mayRead],
  )
}
