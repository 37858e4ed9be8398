/** The field that had the focus when a new household was saved: its card opens with the focus there again. */
import { useEffect } from 'react'
import { keepState, keptState } from '../../preferences/useKeptState.ts'

const nameOf = (household: string): string => `focus.household.${household}`

/** Id of the field of the card in which somebody types; null where the focus is elsewhere. */
export function fieldInFocus(): string | null {
  const id = document.activeElement?.id ?? ''
  return id.startsWith('card-') ? id : null
}

/** Remembers the field for the card that opens next. */
export function keepFocus(household: string, field: string | null): void {
  keepState(nameOf(household), field)
}

/** Brings the focus back once the card stands. */
export function useFocusKept(household: string): void {
  useEffect(() => {
    const field = keptState(nameOf(household))
    if (typeof field !== 'string') return undefined
    const waiting = requestAnimationFrame(() => {
      keepState(nameOf(household), null)
      document.getElementById(field)?.focus()
    })
    return () => cancelAnimationFrame(waiting)
  }, [household])
}
