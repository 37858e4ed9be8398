/** One edit of a record, by whoever made it. */
import type { SqlValue } from './database.ts'
import type { Context } from './entryName.ts'

export type StoredValues = Readonly<Record<string, SqlValue>>

export interface Operation {
  /** Site and incarnation that made it. */
  readonly author: string
  /** Rises with each journal entry of the author's site. */
  readonly number: number
  /** What the author's site knew of this record before. */
  readonly context: () => Context
  /** Stamp of its name: what tells it from another of the same author and number. */
  readonly stamp: () => string
  /** Where it stands in the journal here; absent for what only just came. */
  readonly heldAt?: number
  /** Whether it was made at this site, under whatever name that goes now. */
  readonly madeHere?: boolean
  readonly action: 'insert' | 'update' | 'remove' | 'restore' | 'settle'
  readonly before: StoredValues | null
  readonly after: StoredValues | null
  /** A proposal says what a site wishes for a record that another site keeps; it changes nothing by itself. */
  readonly proposal: boolean
  /** The division in charge of the record when the operation was made; null where no site was in charge of anything yet. */
  readonly owner: string | null
  /** Division code of the author's unit. */
  readonly unit: string
  /** Made while an office was set up: gives way to whatever people enter, and is never in conflict. */
  readonly seed: boolean
  /** Schema of the author's program: what its values mean. */
  readonly schema: number
  /** It came too late for a year that was locked: it changes nothing and waits as a proposal (`yearLocks.ts`). */
  readonly late?: boolean
}
