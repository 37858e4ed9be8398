/**
 * Enter goes to the next field, Shift+Enter to the one before, and on the last field calls `onLast` (usually: save).
 *
 * Not while composing, not in a text area (Ctrl+Enter leaves it), not on buttons and links, and not while a drop-down is open
 * unless its input says so with `letEnterMove` after it took the choice.
 */
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { isImeKey } from './ime.ts'

const STOPS = ['input:not([type=hidden]):not([disabled])', 'select:not([disabled])', 'textarea:not([disabled])', '[data-enter-stop]'].join(',')

const moving = new WeakSet<Event>()

/** Said by a drop-down that took its choice on this Enter: the focus may go on to the next field. */
export function letEnterMove(event: KeyboardEvent): void {
  moving.add(event.nativeEvent)
}

function isStop(element: HTMLElement): boolean {
  if (element.tabIndex < 0 || element.closest('[data-enter-skip],[inert]') !== null) return false
  if (element instanceof HTMLInputElement && element.readOnly && element.dataset['enterStop'] === undefined) return false
  if (element instanceof HTMLInputElement && element.type === 'radio') return isFirstChoice(element)
  return true
}

/** Of a group of radio buttons only the chosen one, else the first, is a stop. */
function isFirstChoice(radio: HTMLInputElement): boolean {
  const group = radio.closest('[role=radiogroup]') ?? radio.ownerDocument
  const peers = [...group.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter((peer) => peer.name === radio.name)
  const chosen = peers.find((peer) => peer.checked) ?? peers[0]
  return chosen === radio
}

/** The fields of a container that Enter stops at, in document order. */
function enterStops(container: HTMLElement): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(STOPS)].filter(isStop)
}

function positionOf(stops: readonly HTMLElement[], target: HTMLElement): number {
  const exact = stops.indexOf(target)
  if (exact >= 0) return exact
  const group = target.closest('[role=radiogroup]')
  return group === null ? -1 : stops.findIndex((stop) => group.contains(stop))
}

/** Focuses a field and selects its text, so that typing replaces it. */
function focusField(element: HTMLElement): void {
  element.focus()
  if (element instanceof HTMLInputElement && element.type !== 'radio' && element.type !== 'checkbox') element.select()
}

/** Focuses the first field of a container; false when it has none. */
export function focusFirstField(container: HTMLElement): boolean {
  const first = enterStops(container)[0]
  if (first === undefined) return false
  focusField(first)
  return true
}

function leavesAlone(event: KeyboardEvent, target: HTMLElement): boolean {
  if (target instanceof HTMLTextAreaElement) return !event.ctrlKey
  if (event.ctrlKey || event.altKey || event.metaKey) return true
  if (target.closest('button,a[href],[role=grid]') !== null) return true
  return target.getAttribute('aria-expanded') === 'true' && !moving.has(event.nativeEvent)
}

/**
 * Props for the container of a form: `<form {...useEnterToNext(save)}>`.
 * @param onLast called on Enter in the last field; without it the focus stays there.
 */
export function useEnterToNext(onLast?: () => void): { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void } {
  const latest = useRef(onLast)
  useLayoutEffect(() => {
    latest.current = onLast
  })
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || isImeKey(event)) return
    if (event.defaultPrevented && !moving.has(event.nativeEvent)) return
    const target = event.target
    if (!(target instanceof HTMLElement) || leavesAlone(event, target)) return
    const stops = enterStops(event.currentTarget)
    const position = positionOf(stops, target)
    if (position < 0) return
    event.preventDefault()
    const next = stops[position + (event.shiftKey ? -1 : 1)]
    if (next !== undefined) focusField(next)
    else if (!event.shiftKey) {
      // The field may have taken its value on this very key: what is saved is what the form holds after that.
      flushSync(() => undefined)
      latest.current?.()
    }
  }, [])
  return { onKeyDown }
}
