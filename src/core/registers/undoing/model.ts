/** What one change set did, record by record, and what may be taken back of it. Plain data. */
import type { FieldValue } from '#core/catalogue/types.ts'
import type { RegisterName } from '#core/catalogue/index.ts'

/** `register:id`. */
export type RecordKey = string

export interface RecordName {
  readonly register: RegisterName
  readonly id: string
}

/** Why something stays as it is. */
export type Why =
  /** Somebody changed it since. */
  | { readonly kind: 'later'; readonly title: string; readonly by: string }
  /** A record that the change set did not add refers to it. */
  | { readonly kind: 'referred'; readonly by: RecordName }
  /** What stays refers to it, or it is part of what stays. */
  | { readonly kind: 'needed'; readonly by: RecordName }
  | { readonly kind: 'unchosen' }
  /** A proposal that the other office has answered. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'locked'; readonly year: number }
  | { readonly kind: 'forbidden' }

/** One field that the change set changed in a record that was there before. */
export interface ChangedField {
  readonly before: FieldValue
  /** What keeps it; null where it may be taken back. */
  readonly why: Why | null
  /** The added record that it refers to since. */
  readonly refersTo: RecordKey | null
  /** Taken back already. */
  readonly isBack: boolean
}

/** What the change set did to one record. */
export interface Touched extends RecordName {
  readonly key: RecordKey
  /** The record that it belongs to with all that is part of it; itself where it stands alone. */
  unit: RecordKey
  readonly did: 'added' | 'changed' | 'removed' | 'proposed'
  /** Taken back already, or gone by other ways: nothing is left to be done. */
  isBack: boolean
  /** What keeps it by itself. */
  why: Why | null
  /** Of `changed`. */
  readonly fields: ReadonlyMap<string, ChangedField>
  /** Entries of proposals. */
  readonly sequences: readonly number[]
  /** Added records that stay where this one does: what it refers to, and what is part of it. */
  readonly holds: Set<RecordKey>
}

export interface Survey {
  readonly records: ReadonlyMap<RecordKey, Touched>
  /** Units that are not chosen by themselves: they were made along with others, and go where nothing refers to them any more. */
  readonly along: ReadonlySet<RecordKey>
  /** Division that each record and unit belongs to; null where it belongs to none. */
  readonly places: ReadonlyMap<RecordKey, string | null>
}

export function keyOf({ register, id }: { readonly register: string; readonly id: string }): RecordKey {
  return `${register}:${id}`
}

export function nameOfKey(key: RecordKey): RecordName {
  const at = key.indexOf(':')
  return { register: key.slice(0, at) as RegisterName, id: key.slice(at + 1) }
}
