/**
 * Who is in charge, judged here: by the unit that the register of sites gives the author, and by the record as it is held here. What an
 * entry says of itself (owner, unit, kind of its change set) is believed of nobody. Asked only of what does not come down from above.
 */
import { followsPlace, linksBy, moveOf, moves, ownerIn, ownerReference, type Move } from '../catalogue/derive/belonging.ts'
import { fieldsKeptApart, keptElsewhere } from '../catalogue/derive/keepers.ts'
import { identityOf } from '../catalogue/derive/identity.ts'
import { isKeptAt, keptFromLevel } from '../catalogue/derive/locks.ts'
import { findField, isRegisterName, registerOf } from '../catalogue/index.ts'
import { levelNames, levelOfUnit } from '../rules/levels.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { FieldDefinition, FieldValue, KeptFrom, RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import { belongsTo, type RecordName } from '../store/belonging.ts'
import { operationsOf } from '../store/yearLocks.ts'
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

/** One half of a move, as a change set says it: taken in, or let go. */
interface Half {
  readonly taken: boolean
  readonly from: SqlValue | undefined
  readonly to: SqlValue | undefined
  readonly giver: string | undefined
  /** Where that which moves is held to be. */
  readonly placed: unknown
}

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
    const { operation } = judged
    if (operation.action === 'settle') return this.#isProposer(judged) ? null : this.#kept(transaction, definition, judged)
    const apart = fieldsKeptApart(definition).filter(
      ({ key }) => (operation.after?.[key] ?? null) !== null || (operation.action === 'update' && key in (operation.after ?? {})),
    )
    if (apart.length === 0) return this.#kept(transaction, definition, judged)
    const refused = this.#keptApart(definition, apart, judged)
    if (refused !== null) return refused
    // What touches nothing else is the keepers' of these fields, wherever the record belongs within their unit.
    const alone = operation.action === 'update' && Object.keys(operation.after ?? {}).every((key) => apart.some((field) => field.key === key))
    return alone ? this.#located(transaction, definition, judged) : this.#kept(transaction, definition, judged)
  }

  /** Why the author's unit does not keep fields that it has entered. */
  #keptApart(definition: RegisterDefinition, apart: readonly FieldDefinition[], judged: Judged): string | null {
    const values = Object.fromEntries(definition.fields.filter(({ derived }) => derived === undefined).map(({ key }) => [key, this.#valueOf(judged, key)]))
    for (const field of apart) {
      const reason = keptElsewhere(field, values, levelOfUnit(judged.unit))
      if (reason !== null) return `${reason}“${this.#bench.nameOf(judged.unit)}”对它的改动没有收下，请它作为建议报上来。`
    }
    return null
  }

  /** The verdict on a record as such: who keeps its register, then where it belongs. */
  #kept(transaction: ReadDatabase, definition: RegisterDefinition, judged: Judged): Verdict {
    if (typeof definition.keptBy === 'object') {
      const refused = this.#levelled(definition, definition.keptBy, judged)
      if (refused !== null || definition.owner === undefined) return refused
    }
    if (definition.owner === undefined) return (definition.keptBy ?? 'anyone') === 'anyone' ? null : this.#shared(definition, judged)
    return this.#located(transaction, definition, judged)
  }

  /** The verdict on the place of a record that belongs to one. */
  #located(transaction: ReadDatabase, definition: RegisterDefinition, judged: Judged): Verdict {
    const { register, operation } = judged
    if (definition.owner === undefined) return null
    if (operation.action === 'settle' && !judged.prior.some(isEdit)) return this.#answers(judged)
    const move = moveOf(register)
    if (move !== undefined) return this.#move(transaction, move, judged)
    if (definition.linkedBy !== undefined) {
      const known = judged.prior.some(isEdit) || operation.action !== 'insert'
      return known && isRegisterName(register) ? (after) => this.#linked(after, { register, id: judged.record }, judged) : null
    }
    const owner = this.#ownerOf(judged)
    if (!followsPlace(definition)) return owner === undefined ? this.#placed(definition.owner, judged) : this.#attached(transaction, owner, judged)
    if (owner !== undefined && registerOf(owner.register).linkedBy !== undefined) return (after) => this.#linked(after, owner, judged)
    return this.#belonging(transaction, definition, judged)
  }

  /** What a record is part of, by what it holds before or with an operation. */
  #ownerOf(judged: Judged): RecordName | undefined {
    const definition = registerOf(judged.register)
    const reference = ownerReference(definition)
    if (reference === undefined) return undefined
    const keys = [reference.by, ...(reference.registerIn === undefined ? [] : [reference.registerIn])]
    return ownerIn(definition, Object.fromEntries(keys.map((key) => [key, this.#valueOf(judged, key)])))
  }

  /** What offices from a level up keep: the author's unit is at that level, and the record lies within it, as it was and as it says. */
  #levelled(definition: RegisterDefinition, kept: KeptFrom, judged: Judged): string | null {
    const { register, record, unit, operation, prior } = judged
    const edits = prior.filter(isEdit)
    const keys = definition.fields.filter(({ derived }) => derived === undefined).map(({ key }) => key)
    const before = edits.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, this.#now(register, record, key, edits)]))
    const after = { ...before, ...operation.after }
    const identity = identityOf(definition, after as Record<string, FieldValue>)
    const isTrue = (values: Readonly<Record<string, unknown>>): boolean =>
      isKeptAt(kept, values, levelOfUnit(unit)) && (kept.divisionIn === undefined || this.#within(values[kept.divisionIn], unit))
    const named = definition.identity === undefined || operation.action !== 'insert' || identity === record
    if (named && isTrue(after) && (before === undefined || isTrue(before))) return null
    const from = keptFromLevel(kept, before ?? after)
    const by = from === null ? '上级' : `${levelNames[from]}级`
    return `这条${definition.label}由${by}办理，“${this.#bench.nameOf(unit)}”的改动没有收下。请由${by}办理。`
  }

  /** The division outside the author's unit in which a record says that it counts. */
  #keptElsewhere({ fields }: RegisterDefinition, { operation, unit }: Judged): string | undefined {
    return fields
      .filter(({ keeps, type }) => keeps !== undefined && type === 'division')
      .map(({ key }) => operation.after?.[key])
      .find((place): place is string => typeof place === 'string' && !this.#within(place, unit))
  }

  /** Whether what a yearly record hangs on, or one that its person was in, has ever been in a division: elsewhere it cannot have counted. */
  #hasBeen(database: ReadDatabase, judged: Judged, division: string): boolean {
    const above = this.#ownerOf(judged)
    return (above === undefined ? [] : belongsTo(database, above)).some(({ register, id }) => {
      const { owner } = registerOf(register)
      return (
        owner !== undefined &&
        !followsPlace(registerOf(register)) &&
        operationsOf(database, register, id, this.#bench.unit).some((one) => isEdit(one) && one.after?.[owner] === division)
      )
    })
  }

  /** A photo belongs where that is on which it hangs, whatever village it names. */
  #attached(transaction: ReadDatabase, on: RecordName, judged: Judged): Verdict {
    const { owner = '', linkedBy } = registerOf(on.register)
    const placed = this.#placed(registerOf(judged.register).owner ?? owner, judged)
    if (placed !== null || judged.operation.action !== 'insert' || linkedBy !== undefined || owner === '') return placed
    return this.#at(transaction, on, judged) === null ? null : (after) => this.#at(after, on, judged) ?? null
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

  /** Whether a change of division is one half of a move: in one change set with what that says, from and to where it says. */
  #isHandedOver(transaction: ReadDatabase, judged: Judged, from: unknown, to: unknown): boolean {
    const { register, record, unit } = judged
    const above = this.#ownerOf(judged)
    const self: RecordName[] = isRegisterName(register) ? [{ register, id: record }] : []
    const those = [...self, ...(above === undefined ? [] : belongsTo(transaction, above))]
    return this.#halvesOf(transaction, those, judged).some(({ taken, from: left, to: reached, giver, placed }) => {
      if ((taken ? reached : left) !== to) return false
      if (!taken) return this.#within(reached, unit)
      const place = from ?? placed
      return place === left || (giver !== undefined && this.#within(place, giver))
    })
  }

  /** Whether a link ends in one change set with the taking in of what it links: whoever takes somebody in says when they left. */
  #endsLink(transaction: ReadDatabase, judged: Judged): boolean {
    const { register, operation, unit } = judged
    if (operation.action !== 'update') return false
    return linksBy(register).some(({ of, by, to, ends = [] }) => {
      if (Object.keys(operation.after ?? {}).some((key) => !ends.includes(key))) return false
      const target = findField(register, to)?.register ?? ''
      // Either end may have been joined to another record that the author had not heard of.
      const both = (key: string): string[] => [...new Set([this.#valueOf(judged, key), this.#seen(key, judged)].filter((id) => typeof id === 'string'))]
      const places = both(to).map(
        (id) => transaction.get<{ place: string | null }>(`SELECT ${registerOf(target).owner} AS place FROM ${target} WHERE id = ?`, id)?.place,
      )
      const halves = this.#halvesOf(
        transaction,
        both(by).map((id) => ({ register: of, id })),
        judged,
      )
      return halves.some(
        ({ taken, from, to: reached, giver }) =>
          taken && this.#within(reached, unit) && places.some((place) => place === from || (giver !== undefined && this.#within(place, giver))),
      )
    })
  }

  /** The halves of moves of these records that stand in one change set with an operation. `giver` is the unit that said the first half. */
  #halvesOf(transaction: ReadDatabase, those: readonly RecordName[], { operation }: Judged): Half[] {
    const { read, unit, unitOf } = this.#bench
    return those.flatMap(({ register, id }) =>
      moves
        .filter(({ of }) => of === register)
        .flatMap((move) =>
          transaction.all<SqlRow>(`SELECT id, ${move.from}, ${move.to} FROM ${move.register} WHERE ${move.by} = ?`, id).flatMap((row) => {
            const said = operationsOf(transaction, move.register, String(row['id']), unit)
            const states = said.filter((one) => !one.proposal && one.author === operation.author && one.head[0] === operation.head[0])
            const giver = unitOf(said.find(({ action }) => action === 'insert')?.author ?? '')
            const placed = read.get<{ place: unknown }>(`SELECT ${registerOf(register).owner} AS place FROM ${register} WHERE id = ?`, id)?.place
            return [true, false]
              .filter((taken) => states.some((one) => one.after?.[move.state] === (taken ? move.done : move.underWay)))
              .map((taken) => ({ taken, from: row[move.from], to: row[move.to], giver, placed }))
          }),
        ),
    )
  }

  /** A record that belongs where the one it refers to does. */
  #belonging(transaction: ReadDatabase, definition: RegisterDefinition, judged: Judged): Verdict {
    const { prior, operation } = judged
    const above = ownerReference(definition)
    if (above === undefined || above.registerIn !== undefined) return null
    const { by: key } = above
    const edits = prior.filter(isEdit)
    const now = edits.length === 0 ? undefined : this.#now(judged.register, judged.record, key, edits)
    const seen = edits.length === 0 ? undefined : this.#seen(key, judged)
    const named = (value: unknown): RecordName | undefined => ownerIn(definition, { [key]: value })
    const before = [now, seen].flatMap((value) => named(value) ?? [])
    const written = named(operation.after?.[key])
    const ask = (database: ReadDatabase): string | null | undefined => {
      const verdicts = before.map((owner) => this.#at(database, owner, judged))
      const held = verdicts.length === 0 || verdicts.includes(null) ? null : verdicts[0]
      return held === null && written !== undefined ? this.#at(database, written, judged) : held
    }
    const verdict = ask(transaction)
    // What it refers to may come later in the package; where it does not come at all, that is the reason.
    return verdict === null ? null : (after) => (this.#endsLink(after, judged) ? null : (ask(after) ?? null))
  }

  /** Whether a unit is in charge of a record that others are part of; undefined where that one is not there. */
  #at(database: ReadDatabase, { register, id }: RecordName, judged: Judged): string | null | undefined {
    const definition = registerOf(register)
    const { operation, unit, register: of } = judged
    const { owner = '' } = definition
    const held = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
    if (held === undefined) return undefined
    if (definition.linkedBy !== undefined) return this.#linked(database, { register, id }, judged)
    const above = followsPlace(definition) ? ownerIn(definition, held) : undefined
    if (above !== undefined) return this.#at(database, above, judged)
    const row = { division: held[owner] ?? null }
    if (this.#within(row.division, unit)) return null
    const moves = operationsOf(database, register, id, this.#bench.unit).filter((one) => isEdit(one) && one.after !== null && owner in one.after)
    const last = moves.findLastIndex((one) => this.#within(one.after?.[owner], unit))
    const mover = last < 0 ? undefined : moves[last + 1]
    return last >= 0 && (mover === undefined || !hadHeardOf(operation, mover)) ? null : this.#notInCharge(unit, of, row.division)
  }

  /** People, and whatever is linked to several places, concern every place where they are or were, and where they were entered. */
  #linked(transaction: ReadDatabase, { register, id }: RecordName, judged: Judged): string | null {
    const { unit, prior } = judged
    const { linkedBy, owner } = registerOf(register)
    const target = linkedBy === undefined ? undefined : ownerReference(registerOf(linkedBy.register))?.register
    if (linkedBy === undefined || target === undefined) return null
    const held = judged.register === register ? prior : operationsOf(transaction, register, id, this.#bench.unit)
    if (held.some((one) => isEdit(one) && (this.#within(one.owner, unit) || this.#bench.unitOf(one.author) === unit))) return null
    const linked = new Set(
      [transaction, this.#bench.read].flatMap((database) =>
        database.all<{ id: string }>(`SELECT DISTINCT ${linkedBy.to} AS id FROM ${linkedBy.register} WHERE ${linkedBy.by} = ?`, id).map((row) => row.id),
      ),
    )
    // Somebody who is in no household is everybody's, as at the desk.
    if (linked.size === 0 || [...linked].some((to) => this.#at(transaction, { register: target, id: to }, judged) === null)) return null
    // Who let somebody go hears of it before anything tells which household took them in.
    if (this.#tookIn(transaction, { register, id }, unit)) return null
    const row = transaction.get<{ place: string | null }>(`SELECT ${owner} AS place FROM ${register} WHERE id = ?`, id)
    return row === undefined ? null : this.#notInCharge(unit, judged.register, row.place)
  }

  /** Whether a unit took in what was let go to it. */
  #tookIn(transaction: ReadDatabase, { register, id }: RecordName, unit: string): boolean {
    return moves
      .filter(({ of }) => of === register)
      .some(({ register: name, by, state, done, to }) =>
        transaction
          .all<{ place: unknown }>(`SELECT ${to} AS place FROM ${name} WHERE ${by} = ? AND ${state} = ? AND deleted = 0`, id, done)
          .some(({ place }) => this.#within(place, unit)),
      )
  }

  /** Moving out is said where that is which moves, moving in where it comes to. */
  #move(transaction: ReadDatabase, move: Move, judged: Judged): Verdict {
    const { register, prior, operation, unit } = judged
    const { action, after } = operation
    const [from, to] = [this.#valueOf(judged, move.from), this.#valueOf(judged, move.to)]
    if (action === 'insert' && !prior.some(isEdit)) {
      if (!this.#within(from, unit)) return this.#notInCharge(unit, register, from)
      const moved: RecordName = { register: move.of, id: String(after?.[move.by]) }
      const ask = (database: ReadDatabase): string | null | undefined => this.#at(database, moved, judged)
      return ask(transaction) === null ? null : (all) => ask(all) ?? null
    }
    const [stood] = [this.#now(register, judged.record, move.from, prior.filter(isEdit))]
    if (this.#within(stood, unit) && this.#within(from, unit)) return null
    const takes = this.#within(to, unit) && action === 'update' && Object.keys(after ?? {}).every((key) => move.taker.includes(key))
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
