/**
 * What a package may say, by the route it comes: from a superior office and from a colleague's PC of our own unit everything; from a unit
 * below us what was made within it, and the echo of what we hold; from a neighbour a household that it hands to us, with what belongs to it.
 */
import { followsPlace, moveOf, ownerIn, partsOf } from '../catalogue/derive/belonging.ts'
import { fieldsKeptApart } from '../catalogue/derive/keepers.ts'
import { keptFields } from '../catalogue/derive/kept.ts'
import { isRegisterName, registerOf } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { ReadDatabase } from '../store/index.ts'
import { isSameOperation } from '../store/heldOperations.ts'
import { operationsOf, YearLocks } from '../store/yearLocks.ts'
import type { ReceivedOperation } from '../store/receive.ts'
import { siteOfAuthor } from '../store/timeline.ts'
import { Charge, type Bench, type Verdict } from './charge.ts'
import { isHandedToUs } from './handed.ts'
import type { Header } from './header.ts'
import { recordKey, TRUSTING, type Judge, type Judgement, type RecordOutcome } from './incoming.ts'
import { relationOf, type Self } from './sender.ts'
import { isInNameOf } from './setAside.ts'
import { isWithin, siteTitle, sitesOf, type Site } from './sites.ts'

/** Who judges what a package brings. `read` holds the data as they were before it. */
export function judgeOf(read: ReadDatabase, self: Self, { kind, sender }: Pick<Header, 'kind' | 'sender'>): Judge {
  if (kind === 'admission') {
    return {
      ...TRUSTING,
      ask: (_transaction, register, _record, operations) =>
        register === 'site' ? { operations, reason: null } : { operations: [], reason: '登记文件里只能有站点名单，这一条没有收下。' },
    }
  }
  const relation = relationOf(sender.unit, self.unit)
  return relation === 'above' || relation === 'colleague' ? TRUSTING : new Route(read, self, sender, relation)
}

/** An author whose word this package can carry: its unit by the register of sites, and the divisions of that. */
interface Known {
  readonly unit: string
  readonly prefix: string
  readonly within: boolean
}

class Route implements Judge {
  readonly #read: ReadDatabase
  readonly #self: Self
  readonly #sender: Header['sender']
  readonly #relation: 'below' | 'neighbour'
  readonly #sites: ReadonlyMap<string, Site>
  readonly #authors = new Map<string, Known | undefined>()
  readonly #charge: Charge
  /** As they were before the package. */
  readonly #locks: YearLocks
  /** Places of what is new with this package and has parts, and people who are: what belongs to them is judged without a look. */
  readonly #places = new Map<string, string>()
  /** Each division as one text: a part of a line keeps the whole line in memory. */
  readonly #texts = new Map<string, string>()
  readonly #linked = new Set<string>()
  readonly #refused = new Map<string, string>()
  readonly #later: { readonly key: string; readonly ask: (transaction: ReadDatabase) => string | null }[] = []
  /** Whether the record at hand was let in as a new one without a look at the journal. */
  #assumed = false

  constructor(read: ReadDatabase, self: Self, sender: Header['sender'], relation: 'below' | 'neighbour') {
    this.#read = read
    this.#self = self
    this.#sender = sender
    this.#relation = relation
    this.#sites = new Map(sitesOf(read).map((site) => [site.id, site]))
    const bench: Bench = { read, unit: self.unit, unitOf: (author) => this.#known(author)?.unit, nameOf: (unit) => this.#nameOf(unit) }
    this.#charge = new Charge(bench)
    this.#locks = new YearLocks(read, self.unit)
  }

  begin(): void {
    this.#places.clear()
    this.#linked.clear()
    this.#refused.clear()
    this.#later.length = 0
  }

  ask(transaction: ReadDatabase, register: string, record: string, operations: readonly ReceivedOperation[]): Judgement {
    const [only] = operations
    this.#assumed = operations.length === 1 && only !== undefined && this.#isPlain(register, only)
    return this.#assumed ? { operations, reason: null } : this.#examine(transaction, register, record, operations)
  }

  taken(
    transaction: ReadDatabase,
    operations: readonly ReceivedOperation[],
    { register, record, outcome }: Pick<RecordOutcome, 'register' | 'record' | 'outcome'>,
  ): void {
    if (!this.#assumed) return
    if (outcome === 'new') {
      this.#remember(register, record, operations[0]?.after ?? {})
      return
    }
    // It was there already: what may be done to it is another question than what may be added.
    const { reason } = outcome === 'same' ? { reason: null } : this.#examine(transaction, register, record, operations)
    if (reason !== null) this.#refused.set(recordKey(register, record), reason)
  }

  settle(transaction: ReadDatabase): ReadonlyMap<string, string> {
    for (const { key, ask } of this.#later) {
      const reason = this.#refused.has(key) ? null : ask(transaction)
      if (reason !== null) this.#refused.set(key, reason)
    }
    return this.#refused
  }

  /** A new record of a place that its author's unit is in charge of: the bulk of a first package, judged without asking the database. */
  #isPlain(register: string, { author, action, proposal, seed, head, after }: ReceivedOperation): boolean {
    if (this.#relation !== 'below' || action !== 'insert' || proposal || seed) return false
    const known = this.#known(author)
    if (known === undefined || !known.within || head[9] !== known.unit || head[1] !== author || moveOf(register) !== undefined) return false
    const definition = registerOf(register)
    if (fieldsKeptApart(definition).some(({ key }) => (after?.[key] ?? null) !== null)) return false
    const { owner, keptBy } = definition
    if (owner === undefined) return keptBy === undefined || keptBy === 'anyone'
    const within = (division: unknown): boolean => typeof division === 'string' && division.startsWith(known.prefix)
    if (definition.linkedBy !== undefined) return true
    const counted = keptFields(definition).find(({ keeps }) => keeps === owner)?.key ?? ''
    if (typeof after?.[counted] === 'string' && !within(after[counted])) return false
    const above = ownerIn(definition, after ?? {})
    if (above === undefined) return within(after?.[owner])
    if (registerOf(above.register).linkedBy !== undefined) return followsPlace(definition) && this.#linked.has(above.id)
    const place = this.#places.get(above.id)
    return place !== undefined && within(followsPlace(definition) ? place : (after?.[owner] ?? place))
  }

  #remember(register: string, record: string, after: Readonly<Record<string, unknown>>): void {
    const definition = registerOf(register)
    if (definition.linkedBy !== undefined) this.#linked.add(record)
    if (!hasParts(register)) return
    const above = ownerIn(definition, after)
    const place = followsPlace(definition) && above !== undefined ? this.#places.get(above.id) : after[definition.owner ?? '']
    if (typeof place === 'string') this.#places.set(record, this.#oneText(place))
  }

  #known(author: string): Known | undefined {
    const found = this.#authors.get(author)
    if (found !== undefined || this.#authors.has(author)) return found
    const unit = this.#sites.get(siteOfAuthor(author))?.unit
    const known = unit === undefined ? undefined : { unit, prefix: divisionPrefix(unit), within: isWithin(unit, this.#sender.unit) }
    this.#authors.set(author, known)
    return known
  }

  /**
   * Looks at what is not held yet. What the sender cannot vouch for is left out alone: whoever made it brings it himself, and were the record
   * to wait for it, two neighbours who worked on one record would wait for each other for ever.
   */
  #examine(transaction: ReadDatabase, register: string, record: string, operations: readonly ReceivedOperation[]): Judgement {
    const held = operationsOf(this.#read, register, record, this.#self.unit, this.#locks)
    const fresh = operations.filter((operation) => !held.some((one) => isSameOperation(one, operation)))
    if (fresh.length === 0 || !isRegisterName(register)) return { operations, reason: null }
    if (register === 'site') return { operations: [], reason: '站点名单只能由上级下发，没有收下。' }
    const strange = new Map(fresh.map((operation) => [operation, this.#strange(operation)]))
    const reason = [...strange.values()].find((one) => one !== null) ?? null
    const rest = operations.filter((operation) => (strange.get(operation) ?? null) === null)
    const prior: ReceivedOperation[] = [...held]
    for (const operation of fresh) {
      if (strange.get(operation) !== null) continue
      // Whether it was made here only a person can say; it is never taken in by itself.
      if (isInNameOf(this.#self.site, operation)) {
        prior.push(operation)
        continue
      }
      const unit = this.#known(operation.author)?.unit ?? ''
      const verdict = this.#charge.judge(transaction, { register, record, prior: [...prior], operation, unit })
      if (typeof verdict === 'string') return { operations: [], reason: verdict }
      this.#lookLater(register, record, verdict)
      prior.push(operation)
    }
    if (this.#relation === 'neighbour' && rest.length > 0) {
      // What is in our own name it can only have of ourselves.
      const others = fresh.some((operation) => !isInNameOf(this.#self.site, operation) && this.#known(operation.author)?.within !== true)
      this.#lookLater(register, record, (after) =>
        isHandedToUs({ before: this.#read, after, from: this.#sender.unit, to: this.#self.unit }, register, record, others)
          ? null
          : `同级单位之间只收迁来的户和它的资料，“${this.#nameOf(this.#sender.unit)}”的这条没有收下。请等县里下发。`,
      )
    }
    return { operations: rest, reason }
  }

  #oneText(place: string): string {
    const known = this.#texts.get(place)
    if (known !== undefined) return known
    const copy = ` ${place}`.slice(1)
    this.#texts.set(copy, copy)
    return copy
  }

  #lookLater(register: string, record: string, verdict: Verdict): void {
    if (typeof verdict === 'function') this.#later.push({ key: recordKey(register, record), ask: verdict })
  }

  /** Why the sender cannot vouch for an operation that we do not hold. For what is in our own name nobody can; it is set aside until somebody decides. */
  #strange(operation: ReceivedOperation): string | null {
    const { author } = operation
    const site = this.#sites.get(siteOfAuthor(author))
    // What says another unit was never made here; kept and passed on, everybody would refuse it for ever.
    if (isInNameOf(this.#self.site, operation)) return site === undefined ? null : misstated(operation, site)
    const passed = `由“${this.#nameOf(this.#sender.unit)}”转来`
    if (site === undefined) return `里面有站点名单上没有的电脑做的改动（${passed}），没有收下。请先接收一次上级的数据包；还是收不下的，请向上级核实那台电脑。`
    // A neighbour hands a household on with all that was ever done to it.
    if (this.#relation === 'below' && this.#known(author)?.within !== true)
      return `里面有“${siteTitle(site)}”的改动（${passed}），本机还没有从它那里或上级收到过，没有收下。收到以后，对方下一次发来时会自动补上。`
    return misstated(operation, site)
  }

  #nameOf(unit: string): string {
    return [...this.#sites.values()].find((site) => site.unit === unit)?.unitName ?? unit
  }
}

/** Whether records of a register have parts of their own, besides photos. */
function hasParts(register: string): boolean {
  return partsOf(register).some(({ registerIn }) => registerIn === undefined)
}

/** Why an operation was not made as it says. */
function misstated({ author, head }: ReceivedOperation, site: Site): string | null {
  if (head[9] === site.unit && head[1] === author) return null
  return `里面“${siteTitle(site)}”的改动写的单位或站点和站点名单不同，没有收下。请向“${siteTitle(site)}”核实。`
}
