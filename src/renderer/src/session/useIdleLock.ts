/** Locks the window when nobody has touched keyboard or mouse for a while. */
import { useEffect } from 'react'
import { useClient } from '../bridge/client.tsx'
import { useSetSessionStatus } from './useSession.tsx'

const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

/** @param minutes of rest before locking; 0 never locks */
export function useIdleLock(minutes: number): void {
  const client = useClient()
  const setStatus = useSetSessionStatus()
  useEffect(() => {
    if (minutes <= 0) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const lock = (): void => {
      client.session.lock().then(setStatus, restart)
    }
    const restart = (): void => {
      clearTimeout(timer)
      timer = setTimeout(lock, minutes * 60_000)
    }
    restart()
    for (const sign of SIGNS) window.addEventListener(sign, restart, { passive: true, capture: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, restart, { capture: true })
    }
  }, [minutes, client, setStatus])
}
