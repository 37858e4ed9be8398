/** Canonical text and hashes of journal entries; what `verify` recomputes and what exchange packages will carry. */
import { hash } from 'node:crypto'

export interface JournalEntry {
  readonly sequence: number
  readonly register: string
  readonly record: string
  readonly action: 'insert' | 'update' | 'remove' | 'restore'
  /** JSON of the fields before, in catalogue order, or null. */
  readonly before: string | null
  readonly after: string | null
}

export interface ChangeSetHead {
  readonly id: string
  readonly site: string
  readonly at: string
  readonly userId: string
  readonly userName: string
  readonly kind: string
  readonly title: string
  readonly reason: string | null
  readonly undoOf: string | null
}

/** Hash before the first entry. */
export const GENESIS = Buffer.alloc(32)

/** Text of everything that is said once about a change set; stored beside it and part of each of its entries' hashes. */
export function headText(head: ChangeSetHead): string {
  return JSON.stringify([head.id, head.site, head.at, head.userId, head.userName, head.kind, head.title, head.reason, head.undoOf])
}

/** SHA-256 over the hash before (as hex), the head of the change set and the entry itself, joined by line feeds. */
export function entryHash(previous: Uint8Array, head: string, entry: JournalEntry): Buffer {
  const body = JSON.stringify([entry.sequence, entry.register, entry.record, entry.action, entry.before, entry.after])
  const before = Buffer.from(previous.buffer, previous.byteOffset, previous.byteLength).toString('hex')
  return hash('sha256', `${before}\n${head}\n${body}`, 'buffer')
}
