/** State that outlives its screen until the program is closed or the user logs out: filters and sorting of a list one comes back to. */
import { useCallback, useState } from 'react'

const kept = new Map<string, unknown>()

/** Forgets all kept state; on logout. */
export function forgetKeptState(): void {
  kept.clear()
}

/** Sets kept state from elsewhere, before the screen that uses it is opened. */
export function keepState(key: string, value: unknown): void {
  kept.set(key, value)
}

/** What is kept under a key, as it was left. */
export function keptState(key: string): unknown {
  return kept.get(key)
}

/** Like `useState`, but a screen that is opened again under the same key starts where it was left. The key names the type. */
export function useKeptState<T>(key: string, initial: T): readonly [T, (next: T | ((now: T) => T)) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : initial))
  const set = useCallback(
    (next: T | ((now: T) => T)) => {
      setValue((now) => {
        const made = typeof next === 'function' ? (next as (now: T) => T)(now) : next
        kept.set(key, made)
        return made
      })
    },
    [key],
  )
  return [value, set]
}
