/** What was typed step by step, so that it can be taken back and brought again before it is saved. */
import { useCallback, useState } from 'react'

interface Step<T> {
  readonly state: T
  readonly tag: string | null
}

export interface History<T> {
  readonly past: readonly Step<T>[]
  readonly future: readonly T[]
}

/** Steps kept. */
const MOST = 200

export function emptyHistory<T>(): History<T> {
  return { past: [], future: [] }
}

/** Before a change: what stood. Changes that carry the same tag (letters typed into one cell) are one step. */
export function remembered<T>({ past, future }: History<T>, now: T, tag: string | null): History<T> {
  if (tag !== null && past.at(-1)?.tag === tag && future.length === 0) return { past, future }
  return { past: [...past, { state: now, tag }].slice(-MOST), future: [] }
}

/** One step back; null where nothing was typed. */
export function wentBack<T>({ past, future }: History<T>, now: T): { readonly history: History<T>; readonly state: T } | null {
  const last = past.at(-1)
  return last === undefined ? null : { history: { past: past.slice(0, -1), future: [now, ...future] }, state: last.state }
}

/** The step taken back last, again. */
export function wentForward<T>({ past, future }: History<T>, now: T): { readonly history: History<T>; readonly state: T } | null {
  const [next, ...further] = future
  return next === undefined ? null : { history: { past: [...past, { state: now, tag: null }], future: further }, state: next }
}

export interface Undoing<T> {
  readonly remember: (now: T, tag?: string | null) => void
  /** The state before the last change; null where there is none. */
  readonly undo: (now: T) => T | null
  readonly redo: (now: T) => T | null
  readonly forget: () => void
}

/** A history as a screen keeps it. */
export function useHistory<T>(): Undoing<T> {
  const [history, setHistory] = useState<History<T>>(emptyHistory)
  const step = (found: ReturnType<typeof wentBack<T>>): T | null => {
    if (found === null) return null
    setHistory(found.history)
    return found.state
  }
  return {
    remember: useCallback((now: T, tag: string | null = null) => setHistory((before) => remembered(before, now, tag)), []),
    undo: (now) => step(wentBack(history, now)),
    redo: (now) => step(wentForward(history, now)),
    forget: useCallback(() => setHistory(emptyHistory), []),
  }
}
