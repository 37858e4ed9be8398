import { startTransition, useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useSteady } from '../useSteady.ts'
import { heightOf, rowsAt, scrolledToShow } from './rowWindow.ts'
import type { RowWindow, Sight } from './rowWindow.ts'

/** Rows drawn beyond those in sight: what is seen first comes first, the rest once it stands. */
const BEYOND = { first: 2, settled: 8 } as const
/** Long enough for the first rows to be painted. */
const SETTLED_MS = 100

interface Place {
  readonly scrolled: number
  readonly room: number
}

/**
 * The rows to draw now, drawn anew only where they are others than before.
 * @param headHeight px that the headings take of the scroller
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { total, rowHeight, headHeight }: { readonly total: number; readonly rowHeight: number; readonly headHeight: number },
): RowWindow & { readonly height: number; readonly show: (index: number) => void } {
  const [place, setPlace] = useState<Place>({ scrolled: 0, room: 0 })
  const beyond = useSettled(total > 0) ? BEYOND.settled : BEYOND.first
  const sightAt = ({ room }: Place): Sight => ({ total, rowHeight, room })
  const shown = rowsAt(sightAt(place), place.scrolled, beyond)

  /** Where the scroller is now, if that shows other rows. */
  const moved = (): Place | null => {
    const element = scroller.current
    if (element === null) return null
    const now = { scrolled: element.scrollTop, room: element.clientHeight - headHeight }
    const next = rowsAt(sightAt(now), now.scrolled, beyond)
    return next.first === shown.first && next.last === shown.last && next.shift === shown.shift ? null : now
  }
  const { look, follow, show } = useSteady({
    look: () => {
      const now = moved()
      if (now !== null) setPlace(now)
    },
    // Within the frame that scrolls: rows that come later would be missing in it.
    follow: () => {
      const now = moved()
      if (now !== null) flushSync(() => setPlace(now))
    },
    show: (index: number) => {
      const element = scroller.current
      if (element === null) return
      const sight = sightAt({ scrolled: element.scrollTop, room: element.clientHeight - headHeight })
      const wanted = scrolledToShow(sight, element.scrollTop, index)
      if (wanted === element.scrollTop) return
      element.scrollTo({ top: wanted })
      look()
    },
  })
  useLayoutEffect(look, [look, total, rowHeight, headHeight])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [scroller, look, follow])
  return { ...shown, height: heightOf(sightAt(place)), show }
}

/** Whether what began to be shown stands for a moment. */
function useSettled(begun: boolean): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (!begun) return
    const timer = setTimeout(() => startTransition(() => setSettled(true)), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [begun])
  return settled
}
