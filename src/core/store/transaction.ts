/**
 * A write transaction: the only way anything is changed. Every insert, update, removal and restoration becomes one journal entry
 * of one change set; search terms and derived columns follow before the commit.
 */
import type { FieldValue } from '../catalogue/types.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { AppError } from '../errors.ts'
import { entryHash, type JournalEntry } from './canonical.ts'
import type { Database, ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { nameTerms } from './search.ts'
import { checkKeys, enteredJson, tableOf, toContractRow, type Table } from './table.ts'

export type Values = Readonly<Record<string, FieldValue | undefined>>

/** Records touched so far, by register. */
export type Touched = Map<string, Set<string>>

export interface TransactionState {
  readonly database: Database
  readonly changeSetNumber: number
  readonly head: string
  readonly at: string
  readonly newId: () => string
  sequence: number
  previousHash: Uint8Array
}

/** Search terms kept in memory before they are written. */
const MOST_WAITING = 200_000

export class Transaction implements ReadDatabase {
  readonly touched: Touched = new Map()
  /** By register, how many more living records there are than before. */
  readonly grown = new Map<string, number>()
  entries = 0
  readonly #state: TransactionState
  readonly #waitingTerms: [string, string, string][] = []
  readonly #journal
  readonly #term

  constructor(state: TransactionState) {
    this.#state = state
    this.#journal = state.database.statement('INSERT INTO journal (sequence, change_set, register, record, action, before, after, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#term = state.database.statement('INSERT OR IGNORE INTO search_term (register, term, record) VALUES (?, ?, ?)')
  }

  all<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R[] {
    return this.#state.database.all<R>(sql, ...parameters)
  }

  get<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R | undefined {
    return this.#state.database.get<R>(sql, ...parameters)
  }

  each<R = SqlRow>(sql: string, ...parameters: SqlValue[]): IterableIterator<R> {
    return this.#state.database.each<R>(sql, ...parameters)
  }

  /** Time of the change set, for `created_at`. */
  get at(): string {
    return this.#state.at
  }

  /** An id for a record that others in the same change set will refer to. */
  newId(): string {
    return this.#state.newId()
  }

  /** Adds a record and returns its id. Values are as in the contract; the caller has checked them by the catalogue's schema. */
  insert(register: string, values: Values, id: string = this.#state.newId()): string {
    const table = tableOf(register)
    checkKeys(table, values)
    const columns = table.entered.map((field) => toStored(field, values[field.key]))
    try {
      this.#state.database.statement(table.insert).run(id, 1, this.#state.at, this.#state.at, ...columns)
    } catch (error) {
      throw uniqueError(table, error)
    }
    this.#write({ register, record: id, action: 'insert', before: null, after: enteredJson(table, columns) })
    this.#grow(register, 1)
    this.#addTerms(table, id, values)
    return id
  }

  /**
   * Changes the given fields of a record; fields that already hold the value are left alone. Returns whether anything changed.
   * With `expectedRevision`, a record changed meanwhile throws CONFLICT with who and when.
   */
  update(register: string, id: string, patch: Values, expectedRevision?: number): boolean {
    const table = tableOf(register)
    checkKeys(table, patch)
    const current = this.#living(table, id)
    this.#checkRevision(table, id, current, expectedRevision)
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
    const keys = Object.keys(after)
    if (keys.length === 0) return false
    const assignments = keys.map((key) => `${key} = ?`).join(', ')
    try {
      this.#state.database.run(`UPDATE ${register} SET ${assignments}, revision = revision + 1, updated_at = ? WHERE id = ?`,
        ...keys.map((key) => after[key] ?? null), this.#state.at, id)
    } catch (error) {
      throw uniqueError(table, error)
    }
    // Records that lose a reference have to be derived anew as well as those that gain one.
    for (const key of keys) {
      const field = table.byKey.get(key)
      const lost = before[key]
      if (field?.type === 'reference' && field.register !== undefined && typeof lost === 'string') this.#touch(field.register, lost)
    }
    this.#write({ register, record: id, action: 'update', before: JSON.stringify(before), after: JSON.stringify(after) })
    if (table.names.some((field) => field.key in after)) {
      this.#removeTerms(table, id, current)
      this.#addTerms(table, id, { ...toContractRow(table, current), ...patch })
    }
    return true
  }

  /** Takes a record out of lists and totals; it stays in history and can be restored. */
  remove(register: string, id: string, expectedRevision?: number): void {
    const table = tableOf(register)
    const current = this.#living(table, id)
    this.#checkRevision(table, id, current, expectedRevision)
    this.#setDeleted(table, id, 1)
    this.#write({ register, record: id, action: 'remove', before: null, after: null })
    this.#grow(register, -1)
    this.#removeTerms(table, id, current)
  }

  /** Brings a removed record back. Throws DUPLICATE when a living record took its unique value meanwhile. */
  restore(register: string, id: string): void {
    const table = tableOf(register)
    const row = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
    if (row === undefined || row['deleted'] !== 1) {
      throw new AppError('NOT_FOUND', `要恢复的${table.register.label}记录不在已删除之列。`, '请刷新列表后重试。')
    }
    try {
      this.#setDeleted(table, id, 0)
    } catch (error) {
      throw uniqueError(table, error)
    }
    this.#write({ register, record: id, action: 'restore', before: null, after: null })
    this.#grow(register, 1)
    this.#addTerms(table, id, toContractRow(table, row))
  }

  /**
   * Runs a statement on a table that is no register (users), and journals what it changed. `before` and `after` hold the changed
   * columns. Change sets of the kind `user` cannot be undone.
   */
  runJournalled(entry: { readonly table: string; readonly id: string; readonly action: 'insert' | 'update'; readonly before: SqlRow | null; readonly after: SqlRow }, sql: string, ...parameters: SqlValue[]): void {
    this.#state.database.run(sql, ...parameters)
    this.#write({ register: entry.table, record: entry.id, action: entry.action, before: entry.before === null ? null : JSON.stringify(entry.before), after: JSON.stringify(entry.after) })
  }

  #setDeleted(table: Table, id: string, deleted: 0 | 1): void {
    this.#state.database.run(`UPDATE ${table.register.name} SET deleted = ?, revision = revision + 1, updated_at = ? WHERE id = ?`, deleted, this.#state.at, id)
  }

  #living(table: Table, id: string): SqlRow {
    const row = this.get<SqlRow>(`SELECT * FROM ${table.register.name} WHERE id = ? AND deleted = 0`, id)
    if (row === undefined) {
      throw new AppError('NOT_FOUND', `这条${table.register.label}记录已不存在，可能刚被别人删除。`, '请刷新列表；误删的记录可以在“已删除”里恢复。')
    }
    return row
  }

  #checkRevision(table: Table, id: string, row: SqlRow, expected: number | undefined): void {
    if (expected === undefined || row['revision'] === expected) return
    const last = this.get<{ user_name: string; at: string }>(
      'SELECT c.user_name, c.at FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.record = ? ORDER BY j.sequence DESC LIMIT 1', id)
    const who = last === undefined ? '别人' : `${last.user_name}（${last.at.slice(0, 16).replace('T', ' ')}）`
    throw new AppError('CONFLICT', `这条${table.register.label}记录在您打开之后被${who}改过，您的修改没有保存。`, '请重新打开记录，核对对方的修改后再改。')
  }

  #grow(register: string, by: 1 | -1): void {
    this.grown.set(register, (this.grown.get(register) ?? 0) + by)
  }

  #write(entry: Omit<JournalEntry, 'sequence'>): void {
    const state = this.#state
    state.sequence += 1
    const full: JournalEntry = { sequence: state.sequence, ...entry }
    const hash = entryHash(state.previousHash, state.head, full)
    this.#journal.run(full.sequence, state.changeSetNumber, full.register, full.record, full.action, full.before, full.after, hash)
    state.previousHash = hash
    this.entries += 1
    this.#touch(entry.register, entry.record)
  }

  #touch(register: string, record: string): void {
    let set = this.touched.get(register)
    if (set === undefined) this.touched.set(register, set = new Set())
    set.add(record)
  }

  /** Terms wait until many are there, and then go in sorted: a bulk import would else hit the index at random places. */
  #addTerms(table: Table, id: string, values: Values): void {
    for (const field of table.names) {
      const value = values[field.key]
      if (typeof value === 'string') for (const term of nameTerms(value)) this.#waitingTerms.push([table.register.name, term, id])
    }
    if (this.#waitingTerms.length > MOST_WAITING) this.flushTerms()
  }

  /** Writes the search terms that wait; the store calls it before the commit. */
  flushTerms(): void {
    this.#waitingTerms.sort((one, other) => (one[1] < other[1] ? -1 : one[1] > other[1] ? 1 : 0))
    for (const [register, term, record] of this.#waitingTerms) this.#term.run(register, term, record)
    this.#waitingTerms.length = 0
  }

  #removeTerms(table: Table, id: string, values: SqlRow): void {
    this.flushTerms()
    for (const field of table.names) {
      const value = values[field.key]
      if (typeof value === 'string') for (const term of nameTerms(value)) this.#state.database.run('DELETE FROM search_term WHERE register = ? AND term = ? AND record = ?', table.register.name, term, id)
    }
  }
}

function uniqueError(table: Table, error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  if (!message.startsWith('UNIQUE constraint failed')) return error
  const key = /UNIQUE constraint failed: .*\.(\w+)$/.exec(message)?.[1]
  const yearly = table.register.yearly
  const label = yearly !== undefined && message.includes(`.${yearly.reference}`) ? '同一年度' : table.byKey.get(key ?? '')?.label ?? '唯一字段'
  return new AppError('DUPLICATE', `${table.register.label}里已经有一条“${label}”相同的记录。`, '请先查找已有的记录，修改它，而不要重复新增。', { cause: error })
}
