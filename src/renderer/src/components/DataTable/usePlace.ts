/** Where the user was in a table: kept while they look into a record and come back. */
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { ListPosition } from '../../keyboard/listKeys.ts'
import { keepState, keptState } from '../../preferences/useKeptState.ts'

interface Place {
  /** The question whose rows they were; another one begins at the top. */
  readonly question: string
  readonly active: ListPosition
  readonly top: number
  readonly left: number
}

const TOP: ListPosition = { row: 0, column: 0 }

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'question' in value && 'active' in value && 'top' in value
}

/**
 * The active cell, and the scroller put back where it was once the rows are known.
 * @param key under which the place is kept; null: it is not
 */
export function usePlace(
  key: string | null,
  question: string,
  total: number | null,
  scroller: RefObject<HTMLDivElement | null>,
): { readonly active: ListPosition; readonly setActive: (next: ListPosition | ((now: ListPosition) => ListPosition)) => void } {
  const name = key === null ? null : `place.${key}`
  const [kept] = useState(() => {
    const found = name === null ? null : keptState(name)
    return isPlace(found) && found.question === question ? found : null
  })
  const [active, setActive] = useState<ListPosition>(kept?.active ?? TOP)
  const waiting = useRef(kept)
  const shown = useRef(question)

  useEffect(() => {
    if (shown.current === question) return
    shown.current = question
    waiting.current = null
    setActive((now) => ({ row: now.row < 0 ? -1 : 0, column: now.column }))
    scroller.current?.scrollTo({ top: 0 })
  }, [question, scroller])

  // After the layout effects: the virtualizer goes to its beginning in one of them, when it first sees its element.
  useEffect(() => {
    const place = waiting.current
    if (place === null || total === null || scroller.current === null) return
    waiting.current = null
    scroller.current.scrollTo({ top: place.top, left: place.left })
  }, [total, scroller])

  const last = useRef({ active, question })
  useEffect(() => {
    last.current = { active, question }
  })
  useEffect(() => {
    const element = scroller.current
    if (name === null || element === null) return
    // The element may be gone when the screen is left, so that its place is noted while it is scrolled.
    const seen = { top: element.scrollTop, left: element.scrollLeft }
    const note = (): void => {
      seen.top = element.scrollTop
      seen.left = element.scrollLeft
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      element.removeEventListener('scroll', note)
      keepState(name, { ...last.current, ...seen } satisfies Place)
    }
  }, [name, scroller])
  return { active, setActive }
}
