/** The row of a change set: written before its entries, with their number at the end. */
import { GENESIS, headText } from './canonical.ts'
import type { Actor, ChangeDescription } from './change.ts'
import type { Database } from './database.ts'
import type { LockWord } from './heldOperations.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import type { TransactionState } from './transaction.ts'

/** What the store gives a change set. */
export interface Given {
  readonly id: string
  /** The name that this site goes by. */
  readonly author: string
  /** Time in ISO form, UTC. */
  readonly at: string
  readonly locks: LockWord | null
}

export type Begun = Pick<TransactionState, 'database' | 'id' | 'changeSetNumber' | 'author' | 'head' | 'at' | 'kind' | 'reason' | 'sequence' | 'previousHash'>

/** Writes the row and tells where the journal stands. It comes first: a reference that stays open until the commit would make SQLite search all children at every insert. */
export function beginChangeSet(writer: Database, actor: Actor, description: ChangeDescription, { id, author, at, locks }: Given): Begun {
  const number = Number(writer.get<{ number: number }>('SELECT coalesce(max(number), 0) + 1 AS number FROM change_set')?.number)
  const last = writer.get<{ sequence: number; hash: Uint8Array }>('SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1')
  const { kind, title, reason = null, undoOf = null, detail = null } = description
  const head = headText({ id, site: author, at, userId: actor.id, userName: actor.name, kind, title, reason, undoOf, schema: SCHEMA_VERSION, locks })
  writer.run(
    'INSERT INTO change_set (number, id, site, at, user_id, user_name, kind, title, reason, undo_of, detail, entries, head, schema) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)',
    number,
    id,
    author,
    at,
    actor.id,
    actor.name,
    kind,
    title,
    reason,
    undoOf,
    detail,
    head,
    SCHEMA_VERSION,
  )
  return {
    database: writer,
    changeSetNumber: number,
    author,
    id,
    head,
    at,
    kind,
    reason,
    sequence: last?.sequence ?? 0,
    previousHash: last === undefined ? GENESIS : Buffer.from(last.hash).toString('hex'),
  }
}

/** Writes down how many entries it has, and where the journal ends now. */
export function finishChangeSet(writer: Database, state: TransactionState, entries: number): void {
  writer.run('UPDATE change_set SET entries = ? WHERE number = ?', entries, state.changeSetNumber)
  writer.run(
    `INSERT INTO meta (key, value) VALUES ('journal_head', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    JSON.stringify({ sequence: state.sequence, hash: state.previousHash }),
  )
}
