/**
 * What a journal entry is called, wherever it travels: its author, its number there, and its stamp. Two timelines of one site (a folder put
 * back, a copy in use on two PCs) give out the same numbers; their stamps differ. `docs/exchange-format.md` says how a stamp is recomputed.
 */
import { hash } from 'node:crypto'
import type { SqlValue } from './database.ts'

/** Schema from which on contexts name entries; before it they hold numbers alone. */
export const NAMED_ENTRIES_SINCE = 810

/** Hexadecimal digits of a stamp: the first 8 bytes of SHA-256. */
export const STAMP_DIGITS = 16

/**
 * What an author had seen of a record: by author the last entries, as `number:stamp`, several of them (of two timelines) with a space
 * between. A bare number was written by a program of a schema before {@link NAMED_ENTRIES_SINCE} and stands for this entry and all before it.
 */
export type Context = Readonly<Record<string, string | number>>

/** One entry that a context names; without a stamp it and all before it. */
export interface Reference {
  readonly number: number
  readonly stamp: string | null
}

/** The entries that a context names of one author. */
export function referencesOf(named: string | number): readonly Reference[] {
  if (typeof named === 'number') return [{ number: named, stamp: null }]
  return named.split(' ').map((text) => {
    const [number = '', stamp = ''] = text.split(':')
    return { number: Number(number), stamp }
  })
}

/** Entries as a context names them: in the order of their numbers, then of their stamps. */
export function referenceText(entries: readonly { readonly number: number; readonly stamp: string }[]): string {
  return entries
    .toSorted((one, other) => one.number - other.number || (one.stamp < other.stamp ? -1 : 1))
    .map(({ number, stamp }) => `${number}:${stamp}`)
    .join(' ')
}

/** Everything that a stamp covers. */
export interface NamedEntry {
  /** Head of its change set, as it travels. */
  readonly head: readonly unknown[]
  readonly register: string
  readonly record: string
  readonly author: string
  readonly number: number
  readonly action: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly owner: string | null
  readonly context: Context
  readonly proposal: boolean
}

/** Stamp of an entry: 16 hexadecimal digits. A function of what the entry says, so that whoever holds it finds the same. */
export function stampOf(entry: NamedEntry): string {
  const { register, record, author, number, action, before, owner, context, proposal } = entry
  const after = action === 'insert' ? filled(entry.after) : entry.after
  const body = [register, record, author, number, action].map((part) => JSON.stringify(part)).join(',')
  const text = `${JSON.stringify(entry.head)}\n[${body},${sorted(before)},${sorted(after)},${JSON.stringify(owner)},${sorted(context)},${proposal ? 1 : 0}]`
  return hash('sha256', text).slice(0, STAMP_DIGITS)
}

/** What an insertion leaves empty may be left out or not: a row of a table cannot tell the two apart. */
function filled(values: NamedEntry['after']): NamedEntry['after'] {
  return values === null ? null : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
}

/** JSON with the keys in the order of their code units. */
function sorted(values: Readonly<Record<string, unknown>> | null): string {
  if (values === null) return 'null'
  return `{${Object.keys(values)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(values[key] as SqlValue)}`)
    .join(',')}}`
}
