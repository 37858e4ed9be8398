/** The router of the program, ready with its first screen. */
import type { AnyRouter } from '@tanstack/react-router'
import { startTransition, useEffect, useState } from 'react'
import { AppFrame } from '../frame/AppFrame.tsx'
import { createScreenRouter } from './router.tsx'
import { screens } from './screens.ts'

/**
 * A router for whoever is in; null until the screen that the address asks for is loaded. It is handed out in a transition: the whole program is drawn with it,
 * in slices, so that a page that stood before is still answered.
 * @param user null while nobody is in: the next one gets another
 */
export function useProgramRouter(user: string | null): AnyRouter | null {
  const [ready, setReady] = useState<{ readonly user: string; readonly router: AnyRouter } | null>(null)
  useEffect(() => {
    if (user === null) return
    let gone = false
    const router = createScreenRouter(screens, AppFrame)
    const handOut = (): void => {
      if (!gone) startTransition(() => setReady({ user, router }))
    }
    // What went wrong the router shows.
    router.load().then(handOut, handOut)
    return () => {
      gone = true
      setReady(null)
    }
  }, [user])
  return ready?.user === user ? ready.router : null
}
