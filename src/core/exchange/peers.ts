/** Where this site stands with each other site: what that one has acknowledged of ours, and what we have received of it. */
import { AppError } from '../errors.ts'
import type { ReadDatabase, SqlValue } from '../store/index.ts'
import type { Header } from './header.ts'

export interface Peer {
  /** Our last journal entry that the other site has said it holds. */
  readonly acknowledged: number
  /** Last journal entry of the other site that we hold. */
  readonly received: number
  readonly detail: PeerDetail
}

export interface PeerDetail {
  /** Name under which the other site went when it was last received. */
  readonly author: string
  /** Number of its last package whose word about us was taken. */
  readonly heard: number
  /** Number of its last package that brought anything. */
  readonly number: number
  /** Attachments it asked for. */
  readonly wanted: readonly string[]
  /** Where it stood under names that it went by before a backup was put back: files of that time may still come, and hold what was lost there. */
  readonly former?: Readonly<Record<string, { readonly received: number; readonly number: number }>> | undefined
}

const NOBODY: Peer = { acknowledged: 0, received: 0, detail: { author: '', heard: 0, number: 0, wanted: [] } }

/** Writes a table that is no register, in the transaction at hand. */
export type Bookkeep = (sql: string, ...parameters: SqlValue[]) => void

export function peerOf(database: ReadDatabase, site: string): Peer {
  const row = database.get<{ acknowledged: number; received: number; detail: string }>('SELECT acknowledged, received, detail FROM peer WHERE site = ?', site)
  return row === undefined ? NOBODY : { acknowledged: row.acknowledged, received: row.received, detail: JSON.parse(row.detail) as PeerDetail }
}

function keep(bookkeep: Bookkeep, site: string, peer: Peer): void {
  bookkeep('INSERT INTO peer (site, acknowledged, received, detail) VALUES (?, ?, ?, ?) ON CONFLICT (site) DO UPDATE SET acknowledged = excluded.acknowledged, received = excluded.received, detail = excluded.detail',
    site, peer.acknowledged, peer.received, JSON.stringify(peer.detail))
}

/** How a package stands to what we have of its sender. */
export type Position =
  | { readonly kind: 'next'; readonly skipped: readonly number[] }
  /** All it brings was received before. */
  | { readonly kind: 'older' }

/**
 * Places a package. Throws CONFLICT when something before it is missing: the sender believes that we hold what we do not (after one of
 * the two went back to a backup, or took a package back); its next package, made after it has heard from us, covers the gap.
 * What a package that does not fit says of us is to be noted all the same ({@link noteReceived} with `brought` false), or two sites that
 * both went back would wait for each other for ever.
 */
export function positionOf(peer: Peer, header: Header): Position {
  const { received, number } = current(peer, header)
  if (header.range.after > received) {
    throw new AppError('CONFLICT', `这个包接不上：它从对方第 ${header.range.after} 条修改之后开始，本机只收到第 ${received} 条。中间的数据还没有收到。`,
      '没有合并。请先从本机给对方发一次数据包（或回执），对方下一次制作的包会自动补齐；或请对方在“发送”里选“发全部数据”重新制作。')
  }
  if (header.range.upTo <= received && received > 0) return { kind: 'older' }
  return { kind: 'next', skipped: header.earlier.filter((earlier) => earlier > number && earlier < header.number) }
}

/** A sender that goes by a new name (after a backup was put back) begins anew; a file of its former name goes on where that one stood. */
function current(peer: Peer, header: Header): { received: number; number: number } {
  return peer.detail.author === header.sender.author ? { received: peer.received, number: peer.detail.number } : peer.detail.former?.[header.sender.author] ?? { received: 0, number: 0 }
}

/**
 * Writes down what a package says of positions: what of its sender we now hold, and what of ours the sender holds.
 * The word of an older package counts for nothing, so that last month's file does no harm.
 */
export function noteReceived(bookkeep: Bookkeep, peer: Peer, header: Header, self: { readonly site: string; readonly author: string }, brought: boolean): void {
  const before = current(peer, header)
  const heard = isLatestWord(peer, header)
  const known = header.knows[self.site]
  const acknowledged = !heard || known === undefined ? peer.acknowledged : known.author === self.author ? known.upTo : 0
  const { author } = header.sender
  const { former = {} } = peer.detail
  if (brought && former[author] !== undefined) {
    const then = { received: Math.max(before.received, header.range.upTo), number: Math.max(before.number, header.number) }
    keep(bookkeep, header.sender.site, { ...peer, detail: { ...peer.detail, former: { ...former, [author]: then } } })
    return
  }
  keep(bookkeep, header.sender.site, {
    acknowledged, received: brought ? Math.max(before.received, header.range.upTo) : before.received,
    detail: {
      author: brought ? header.sender.author : peer.detail.author, heard: Math.max(peer.detail.heard, header.number),
      number: brought ? Math.max(before.number, header.number) : before.number, wanted: heard ? header.wanted : peer.detail.wanted,
      former: !brought || peer.detail.author === author || peer.detail.author === '' ? former : { ...former, [peer.detail.author]: { received: peer.received, number: peer.detail.number } },
    },
  })
}

/** Whether what a package says of positions is the latest word of its sender. */
export function isLatestWord(peer: Peer, header: Header): boolean {
  return header.number > peer.detail.heard
}

/**
 * Counts a package as not received: what it brought was taken back. Of a sender whose first package it was we go on to know the name:
 * only so can we tell it that we hold nothing.
 */
export function noteTakenBack(bookkeep: Bookkeep, peer: Peer, site: string, before: { readonly received: number; readonly number: number; readonly author: string; readonly former?: PeerDetail['former'] }): void {
  keep(bookkeep, site, { ...peer, received: before.received, detail: { ...peer.detail, number: before.number, author: before.author === '' ? peer.detail.author : before.author, former: before.former ?? {} } })
}

/** What we tell a receiver that we hold of it. */
export function knowledgeOf(database: ReadDatabase, site: string): { author: string; upTo: number } | undefined {
  const peer = peerOf(database, site)
  return peer.detail.author === '' ? undefined : { author: peer.detail.author, upTo: peer.received }
}
