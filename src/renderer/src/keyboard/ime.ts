/**
 * Guards for input methods (拼音, 五笔): while a candidate is being composed, Enter, Tab, Esc and the arrows belong to the input method.
 * Every handler of these keys in the screens starts with `isImeKey`; raw comparisons with `'Enter'` are allowed in this folder only.
 */
import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

export type AnyKeyboardEvent = KeyboardEvent | ReactKeyboardEvent

function nativeOf(event: AnyKeyboardEvent): KeyboardEvent {
  return 'nativeEvent' in event ? event.nativeEvent : event
}

/** Whether the key belongs to the input method. Some engines do not set `isComposing` and report the key code 229 instead. */
export function isImeKey(event: AnyKeyboardEvent): boolean {
  const native = nativeOf(event)
  return native.isComposing || native.keyCode === 229
}

/** Enter that a user meant for the program: not composing; Shift is allowed, other modifiers are not. */
export function isEnter(event: AnyKeyboardEvent): boolean {
  return event.key === 'Enter' && !isImeKey(event) && !event.ctrlKey && !event.altKey && !event.metaKey
}

/** Esc that does not merely close the candidate window of the input method. */
export function isEscape(event: AnyKeyboardEvent): boolean {
  return event.key === 'Escape' && !isImeKey(event)
}

/** A key handler that runs `action` on a plain Enter, and nothing while composing. */
export function onEnter(action: () => void): (event: AnyKeyboardEvent) => void {
  return (event) => {
    if (!isEnter(event) || event.shiftKey) return
    event.preventDefault()
    action()
  }
}
