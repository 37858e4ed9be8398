/** Receiving packages: opened, verified, tried out, merged; with the receipt that goes back, and the way back. */
import type { Header, Receipt } from '../../exchange/header.ts'
import { mergeParts, untilSound } from '../../exchange/incoming.ts'
import { judgeOf } from '../../exchange/route.ts'
import { requireOwnAdmission } from '../../exchange/sender.ts'
import { isNewest, noteWord, peerOf, positionOf, showsThatWeWentBack, type Bookkeep, type Position } from '../../exchange/peers.ts'
import { sitesOf, type Site } from '../../exchange/sites.ts'
import { noteSchema, spokenSchema } from '../../exchange/versions.ts'
import { AppError, toErrorPayload } from '../../errors.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { actorOf, type Core, type Office } from '../../runtime.ts'
import type { Transaction } from '../../store/index.ts'
import { localDay } from '../../rules/dates.ts'
import type { SessionUser } from '../session/contract.ts'
import { followChanges } from '../succession/index.ts'
import type { OutcomeCounts, ReceivePreview } from './contract.ts'
import { keysOf, takeUpAdmission } from './identity.ts'
import { describe, partsOf, type OpenedPackage } from './opened.ts'
import { packReceipt, type PackRequest } from './packing.ts'
import { answeredIn } from './previewRows.ts'
import { noteReceipts } from './receipts.ts'
import { look, type Seen } from './seen.ts'
import { broughtBy, Tally } from './tally.ts'

export interface Tried {
  readonly tally: Tally
  readonly preview: ReceivePreview
}

/** Rejected records named in a receipt at most. */
const MOST_REJECTED = 500

/** Merges in a transaction that is taken back: exactly what merging would do, and nothing is written. */
export async function tryOut(office: Office, user: SessionUser, opened: OpenedPackage, handle: string, job: JobContext): Promise<Tried> {
  const { header, reader } = opened
  const bytes = reader.resources.reduce((sum, resource) => sum + resource.bytes, 0)
  job.phase('核对数据包', 3, bytes)
  await reader.checkAll((done, all) => job.progress(done, all))
  const position = place(office, header)
  job.phase('试合并，不写入', 7, header.counts.records)
  const tally = new Tally({ detailed: true })
  const seen: Seen = { duplicates: 0, transfers: 0, returned: 0, differing: [] }
  await merge(office, user, opened, position, { tally, seen, job, at: null })
  const files = await countFiles(office, opened)
  return {
    tally,
    preview: {
      package: handle,
      found: describe(office, handle, opened.name, opened.bytes, header),
      counts: tally.counts,
      registers: tally.registers(),
      places: tally.places((place) => office.divisions.fullName(place)),
      files,
      skipped: position.kind === 'next' ? [...position.skipped] : [],
      gap: position.kind === 'gap',
      wentBack: showsThatWeWentBack(office.store.read, header, { site: office.store.site, author: office.store.author }),
      answered: answeredIn(tally, office.store.site),
      ...seen,
    },
  }
}

export interface Applied {
  readonly counts: OutcomeCounts
  readonly changeSet: string | null
  /** Whether this very package had been merged before. */
  readonly already: boolean
  /** File of the receipt; null where the package needs none, or where it could not be written. */
  readonly receipt: string | null
  /** Why it could not: what was merged stands all the same, and the receipt goes along with the next package. */
  readonly receiptProblem: string | null
  readonly files: { received: number; damaged: number }
}

/** Merges an opened package as one change set, writes its attachments, and makes the receipt. */
export async function applyPackage(
  core: Core,
  office: Office,
  user: SessionUser,
  opened: OpenedPackage,
  directory: string | null,
  job: JobContext,
): Promise<Applied> {
  const { header } = opened
  const already = office.store.read.get(`SELECT 1 FROM package WHERE id = ? AND direction = 'in' AND state = 'applied'`, header.id) !== undefined
  job.phase('备份', 2)
  await core.backupBefore('before-merge')
  const position = place(office, header)
  job.phase('合并', 6, header.counts.records)
  const tally = new Tally({ detailed: false })
  const { changeSet } = await merge(office, user, opened, position, { tally, seen: null, job, at: core.now().toISOString() })
  await followChanges(office, user, localDay(core.now()))
  job.phase('保存照片', 1, header.counts.files)
  const files = await takeFiles(office, opened, job)
  const needsReceipt = header.kind === 'changes' || header.kind === 'baseline'
  job.phase('制作回执', 1)
  const site = sitesOf(office.store.read).find((candidate) => candidate.id === header.sender.site)
  const written =
    needsReceipt && site !== undefined && site.state === 'admitted'
      ? await writeReceipt(core, office, site, { directory, passphrase: null, holder: user.id }, job)
      : { receipt: null, receiptProblem: null }
  return { counts: tally.counts, changeSet, already, files, ...written }
}

async function writeReceipt(
  core: Core,
  office: Office,
  site: Site,
  request: PackRequest,
  job: JobContext,
): Promise<Pick<Applied, 'receipt' | 'receiptProblem'>> {
  try {
    const { file } = await packReceipt(core, office, site, request, request.directory === null ? job : null)
    return { receipt: file, receiptProblem: null }
  } catch (error) {
    const { message, action } = toErrorPayload(error)
    return { receipt: null, receiptProblem: `${message}${action}` }
  }
}

/** How a package stands to what was received of its sender; receipts and admissions bring no data and fit anywhere. */
function place(office: Office, header: Header): Position {
  return header.kind === 'receipt' || header.kind === 'admission'
    ? { kind: 'next', skipped: [] }
    : positionOf(peerOf(office.store.read, header.sender.site), header)
}

/** `at` is when it is merged; null where it is only tried out. */
interface MergeOptions {
  readonly tally: Tally
  readonly seen: Seen | null
  readonly job: JobContext
  readonly at: string | null
}
/** Where the sender stood before the merge. */
export interface Stood {
  readonly received: number
  readonly number: number
  readonly author: string
}

async function merge(
  office: Office,
  user: SessionUser,
  opened: OpenedPackage,
  position: Position,
  options: MergeOptions,
): Promise<{ changeSet: string | null }> {
  const { header } = opened
  const { store } = office
  const { tally, job, at } = options
  const peer = peerOf(store.read, header.sender.site)
  const data = header.kind === 'changes' || header.kind === 'baseline'
  const stood = { received: peer.received, number: peer.detail.number, author: peer.detail.author }
  const title = `接收 ${header.sender.unitName}${header.sender.label} 的第 ${header.number} 号数据包`
  const examine = async (transaction: Transaction): Promise<void> => {
    if (options.seen === null) return
    await tally.settle(transaction, () => job.step())
    await look(office, transaction, header, { seen: options.seen, newest: isNewest(peer, header) }, () => job.step())
  }
  const judge = judgeOf(store.read, { site: store.site, unit: office.unit.code }, header)
  const isFirst = !sitesOf(store.read).some((site) => site.id === header.sender.site)
  const { current, pending } = await keysOf(store)
  const own = { site: store.site, unit: office.unit.code, signingKeys: [current, ...(pending === null ? [] : [pending])].map((keys) => keys.signing.publicKey) }
  const { changeSet } = await untilSound(
    (how) =>
      store.receive(
        actorOf(user),
        { kind: 'merge', title },
        async (transaction, step) => {
          tally.clear()
          const both = async (): Promise<void> => {
            await step()
            await job.step()
          }
          // A receipt brings no data.
          if (header.kind !== 'receipt') {
            await mergeParts(
              transaction,
              partsOf(opened, store.site),
              judge,
              (outcome) => {
                tally.add(outcome)
                job.progress(tally.counts.records)
              },
              both,
              how,
            )
          }
          if (header.kind === 'admission' && isFirst) requireOwnAdmission(header, sitesOf(transaction), own)
          noteAll(transaction, header, peer, office, data && position.kind === 'next')
          if (at === null) {
            // A package that brings nothing new comes to no commit; what it holds is looked at all the same.
            if (transaction.entries === 0) await examine(transaction)
            return
          }
          job.committing('写入')
          if (header.kind === 'receipt') return
          takeUpAdmission(transaction, store.site)
          if (transaction.entries === 0) remember(transaction, user, opened, { changeSet: null, tally, stood, at })
        },
        {
          signal: job.signal,
          tryOut: at === null,
          beforeCommit: async (transaction) => {
            if (at !== null && header.kind !== 'receipt') remember(transaction, user, opened, { changeSet: transaction.changeSet, tally, stood, at })
            await examine(transaction)
          },
        },
      ),
    at === null,
  )
  return { changeSet }
}

/** Writes down what the header says of positions and of earlier packages. */
function noteAll(transaction: Transaction, header: Header, peer: ReturnType<typeof peerOf>, { store }: Office, brought: boolean): void {
  const bookkeep: Bookkeep = (sql, ...parameters) => {
    transaction.bookkeep(sql, ...parameters)
  }
  noteSchema(bookkeep, header.sender.site, spokenSchema(header))
  if (header.kind === 'admission') return
  const self = noteWord(transaction, bookkeep, header, { site: store.site, author: store.author }, brought)
  noteReceipts(transaction, header, peer, self)
}

async function countFiles(office: Office, { reader, header }: OpenedPackage): Promise<ReceivePreview['files']> {
  const missing = new Set(await office.attachments.missing(office.store))
  const brought = reader.resources.filter((resource) => resource.path.startsWith('files/')).map((resource) => resource.path.slice('files/'.length))
  for (const hash of brought) missing.delete(hash)
  return { received: header.counts.files - reader.damagedFiles.length, damaged: reader.damagedFiles.length, missing: missing.size }
}

/** Contents are kept beside the database: what is there already is passed over, a bad one harms nothing and is asked for again. */
async function takeFiles(office: Office, { reader }: OpenedPackage, job: JobContext): Promise<{ received: number; damaged: number }> {
  const result = { received: 0, damaged: 0 }
  for (const { path } of reader.resources.filter((resource) => resource.path.startsWith('files/'))) {
    const hash = path.slice('files/'.length)
    try {
      if (!(await office.attachments.has(hash))) await office.attachments.write(hash, reader.part(path))
      result.received += 1
    } catch (error) {
      if (error instanceof AppError && (error.code === 'ATTACHMENT_DAMAGED' || error.code === 'PACKAGE_DAMAGED')) result.damaged += 1
      else throw error
    }
    job.progress(result.received + result.damaged)
  }
  return result
}

/** Keeps a package in the list of those received; in the transaction of its merge, so that there is never the one without the other. */
function remember(
  transaction: Transaction,
  user: SessionUser,
  { header, bytes, name }: OpenedPackage,
  done: { changeSet: string | null; tally: Tally; stood: Stood; at: string },
): void {
  const { at } = done
  const { counts, rows } = done.tally
  const receipt: Receipt = {
    package: header.id,
    number: header.number,
    at,
    by: user.displayName,
    upTo: header.range.upTo,
    counts,
    rejected: rows
      .filter((row) => row.outcome === 'rejected')
      .slice(0, MOST_REJECTED)
      .map(({ register, record, reason }) => ({ register, record, reason: (reason ?? '').slice(0, 500) })),
  }
  const known = transaction.get<{ change_set: string | null; state: string }>(`SELECT change_set, state FROM package WHERE id = ?`, header.id)
  // The same file once more changes nothing, and its first entry says what it did.
  if (known?.state === 'applied' && done.changeSet === null) return
  transaction.bookkeep(
    `INSERT INTO package (id, direction, site, unit, kind, number, file, made_at, handled_at, first, last, state, sha256, bytes, change_set, detail) VALUES (?, 'in', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'applied', '', ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET handled_at = excluded.handled_at, state = 'applied', change_set = excluded.change_set, detail = excluded.detail`,
    header.id,
    header.sender.site,
    header.sender.unit,
    header.kind,
    header.number,
    name,
    header.made,
    at,
    header.range.after,
    header.range.upTo,
    bytes,
    done.changeSet,
    JSON.stringify({ counts, receipt, stood: done.stood }),
  )
  if (done.changeSet !== null)
    transaction.bookkeep('UPDATE change_set SET detail = ? WHERE id = ?', JSON.stringify({ records: broughtBy(counts) }), done.changeSet)
}

/** Last part of a path. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
