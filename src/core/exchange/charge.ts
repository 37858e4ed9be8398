/**
 * Who is in charge, judged here: by the unit that the register of sites gives the author, and by the record as it is held here. What an
 * entry says of itself (owner, unit, kind of its change set) is believed of nobody. Asked only of what does not come down from above.
 */
import { findField, registerOf } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import { operationsOf } from '../store/heldOperations.ts'
import { isEdit } from '../store/operations.ts'
import type { ReceivedOperation } from '../store/receive.ts'
import { Lineage } from '../store/lineage.ts'
import { hadHeardOf, sawNothing } from './seeing.ts'

/** Why not; null where it counts. What depends on records that come later in the package is asked when all of it is in. */
export type Verdict = string | null | ((transaction: ReadDatabase) => string | null)

/** What is known where a package is judged. */
export interface Bench {
  /** The data as they were before the package. */
  readonly read: ReadDatabase
  /** Our own unit. */
  readonly unit: string
  /** Unit of an author by the register of sites. */
  unitOf(author: string): string | undefined
  /** What a unit is called. */
  nameOf(unit: string): string
}

/** One operation to be judged, with those on its record that stand before it: what is held, then what the package brings. */
export interface Judged {
  readonly register: string
  readonly record: string
  readonly prior: readonly ReceivedOperation[]
  readonly operation: ReceivedOperation
  readonly unit: string
}

/** What whoever takes a household in may say of its transfer. */
const OF_THE_TAKER: ReadonlySet<string> = new Set(['state', 'settled_on', 'settled_by', 'remark'])

export class Charge {
  readonly #bench: Bench

  constructor(bench: Bench) {
    this.#bench = bench
  }

  /** Whether the author's unit may do what an operation does. */
  judge(transaction: ReadDatabase, judged: Judged): Verdict {
    const { register, operation } = judged
    // Anybody may wish for anything.
    if (operation.proposal && operation.action !== 'settle') return null
    const definition = registerOf(register)
    const kept = this.#keptElsewhere(definition, judged)
    if (kept !== undefined)
      return (after) => (this.#hasBeen(after, judged, kept) ? this.#asLater(after, judged) : this.#notInCharge(judged.unit, register, kept))
    return this.#place(transaction, definition, judged)
  }

  /** The verdict on the place of a record, asked when all is in. */
  #asLater(after: ReadDatabase, judged: Judged): string | null {
    const verdict = this.#place(after, registerOf(judged.register), judged)
    return typeof verdict === 'function' ? verdict(after) : verdict
  }

  #place(transaction: ReadDatabase, definition: RegisterDefinition, judged: Judged): Verdict {
    const { register, operation } = judged
    if (operation.action === 'settle' && this.#isProposer(judged)) return null
    if (definition.owner === undefined) return (definition.keptBy ?? 'anyone') === 'anyone' ? null : this.#shared(definition, judged)
    if (operation.action === 'settle' && !judged.prior.some(isEdit)) return this.#answers(judged)
    if (register === 'transfer') return this.#transfer(transaction, judged)
    if (register === 'person') return judged.prior.some(isEdit) || operation.action !== 'insert' ? (after) => this.#person(after, judged.record, judged) : null
    if (register === 'person_year') return (after) => this.#person(after, this.#valueOf(judged, 'person_id'), judged)
    if (register === 'attachment') return this.#attached(transaction, definition.owner, judged)
    if (findField(definition, definition.owner)?.derived === undefined) return this.#placed(definition.owner, judged)
    return this.#belonging(transaction, definition, judged)
  }

  /** The division outside the author's unit in which a record says that it counts. */
  #keptElsewhere({ fields }: RegisterDefinition, { operation, unit }: Judged): string | undefined {
    return fields
      .filter(({ keeps, type }) => keeps !== undefined && type === 'division')
      .map(({ key }) => operation.after?.[key])
      .find((place): place is string => typeof place === 'string' && !this.#within(place, unit))
  }

  /** Whether the household of a yearly record, or one that its person was in, has ever been in a division: elsewhere it cannot have counted. */
  #hasBeen(database: ReadDatabase, judged: Judged, division: string): boolean {
    const households =
      judged.register === 'person_year'
        ? database
            .all<{ id: string }>('SELECT DISTINCT household_id AS id FROM membership WHERE person_id = ?', String(this.#valueOf(judged, 'person_id')))
            .map(({ id }) => id)
        : [String(this.#valueOf(judged, 'household_id'))]
    return households.some((id) => operationsOf(database, 'household', id, this.#bench.unit).some((one) => isEdit(one) && one.after?.['village'] === division))
  }

  /** A photo belongs where its household does, whatever village it names. */
  #attached(transaction: ReadDatabase, key: string, judged: Judged): Verdict {
    const placed = this.#placed(key, judged)
    if (placed !== null || judged.operation.action !== 'insert' || this.#valueOf(judged, 'register') !== 'household') return placed
    const household = String(this.#valueOf(judged, 'record'))
    return this.#at(transaction, 'household', household, judged) === null ? null : (after) => this.#at(after, 'household', household, judged) ?? null
  }

  /** Whether a division lies within a unit. */
  #within(division: unknown, unit: string): boolean {
    return typeof division === 'string' && division.startsWith(divisionPrefix(unit))
  }

  /** Somebody withdraws what his own office wished for. */
  #isProposer({ operation, unit }: Judged): boolean {
    const proposer = (operation.after as { readonly proposal?: unknown } | null)?.proposal
    const [author] = Array.isArray(proposer) ? (proposer as unknown[]) : []
    return typeof author === 'string' && this.#bench.unitOf(author) === unit
  }

  /** The answer to a wish for a record that is not there yet. */
  #answers({ prior, unit, register }: Judged): string | null {
    const wishes = prior.filter(({ proposal, action }) => proposal && action !== 'settle')
    return wishes.some(({ owner }) => owner === null || this.#within(owner, unit)) ? null : this.#notInCharge(unit, register, wishes[0]?.owner ?? null)
  }

  /** Divisions and parameters are the superior office's. What every office begins with gives way, and says nothing of its own. */
  #shared({ label }: RegisterDefinition, { register, prior, operation, unit }: Judged): string | null {
    if (operation.seed && operation.action === 'insert' && sawNothing(operation)) {
      if (prior.some(isEdit)) return null
      const code = operation.after?.['code']
      if (register === 'division' && typeof code === 'string' && (this.#within(code, unit) || this.#within(unit, code))) return null
    }
    return `${label}由县里统一管理，“${this.#bench.nameOf(unit)}”的改动没有收下。需要改的，请它在自己电脑上再改一次，作为建议报上来。`
  }

  /** A record that says itself where it belongs. */
  #placed(key: string, judged: Judged): Verdict {
    const { register, record, prior, operation, unit } = judged
    const written = operation.after?.[key]
    const edits = prior.filter(isEdit)
    if (operation.action === 'insert' && edits.length === 0) {
      if (!this.#within(written, unit)) return this.#notInCharge(unit, register, written)
      return null
    }
    const now = this.#now(register, record, key, edits)
    const seen = this.#seen(key, judged)
    // Whoever had not seen the record leave was in charge of it as far as he could know.
    const charged = this.#within(now, unit) || (operation.action !== 'insert' && this.#within(seen, unit))
    const stays = written === undefined || this.#within(written, unit)
    if (charged && stays) return null
    const crosses = charged || (written !== undefined && stays)
    if (!crosses) return this.#notInCharge(unit, register, now)
    const [from, to] = [seen ?? now, written]
    return (transaction) => (this.#isHandedOver(transaction, judged, from, to) ? null : this.#notHandedOver(unit, register, charged ? to : from))
  }

  /** What a record holds before an operation: as it stands here, or as the package made it. */
  #now(register: string, record: string, key: string, edits: readonly ReceivedOperation[]): SqlValue | undefined {
    const brought = edits.findLast((edit) => edit.heldAt === undefined && edit.after !== null && key in edit.after)?.after?.[key]
    return (
      brought ??
      this.#bench.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)?.[key] ??
      edits.findLast((edit) => edit.after !== null && key in edit.after)?.after?.[key]
    )
  }

  /** What the author of an operation knew of a field. */
  #seen(key: string, { prior, operation }: Judged): SqlValue | undefined {
    const lineage = new Lineage([...prior, operation])
    return prior.findLast((edit) => isEdit(edit) && edit.after !== null && key in edit.after && lineage.covers(operation, edit))?.after?.[key]
  }

  #valueOf({ register, record, prior, operation }: Judged, key: string): SqlValue | undefined {
    return operation.after?.[key] ?? this.#now(register, record, key, prior.filter(isEdit))
  }

  /** Whether a change of division is one half of a transfer: in one change set with what that says, from and to where it says. */
  #isHandedOver(transaction: ReadDatabase, judged: Judged, from: unknown, to: unknown): boolean {
    const { register, record, operation, unit } = judged
    const { read, unitOf } = this.#bench
    const of = register === 'attachment' ? this.#valueOf(judged, 'record') : record
    const households = transaction
      .all<{ id: string }>('SELECT ? AS id UNION SELECT household_id FROM membership WHERE person_id = ?', of ?? '', of ?? '')
      .map(({ id }) => id)
    const transfers = transaction.all<{ id: string; from_village: string; to_village: string }>(
      'SELECT id, from_village, to_village FROM transfer WHERE household_id IN (SELECT value FROM json_each(?)) AND ((to_village = ?) OR (from_village = ?))',
      JSON.stringify(households),
      String(to),
      String(to),
    )
    return transfers.some((transfer) => {
      const taken = transfer.to_village === to
      const said = operationsOf(transaction, 'transfer', transfer.id, this.#bench.unit)
      const half = said.some(
        (one) => !one.proposal && one.author === operation.author && one.head[0] === operation.head[0] && one.after?.['state'] === (taken ? 'in' : 'out'),
      )
      if (!half) return false
      if (!taken) return this.#within(transfer.to_village, unit)
      const giver = unitOf(said.find(({ action }) => action === 'insert')?.author ?? '')
      const place = from ?? read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', String(of))?.village
      return place === transfer.from_village || (giver !== undefined && this.#within(place, giver))
    })
  }

  /** A record that belongs where the one it refers to does. */
  #belonging(transaction: ReadDatabase, definition: RegisterDefinition, judged: Judged): Verdict {
    const { prior, operation } = judged
    const field = definition.fields.find(
      (one) =>
        one.type === 'reference' &&
        one.derived === undefined &&
        one.register !== undefined &&
        registerOf(one.register).owner !== undefined &&
        one.register !== 'person',
    )
    if (field?.register === undefined) return null
    const { key, register: target } = field
    const edits = prior.filter(isEdit)
    const now = edits.length === 0 ? undefined : this.#now(judged.register, judged.record, key, edits)
    const seen = edits.length === 0 ? undefined : this.#seen(key, judged)
    const before = [now, seen].filter((id): id is string => typeof id === 'string')
    const written = operation.after?.[key]
    const ask = (database: ReadDatabase): string | null | undefined => {
      const verdicts = before.map((id) => this.#at(database, target, id, judged))
      const held = verdicts.length === 0 || verdicts.includes(null) ? null : verdicts[0]
      return held === null && typeof written === 'string' ? this.#at(database, target, written, judged) : held
    }
    const verdict = ask(transaction)
    // What it refers to may come later in the package; where it does not come at all, that is the reason.
    return verdict === null ? null : (after) => ask(after) ?? null
  }

  /** Whether a unit is in charge of a record that others refer to; undefined where that one is not there. */
  #at(database: ReadDatabase, register: string, id: string, { operation, unit, register: of }: Judged): string | null | undefined {
    const { owner = '' } = registerOf(register)
    const row = database.get<{ division: string | null }>(`SELECT ${owner} AS division FROM ${register} WHERE id = ?`, id)
    if (row === undefined) return undefined
    if (this.#within(row.division, unit)) return null
    const moves = operationsOf(database, register, id, this.#bench.unit).filter((one) => isEdit(one) && one.after !== null && owner in one.after)
    const last = moves.findLastIndex((one) => this.#within(one.after?.[owner], unit))
    const mover = last < 0 ? undefined : moves[last + 1]
    return last >= 0 && (mover === undefined || !hadHeardOf(operation, mover)) ? null : this.#notInCharge(unit, of, row.division)
  }

  /** People concern every place where they are or were in a household, and where they were entered. */
  #person(transaction: ReadDatabase, person: unknown, judged: Judged): string | null {
    const { unit, prior, register } = judged
    if (typeof person !== 'string') return null
    const held = judged.register === 'person' ? prior : operationsOf(transaction, 'person', person, this.#bench.unit)
    if (held.some((one) => isEdit(one) && (this.#within(one.owner, unit) || this.#bench.unitOf(one.author) === unit))) return null
    const households = new Set(
      [transaction, this.#bench.read].flatMap((database) =>
        database.all<{ household_id: string }>('SELECT DISTINCT household_id FROM membership WHERE person_id = ?', person).map((row) => row.household_id),
      ),
    )
    // Somebody who is in no household is everybody's, as at the desk.
    if (households.size === 0 || [...households].some((id) => this.#at(transaction, 'household', id, judged) === null)) return null
    if (transaction.get('SELECT 1 FROM person WHERE id = ?', person) === undefined) return null
    return this.#notInCharge(unit, register, transaction.get<{ village: string | null }>('SELECT village FROM person WHERE id = ?', person)?.village)
  }

  /** Moving out is said where the household is, moving in where it comes to. */
  #transfer(transaction: ReadDatabase, judged: Judged): Verdict {
    const { register, prior, operation, unit } = judged
    const { action, after } = operation
    const [from, to] = [this.#valueOf(judged, 'from_village'), this.#valueOf(judged, 'to_village')]
    if (action === 'insert' && !prior.some(isEdit)) {
      if (!this.#within(from, unit)) return this.#notInCharge(unit, register, from)
      const household = String(after?.['household_id'])
      const ask = (database: ReadDatabase): string | null | undefined => this.#at(database, 'household', household, judged)
      return ask(transaction) === null ? null : (all) => ask(all) ?? null
    }
    const [stood] = [this.#now(register, judged.record, 'from_village', prior.filter(isEdit))]
    if (this.#within(stood, unit) && this.#within(from, unit)) return null
    const takes = this.#within(to, unit) && action === 'update' && Object.keys(after ?? {}).every((key) => OF_THE_TAKER.has(key))
    return takes ? null : this.#notInCharge(unit, register, from)
  }

  #notInCharge(unit: string, register: string, division: unknown): string {
    const place = typeof division === 'string' ? `（${this.#placeName(division)}）` : ''
    return `“${this.#bench.nameOf(unit)}”不负责这条${registerOf(register).label}记录所在的地方${place}，它的改动没有收下。确实要改的，请由负责的单位改，或请它作为建议报上来。`
  }

  #notHandedOver(unit: string, register: string, division: unknown): string {
    const place = typeof division === 'string' ? `（${this.#placeName(division)}）` : ''
    return `“${this.#bench.nameOf(unit)}”把这条${registerOf(register).label}记录改到了别的单位名下或改归自己${place}，却没有对应的户迁移，没有收下。请两边先办好迁出和迁入，再一起收。`
  }

  #placeName(code: string): string {
    return this.#bench.read.get<{ name: string }>('SELECT name FROM division WHERE code = ? AND deleted = 0', code)?.name ?? code
  }
}
