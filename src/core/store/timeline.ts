/** Telling whether a journal is still the one that others know: marks of its hash chain, and the name under which it goes on when it is not. */
import { hash } from 'node:crypto'
import { GENESIS } from './canonical.ts'
import type { Database, ReadDatabase, SqlValue } from './database.ts'

/** Hexadecimal digits of a mark: the first 8 bytes of a hash of the chain. */
const MARK_DIGITS = 16

/** Key in `meta`: what tells this name of the site from those it went by before it went back; absent for the first. */
export const INCARNATION = 'incarnation'

/**
 * Mark of this journal at an entry: stands for that entry and everything before it, so that two timelines which parted have different ones from
 * there on. Null where the journal does not reach so far.
 */
export function markAt(database: ReadDatabase, sequence: number): string | null {
  if (sequence === 0) return GENESIS.slice(0, MARK_DIGITS)
  const row = database.get<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE sequence = ?', sequence)
  return row === undefined ? null : Buffer.from(row.hash).toString('hex').slice(0, MARK_DIGITS)
}

/** The name of a site: its id and, after it went back, a mark of that. */
export function nameOf(site: string, incarnation: string | null): string {
  return incarnation === null ? site : `${site}~${incarnation}`
}

/** The site of a name that it goes or went by. */
export function siteOfAuthor(author: string): string {
  const end = author.indexOf('~')
  return end < 0 ? author : author.slice(0, end)
}

/** What is done to a table by whoever goes on under a new name. */
export type Write = (sql: string, ...parameters: SqlValue[]) => void

/**
 * Goes on under a new name: numbers given out since are known to others with another meaning. Nobody has acknowledged anything of the new name.
 * The name follows from the journal: two that parted get different names, and the same state put back twice is the same site until it works on,
 * which others then tell it by its marks. Returns the new name.
 */
export function goOnUnderNewName(database: ReadDatabase, write: Write): string {
  const meta = (key: string): string => database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? ''
  const head = database.get<{ hash: Uint8Array }>('SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1')
  const name = hash('sha256', [meta('site'), meta(INCARNATION), head === undefined ? GENESIS : Buffer.from(head.hash).toString('hex')].join('\n')).slice(0, 8)
  const set = (key: string, value: string): void =>
    write('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
  set(INCARNATION, name)
  write('UPDATE peer SET acknowledged = 0')
  // People tell packages by their numbers: those made from now on are in the next thousand.
  set('exchange_number', String((Math.floor(Number(meta('exchange_number')) / 1000) + 1) * 1000))
  return nameOf(meta('site'), name)
}

/** The same for an open database. */
export function renameSelf(database: Database): void {
  goOnUnderNewName(database, (sql, ...parameters) => {
    database.run(sql, ...parameters)
  })
}
