/** Offices without a network, for tests: real stores, packages as plain values that can be lost, doubled, reordered and sent again. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derivations as today } from '../../features/derivations.ts'
import { Store, type Derivation, type Transaction } from '../../store/index.ts'
import { putEmptyDatabase } from '../../store/testing/template.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import { digestOfAll, digestsOf } from '../digest.ts'
import { judgeOf } from '../route.ts'
import { verifiedHeader } from '../sender.ts'
import { isRegisterName } from '../../catalogue/index.ts'
import type { Header, Receipt } from '../header.ts'
import { mergeParts, untilSound, type RecordOutcome } from '../incoming.ts'
import { outgoing } from '../outgoing.ts'
import { knowledgeOf, noteWord, peerOf, positionOf, type Bookkeep, type Position } from '../peers.ts'
import { Scope } from '../scope.ts'
import { knownByReference } from '../referred.ts'
import { addReferred, selectRecords } from '../selection.ts'
import { keepPresent, takeIn, waitingAside } from '../setAside.ts'
import { markAt } from '../../store/timeline.ts'
import { responsibilityOf, sitesOf } from '../sites.ts'

export const NETWORK_KEY = new Uint8Array(32).fill(3)
/** Numbers of entries that only a forger gives. */
export const FORGED_FROM = 900_000
export const COUNTY = '621125000000'

/** Receipts that are read again for what they rejected, as the program does. */
const RECEIPTS_READ = 5

/** `signedBy` is whose key signed it: at these sites the id of a site is its key. */
export interface Message {
  readonly header: Header
  readonly signedBy: string
  readonly parts: ReadonlyMap<string, string>
}

/** One installation of the network. */
export class TestSite {
  #store: Store
  readonly unit: string
  readonly directory: string
  readonly #clockOffset: number
  /** Wrong by years, on purpose. */
  static clock = new Map<string, number>()
  #packages = 0
  #id: string | undefined
  /** By site, receipts of what was received of it, and what it rejected of ours lately: that goes along once more. */
  readonly #receipts = new Map<string, Receipt[]>()
  readonly #rejected = new Map<string, Receipt['rejected'][]>()

  private constructor(store: Store, unit: string, directory: string, clockOffset: number) {
    this.#clockOffset = clockOffset
    this.#store = store
    this.unit = unit
    this.directory = directory
  }

  static async open(unit: string, clockOffset = 0, derivations: readonly Derivation[] = today): Promise<TestSite> {
    const directory = mkdtempSync(join(tmpdir(), 'bangfu-site-'))
    await putEmptyDatabase(directory, NETWORK_KEY)
    const store = await openStore(directory, clockOffset, derivations)
    await store.setMeta('unit', JSON.stringify({ code: unit, name: unit }))
    return new TestSite(store, unit, directory, clockOffset)
  }

  get store(): Store {
    return this.#store
  }

  /** Copies the data folder as it is, as a ghost image or somebody with the explorer would. Returns the copy. */
  async image(): Promise<string> {
    const copy = mkdtempSync(join(tmpdir(), 'bangfu-image-'))
    await this.#store.close()
    cpSync(this.directory, copy, { recursive: true })
    await this.#reopen()
    return copy
  }

  /** Puts a copy of the data folder back; as the program restores a backup (`known`), or behind its back. */
  async goBack(image: string, known: boolean): Promise<void> {
    await this.#store.close()
    rmSync(this.directory, { recursive: true, force: true })
    cpSync(image, this.directory, { recursive: true })
    await this.#reopen()
    if (known) await this.#store.beginIncarnation()
  }

  async #reopen(): Promise<void> {
    this.#store = await openStore(this.directory, this.#clockOffset, this.#store.derivations)
    this.takeCharge()
  }

  /**
   * Takes in what was made here before it went back, and leaves what a forger made, as a person would who looked at it: that goes into the
   * history with the present as its answer. Answers how much was decided.
   */
  async takeInAside(): Promise<number> {
    const waiting = waitingAside(this.store.read)
    if (waiting.length === 0) return 0
    let decided = 0
    await this.store.receive({ id: 'u-aside', name: '收回' }, { kind: 'reclaim', title: '收回' }, async (transaction) => {
      decided = 0
      for (const one of waiting) {
        const forged = one.operations.some(({ number }) => number >= FORGED_FROM)
        if (forged) keepPresent(transaction, this.id, one)
        if (forged || takeIn(transaction, one)) decided += 1
      }
    })
    return decided
  }

  /** Asked for at every step, and never another one. */
  get id(): string {
    return (this.#id ??= this.store.site)
  }

  /** One user action. */
  async act<T>(work: (transaction: Transaction) => T, kind = 'edit'): Promise<{ result: T; changeSet: string | null }> {
    return this.store.change({ id: `u-${this.unit}`, name: `经办${this.unit.slice(6, 9)}` }, { kind, title: '测试' }, work)
  }

  /** Makes known who takes part, as an admission would. */
  async admit(sites: readonly TestSite[]): Promise<void> {
    await this.act((transaction) => {
      for (const site of sites) {
        transaction.insert(
          'site',
          {
            unit: site.unit,
            unit_name: site.unit,
            label: site.id.slice(0, 6),
            signing_key: site.id,
            sealing_key: site.id,
            state: 'admitted',
            admitted_on: '2026-01-01',
          },
          site.id,
        )
      }
    }, 'set-up')
    this.takeCharge()
  }

  takeCharge(): void {
    this.store.setInCharge(responsibilityOf(sitesOf(this.store.read), this.unit))
  }

  /** A package for another site, as a value. */
  async pack(to: TestSite, full = false): Promise<Message> {
    const { read } = this.store
    const after = full ? 0 : peerOf(read, to.id).acknowledged
    const upTo = this.store.lastSequence
    const scope = new Scope(read, to.unit, this.unit)
    const selection = selectRecords(read, scope, { after, upTo }, full || after === 0)
    for (const { register, record } of this.#rejected.get(to.id)?.flat() ?? [])
      if (isRegisterName(register) && register !== 'site') selection.get(register)?.add(record)
    addReferred(read, scope, selection)
    const { parts, counts } = outgoing(read, selection, {
      upTo,
      rows: full || after === 0,
      unit: this.unit,
      to: to.unit,
      referred: knownByReference(read, scope, selection),
      csvLine: (cells) => `${JSON.stringify(cells)}\n`,
    })
    const texts = new Map<string, string>()
    for await (const part of parts) {
      let text = ''
      for await (const piece of part.content) text += Buffer.from(piece).toString('utf8')
      texts.set(part.path, text)
    }
    const known = knowledgeOf(read, to.id)
    const sender = { site: this.id, unit: this.unit, unitName: this.unit, label: '', signingKey: '', sealingKey: '', author: this.store.author }
    this.#packages += 1
    const header: Header = {
      format: 1,
      schema: SCHEMA_VERSION,
      program: 'test',
      kind: full || after === 0 ? 'baseline' : 'changes',
      id: `${this.id}-${this.#packages}`,
      number: this.#packages,
      made: '',
      sender,
      receivers: [{ site: to.id, unit: to.unit }],
      range: { after: full ? 0 : after, upTo, mark: markAt(read, upTo) ?? undefined },
      earlier: [],
      counts: { ...counts, files: 0 },
      knows: known === undefined ? {} : { [to.id]: known },
      receipts: this.#receipts.get(to.id) ?? [],
      wanted: [],
      digests: {},
    }
    return { header, signedBy: this.id, parts: texts }
  }

  /** Merges a package; `tryOut` only looks. Throws what the program would say. */
  async apply(sent: Message, tryOut = false): Promise<{ outcomes: RecordOutcome[]; position: Position; changeSet: string | null }> {
    const header = verifiedHeader(sent.header, { site: this.id, unit: this.unit }, sitesOf(this.store.read), null, (key) => key === sent.signedBy)
    const message = { ...sent, header }
    const position = positionOf(peerOf(this.store.read, header.sender.site), header)
    const outcomes: RecordOutcome[] = []
    const source = {
      schema: message.header.schema,
      self: { site: this.id, package: message.header.id },
      paths: [...message.parts.keys()],
      lines: (path: string) => linesOf(message.parts.get(path) ?? ''),
      rows: async function* (path: string) {
        for await (const line of linesOf(message.parts.get(path) ?? '')) yield JSON.parse(line) as string[]
      },
    }
    const { changeSet } = await untilSound(
      (how) =>
        this.store.receive(
          { id: 'u-merge', name: '合并' },
          { kind: 'merge', title: '合并' },
          async (transaction, step) => {
            outcomes.length = 0
            await mergeParts(
              transaction,
              source,
              judgeOf(this.store.read, { site: this.id, unit: this.unit }, message.header),
              (outcome) => outcomes.push(outcome),
              step,
              how,
            )
            const bookkeep: Bookkeep = (sql, ...parameters) => {
              transaction.bookkeep(sql, ...parameters)
            }
            noteWord(transaction, bookkeep, message.header, { site: this.id, author: this.store.author }, position.kind === 'next')
          },
          { tryOut },
        ),
      tryOut,
    )
    this.takeCharge()
    if (!tryOut) this.#note(message.header, outcomes)
    return { outcomes, position, changeSet }
  }

  #note({ id, number, sender, range, receipts }: Header, outcomes: readonly RecordOutcome[]): void {
    const rejected = outcomes.flatMap(({ register, record, outcome, reason }) => (outcome === 'rejected' ? [{ register, record, reason: reason ?? '' }] : []))
    const receipt = {
      package: id,
      number,
      at: '',
      by: '',
      upTo: range.upTo,
      counts: { records: 0, new: 0, changed: 0, same: 0, conflicts: 0, proposals: 0, rejected: rejected.length },
      rejected,
    }
    this.#receipts.set(sender.site, [...(this.#receipts.get(sender.site) ?? []), receipt].slice(-20))
    const said = receipts.filter((one) => one.rejected.length > 0).map((one) => one.rejected)
    this.#rejected.set(sender.site, said.slice(-RECEIPTS_READ))
  }

  /** Fingerprint of everything within a unit. */
  async digest(unit = this.unit): Promise<string> {
    return digestOfAll((await digestsOf(this.store.read, unit)).digests)
  }

  async end(): Promise<void> {
    await this.store.close()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

function openStore(directory: string, clockOffset: number, derivations: readonly Derivation[]): Promise<Store> {
  return Store.open({ directory, key: NETWORK_KEY, derivations, now: () => new Date(Date.now() + clockOffset) })
}

/** A county and one of its townships, known to each other. */
export async function openPair(): Promise<{ county: TestSite; township: TestSite }> {
  const [county, township] = [await TestSite.open(COUNTY, 0), await TestSite.open('621125100000', 0)]
  for (const site of [county, township]) await site.admit([county, township])
  return { county, township }
}

async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.split('\n')) if (line !== '') yield line
}
