/** Handlers of the window-wide shortcuts: the latest mounted handler of a shortcut wins (a dialog above a page). */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { shortcutOf } from './shortcuts.ts'
import type { ShortcutId } from './shortcuts.ts'

interface Registration {
  readonly id: ShortcutId
  readonly run: () => void
}

const registrations: Registration[] = []
const listeners = new Set<() => void>()
let active: readonly ShortcutId[] = []

function changed(): void {
  active = [...new Set(registrations.map((registration) => registration.id))]
  for (const listener of listeners) listener()
}

/** While a dialog is open only the handlers registered inside it may run; the page behind keeps still. */
function dialogIsOpen(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null
}

/** Behind the lock nothing may be reached, by keys neither. */
function isLocked(): boolean {
  return document.querySelector('[data-locked]') !== null
}

const KEPT_IN_DIALOGS: readonly ShortcutId[] = ['save', 'help', 'lock']

function handle(event: KeyboardEvent): void {
  const id = shortcutOf(event)
  if (id === null || event.defaultPrevented) return
  const registration = registrations.findLast((candidate) => candidate.id === id)
  if (registration === undefined || isLocked()) return
  event.preventDefault()
  if (dialogIsOpen() && !KEPT_IN_DIALOGS.includes(id)) return
  registration.run()
}

function register(registration: Registration): () => void {
  if (registrations.length === 0) window.addEventListener('keydown', handle)
  registrations.push(registration)
  changed()
  return () => {
    registrations.splice(registrations.indexOf(registration), 1)
    if (registrations.length === 0) window.removeEventListener('keydown', handle)
    changed()
  }
}

/**
 * Runs `run` on the shortcut while the component is mounted and `enabled`.
 * Inside a dialog only `save` and `help` are passed on.
 */
export function useShortcut(id: ShortcutId, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return undefined
    return register({ id, run: () => latest.current() })
  }, [id, enabled])
}

/** Alt+1 … Alt+9 go to the sections of a page. */
export function useSectionShortcuts(count: number, go: (index: number) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const removals = Array.from({ length: Math.min(count, 9) }, (_, index) => register({ id: `section-${index + 1}`, run: () => latest.current(index) }))
    return () => {
      for (const remove of removals) remove()
    }
  }, [count])
}

/** The shortcuts that do something on the present page. */
export function useActiveShortcuts(): readonly ShortcutId[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => active,
  )
}
