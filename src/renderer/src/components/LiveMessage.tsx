/** One polite live region for the whole program: results of searches, saves and jobs are read out without moving the focus. */
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import classes from './LiveMessage.module.css'

type Announce = (message: string) => void

const LiveMessageContext = createContext<Announce>(() => undefined)

/** Screen readers keep silent when the same text is set again; a trailing no-break space makes it new. */
const SAME_AGAIN = '\u00A0'

/** Holds the region; stands once, around the whole program. */
export function LiveMessageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [message, setMessage] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const announce = useCallback((text: string) => {
    clearTimeout(timer.current)
    // A short pause swallows results that are overtaken while typing.
    timer.current = setTimeout(() => setMessage((shown) => (shown === text ? text + SAME_AGAIN : text)), 300)
  }, [])
  const value = useMemo(() => announce, [announce])
  return (
    <LiveMessageContext value={value}>
      {children}
      <div className={classes['region']} role="status" aria-live="polite" data-testid="live-message">
        {message}
      </div>
    </LiveMessageContext>
  )
}

/** `announce('找到 12 户')` has the sentence read out. */
export function useAnnounce(): Announce {
  return useContext(LiveMessageContext)
}
