/** What one user of this PC likes to see (columns, density, year): kept by the browser side, never part of the office's data. */
import { useCallback, useSyncExternalStore } from 'react'

const PREFIX = 'bangfu.'
/** Kept by PC, not by user: who is at it, or was last. Whoever they are, the preferences are theirs, before they log in too. */
const LAST_LOGIN = 'lastLogin'
const listeners = new Set<() => void>()
/** Parsed values by raw text, so that equal text gives the identical object to React. */
const parsed = new Map<string, { raw: string; value: unknown }>()

function rawOf(key: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + key)
  } catch {
    // Storage may be switched off by policy; preferences are then those of the moment.
    return memory.get(key) ?? null
  }
}

const memory = new Map<string, string>()

function store(key: string, raw: string): void {
  memory.set(key, raw)
  try {
    window.localStorage.setItem(PREFIX + key, raw)
  } catch {
    // See rawOf: the value stays in memory.
  }
  for (const listener of listeners) listener()
}

function read(key: string): unknown {
  const raw = rawOf(key)
  if (raw === null) return undefined
  const known = parsed.get(key)
  if (known?.raw === raw) return known.value
  try {
    const value: unknown = JSON.parse(raw)
    parsed.set(key, { raw, value })
    return value
  } catch {
    return undefined
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Login of who is at this PC, or was last; empty before anybody was. */
export function lastLogin(): string {
  const stored = read(LAST_LOGIN)
  return isText(stored) ? stored : ''
}

/** From now on the preferences are those of this user. */
export function keepLastLogin(login: string): void {
  if (login !== lastLogin()) store(LAST_LOGIN, JSON.stringify(login))
}

function ownKey(key: string): string {
  return `${encodeURIComponent(lastLogin())}/${key}`
}

/** The user's own value, else what this PC kept before users were told apart. */
function readOwn(key: string): unknown {
  return read(ownKey(key)) ?? read(key)
}

/**
 * A preference with its setter, kept for each user of the PC alone. `accept` proves that a stored value still has the right shape (an older version may have written it);
 * anything else counts as absent.
 */
export function usePreference<T>(key: string, initial: T, accept: (value: unknown) => value is T): readonly [T, (value: T) => void] {
  const stored = useSyncExternalStore(subscribe, () => readOwn(key))
  const set = useCallback((value: T) => store(ownKey(key), JSON.stringify(value)), [key])
  return [accept(stored) ? stored : initial, set]
}

/** Guards for common shapes of preferences. */
export const isText = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
export const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
