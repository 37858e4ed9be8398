/**
 * A write transaction: the only way anything is changed. Every insert, update, removal and restoration becomes one journal entry
 * of one change set; search terms and derived columns follow before the commit.
 */
import type { FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { AppError } from '../errors.ts'
import { identityOf } from '../catalogue/derive/identity.ts'
import { lockRegister } from '../catalogue/derive/locks.ts'
import { referredBy, targetsOf } from '../catalogue/derive/subject.ts'
import { registerOf } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { isAtLeast, levelOfUnit } from '../rules/levels.ts'
import { requireChangeable, requireReversal } from './appendOnly.ts'
import { entryHash, type EntryExchange, type JournalEntry } from './canonical.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import type { TransactionState, WriteRight, Writing } from './acting.ts'
import { isEntered, type HeldOperation } from './heldOperations.ts'
import { operationsOf } from './yearLocks.ts'
import { only, partsByKeeper, takeOutApart } from './keepers.ts'
import { KeptStates } from './keptStates.ts'
import { followingInYear, LockedYears, requireOwnKind, requireUnlocked, type Acting, type Corrected, type LockedYear } from './lockedYears.ts'
import type { States } from './movedStates.ts'
import { livingRow, requireRevision } from './livingRow.ts'
import { giveNumbers, refuseGivenNumbers } from './numbering.ts'
import type { Settlement } from './operations.ts'
import { refuseReferredOnly } from './referred.ts'
import { heardOwner, ownerOf } from './owner.ts'
import { PLACE_COLUMN } from './schema.ts'
import { SearchTerms } from './searchTerms.ts'
import type { Touched } from './touched.ts'
import { checkKeys, enteredJson, tableOf, toContractRow, type Table } from './table.ts'
import { withTaken } from './taken.ts'
import { uniqueError } from './uniqueError.ts'

export type Values = Readonly<Record<string, FieldValue | undefined>>

export type { InCharge, TransactionState, WriteRight, Writing } from './acting.ts'
export type { Touched } from './touched.ts'

/** Where a record belongs (null: nowhere, or it does not matter), and the lock on its year. */
interface Asked {
  readonly owner: string | null
  readonly lock: LockedYear | null
}

/** What a plain edit made here says of itself. */
const PLAIN: EntryExchange = { standing: null, owner: null, author: null, number: null, context: null, authored: null, foreignHead: null }

export class Transaction implements ReadDatabase {
  /** Whether the laws of accounts are asked before its commit: what others did is taken in as it is. */
  readonly asksLaws: boolean = true
  readonly touched: Touched = new Map()
  /** By register, how many more living records there are than before. */
  readonly grown = new Map<string, number>()
  /** Records whose conflicts and duplicates have to be looked at again before the commit. */
  readonly suspects: Touched = new Map()
  readonly terms: SearchTerms
  readonly states: KeptStates
  readonly #locked: LockedYears
  entries = 0
  /** How many of the changes became proposals, since other sites are in charge. */
  proposed = 0
  /** How many of them are of fields that somebody else keeps than who keeps the record. */
  passedOn = 0
  /** What was changed of locked years so far. */
  readonly corrected: Corrected[] = []
  /** Whether something was written that is no record of the office. */
  bookkept = false
  protected readonly state: TransactionState
  /** Divisions of records that this change set proposes or adds, by id, as long as their rows do not tell: what refers to them belongs there too. */
  readonly #newOwners = new Map<string, string>()
  #kind: string
  readonly #plainEntry
  readonly #entry

  constructor(state: TransactionState) {
    this.state = state
    this.#kind = state.kind
    // Most entries are plain edits made here: half the columns need not be bound.
    this.#plainEntry = state.database.statement(
      'INSERT INTO journal (sequence, change_set, register, record, action, before, after, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#entry =
      state.database.statement(`INSERT INTO journal (sequence, change_set, register, record, action, before, after, hash, standing, owner, author, number, context, authored, foreign_change)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    this.terms = new SearchTerms(state.database)
    this.states = new KeptStates(state.database, state.derivations)
    this.#locked = new LockedYears(state.database)
  }

  all<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R[] {
    return this.state.database.all<R>(sql, ...parameters)
  }

  get<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R | undefined {
    return this.state.database.get<R>(sql, ...parameters)
  }

  each<R = SqlRow>(sql: string, ...parameters: SqlValue[]): IterableIterator<R> {
    return this.state.database.each<R>(sql, ...parameters)
  }

  /** Writes a table that is no register, together with the change: where packages stand, what was proposed. */
  bookkeep(sql: string, ...parameters: SqlValue[]): number {
    this.bookkept = true
    return this.state.database.run(sql, ...parameters)
  }

  /** All operations on a record, what this change set did to it included. */
  operationsOf(register: string, record: string): HeldOperation[] {
    return operationsOf(this, register, record, this.state.unit)
  }

  /** Says that conflicts and duplicates of a record are to be looked at again. */
  suspect(register: string, record: string): void {
    let set = this.suspects.get(register)
    if (set === undefined) this.suspects.set(register, (set = new Set()))
    set.add(record)
  }

  /**
   * Accepts or declines a proposal; the site that made it learns of it. Does not do what was proposed: that is an edit of its own.
   * Nothing happens when it is settled already.
   */
  settle(sequence: number, decision: { readonly accepted: boolean; readonly reason: string | null; readonly by: string }): void {
    const row = this.get<{ register: string; record: string; owner: string | null }>(
      `SELECT j.register, j.record, j.owner FROM proposal p JOIN journal j ON j.sequence = p.sequence WHERE p.sequence = ? AND p.state = 'open'`,
      sequence,
    )
    const proposal = row === undefined ? undefined : this.operationsOf(row.register, row.record).find(({ heldAt }) => heldAt === sequence)
    if (row === undefined || proposal === undefined) return
    const answer: Settlement = { proposal: [proposal.author, proposal.number, proposal.stamp()], accepted: decision.accepted, reason: decision.reason }
    const after = JSON.stringify(answer)
    this.write({
      register: row.register,
      record: row.record,
      action: 'settle',
      before: null,
      after,
      exchange: { ...PLAIN, standing: 'proposal', owner: row.owner },
    })
    this.bookkeep(
      'UPDATE proposal SET state = ?, reason = ?, settled_by = ?, settled_at = ? WHERE sequence = ?',
      decision.accepted ? 'accepted' : 'declined',
      decision.reason,
      decision.by,
      this.state.at,
      sequence,
    )
  }

  /** From now on the rights of another kind of change set hold: taking back is done by whoever could do it. */
  standAs(kind: string): void {
    this.#kind = kind
  }

  /** Id of the change set that this becomes, if anything is changed. */
  get changeSet(): string {
    return this.state.id
  }

  /** Time of the change set, for `created_at`. */
  get at(): string {
    return this.state.at
  }

  /** An id for a record that others in the same change set will refer to. */
  newId(): string {
    return this.state.newId()
  }

  /**
   * Adds a record and returns its id. Values are as in the contract; the caller has checked them by the catalogue's schema.
   * Where another site is in charge it becomes a proposal, and no record. `place` is the division of a record that does not say so
   * itself yet: somebody new, whose household is about to be told.
   */
  insert(register: string, entered: Values, wanted?: string, place?: string): string {
    const table = tableOf(register)
    const values = withTaken(this, table.register, entered)
    checkKeys(table, values)
    requireReversal(table.register, wanted ?? null, values)
    refuseGivenNumbers(table, values, {})
    const id = wanted ?? this.#freeId(table, values)
    const columns = table.entered.map((field) => toStored(field, values[field.key]))
    const asked = this.#ask(table, id, 'insert', values, { columns, place })
    const exchange = this.#exchange(asked, table, values)
    const passed = takeOutApart(table, columns, (field) => this.#exchange(asked, table, values, field))
    // What is only wished for gets its place from whoever enters it.
    if (exchange?.standing === 'proposal') {
      if (exchange.owner !== null) this.#newOwners.set(id, exchange.owner)
      this.#propose({ register, record: id, action: 'insert', before: null, after: enteredJson(table, columns), exchange })
      for (const part of passed) this.#proposeUpdate(table, id, part)
      return id
    }
    const followed = this.states.fill(table, id, columns)
    giveNumbers(this.state.database, table, columns, this.state)
    try {
      const insert = this.state.database.statement(followed === null ? table.insert : table.insertFollowing)
      insert.run(id, 1, this.state.at, this.state.at, ...columns, ...(followed ?? []))
    } catch (error) {
      throw uniqueError(table, error)
    }
    this.write({ register, record: id, action: 'insert', before: null, after: enteredJson(table, columns), ...(exchange === undefined ? {} : { exchange }) })
    this.states.made(table, id, columns)
    this.grow(register, 1)
    this.terms.add(table, id)
    for (const part of passed) this.#proposeUpdate(table, id, part)
    return id
  }

  /**
   * Changes the given fields of a record; fields that already hold the value are left alone. Returns whether anything changed.
   * With `expectedRevision`, a record changed meanwhile throws CONFLICT with who and when.
   */
  update(register: string, id: string, patch: Values, expectedRevision?: number): boolean {
    const table = tableOf(register)
    checkKeys(table, patch)
    const current = livingRow(this, table, id)
    requireRevision(this, table, current, expectedRevision)
    refuseGivenNumbers(table, patch, current)
    const before: Record<string, SqlValue> = {}
    const after: Record<string, SqlValue> = {}
    for (const field of table.entered) {
      if (!(field.key in patch)) continue
      const value = toStored(field, patch[field.key])
      const old = current[field.key] ?? null
      if (value !== old) {
        before[field.key] = old
        after[field.key] = value
      }
    }
    if (Object.keys(after).length === 0) return false
    this.#enter(table, id, current, { before, after, patch })
    return true
  }

  /** Writes what is different, or proposes it; each field as this site keeps it or another. */
  #enter(
    table: Table,
    id: string,
    current: SqlRow,
    change: { readonly before: Record<string, SqlValue>; readonly after: Record<string, SqlValue>; readonly patch: Values },
  ): void {
    const values = { ...toContractRow(table, current), ...change.patch }
    const asked = this.#ask(table, id, 'update', values, { current })
    for (const { keys, exchange, apart } of partsByKeeper(table, Object.keys(change.after), (field) => this.#exchange(asked, table, values, field))) {
      const part = { before: only(change.before, keys), after: only(change.after, keys) }
      if (exchange?.standing !== 'proposal') this.#writeUpdate(table, id, current, { ...part, exchange })
      else this.#proposeUpdate(table, id, { ...part, exchange, apart })
      if (asked.lock !== null && exchange?.standing !== 'proposal') this.corrected.push({ register: table.register.name, id, ...part })
    }
  }

  #proposeUpdate(
    { register }: Table,
    record: string,
    change: { readonly before: Record<string, SqlValue>; readonly after: Record<string, SqlValue>; readonly exchange: EntryExchange; readonly apart: boolean },
  ): void {
    if (change.apart) this.passedOn += 1
    const [before, after] = [JSON.stringify(change.before), JSON.stringify(change.after)]
    this.#propose({ register: register.name, record, action: 'update', before, after, exchange: change.exchange })
  }

  /** Says which value a field is to have where several stood against each other: an edit, even where the value is the one that stands already. */
  decide(register: string, id: string, values: Values): void {
    const table = tableOf(register)
    checkKeys(table, values)
    const current = livingRow(this, table, id)
    const [before, after]: [Record<string, SqlValue>, Record<string, SqlValue>] = [{}, {}]
    for (const field of table.entered) {
      if (!(field.key in values)) continue
      before[field.key] = current[field.key] ?? null
      after[field.key] = toStored(field, values[field.key])
    }
    this.#enter(table, id, current, { before, after, patch: values })
  }

  /** Says that a record which somebody else removed is to stay. */
  keep(register: string, id: string): void {
    const table = tableOf(register)
    const current = livingRow(this, table, id)
    const exchange = this.#standing(table, id, 'restore', toContractRow(table, current), { current })
    const entry = { register, record: id, action: 'restore' as const, before: null, after: null, ...(exchange === undefined ? {} : { exchange }) }
    if (exchange?.standing === 'proposal') return this.#propose(entry)
    this.setDeleted(table, id, 0)
    this.write(entry)
  }

  #writeUpdate(
    table: Table,
    id: string,
    current: SqlRow,
    change: { readonly before: Record<string, SqlValue>; readonly after: Record<string, SqlValue>; readonly exchange: EntryExchange | undefined },
  ): void {
    const { before, after, exchange } = change
    const [register, keys] = [table.register.name, Object.keys(after)]
    const assignments = keys.map((key) => `${key} = ?`).join(', ')
    try {
      this.state.database.run(
        `UPDATE ${register} SET ${assignments}, revision = revision + 1, updated_at = ? WHERE id = ?`,
        ...keys.map((key) => after[key] ?? null),
        this.state.at,
        id,
      )
    } catch (error) {
      throw uniqueError(table, error)
    }
    // Records that lose a reference have to be derived anew as well as those that gain one.
    for (const key of keys) {
      const lost = referredBy(table.byKey.get(key), before[key])
      if (lost !== undefined) this.touch(lost.register, lost.id)
    }
    this.write({
      register,
      record: id,
      action: 'update',
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      ...(exchange === undefined ? {} : { exchange }),
    })
    this.states.changed(table, after)
    if (table.names.some((field) => field.key in after) || table.placedBy.some((key) => key in after)) {
      this.terms.remove(table, id, current)
      this.terms.add(table, id)
    }
  }

  /** Writes the states found to records that keep none; where another site is in charge it does so. */
  keepStates(found: States): void {
    for (const [register, records] of found) {
      const table = tableOf(register)
      for (const [id, followed] of records) {
        if (this.states.isSettled(id)) continue
        const current = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ? AND deleted = 0`, id)
        if (current === undefined) continue
        const after = Object.fromEntries(Object.entries(followed).filter(([key]) => current[key] === null))
        const values = toContractRow(table, current)
        const lock = this.#locked.on(table.register, [current])
        const exchange = this.#exchange({ owner: ownerOf(this, table.register, id, values, current), lock }, table, values)
        if (Object.keys(after).length === 0 || exchange?.standing === 'proposal') continue
        this.#writeUpdate(table, id, current, { before: Object.fromEntries(Object.keys(after).map((key) => [key, null])), after, exchange })
      }
    }
  }

  /** Writes that a record counts elsewhere by now; whether it does. A locked year stays as it was reported; where another site is in charge it does so. */
  countElsewhere(register: string, id: string, where: Readonly<Record<string, SqlValue>>): boolean {
    const table = tableOf(register)
    const current = livingRow(this, table, id)
    if (this.#locked.on(table.register, [current, { ...current, ...where }]) !== null) return false
    const values = toContractRow(table, current)
    const exchange = this.#exchange({ owner: ownerOf(this, table.register, id, values, current), lock: null }, table, values)
    if (exchange?.standing === 'proposal') return false
    this.#writeUpdate(table, id, current, { before: only(current, Object.keys(where)), after: where, exchange })
    return true
  }

  /** Takes a record out of lists and totals; it stays in history and can be restored. */
  remove(register: string, id: string, expectedRevision?: number): void {
    const table = tableOf(register)
    const current = livingRow(this, table, id)
    requireRevision(this, table, current, expectedRevision)
    const exchange = this.#standing(table, id, 'remove', toContractRow(table, current), { current })
    const entry = { register, record: id, action: 'remove' as const, before: null, after: null, ...(exchange === undefined ? {} : { exchange }) }
    if (exchange?.standing === 'proposal') return this.#propose(entry)
    this.setDeleted(table, id, 1)
    this.write(entry)
    this.grow(register, -1)
    this.terms.remove(table, id, current)
  }

  /**
   * Brings a removed record back. Throws CANNOT_UNDO for what a package brought that was taken back: others would learn of a record they do
   * not have. Throws DUPLICATE when a living record took its unique value meanwhile; `asDuplicate` makes the two a case for a person
   * instead, as they were before one was joined to the other.
   */
  restore(register: string, id: string, asDuplicate = false): void {
    const table = tableOf(register)
    const row = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
    if (row === undefined || row['deleted'] !== 1) {
      throw new AppError('NOT_FOUND', `要恢复的${table.register.label}记录不在已删除之列。`, '请刷新列表后重试。')
    }
    refuseReferredOnly(table.register, row)
    if (!isEntered(this, register, id)) {
      throw new AppError('CANNOT_UNDO', `这条${table.register.label}记录来自一个已经撤销合并的数据包，不能单独恢复。`, '需要它时，请重新接收那个数据包。')
    }
    const exchange = this.#standing(table, id, 'restore', toContractRow(table, row), { current: row })
    const entry = { register, record: id, action: 'restore' as const, before: null, after: null, ...(exchange === undefined ? {} : { exchange }) }
    if (exchange?.standing === 'proposal') return this.#propose(entry)
    try {
      this.setDeleted(table, id, 0)
    } catch (error) {
      const known = uniqueError(table, error)
      if (!asDuplicate || known === error) throw known
      this.state.database.run(`UPDATE ${register} SET duplicate = id WHERE id = ?`, id)
      this.setDeleted(table, id, 0)
    }
    this.write(entry)
    // Values that stood against each other when it was removed do so again.
    this.suspect(register, id)
    this.grow(register, 1)
    this.terms.add(table, id)
  }

  /**
   * Runs a statement on a table that is no register (users), and journals what it changed. `before` and `after` hold the changed
   * columns. Change sets of the kind `user` cannot be undone.
   */
  runJournalled(
    entry: { readonly table: string; readonly id: string; readonly action: 'insert' | 'update'; readonly before: SqlRow | null; readonly after: SqlRow },
    sql: string,
    ...parameters: SqlValue[]
  ): void {
    this.state.database.run(sql, ...parameters)
    this.write({
      register: entry.table,
      record: entry.id,
      action: entry.action,
      before: entry.before === null ? null : JSON.stringify(entry.before),
      after: JSON.stringify(entry.after),
    })
  }

  protected setDeleted(table: Table, id: string, deleted: 0 | 1): void {
    this.state.database.run(`UPDATE ${table.register.name} SET deleted = ?, revision = revision + 1, updated_at = ? WHERE id = ?`, deleted, this.state.at, id)
  }

  protected grow(register: string, by: 1 | -1): void {
    this.grown.set(register, (this.grown.get(register) ?? 0) + by)
  }

  protected write(entry: JournalEntry, foreignChange: number | null = null): number {
    const { state } = this
    const sequence = (state.sequence += 1)
    const hash = entryHash(state.previousHash, state.head, sequence, entry)
    const bytes = Buffer.from(hash, 'hex')
    const { register, record, action, before, after, exchange } = entry
    if (exchange === undefined) this.#plainEntry.run(sequence, state.changeSetNumber, register, record, action, before, after, bytes)
    else {
      const { standing, owner, author, number, context, authored } = exchange
      this.#entry.run(
        sequence,
        state.changeSetNumber,
        register,
        record,
        action,
        before,
        after,
        bytes,
        standing,
        owner,
        author,
        number,
        context,
        authored,
        foreignChange,
      )
    }
    state.previousHash = hash
    this.entries += 1
    if (action === 'update') this.states.note(register, record, after)
    if (exchange?.standing !== 'proposal') this.touch(register, record)
    return sequence
  }

  /** A wish for a record that another site keeps: written down, shown to both sites, done by the one in charge. */
  #propose(entry: JournalEntry): void {
    const sequence = this.write(entry)
    this.proposed += 1
    const { register, record, exchange } = entry
    const insert = `INSERT INTO proposal (sequence, register, record, ${PLACE_COLUMN}, state) VALUES (?, ?, ?, ?, 'open')`
    this.state.database.run(insert, sequence, register, record, exchange?.owner ?? null)
  }

  /**
   * Asks the right of whoever acts, and says how the entry stands between offices. Undefined where it carries nothing but itself: while this
   * site exchanges data with nobody, and for its own shared records.
   */
  #standing(
    table: Table,
    id: string,
    writing: Writing,
    values: Values,
    on: { readonly current?: SqlRow; readonly columns?: readonly SqlValue[]; readonly place?: string | undefined },
  ): EntryExchange | undefined {
    return this.#exchange(this.#ask(table, id, writing, values, on), table, values)
  }

  /** Asks the right of whoever acts and the lock on the year; where the record belongs, as far as that matters. */
  #ask(
    table: Table,
    id: string,
    writing: Writing,
    values: Values,
    on: { readonly current?: SqlRow; readonly columns?: readonly SqlValue[]; readonly place?: string | undefined },
  ): Asked {
    const { inCharge, right } = this.state
    const { current, place } = on
    const { register } = table
    if (writing !== 'insert') requireChangeable(register)
    const isLockable = this.#locked.concerns(register)
    const asksOwner = inCharge !== null || right?.byDivision === true || isLockable
    const owner = asksOwner ? (ownerOf(this, register, id, values, current, this.#newOwners) ?? place ?? heardOwner(this, register, id)) : null
    if (right !== null) this.#permit(right, table, { id, writing, values, current, owner })
    requireOwnKind(register, this.#kind)
    const lock = isLockable ? this.#lockOn(table, id, { values, owner, ...on }) : null
    if (lock !== null) requireUnlocked(lock, register, this.#acting())
    return { owner, lock }
  }

  /** The lock on a record as it is and as it will be; one that is new keeps the place that it would be given. */
  #lockOn(
    table: Table,
    id: string,
    {
      values,
      owner,
      current,
      columns,
    }: { readonly values: Values; readonly owner: string | null; readonly current?: SqlRow; readonly columns?: readonly SqlValue[] },
  ): LockedYear | null {
    const key = table.register.owner
    const placed = key === undefined || owner === null ? values : { ...values, [key]: owner }
    if (columns === undefined) return this.#locked.on(table.register, [current, placed])
    const filled = [...columns]
    this.states.fill(table, id, filled)
    return this.#locked.on(table.register, [{ ...placed, ...Object.fromEntries(table.entered.map((field, index) => [field.key, filled[index] ?? null])) }])
  }

  #acting(): Acting {
    const { unit, right, reason } = this.state
    return {
      level: right?.level ?? levelOfUnit(unit),
      covers: (place) => place.startsWith(divisionPrefix(unit)),
      kind: this.#kind,
      reason,
      placeName: (place) => this.get<{ name: string }>('SELECT name FROM division WHERE code = ? AND deleted = 0', place)?.name ?? place,
    }
  }

  /** A locked year is in the hands of the level that locked it: there its corrections count, whoever keeps the values else. */
  #exchange({ owner, lock }: Asked, table: Table, values: Values, field?: string): EntryExchange | undefined {
    const { inCharge } = this.state
    if (inCharge === null) return undefined
    const mine =
      (field === undefined && lock !== null && this.#acting().covers(lock.place) && isAtLeast(levelOfUnit(this.state.unit), lock.level)) ||
      inCharge({ register: table.register.name, owner, kind: this.#kind, values, ...(field === undefined ? {} : { field }) })
    return mine && owner === null ? undefined : { ...PLAIN, standing: mine ? null : 'proposal', owner }
  }

  /** Writes the place in which records of a year count into those that only follow it, before the year is locked. */
  keepYear(place: string, year: number): void {
    this.keepStates(followingInYear(this, place, year))
  }

  /** Brings records whose years were locked or unlocked elsewhere to what counts of them; what came from other sites alone can be late. */
  settleLate(): void {}

  #permit(
    right: WriteRight,
    table: Table,
    change: { readonly id: string; readonly writing: Writing; readonly values: Values; readonly current: SqlRow | undefined; readonly owner: string | null },
  ): void {
    const { id, writing, values, current, owner } = change
    const { register, entered } = table
    right.require(register, owner, writing)
    if (!right.byDivision) return
    const before = register.owner === undefined ? undefined : current?.[register.owner]
    if (typeof before === 'string' && before !== owner) right.require(register, before, writing)
    if (writing === 'insert' && owner !== null) this.#newOwners.set(id, owner)
    if (writing !== 'insert' && writing !== 'update') return
    // The record that says where this one belongs has been asked for with it.
    let tells = owner !== null && register.owner !== undefined && table.byKey.get(register.owner)?.derived !== undefined
    for (const field of entered) {
      if (field.keeps !== undefined || !targetsOf(field).some((name) => registerOf(name).owner !== undefined)) continue
      const referred = referredBy(field, values[field.key])
      const asked = tells
      tells = false
      const target = referred === undefined ? undefined : registerOf(referred.register)
      if (asked || referred === undefined || target?.owner === undefined || values[field.key] === current?.[field.key]) continue
      right.requireReference(target, this.#ownerOnFile(target, referred.id))
    }
  }

  #ownerOnFile({ name, owner }: RegisterDefinition, id: string): string | null {
    return this.#newOwners.get(id) ?? this.get<{ owner: string | null }>(`SELECT ${owner ?? 'NULL'} AS owner FROM ${name} WHERE id = ?`, id)?.owner ?? null
  }

  /** The id by the register's identity, where nothing else has it; else one of our own. */
  #freeId(table: Table, values: Values): string {
    const identity = identityOf(table.register, values)
    if (identity === null || this.get(`SELECT 1 FROM ${table.register.name} WHERE id = ?`, identity) !== undefined) return this.state.newId()
    return identity
  }

  protected touch(register: string, record: string): void {
    let set = this.touched.get(register)
    if (set === undefined) this.touched.set(register, (set = new Set()))
    set.add(record)
    if (register === lockRegister().name) this.#locked.forget()
  }
}
