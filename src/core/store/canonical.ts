/** Canonical text and hashes of journal entries; what `verify` recomputes and what exchange packages will carry. */
import { hash } from 'node:crypto'
import type { LockWord } from './heldOperations.ts'

export interface JournalEntry {
  readonly register: string
  readonly record: string
  readonly action: 'insert' | 'update' | 'remove' | 'restore' | 'settle'
  /** JSON of the fields before, in catalogue order, or null. */
  readonly before: string | null
  readonly after: string | null
  /** What exchange between sites adds; absent where the entry is a plain edit made here. */
  readonly exchange?: EntryExchange
}

/** Where an entry comes from and what it counts. */
export interface EntryExchange {
  /** `proposal`: wished, not done. `effect`: what a received package or its undoing did to the table here, beyond what was authored. */
  readonly standing: 'proposal' | 'effect' | null
  /** Division in charge of the record when it was written. */
  readonly owner: string | null
  /** For received entries: who made it, its number there, what was known there, and what was authored where that differs from what it did here. */
  readonly author: string | null
  readonly number: number | null
  readonly context: string | null
  readonly authored: string | null
  /** Head of the change set it was made in. */
  readonly foreignHead: string | null
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
  /** Schema of the program that made it; null where it was made before that was said (version 0.1.0). */
  readonly schema: number | null
  /** What it says of locked years; null where there is nothing to say. */
  readonly locks: LockWord | null
}

/** Hash before the first entry. Hashes are written in hex here and kept as bytes in the journal. */
export const GENESIS = '0'.repeat(64)

/** Text of everything that is said once about a change set; stored beside it and part of each of its entries' hashes. */
export function headText(head: ChangeSetHead): string {
  const facts: unknown[] = [head.id, head.site, head.at, head.userId, head.userName, head.kind, head.title, head.reason, head.undoOf]
  if (head.schema !== null) facts.push(head.schema, ...(head.locks === null ? [] : [head.locks]))
  return JSON.stringify(facts)
}

let lastHead: string | null = null
let lastQuoted = 'null'

/** JSON of a head; those of one change set come one after another. */
function quoted(head: string | null): string {
  if (head !== lastHead) {
    lastHead = head
    lastQuoted = JSON.stringify(head)
  }
  return lastQuoted
}

/** SHA-256 over the hash before, the head of the change set and the entry itself, joined by line feeds; hashes in hex. */
export function entryHash(previous: string, head: string, sequence: number, entry: JournalEntry): string {
  const plain = JSON.stringify([sequence, entry.register, entry.record, entry.action, entry.before, entry.after])
  const { exchange } = entry
  const body =
    exchange === undefined
      ? plain
      : `${plain.slice(0, -1)},${JSON.stringify([exchange.standing, exchange.owner, exchange.author, exchange.number, exchange.context, exchange.authored]).slice(0, -1)},${quoted(exchange.foreignHead)}]]`
  return hash('sha256', `${previous}\n${head}\n${body}`)
}
