/** What a change is asked for with, and what comes of it. */
import type { Database } from './database.ts'
import type { Transaction, WriteRight } from './transaction.ts'

/** Who changes something. */
export interface Actor {
  readonly id: string
  readonly name: string
  /** What they may change; the program itself, which sets up and fills, has none. */
  readonly right?: WriteRight
}

export interface ChangeDescription {
  /** `edit`, `batch`, `import`, `undo`, `set-up`, `demo`, `user` … */
  readonly kind: string
  /** What the user did, for the list of changes: “导入 花名册.xlsx”. */
  readonly title: string
  readonly reason?: string | null
  readonly undoOf?: string
  /** JSON kept with the change set (counts of an import). Not part of the hash: facts are in the entries. */
  readonly detail?: string
  /**
   * Records that may be computed anew with it, each as often as it is: beyond, all of it is taken back with ReachesFar, and whoever asks has a thread
   * do it. Not kept; without it as many as there are.
   */
  readonly near?: number
}

export interface Changed<T> {
  readonly result: T
  /** Null when nothing changed: then there is no change set. */
  readonly changeSet: string | null
  readonly entries: number
  /** How many of the entries are proposals: another office has to accept them before they count. */
  readonly proposed: number
}

/** What somebody did, of which a part only counts once another office accepts it. */
export interface Proposed {
  /** Id of whoever did it. */
  readonly by: string
  /** What they did, as the list of changes says it. */
  readonly title: string
  readonly count: number
}

/** A change that is about to be committed, as whoever follows changes is told of it. */
export interface Followed {
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>
  /** Id of the change set. */
  readonly changeSet: string
}

/** Keeps tables that are no registers true to what changed, inside the change; pauses now and then. */
export type Follower = (database: Database, change: Followed) => Generator<void, void>

export interface ReceiveOptions {
  readonly signal?: AbortSignal
  /** Does everything and takes it back. */
  readonly tryOut?: boolean
  /** Looks at what would be committed, derived columns, conflicts and duplicates included. */
  readonly beforeCommit?: (transaction: Transaction) => Promise<void>
}
