/**
 * The store: one encrypted database, one writer, one journal.
 *
 * Readers use a connection of their own (WAL), so that a long import never shows half its rows and never blocks a list.
 * Every change goes through {@link Store.change}: one change set, one transaction, one undo step.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeRoom } from '../makeRoom.ts'
import { AppError } from '../errors.ts'
import type { Actor, Changed, ChangeDescription, Follower, Proposed, ReceiveOptions } from './change.ts'
import { beginChangeSet, finishChangeSet } from './changeSet.ts'
import { COPY_MARK, Database, type ReadDatabase } from './database.ts'
import { requireAccounts } from './accounts.ts'
import { Aside } from './aside/aside.ts'
import { countElsewhere } from './countedAnew.ts'
import { applyDerivations, makeTouched, type Derivation } from './derivations.ts'
import { WriteAheadLog } from './writeAheadLog.ts'
import { IdSource } from './ids.ts'
import { Listeners } from './listeners.ts'
import { keepLivingCounts, livingCount } from './livingCounts.ts'
import { migrate } from './migrate.ts'
import { refreshCases } from './cases.ts'
import { ReceivingTransaction } from './receive.ts'
import { RescueTransaction } from './rescue/rescueTransaction.ts'
import { FITS_NAME, nameJudge } from './search.ts'
import { inSteps, stepping } from './stepping.ts'
import { INCARNATION, nameOf, renameSelf } from './timeline.ts'
import { lockRegister } from '../catalogue/derive/locks.ts'
import type { LockWord } from './heldOperations.ts'
import { LOCK_KIND } from './changeKinds.ts'
import { allHeld, seenLocks } from './yearLocks.ts'
import type { ReadonlyTouched } from './touched.ts'
import { Transaction, type InCharge, type TransactionState } from './transaction.ts'

export const DATABASE_FILE = 'bangfu.db'

export interface StoreOptions {
  readonly directory: string
  readonly key: Uint8Array
  readonly derivations: readonly Derivation[]
  readonly now?: () => Date
  /** Called before the first pending migration of a database that holds data, which may be read. */
  readonly beforeMigration?: (database: ReadDatabase) => Promise<void>
  /** What is being done while the schema is brought up to date. */
  readonly onUpgrade?: (step: string) => void
  readonly onSlow?: (sql: string, milliseconds: number) => void
  /** Whether it is opened a second time beside the office's own store, by a thread that writes one change set and ends: it looks at little else, and what follows from its end is for the office. */
  readonly aside?: boolean
}

/** KiB of pages that a store beside the office's keeps for reading. */
const ASIDE_CACHE = 8192

/**
 * Databases up to this many bytes are checked before they are opened. Larger ones would keep the clerk waiting for seconds:
 * the backup of the day, made in the background, reads every page and says when one is damaged.
 */
const CHECKED_AT_ONCE = 64 * 1024 * 1024

export class Store {
  /** For reading; sees only what is committed. */
  readonly read: ReadDatabase
  /** For reads that may be long: threads of their own, which see only what is committed. */
  readonly aside: Aside
  readonly derivations: readonly Derivation[]
  /** Registers with columns that are worked out. */
  readonly #derived: ReadonlySet<string>
  readonly #reader: Database
  readonly #writer: Database
  readonly #log: WriteAheadLog
  readonly #aside: boolean
  readonly #now: () => Date
  readonly #ids: IdSource
  readonly #changes = new Listeners<{ readonly registers: string[]; readonly touched: ReadonlyTouched | null }>()
  readonly #proposals = new Listeners<Proposed>()
  #queue: Promise<unknown> = Promise.resolve()
  /** Until those who wrote for this store have closed the data. */
  #lent: Promise<unknown> = Promise.resolve()
  /** How many wait for the writer. */
  #waiting = 0
  #closed = false
  #touchedMade = false
  /** Up to when what is read here may take. */
  #until = Number.POSITIVE_INFINITY
  #inCharge: InCharge | null = null
  #follower: Follower | null = null
  /** What the heads of change sets say of locks seen; worked out anew when a lock was touched. */
  #seenLocks: { readonly word: LockWord['seen'] } | null = null

  private constructor(reader: Database, writer: Database, options: StoreOptions) {
    this.#reader = reader
    this.#writer = writer
    this.#log = new WriteAheadLog(writer, join(options.directory, DATABASE_FILE), options.key, options.aside === true)
    this.#aside = options.aside === true
    this.read = reader
    reader.onWanted(() => {
      if (performance.now() > this.#until) throw new TooLong()
      return true
    })
    reader.define(FITS_NAME, nameJudge())
    this.aside = new Aside({ path: join(options.directory, DATABASE_FILE), key: options.key }, options.onSlow)
    this.derivations = options.derivations
    this.#derived = new Set(options.derivations.map(({ register }) => register))
    this.#now = options.now ?? (() => new Date())
    this.#ids = new IdSource()
  }

  /** Opens (or makes) the database of a data folder and brings its schema up to date. */
  static async open(options: StoreOptions): Promise<Store> {
    const path = join(options.directory, DATABASE_FILE)
    const onSlow = options.onSlow === undefined ? {} : { onSlow: options.onSlow }
    const writer = new Database({ path, key: options.key, ...onSlow })
    try {
      if (options.aside !== true && existsSync(path) && statSync(path).size <= CHECKED_AT_ONCE) checkQuickly(writer)
      await migrate(writer, {
        beforeFirst: async () => options.beforeMigration?.(writer),
        derivations: options.derivations,
        ...(options.onUpgrade === undefined ? {} : { onStep: options.onUpgrade }),
      })
      const cache = options.aside === true ? { cache: ASIDE_CACHE } : {}
      const reader = new Database({ path, key: options.key, readonly: true, ...cache, ...onSlow })
      const store = new Store(reader, writer, options)
      store.#ensureSite()
      return store
    } catch (error) {
      writer.close()
      throw error
    }
  }

  /** Id of this installation. */
  get site(): string {
    return this.meta('site') ?? ''
  }

  /**
   * Who this installation is in the journal: its id and, after a backup was put back, a mark of that. Numbers given out since the backup
   * are known elsewhere, so that whoever goes on from it must go by another name.
   */
  get author(): string {
    return nameOf(this.site, this.meta(INCARNATION))
  }

  /** Goes on under a new name: nobody has acknowledged anything of it yet. */
  async beginIncarnation(): Promise<void> {
    await this.bookkeep((database) => renameSelf(database))
  }

  /** Division code of the unit this installation belongs to; empty before set-up. */
  get unitCode(): string {
    return (JSON.parse(this.meta('unit') ?? '{"code":""}') as { code: string }).code
  }

  /** Says from now on which records this site is in charge of; null while it exchanges data with nobody. */
  setInCharge(inCharge: InCharge | null): void {
    this.#inCharge = inCharge
  }

  /** Has every change followed by what depends on it and is no record. */
  follow(follower: Follower): void {
    this.#follower = follower
  }

  /** Tells whoever listens what changed, be it no record: findings. */
  tell(names: string[], touched: ReadonlyTouched | null = null): void {
    this.aside.changed()
    this.#changes.tell({ registers: names, touched })
  }

  /** Number of the last journal entry. */
  get lastSequence(): number {
    return this.#reader.get<{ last: number | null }>('SELECT max(sequence) AS last FROM journal')?.last ?? 0
  }

  /** A setting of the installation itself (unit, site, head of the journal). */
  meta(key: string): string | null {
    return this.#reader.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? null
  }

  /** Number of living records of a register, kept up to date with each change set. */
  living(register: string): number {
    return livingCount(this.#reader, register)
  }

  /**
   * Does work that reads, as long as its statements that ask whether they are still wanted ({@link WANTED}) take no longer than so many milliseconds
   * together; null where they do. What takes longer is asked of {@link aside}, so that the core goes on answering.
   */
  readWithin<T>(milliseconds: number, work: () => T): { readonly result: T } | null {
    this.#until = performance.now() + milliseconds
    try {
      return { result: work() }
    } catch (error) {
      if (error instanceof TooLong) return null
      throw error
    } finally {
      this.#until = Number.POSITIVE_INFINITY
    }
  }

  /** Sets bookkeeping of the installation that is no record of the office. */
  async setMeta(key: string, value: string): Promise<void> {
    await this.bookkeep((database) =>
      database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value),
    )
  }

  /** Writes tables that are no registers (jobs, views, users, mappings), in a transaction of their own. */
  async bookkeep<T>(work: (database: Database) => T): Promise<T> {
    return this.#exclusive(async () => this.#inTransaction(() => work(this.#writer)))
  }

  /**
   * The same in steps, as one transaction: others may read in between. Who wants to write waits till it ends, so that the work ends it soon when
   * `wanted` says that somebody does.
   */
  async bookkeepInSteps<T>(work: (database: Database, wanted: () => boolean) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      await this.#log.ready()
      this.#writer.execute('BEGIN IMMEDIATE')
      try {
        const before = rowsWritten(this.#writer)
        const result = await work(this.#writer, () => this.#waiting > 0)
        this.#log.commit(rowsWritten(this.#writer) - before)
        return result
      } catch (error) {
        if (this.#writer.inTransaction) this.#writer.execute('ROLLBACK')
        throw writeError(error)
      }
    })
  }

  /**
   * Has somebody else write, a thread with a connection of its own: nobody writes here until that is committed or given up. What it touched is told to whoever
   * listens, as if it had been written here; once the thread has `ended` the log is brought in as after any bulk change, by a smaller one.
   */
  async lend<T>(work: () => Promise<{ readonly changed: T; readonly registers: readonly string[]; readonly ended: Promise<void> }>): Promise<T> {
    const { changed, registers } = await this.#exclusive(async () => {
      await this.#log.ready()
      await this.#makeRoom()
      const done = await work()
      if (done.registers.includes(lockRegister().name)) this.#seenLocks = null
      this.#lent = Promise.all([this.#lent, done.ended])
      this.#log.bringIn(done.ended)
      return done
    })
    if (registers.length > 0) this.tell([...registers])
    return changed
  }

  /**
   * Gives up what the office's own connections keep of pages, and the threads beside it that are at nothing: SQLite would throw all of it away when the other
   * connection has committed. The memory is the thread's until then.
   */
  #makeRoom(): Promise<void> {
    this.#writer.forgetPages()
    this.#reader.forgetPages()
    this.aside.rest()
    return makeRoom()
  }

  /** Makes one change set in one go. The work must not wait for anything. */
  async change<T>(actor: Actor, description: ChangeDescription, work: (transaction: Transaction) => T): Promise<Changed<T>> {
    return this.changeInSteps(actor, description, async (transaction) => work(transaction))
  }

  /**
   * Makes one change set in steps: the work calls `step()` in its loops, and others (reads, the screen) get their turn.
   * Whatever is thrown, an abort included, leaves the database as it was.
   */
  async changeInSteps<T>(
    actor: Actor,
    description: ChangeDescription,
    work: (transaction: Transaction, step: () => Promise<void>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<Changed<T>> {
    return this.#changeWith((state) => new Transaction(state), actor, description, work, signal)
  }

  /**
   * Does all of a change and takes it back; nobody is told. Afterwards what the first change of a day would wait for is at hand: statements,
   * checks of values, the upper pages of indexes.
   */
  async rehearse(actor: Actor, description: ChangeDescription, work: (transaction: Transaction) => void): Promise<void> {
    await this.#changeWith(
      (state) => new Transaction(state),
      actor,
      description,
      async (transaction) => work(transaction),
      undefined,
      { rehearsal: true },
    )
  }

  /**
   * Takes in what other sites did, as one change set. With `tryOut` everything is done and then taken back: what would happen is known,
   * nothing is written.
   */
  async receive<T>(
    actor: Actor,
    description: ChangeDescription,
    work: (transaction: ReceivingTransaction, step: () => Promise<void>) => Promise<T>,
    options: ReceiveOptions = {},
  ): Promise<Changed<T>> {
    // What others did is taken in by the route it came, not by the right of whoever opens the package.
    const { id, name } = actor
    return this.#changeWith((state) => new ReceivingTransaction(state), { id, name }, description, work, options.signal, options)
  }

  /** Makes records again of what was saved of damaged data, as one change set, which is kept even where it changed nothing that people entered. */
  async rescue<T>(
    actor: Actor,
    description: ChangeDescription,
    work: (transaction: RescueTransaction, step: () => Promise<void>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<Changed<T>> {
    return this.#changeWith((state) => new RescueTransaction(state), actor, description, work, signal)
  }

  async #changeWith<T, X extends Transaction>(
    begin: (state: TransactionState) => X,
    actor: Actor,
    description: ChangeDescription,
    work: (transaction: X, step: () => Promise<void>) => Promise<T>,
    signal?: AbortSignal,
    options: ReceiveOptions & { readonly rehearsal?: boolean } = {},
  ): Promise<Changed<T>> {
    const { changed, touched } = await this.#exclusive(async () => {
      await this.#log.ready()
      this.#makeTouched()
      this.#writer.execute('BEGIN IMMEDIATE')
      try {
        const state = this.#begin(actor, description)
        const transaction = begin(state)
        const step = stepping(signal)
        const result = await work(transaction, step)
        signal?.throwIfAborted()
        // Records that were made again from the journal have their entries already.
        if (transaction.entries === 0 && transaction.touched.size === 0) {
          // What was only kept in the books (up to where another site was received) is no change of the office's records.
          if (transaction.bookkept && options.tryOut !== true) {
            this.#writer.run('DELETE FROM change_set WHERE number = ?', state.changeSetNumber)
            this.#log.commit(0)
          } else this.#writer.execute('ROLLBACK')
          return { changed: { result, changeSet: null, entries: 0, proposed: 0 }, touched: null }
        }
        transaction.settleLate()
        // A proposal is told of by whoever wrote it, and reaches nothing.
        const near = transaction.proposed > 0 ? undefined : description.near
        const moved = await inSteps(applyDerivations(this.#writer, this.derivations, transaction.touched, transaction.terms, near), step)
        if (transaction.asksLaws && transaction.touched.size > 0) requireAccounts(this.read, this.#writer, { unit: this.unitCode, derived: this.#derived })
        const anew = await inSteps(transaction.states.anew(moved, { before: this.read, year: new Date(state.at).getFullYear() }), step)
        const written = countElsewhere(transaction, anew)
        if (written.size > 0) await inSteps(applyDerivations(this.#writer, this.derivations, written, transaction.terms), step)
        transaction.keepStates(moved.found)
        transaction.keepStates(await inSteps(transaction.states.pending(), step))
        await inSteps(transaction.terms.flush(), step)
        refreshCases(this.#writer, transaction, this.unitCode)
        await options.beforeCommit?.(transaction)
        if (options.tryOut === true) {
          this.#writer.execute('ROLLBACK')
          return { changed: { result, changeSet: null, entries: transaction.entries, proposed: transaction.proposed }, touched: null }
        }
        keepLivingCounts(this.#writer, transaction.grown)
        if (this.#follower !== null) await inSteps(this.#follower(this.#writer, { touched: transaction.touched, changeSet: state.id }), step)
        finishChangeSet(this.#writer, state, transaction.entries)
        if (options.rehearsal === true) {
          this.#writer.execute('ROLLBACK')
          return { changed: { result, changeSet: null, entries: transaction.entries, proposed: transaction.proposed }, touched: null }
        }
        if (transaction.touched.has(lockRegister().name)) this.#seenLocks = null
        this.#log.commit(transaction.entries)
        return {
          changed: { result, changeSet: state.id, entries: transaction.entries, proposed: transaction.proposed },
          touched: transaction.touched,
        }
      } catch (error) {
        if (this.#writer.inTransaction) this.#writer.execute('ROLLBACK')
        throw writeError(error)
      }
    })
    if (touched !== null && touched.size > 0) this.tell([...touched.keys()], touched)
    if (changed.changeSet !== null && changed.proposed > 0) this.#proposals.tell({ by: actor.id, title: description.title, count: changed.proposed })
    return changed
  }

  /**
   * Tells the names of registers touched by each accepted change set, and the ids of the records where it was written here; null where another thread wrote.
   * Returns the function that ends it.
   */
  onChange(listener: (registers: string[], touched: ReadonlyTouched | null) => void): () => void {
    return this.#changes.add(({ registers, touched }) => listener(registers, touched))
  }

  /** Tells of each accepted change set that another office has to accept a part of. Returns the function that ends it. */
  onProposed(listener: (proposed: Proposed) => void): () => void {
    return this.#proposals.add(listener)
  }

  /**
   * Waits for the writer to finish, then closes both connections. What was written beside another store that one brings into the file: a thread that wrote
   * much holds much, and ends at once.
   */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#queue.catch(() => undefined)
    await this.#lent
    await this.#log.settled()
    await this.aside.close()
    this.#reader.close()
    if (!this.#aside) {
      this.#writer.pragma('optimize')
      this.#writer.pragma('wal_checkpoint(TRUNCATE)')
    }
    this.#writer.close()
  }

  #makeTouched(): void {
    if (this.#touchedMade) return
    makeTouched(this.#writer, this.derivations)
    this.#touchedMade = true
  }

  #begin(actor: Actor, description: ChangeDescription): TransactionState {
    return {
      ...beginChangeSet(this.#writer, actor, description, {
        id: this.#ids.next(),
        author: this.author,
        at: this.#now().toISOString(),
        locks: this.#lockWord(description.kind),
      }),
      newId: () => this.#ids.next(),
      unit: this.unitCode,
      derivations: this.derivations,
      inCharge: this.#inCharge,
      right: actor.right ?? null,
    }
  }

  #lockWord(kind: string): LockWord | null {
    this.#seenLocks ??= { word: seenLocks(this.#writer, this.unitCode) }
    const { word: seen } = this.#seenLocks
    const all = kind === LOCK_KIND ? allHeld(this.#writer) : undefined
    if (seen === undefined && all === undefined) return null
    return { ...(seen === undefined ? {} : { seen }), ...(all === undefined ? {} : { all }) }
  }

  #ensureSite(): void {
    if (this.meta(COPY_MARK) !== null)
      this.#inTransaction(() => {
        renameSelf(this.#writer)
        this.#writer.run('DELETE FROM meta WHERE key = ?', COPY_MARK)
      })
    if (this.meta('site') !== null) return
    this.#writer.run(`INSERT INTO meta (key, value) VALUES ('site', ?)`, randomUUID())
  }

  #inTransaction<T>(work: () => T): T {
    this.#writer.execute('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#log.commit(0)
      return result
    } catch (error) {
      if (this.#writer.inTransaction) this.#writer.execute('ROLLBACK')
      throw writeError(error)
    }
  }

  /** One writer at a time, first come first served. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new AppError('LOCKED', '数据已经关闭。', '请重新登录。'))
    this.#waiting += 1
    const turn = this.#queue
      .catch(() => undefined)
      .then(() => {
        this.#waiting -= 1
        return work()
      })
    this.#queue = turn
    return turn
  }
}

/** What is read in place takes longer than it may. */
class TooLong extends Error {}

function rowsWritten(database: Database): number {
  return database.get<{ rows: number }>('SELECT total_changes() AS rows')?.rows ?? 0
}

function checkQuickly(database: Database): void {
  const rows = database.readingOnce(() => database.all<{ quick_check: string }>('PRAGMA quick_check(1)'))
  if (rows[0]?.quick_check !== 'ok') {
    throw new AppError('DATABASE_DAMAGED', '数据库文件已损坏，为防止损失没有打开。', '请用登录画面上的“抢救数据”：备份以后的录入，读得出来的都能取回。')
  }
}

function writeError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL') return new AppError('DISK_FULL', '磁盘已满，本次操作没有保存。', '请清理磁盘后重试，原有数据没有改变。', { cause: error })
  if (code.startsWith('SQLITE_CONSTRAINT_FOREIGNKEY')) {
    return new AppError('VALIDATION', '所填的关联记录不存在。', '请重新选择后再保存。', { cause: error })
  }
  return error
}

export type { ReadDatabase }
