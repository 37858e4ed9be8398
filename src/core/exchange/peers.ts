/** Where this site stands with each other site: what that one has acknowledged of ours, and what we have received of it. */
import type { ReadDatabase, SqlValue } from '../store/index.ts'
import { goOnUnderNewName, markAt } from '../store/timeline.ts'
import type { Header } from './header.ts'

export interface Peer {
  /** Our last journal entry that the other site has said it holds. */
  readonly acknowledged: number
  /** Last journal entry of the other site that we hold. */
  readonly received: number
  readonly detail: PeerDetail
}

/** How far a site was received under one of its names. */
interface Stand {
  readonly received: number
  /** Number of its last package that brought anything. */
  readonly number: number
  /** Mark of its journal at `received`, as it said itself; absent where an older program said none. */
  readonly mark?: string | undefined
}

interface PeerDetail {
  /** Name under which the other site went when it was last received. */
  readonly author: string
  /** Number of its last package whose word about us was taken, under the name it has now. */
  readonly heard: number
  readonly number: number
  readonly mark?: string | undefined
  /** Attachments it asked for. */
  readonly wanted: readonly string[]
  /** Where it stood under names that it went by before it went back: files of that time may still come, and hold what was lost there. */
  readonly former?: Readonly<Record<string, Stand>> | undefined
  /** By name that it goes or went by, the number of the last package whose word was taken. */
  readonly words?: Readonly<Record<string, number>> | undefined
}

const NOBODY: Peer = { acknowledged: 0, received: 0, detail: { author: '', heard: 0, number: 0, wanted: [] } }

/** Names of a site that are remembered: more only one has that is copied and copied again. */
const MOST_NAMES = 50

/** Writes a table that is no register, in the transaction at hand. */
export type Bookkeep = (sql: string, ...parameters: SqlValue[]) => void

/** This site as its journal knows it: its id, and the name it goes by. */
export interface Self {
  readonly site: string
  readonly author: string
}

export function peerOf(database: ReadDatabase, site: string): Peer {
  const row = database.get<{ acknowledged: number; received: number; detail: string }>('SELECT acknowledged, received, detail FROM peer WHERE site = ?', site)
  return row === undefined ? NOBODY : { acknowledged: row.acknowledged, received: row.received, detail: JSON.parse(row.detail) as PeerDetail }
}

function keep(bookkeep: Bookkeep, site: string, peer: Peer): void {
  bookkeep(
    'INSERT INTO peer (site, acknowledged, received, detail) VALUES (?, ?, ?, ?) ON CONFLICT (site) DO UPDATE SET acknowledged = excluded.acknowledged, received = excluded.received, detail = excluded.detail',
    site,
    peer.acknowledged,
    peer.received,
    JSON.stringify(peer.detail),
  )
}

/** How a package stands to what we have of its sender. It is merged in any case: what it brings is told by the names of its entries. */
export type Position =
  | { readonly kind: 'next'; readonly skipped: readonly number[] }
  /** All it brings was received before. */
  | { readonly kind: 'older' }
  /**
   * Something before it is missing: the sender believes that we hold what we do not (after one of the two went back, or a package was taken
   * back). Our position stays, and the sender's next package, made after it has heard from us, covers the gap.
   */
  | { readonly kind: 'gap' }

export function positionOf(peer: Peer, header: Header): Position {
  const { received, number } = standOf(peer, header)
  if (header.range.after > received) return { kind: 'gap' }
  if (header.range.upTo <= received && received > 0) return { kind: 'older' }
  return { kind: 'next', skipped: header.earlier.filter((earlier) => earlier > number && earlier < header.number) }
}

/** Whether a package says how its sender stands now, as far as is known here: nothing later of it was received, and nothing before it is missing. */
export function isNewest(peer: Peer, header: Header): boolean {
  const { received } = standOf(peer, header)
  return header.range.after <= received && header.range.upTo >= received && header.number >= heardOf(peer.detail, header.sender.author)
}

/** A sender that goes by a new name (after it went back) begins anew; a file of a former name goes on where that one stood. */
function standOf({ received, detail }: Peer, { sender }: Header): Stand {
  return detail.author === sender.author
    ? { received, number: detail.number, mark: detail.mark }
    : (detail.former?.[sender.author] ?? { received: 0, number: 0 })
}

/**
 * Writes down what a package says of positions: what of its sender we now hold (`brought`: it fits what we had), and what of ours the sender
 * holds. The word of an older package counts for nothing, so that last month's file does no harm. A site that learns that it went back goes on
 * under a new name first; returns who we are from now on.
 */
export function noteWord(database: ReadDatabase, bookkeep: Bookkeep, header: Header, self: Self, brought: boolean): Self {
  const wentBack = showsThatWeWentBack(database, header, self)
  const renamed = wentBack ? { ...self, author: goOnUnderNewName(database, bookkeep) } : self
  noteReceived(database, bookkeep, peerOf(database, header.sender.site), header, renamed, brought)
  return renamed
}

function noteReceived(database: ReadDatabase, bookkeep: Bookkeep, peer: Peer, header: Header, self: Self, brought: boolean): void {
  const { sender, range } = header
  const { detail } = peer
  const before = standOf(peer, header)
  const stand: Stand =
    brought && range.upTo >= before.received ? { received: range.upTo, number: Math.max(before.number, header.number), mark: range.mark } : before
  const latest = isLatestWord(peer, header)
  const heard = { ...detail.words, [sender.author]: Math.max(heardOf(detail, sender.author), header.number) }
  const common = { wanted: latest ? header.wanted : detail.wanted, words: newest(heard) }
  const acknowledged = latest ? (acknowledgedBy(database, header, self) ?? peer.acknowledged) : peer.acknowledged
  const former = detail.former ?? {}
  // Of whom nothing was received yet his name is known from now on: only so can we tell him that we hold nothing, and he begins anew.
  if (former[sender.author] !== undefined || (!brought && detail.author !== '' && detail.author !== sender.author)) {
    keep(bookkeep, sender.site, { ...peer, acknowledged, detail: { ...detail, ...common, former: brought ? { ...former, [sender.author]: stand } : former } })
    return
  }
  const left =
    detail.author === '' || detail.author === sender.author
      ? former
      : newest({ ...former, [detail.author]: { received: peer.received, number: detail.number, mark: detail.mark } })
  keep(bookkeep, sender.site, {
    acknowledged,
    received: stand.received,
    detail: { ...common, author: sender.author, heard: heard[sender.author] ?? 0, number: stand.number, mark: stand.mark, former: left },
  })
}

/**
 * Whether a package is the latest word of its sender, among those under one name. Files made under a former name may say what held then: the
 * next word under the present one sets it right.
 */
export function isLatestWord({ detail }: Peer, { sender, number }: Header): boolean {
  return number > heardOf(detail, sender.author)
}

function heardOf({ words, author, heard }: PeerDetail, name: string): number {
  return words?.[name] ?? (author === name ? heard : 0)
}

function newest<V>(byName: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(byName).slice(-MOST_NAMES))
}

/** What a package says that its sender holds of us, under the name we go by; undefined where it says nothing of us. */
function saidOf(header: Header, { site, author }: Self): { readonly upTo: number; readonly mark?: string | undefined } | undefined {
  const known = header.knows[site]
  if (known === undefined) return undefined
  return known.author === author ? known : known.former?.[author]
}

/** Up to which entry a package says that its sender holds us; 0 for what our journal does not have so. */
function acknowledgedBy(database: ReadDatabase, header: Header, self: Self): number | undefined {
  if (header.knows[self.site] === undefined) return undefined
  const said = saidOf(header, self)
  return said === undefined || !isOurs(database, said) ? 0 : said.upTo
}

/** Whether a package shows that this site went back in time: its sender holds entries of our name that our journal does not have. */
export function showsThatWeWentBack(database: ReadDatabase, header: Header, self: Self): boolean {
  const said = saidOf(header, self)
  return said !== undefined && !isOurs(database, said)
}

function isOurs(database: ReadDatabase, { upTo, mark }: { readonly upTo: number; readonly mark?: string | undefined }): boolean {
  const ours = markAt(database, upTo)
  return ours !== null && (mark === undefined || mark === ours)
}

/**
 * Counts a package as not received: what it brought was taken back. The position goes back to where it was before it, whatever came since: the
 * sender brings that once more, and it is passed over. We go on to know the sender's name: only so can we tell it what we hold.
 */
export function noteTakenBack(
  bookkeep: Bookkeep,
  peer: Peer,
  site: string,
  before: { readonly received: number; readonly number: number; readonly author: string },
): void {
  const same = before.author === peer.detail.author
  const received = same ? Math.min(peer.received, before.received) : 0
  keep(bookkeep, site, {
    ...peer,
    received,
    detail: {
      ...peer.detail,
      number: same ? Math.min(peer.detail.number, before.number) : 0,
      mark: received === peer.received ? peer.detail.mark : undefined,
      former: {},
    },
  })
}

/** What we tell a receiver that we hold of it. */
export function knowledgeOf(database: ReadDatabase, site: string): Header['knows'][string] | undefined {
  const { received, detail } = peerOf(database, site)
  if (detail.author === '') return undefined
  const former = Object.entries(detail.former ?? {}).map(([author, stand]) => [author, said(stand)] as const)
  return { author: detail.author, ...said({ received, number: 0, mark: detail.mark }), ...(former.length === 0 ? {} : { former: Object.fromEntries(former) }) }
}

function said({ received, mark }: Stand): { upTo: number; mark?: string } {
  return { upTo: received, ...(mark === undefined ? {} : { mark }) }
}
