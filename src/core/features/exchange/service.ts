/** The exchange of one run of the program: packages that are open, places that are known, one package made or merged at a time. */
import { localDay } from '../../rules/dates.ts'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { may } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { sitesOf } from '../../exchange/sites.ts'
import { noteSchema } from '../../exchange/versions.ts'
import { writeFileAtomic } from '../../files/atomic.ts'
import { inTurn } from '../../inTurn.ts'
import type { Core, Office } from '../../runtime.ts'
import type { FileTicket } from '../../shapes.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import type { SessionUser } from '../session/contract.ts'
import type { FoundPackage, KnownSite, ReceivePreview } from './contract.ts'
import { admitSite, earlierOf, fingerprintOf, makeRequest, readRequest, requestFileName, withdrawSite, type SiteRequest } from './identity.ts'
import { describe, openVerified, unreadable, type OpenedPackage, type PackageSource } from './opened.ts'
import { giveOut } from './outbox.ts'
import { packAdmission, packPlan, packReceipt } from './packing.ts'
import { Places } from './places.ts'
import { planPackage } from './plan.ts'
import { applyPackage, nameOf, tryOut, type Tried } from './receiving.ts'

interface Held extends OpenedPackage {
  readonly ticket: string | null
  readonly user: string
  readonly office: Office
  tried: Tried | null
}

/** On a stick that goes round many offices, what is for this one stands first. */
const FOUND_ORDER: readonly FoundPackage['status'][] = ['new', 'sealed', 'applied', 'older', 'own', 'unreadable']

export class ExchangeService {
  readonly places = new Places()
  readonly #core: Core
  readonly #held = new Map<string, Held>()
  readonly #oneAtATime = inTurn()

  constructor(core: Core) {
    this.#core = core
  }

  /** Throws FORBIDDEN unless the user may exchange data. */
  requireExchange(user: SessionUser): void {
    if (!may(user, 'exchange')) throw new AppError('FORBIDDEN', '您没有交换数据的权限。', '请联系管理员。')
  }

  requireSites(user: SessionUser): void {
    if (!may(user, 'manage sites')) throw new AppError('FORBIDDEN', '站点由管理员管理。', '请联系管理员。')
  }

  /** Makes the request file of this site. */
  async request(office: Office, user: SessionUser, label: string, renew: boolean): Promise<FileTicket> {
    const text = await makeRequest(office, { label, renew, made: this.#core.now().toISOString() })
    const path = this.#core.files.newPath('json')
    await writeFileAtomic(path, text)
    return this.#core.files.give(path, requestFileName(office), user.id)
  }

  async readRequest(office: Office, path: string): Promise<SiteRequest & { fingerprint: string; known: KnownSite | null }> {
    const request = await readRequest(office, path)
    return { ...request, fingerprint: fingerprintOf(request.card), known: earlierOf(office, request) }
  }

  /** Admits the site of a request file and makes the answer, which the shell hands out. */
  async admit(
    office: Office,
    user: SessionUser,
    path: string,
    { again, ownLabel }: { readonly again: boolean; readonly ownLabel?: string | undefined },
  ): Promise<FileTicket> {
    const request = await readRequest(office, path)
    await admitSite(office, user, request, { today: this.#today(), again, ownLabel })
    const site = sitesOf(office.store.read).find((candidate) => candidate.id === request.card.site)
    if (site === undefined) throw new AppError('INTERNAL', '站点没有登记上。', '请重试。')
    const packed = await this.#oneAtATime(() => packAdmission(this.#core, office, site, request.nonce, { directory: null, passphrase: null, holder: user.id }))
    return giveOut(this.#core, { id: packed.package, name: nameOf(packed.file) }, user.id)
  }

  async withdraw(office: Office, user: SessionUser, site: string, reason: string): Promise<void> {
    await withdrawSite(office, user, site, reason, this.#today())
  }

  /** Takes a person's word that a site, or all sites of a unit, have been upgraded. Throws NOT_FOUND when there is none. */
  async noteUpgraded(office: Office, to: string): Promise<void> {
    const sites = sitesOf(office.store.read).filter((site) => site.state === 'admitted' && (site.id === to || site.unit === to))
    if (sites.length === 0) throw new AppError('NOT_FOUND', '没有这个站点。', '请刷新站点列表。')
    await office.store.bookkeep((database) => {
      for (const site of sites)
        noteSchema(
          (sql, ...parameters) => {
            database.run(sql, ...parameters)
          },
          site.id,
          SCHEMA_VERSION,
        )
    })
  }

  /** Starts the job that makes a package. */
  pack(office: Office, user: SessionUser, input: { to: string; full: boolean; passphrase?: string | undefined; directory: string | null }): string {
    return this.#core.jobs.start({ kind: 'pack', title: '制作数据包', by: user }, (job) =>
      this.#oneAtATime(async () => {
        const plan = await planPackage(office, input.to, input.full)
        const packed = await packPlan(this.#core, office, plan, { directory: input.directory, passphrase: input.passphrase ?? null, holder: user.id }, job)
        return {
          package: packed.package,
          file: nameOf(packed.file),
          kind: packed.kind,
          changes: packed.changes,
          records: packed.records,
          sha256: packed.sha256,
          bytes: packed.bytes,
          written: input.directory !== null,
        }
      }),
    )
  }

  /** All packages in a place, each opened as far as needed to say what it is. */
  async scan(office: Office, place: string): Promise<FoundPackage[]> {
    const found: FoundPackage[] = []
    for (const file of await this.places.packages(place)) found.push(await this.inspect(office, file, file.handle))
    return found.toSorted((one, other) => FOUND_ORDER.indexOf(one.status) - FOUND_ORDER.indexOf(other.status))
  }

  /** What one file is; never throws for what is wrong with the file. */
  async inspect(office: Office, file: PackageSource, handle: string, passphrase?: string): Promise<FoundPackage> {
    const { size } = await stat(file.path)
    try {
      const { reader, header } = await openVerified(this.#core, office, file, { passphrase })
      await reader.close()
      return describe(office, handle, file.name, size, header)
    } catch (error) {
      return unreadable(office, handle, file.name, size, error)
    }
  }

  /** Starts the job that opens a file, verifies it and tries it out. */
  open(office: Office, user: SessionUser, file: PackageSource & { readonly ticket: string | null }, passphrase: string | undefined): string {
    return this.#core.jobs.start({ kind: 'receive-check', title: '核对数据包', by: user }, async (job) => {
      job.phase('打开数据包', 1)
      const opened = await openVerified(this.#core, office, file, { passphrase, signal: job.signal })
      try {
        const handle = randomUUID()
        const tried = await this.#oneAtATime(() => tryOut(office, user, opened, handle, job))
        this.#held.set(handle, { ...opened, user: user.id, office, tried, ticket: file.ticket })
        await this.#forgetOldest()
        return tried.preview satisfies ReceivePreview
      } catch (error) {
        await opened.reader.close()
        throw error
      }
    })
  }

  /** An opened package of this user. Throws NOT_FOUND when it was closed. */
  held(user: SessionUser, handle: string): Held & { readonly tried: Tried } {
    const held = this.#held.get(handle)
    if (held === undefined || held.user !== user.id || held.tried === null) throw new AppError('NOT_FOUND', '这个数据包已经关闭。', '请重新选择文件。')
    return { ...held, tried: held.tried }
  }

  /** Starts the job that merges an opened package. */
  apply(office: Office, user: SessionUser, handle: string, directory: string | null): string {
    const held = this.held(user, handle)
    return this.#core.jobs.start({ kind: 'receive', title: '合并数据包', by: user }, (job) =>
      this.#oneAtATime(async () => {
        const { counts, changeSet, already, receipt, receiptProblem, files } = await applyPackage(this.#core, office, user, held, directory, job)
        await this.close(handle)
        return {
          counts,
          changeSet,
          already,
          files,
          package: held.header.id,
          receipt: receipt === null ? null : nameOf(receipt),
          receiptProblem,
          receiptWritten: directory !== null && receipt !== null,
          acknowledged: held.header.range.upTo,
        }
      }),
    )
  }

  async close(handle: string): Promise<void> {
    const held = this.#held.get(handle)
    this.#held.delete(handle)
    await held?.reader.close()
    if (held !== undefined && held.ticket !== null) this.#core.files.discard(held.ticket)
  }

  /** The receipt of what was received of the sender of a package, once more. */
  async receipt(office: Office, user: SessionUser, id: string): Promise<FileTicket> {
    const row = office.store.read.get<{ site: string | null }>(`SELECT site FROM package WHERE id = ? AND direction = 'in'`, id)
    const site = sitesOf(office.store.read).find((candidate) => candidate.id === row?.site)
    if (site === undefined || site.state === 'withdrawn') throw new AppError('NOT_FOUND', '没有这个数据包，或它的发送方已经停用。', '请刷新收件记录。')
    const packed = await this.#oneAtATime(() => packReceipt(this.#core, office, site, { directory: null, passphrase: null, holder: user.id }, null))
    return giveOut(this.#core, { id: packed.package, name: nameOf(packed.file) }, user.id)
  }

  /** Closes everything; the office is being closed. */
  async closeAll(): Promise<void> {
    for (const handle of this.#held.keys()) await this.close(handle)
  }

  /** A user who opens file after file keeps the last few. */
  async #forgetOldest(): Promise<void> {
    while (this.#held.size > 4) {
      const [oldest] = this.#held.keys()
      if (oldest !== undefined) await this.close(oldest)
    }
  }

  #today(): string {
    return localDay(this.#core.now())
  }
}
