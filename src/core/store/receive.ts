/**
 * Taking in what other sites did. Each operation becomes one journal entry that says who made it, what was known there and what it did
 * to the table here; the record is brought to what all its operations make together.
 */
import { hash } from 'node:crypto'
import { AppError } from '../errors.ts'
import { keptFields } from '../catalogue/derive/kept.ts'
import { referredBy } from '../catalogue/derive/subject.ts'
import { LOCKED, lockedRegisters, lockRegister } from '../catalogue/derive/locks.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { isSameOperation, type ForeignHead, type HeldOperation } from './heldOperations.ts'
import { Lineage } from './lineage.ts'
import { DELETED, fold, isEdit, isNamedBy, settlementOf, type FoldedRecord, type Operation, type Sibling } from './operations.ts'
import { ownerOf } from './owner.ts'
import { enteredJson, tableOf, toContractRow, type Table } from './table.ts'
import { IS_HERE } from './referred.ts'
import { PLACE_COLUMN } from './schema.ts'
import { siteOfAuthor } from './timeline.ts'
import { Transaction } from './transaction.ts'
import { readsDifferently, upcast } from './upcasters/index.ts'
import { YearLocks } from './yearLocks.ts'

/** An operation as a package brings it. */
export interface ReceivedOperation extends Operation {
  readonly head: ForeignHead
}

type ReceiveOutcome = 'new' | 'changed' | 'same' | 'conflicts' | 'proposals'

export interface Received {
  readonly outcome: ReceiveOutcome
  /** Stored values before and after, of the fields that changed here. */
  readonly before: Readonly<Record<string, SqlValue>>
  readonly after: Readonly<Record<string, SqlValue>>
  /** Fields in which both sides entered something: what stands here, and what comes. */
  readonly contested?: Readonly<Record<string, { readonly ours: SqlValue; readonly theirs: SqlValue }>>
  /** What became of proposals that were made for the record. */
  readonly answers?: readonly ProposalAnswer[]
}

/** How a proposal was settled. */
export interface ProposalAnswer {
  readonly accepted: boolean
  readonly reason: string | null
  /** Sites that made the proposal and that settled it; the same one when it was withdrawn. */
  readonly proposer: string
  readonly settler: string
  /** What was proposed, where the proposal is on file here. */
  readonly proposed: Readonly<Record<string, SqlValue>>
}

/** What receiving did to the table: one entry's worth each. */
export interface Effect {
  readonly action: 'insert' | 'update' | 'remove' | 'restore'
  readonly before: Record<string, SqlValue> | null
  readonly after: Record<string, SqlValue> | null
}

/** A change set made elsewhere, as it is kept here. */
interface ForeignChange {
  readonly number: number
  readonly text: string
}

const NOTHING: Effect = { action: 'update', before: {}, after: {} }

export class ReceivingTransaction extends Transaction {
  override readonly asksLaws = false
  /** By head: those of one package come as one object for each change set. */
  readonly #changes = new Map<ForeignHead, ForeignChange>()
  /** Locks of years as far as they have come in; what comes in with the same package is seen to at the end. */
  #locks = new YearLocks(this, this.state.unit)

  /** The head of a change set made elsewhere, written down once. */
  #foreignChange(head: ForeignHead): ForeignChange {
    const known = this.#changes.get(head)
    if (known !== undefined) return known
    const text = JSON.stringify(head)
    const stored = (id: string): { number: number; head: string } | undefined => this.get('SELECT number, head FROM foreign_change WHERE id = ?', id)
    let id: string = head[0]
    let found = stored(id)
    // Two that go by one id and say different things are two: which of them is genuine the routes of their entries tell.
    if (found !== undefined && found.head !== text) found = stored((id = `${head[0]} ${hash('sha256', text)}`))
    const number = found?.number ?? this.get<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM foreign_change')?.next ?? 1
    if (found === undefined) this.bookkeep('INSERT INTO foreign_change (number, id, head) VALUES (?, ?, ?)', number, id, text)
    const change = { number, text }
    this.#changes.set(head, change)
    return change
  }

  /**
   * Takes in the operations of one record; those already held are passed over. They must come in an order that puts none before one
   * its author had seen. Two of one author and number that say different things are two: of a site that went back in time, or of its copy.
   */
  receive(register: string, record: string, incoming: readonly ReceivedOperation[]): Received {
    const table = tableOf(register)
    const [only] = incoming
    if (incoming.length === 1 && only !== undefined && only.action === 'insert' && !only.proposal && !readsDifferently(register, only.schema)) {
      const isLate = this.#locks.marked(register, incoming)[0]?.late === true
      const entered = isLate ? null : this.#enter(table, record, only)
      if (entered !== null) return entered
    }
    const known = this.get('SELECT 1 FROM journal WHERE record = ? LIMIT 1', record) !== undefined
    const held = !known ? [] : this.operationsOf(register, record)
    const unknown = held.length === 0 ? incoming : withoutHeld(held, incoming)
    const marked = this.#locks.marked<ReceivedOperation>(register, [...held, ...unknown])
    const fresh = marked.slice(held.length)
    if (fresh.length === 0) return { outcome: 'same', before: {}, after: {} }
    // A record whose package was taken back is still in its table, without counting.
    this.forgetReferred(register, record)
    const row = !known ? undefined : this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    const folded = fold(table, marked)
    const edits = fresh.filter(isEdit)
    if (edits.length > 0 && !folded.exists)
      throw new AppError(
        'VALIDATION',
        `收到了对一条${table.register.label}的修改，没有收到这条${table.register.label}记录本身。`,
        '请让对方发一次全部数据（在“发送”里选“发全部数据”）。',
      )
    const settled = fresh.filter(({ action }) => action === 'settle').map((operation) => answerOf(register, operation, [...held, ...fresh]))
    const told = settled.length === 0 ? {} : { answers: settled }
    const result = { ...this.#writeEdits(table, record, row, folded, { held, edits, fresh }), ...told }
    if (folded.conflicts.length > 0) this.suspect(register, record)
    const opened = folded.conflicts.length > 0 && !sameConflicts(folded, fold(table, held))
    // An answer to a proposal leaves nothing to decide here.
    if (edits.every(({ late }) => late === true))
      return { ...proposedBy(register, fresh), outcome: settled.length === fresh.length ? 'changed' : 'proposals', ...told }
    // A decision for the value that stood changes nothing but that it is decided.
    const closed = result.outcome === 'same' && folded.conflicts.length === 0 && fold(table, held).conflicts.length > 0
    if (opened) return { ...result, outcome: 'conflicts', contested: contestedIn(folded, row, fresh) }
    return { ...result, outcome: closed ? 'changed' : result.outcome }
  }

  /**
   * A record that was entered once: the bulk of every full package. Null where it is on file already, so that there is more to it.
   * What is only proposed, or was taken back and stands in the table all the same, makes no difference to it or is found there.
   */
  #enter(table: Table, record: string, operation: ReceivedOperation): Received | null {
    const { name } = table.register
    const after = operation.after ?? {}
    const columns = table.entered.map((field) => after[field.key] ?? null)
    // It begins where it counts, which nearly always is where it belongs: else all of its places would be written a second time with their indexes.
    const followed = keptFields(table.register).map(({ key }) => after[key] ?? null)
    const { at, database } = this.state
    let taken = 0
    this.#unlessDuplicate(name, record, (duplicate) => {
      taken = database.statement(entering(table)).run(record, duplicate, at, at, ...columns, ...followed).changes
    })
    if (taken === 0) return null
    const change = this.#foreignChange(operation.head)
    this.write(
      {
        register: name,
        record,
        action: 'insert',
        before: null,
        after: JSON.stringify(after),
        exchange: { standing: null, ...originOf(operation, change), authored: null },
      },
      change.number,
    )
    this.grow(name, 1)
    this.terms.add(table, record)
    return { outcome: 'new', before: {}, after }
  }

  #writeEdits(
    table: Table,
    record: string,
    row: SqlRow | undefined,
    folded: FoldedRecord,
    parts: { held: readonly HeldOperation[]; edits: readonly ReceivedOperation[]; fresh: readonly ReceivedOperation[] },
  ): Received {
    const { held, edits, fresh } = parts
    const effects = effectsOf(table, row, folded)
    // A plain continuation is written as it was authored, entry by entry; otherwise the first entry carries the whole effect.
    const plain =
      (row === undefined || held.some(isEdit)) &&
      new Lineage([...held, ...fresh]).isChain([...held.filter(isEdit), ...edits]) &&
      !edits.some(({ schema }) => readsDifferently(table.register.name, schema)) &&
      ![...held, ...fresh].some(({ late }) => late === true)
    let carried = 0
    for (const operation of fresh) {
      if (!isEdit(operation)) {
        this.#note(table, record, operation)
        continue
      }
      const effect = plain ? authoredEffect(operation) : (effects[carried] ?? NOTHING)
      carried += 1
      const sequence = this.#append(table, record, operation, effect, !plain)
      if (operation.late === true) this.#waitForLevel(table, record, { ...operation, heldAt: sequence })
    }
    const more = plain ? [] : effects.slice(carried)
    for (const effect of more) this.#appendEffect(table, record, effect)
    if (edits.length > 0) this.bring(table, record, row, folded, edits.length + more.length)
    const changes = effects[0] ?? NOTHING
    return {
      outcome: row === undefined && folded.exists ? 'new' : effects.length === 0 ? 'same' : 'changed',
      before: changes.before ?? {},
      after: changes.after ?? {},
    }
  }

  /** Puts a row where a record is known by reference only, or brings that up to date. See `referred.ts`. */
  standFor(register: string, record: string, known: Readonly<Record<string, SqlValue>>): void {
    const keys = Object.keys(known)
    const { at, database } = this.state
    database.run(
      `INSERT INTO ${register} (id, revision, deleted, created_at, updated_at${keys.map((key) => `, ${key}`).join('')}) VALUES (?, 0, 1, ?, ?${', ?'.repeat(keys.length)})
       ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at${keys.map((key) => `, ${key} = excluded.${key}`).join('')}`,
      record,
      at,
      at,
      ...keys.map((key) => known[key] ?? null),
    )
    // What follows from where it is follows it.
    this.touch(register, record)
  }

  /** Takes that row away: the record itself comes in, or nothing refers to it. */
  forgetReferred(register: string, record: string): void {
    this.state.database.run(`DELETE FROM ${register} WHERE id = ? AND NOT (${IS_HERE})`, record)
  }

  /** Takes back at this site what a received entry did here, without making it an edit. */
  takeBackReceived(
    register: string,
    record: string,
    entry: { readonly action: string; readonly before: string | null; readonly after: string | null; readonly schema: number },
  ): void {
    const table = tableOf(register)
    const row = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    if (row === undefined) return
    const read = (text: string | null): Record<string, SqlValue> =>
      text === null ? {} : { ...upcast(register, JSON.parse(text) as Record<string, SqlValue>, entry.schema) }
    const before = read(entry.before)
    const effect: Effect =
      entry.action === 'insert' || entry.action === 'restore'
        ? { action: 'remove', before: null, after: null }
        : entry.action === 'remove'
          ? { action: 'restore', before: null, after: null }
          : { action: 'update', before: read(entry.after), after: before }
    this.#appendEffect(table, record, effect)
    const values = Object.fromEntries(
      table.entered.map((field) => [field.key, effect.action === 'update' && field.key in before ? (before[field.key] ?? null) : (row[field.key] ?? null)]),
    )
    const deleted = effect.action === 'remove' ? true : effect.action === 'restore' ? false : row['deleted'] === 1
    this.bring(table, record, row, { exists: true, values, deleted, conflicts: [] }, 1)
  }

  #append(table: Table, record: string, operation: ReceivedOperation, effect: Effect, keepAuthored: boolean): number {
    const change = this.#foreignChange(operation.head)
    return this.write(
      {
        register: table.register.name,
        record,
        action: effect.action,
        before: effect.before === null ? null : JSON.stringify(effect.before),
        after: effect.after === null ? null : JSON.stringify(effect.after),
        exchange: {
          standing: null,
          ...originOf(operation, change),
          authored: keepAuthored ? JSON.stringify({ action: operation.action, before: operation.before, after: operation.after }) : null,
        },
      },
      change.number,
    )
  }

  #appendEffect(table: Table, record: string, effect: Effect): void {
    this.write({
      register: table.register.name,
      record,
      action: effect.action,
      before: effect.before === null ? null : JSON.stringify(effect.before),
      after: effect.after === null ? null : JSON.stringify(effect.after),
      exchange: { standing: 'effect', owner: null, author: null, number: null, context: null, authored: null, foreignHead: null },
    })
  }

  /** Puts an edit that came too late before those who hold the lock, unless it was answered already. */
  #waitForLevel(table: Table, record: string, operation: ReceivedOperation & { readonly heldAt: number }): void {
    const register = table.register.name
    if (!isForAPerson(table, operation)) return
    const settled = this.operationsOf(register, record).find((one) => one.action === 'settle' && isNamedBy(settlementOf(one), operation))
    const answer = settled === undefined ? null : settlementOf(settled)
    this.bookkeep(
      `INSERT INTO proposal (sequence, register, record, ${PLACE_COLUMN}, state, reason, settled_by, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sequence) DO NOTHING`,
      operation.heldAt,
      register,
      record,
      operation.owner ?? this.#placeOf(table, record),
      answer === null ? 'open' : answer.accepted ? 'accepted' : 'declined',
      answer?.reason ?? null,
      settled?.head[4] ?? null,
      settled?.head[2] ?? null,
    )
  }

  #placeOf(table: Table, record: string): string | null {
    const row = this.get<SqlRow>(`SELECT * FROM ${table.register.name} WHERE id = ?`, record)
    return row === undefined ? null : ownerOf(this, table.register, record, toContractRow(table, row), row)
  }

  /**
   * After locks came in, or what brought them was taken back: brings the records that were edited where they were not known to what counts
   * of them, and opens or ends what waits because of that.
   */
  override settleLate(): void {
    const { name } = lockRegister()
    if (this.touched.get(name) === undefined) return
    this.#locks = new YearLocks(this, this.state.unit)
    for (const { register, record } of lateCandidates(this)) {
      const table = tableOf(register)
      const operations = this.operationsOf(register, record)
      const row = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
      const folded = fold(table, operations)
      if (row === undefined || !folded.exists) continue
      const effects = effectsOf(table, row, folded)
      for (const effect of effects) this.#appendEffect(table, record, effect)
      if (effects.length > 0) this.bring(table, record, row, folded, effects.length)
      if (folded.conflicts.length > 0) this.suspect(register, record)
      for (const operation of operations.filter(isEdit)) {
        if (operation.late === true) this.#waitForLevel(table, record, operation)
        else this.bookkeep(`DELETE FROM proposal WHERE sequence = ?`, operation.heldAt)
      }
    }
  }

  /** A proposal, or what became of one. */
  #note(table: Table, record: string, operation: ReceivedOperation): void {
    const register = table.register.name
    const change = this.#foreignChange(operation.head)
    const sequence = this.write(
      {
        register,
        record,
        action: operation.action,
        before: operation.before === null ? null : JSON.stringify(operation.before),
        after: operation.after === null ? null : JSON.stringify(operation.after),
        exchange: { standing: 'proposal', ...originOf(operation, change), authored: null },
      },
      change.number,
    )
    const known = this.operationsOf(register, record)
    if (operation.action === 'settle') {
      const answer = settlementOf(operation)
      for (const proposal of known.filter((candidate) => isNamedBy(answer, candidate))) {
        this.bookkeep(
          `UPDATE proposal SET state = ?, reason = ?, settled_by = ?, settled_at = ? WHERE state = 'open' AND sequence = ?`,
          answer.accepted ? 'accepted' : 'declined',
          answer.reason,
          operation.head[4],
          operation.head[2],
          proposal.heldAt,
        )
      }
      return
    }
    const settled = known.find((candidate) => candidate.action === 'settle' && isNamedBy(settlementOf(candidate), operation))
    const answer = settled === undefined ? null : settlementOf(settled)
    this.bookkeep(
      `INSERT INTO proposal (sequence, register, record, ${PLACE_COLUMN}, state, reason, settled_by, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      sequence,
      register,
      record,
      operation.owner,
      answer === null ? 'open' : answer.accepted ? 'accepted' : 'declined',
      answer?.reason ?? null,
      settled?.head[4] ?? null,
      settled?.head[2] ?? null,
    )
  }

  /** Writes the table row that the operations make. */
  protected bring(table: Table, record: string, row: SqlRow | undefined, folded: FoldedRecord, entries: number): void {
    const { name } = table.register
    const columns = table.entered.map((field) => folded.values[field.key] ?? null)
    const deleted = folded.deleted ? 1 : 0
    if (row === undefined) {
      this.#unlessDuplicate(name, record, (duplicate) => {
        const { state } = this
        if (duplicate === '' && deleted === 0) state.database.statement(table.insert).run(record, entries, state.at, state.at, ...columns)
        else {
          state.database.run(
            `INSERT INTO ${name} (id, revision, deleted, duplicate, created_at, updated_at, ${table.entered.map((field) => field.key).join(', ')})
            VALUES (?, ?, ?, ?, ?, ?, ${columns.map(() => '?').join(', ')})`,
            record,
            entries,
            deleted,
            duplicate,
            state.at,
            state.at,
            ...columns,
          )
        }
      })
      if (deleted === 0) {
        this.grow(name, 1)
        this.terms.add(table, record)
      }
      return
    }
    this.#unlessDuplicate(name, record, (duplicate) =>
      this.state.database.run(
        `UPDATE ${name} SET revision = revision + ?, updated_at = ?, deleted = ?, duplicate = max(duplicate, ?), ${table.entered.map((field) => `${field.key} = ?`).join(', ')} WHERE id = ?`,
        entries,
        this.state.at,
        deleted,
        duplicate,
        ...columns,
        record,
      ),
    )
    this.#touchLostReferences(table, row, folded)
    const lived = row['deleted'] === 0
    if (lived) this.terms.remove(table, record, row)
    if (deleted === 0) this.terms.add(table, record)
    if (lived !== (deleted === 0)) this.grow(name, lived ? -1 : 1)
    if (row['duplicate'] !== '') this.suspect(name, record)
  }

  /** A value that may occur once and is held by another living record is no reason to refuse: the two become a case for a person. */
  #unlessDuplicate(register: string, record: string, write: (duplicate: string) => void): void {
    try {
      write('')
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('UNIQUE constraint failed')) throw error
      write(record)
      this.suspect(register, record)
    }
  }

  #touchLostReferences(table: Table, row: SqlRow, folded: FoldedRecord): void {
    for (const field of table.entered) {
      const lost = referredBy(field, row[field.key])
      if (lost !== undefined && row[field.key] !== folded.values[field.key]) this.touch(lost.register, lost.id)
    }
  }
}

/**
 * Whether an edit that came too late is for a person to answer: not where the program only wrote down where a record counts. By the edit
 * alone, so that the same waits at every site.
 */
function isForAPerson({ register }: Table, { action, after }: ReceivedOperation): boolean {
  const kept = keptFields(register)
  return action !== 'update' || Object.keys(after ?? {}).some((key) => !kept.some((field) => field.key === key))
}

/** Records whose years can be locked and that somebody below the county edited, or for which something waits. */
function lateCandidates(database: ReadDatabase): readonly { readonly register: string; readonly record: string }[] {
  const names = JSON.stringify(lockedRegisters().map(({ name }) => name))
  const { name, state } = lockRegister()
  const bounds = database.all<{ record: string; all: string | null }>(
    `SELECT j.record, json_extract(coalesce(f.head, c.head), '$[#-1].all') AS "all" FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
     WHERE j.record IN (SELECT id FROM ${name}) AND j.register = ? AND json_extract(j.after, '$.${state}') = ?`,
    name,
    LOCKED,
  )
  const lowest = new Map<string, number>()
  for (const [index, { all }] of bounds.entries()) {
    const held = all === null ? {} : (JSON.parse(all) as Record<string, number>)
    for (const author of lowest.keys()) if (held[author] === undefined) lowest.set(author, 0)
    for (const [author, number] of Object.entries(held)) lowest.set(author, Math.min(index === 0 ? number : (lowest.get(author) ?? 0), number))
  }
  const found: { register: string; record: string }[] = []
  const known = new Set<string>()
  for (const row of database.each<{ register: string; record: string; author: string; number: number }>(
    `SELECT j.register, j.record, coalesce(j.author, c.site) AS author, coalesce(j.number, j.sequence) AS number FROM journal j JOIN change_set c ON c.number = j.change_set
     WHERE j.register IN (SELECT value FROM json_each(?)) AND j.standing IS NULL`,
    names,
  )) {
    const key = `${row.register} ${row.record}`
    if (known.has(key) || row.number <= (lowest.get(row.author) ?? 0)) continue
    known.add(key)
    found.push({ register: row.register, record: row.record })
  }
  for (const row of database.all<{ register: string; record: string }>(
    'SELECT DISTINCT p.register, p.record FROM proposal p JOIN journal j ON j.sequence = p.sequence WHERE j.standing IS NULL',
  )) {
    if (!known.has(`${row.register} ${row.record}`)) found.push(row)
  }
  return found
}

/** What an operation that settles a proposal says of it. */
function answerOf(register: string, operation: ReceivedOperation, known: readonly Operation[]): ProposalAnswer {
  const answer = settlementOf(operation)
  const proposal = known.find((candidate) => isNamedBy(answer, candidate))
  const proposed = proposal === undefined ? {} : (upcast(register, proposal.after, proposal.schema) ?? {})
  return { accepted: answer.accepted, reason: answer.reason, proposer: siteOfAuthor(answer.proposal[0]), settler: siteOfAuthor(operation.author), proposed }
}

/** What the proposals among these operations wish for. */
function proposedBy(register: string, operations: readonly ReceivedOperation[]): Pick<Received, 'before' | 'after'> {
  const proposals = operations.filter((operation) => operation.action !== 'settle')
  const all = (side: 'before' | 'after'): Received['after'] =>
    Object.assign({}, ...proposals.map((operation) => upcast(register, operation[side], operation.schema) ?? {})) as Received['after']
  return { before: all('before'), after: all('after') }
}

const enteringByRegister = new Map<string, string>()

/** Statement that puts a record in its table unless one of its id is there. */
function entering({ register: { name }, entered, follows }: Table): string {
  let sql = enteringByRegister.get(name)
  if (sql === undefined) {
    const keys = [...entered.map((field) => field.key), ...follows]
    sql = `INSERT INTO ${name} (id, revision, duplicate, created_at, updated_at, ${keys.join(', ')}) VALUES (?, 1, ?, ?, ?, ${keys.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`
    enteringByRegister.set(name, sql)
  }
  return sql
}

function originOf(
  { owner, author, number, context }: ReceivedOperation,
  change: ForeignChange,
): { owner: string | null; author: string; number: number; context: string; foreignHead: string } {
  return { owner, author, number, context: JSON.stringify(context()), foreignHead: change.text }
}

function authoredEffect(operation: Operation): Effect {
  return { action: operation.action === 'settle' ? 'update' : operation.action, before: operation.before, after: operation.after }
}

/** The operations that are not held yet. */
function withoutHeld(held: readonly HeldOperation[], incoming: readonly ReceivedOperation[]): readonly ReceivedOperation[] {
  const known = new Map<string, HeldOperation[]>()
  for (const operation of held) {
    const name = `${operation.author} ${operation.number}`
    known.set(name, [...(known.get(name) ?? []), operation])
  }
  return incoming.filter((operation) => known.get(`${operation.author} ${operation.number}`)?.some((same) => isSameOperation(same, operation)) !== true)
}

/** What brings the table from its row to the folded record: the fields, then whether it lives. */
export function effectsOf(table: Table, row: SqlRow | undefined, folded: FoldedRecord): Effect[] {
  if (!folded.exists) return []
  if (row === undefined) {
    const after = JSON.parse(
      enteredJson(
        table,
        table.entered.map((field) => folded.values[field.key] ?? null),
      ),
    ) as Record<string, SqlValue>
    const insert: Effect = { action: 'insert', before: null, after }
    return folded.deleted ? [insert, { action: 'remove', before: null, after: null }] : [insert]
  }
  const before: Record<string, SqlValue> = {}
  const after: Record<string, SqlValue> = {}
  for (const { key } of table.entered) {
    const value = folded.values[key] ?? null
    if (value === (row[key] ?? null)) continue
    before[key] = row[key] ?? null
    after[key] = value
  }
  const effects: Effect[] = Object.keys(after).length > 0 ? [{ action: 'update', before, after }] : []
  if (folded.deleted !== (row['deleted'] === 1)) effects.push({ action: folded.deleted ? 'remove' : 'restore', before: null, after: null })
  return effects
}

/** What stands here and what comes, of the fields that are in conflict from now on. */
function contestedIn(folded: FoldedRecord, row: SqlRow | undefined, fresh: readonly ReceivedOperation[]): NonNullable<Received['contested']> {
  const came = ({ author, number }: Sibling): boolean => fresh.some((operation) => operation.author === author && operation.number === number)
  return Object.fromEntries(
    folded.conflicts.flatMap(({ field, siblings }) => {
      const theirs = siblings.find(came)
      const stands = field === DELETED ? (row?.['deleted'] ?? 0) : (row?.[field] ?? null)
      return theirs === undefined ? [] : [[field, { ours: stands, theirs: theirs.value }]]
    }),
  )
}

function sameConflicts(one: FoldedRecord, other: FoldedRecord): boolean {
  return JSON.stringify(one.conflicts) === JSON.stringify(other.conflicts)
}
