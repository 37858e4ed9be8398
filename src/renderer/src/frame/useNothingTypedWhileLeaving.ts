import { useRouterState } from '@tanstack/react-router'
import { useLayoutEffect } from 'react'

/** Where something is typed or chosen. */
const FIELDS = 'input, textarea, select, [contenteditable=true]'
/** How it gets there; a `mousedown` opens a box of choices, a `click` ticks one. */
const REFUSED = ['beforeinput', 'paste', 'drop', 'mousedown', 'click'] as const

/**
 * What is typed, pasted or chosen while the next screen is on its way would be lost with the screen that stands: its guard
 * has been asked already. So such a screen takes nothing any more and says that it is busy.
 * @param main the element around the screen
 */
export function useNothingTypedWhileLeaving(main: { readonly current: HTMLElement | null }): void {
  const leaving = useRouterState({
    select: ({ location, resolvedLocation }) => resolvedLocation !== undefined && location.pathname !== resolvedLocation.pathname,
  })
  useLayoutEffect(() => {
    const page = main.current
    if (page === null || !leaving) return
    const refuse = (event: Event): void => {
      if (!(event.target instanceof HTMLElement) || !event.target.matches(FIELDS)) return
      event.preventDefault()
      event.stopPropagation()
    }
    page.setAttribute('aria-busy', 'true')
    for (const kind of REFUSED) page.addEventListener(kind, refuse, { capture: true })
    return () => {
      page.removeAttribute('aria-busy')
      for (const kind of REFUSED) page.removeEventListener(kind, refuse, { capture: true })
    }
  }, [leaving, main])
}
