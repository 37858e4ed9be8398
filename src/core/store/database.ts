/**
 * One connection to the encrypted SQLite file. The only module, with its neighbours in this folder, that knows better-sqlite3.
 *
 * Statements are prepared once and kept; each that takes longer than {@link SLOW_MILLISECONDS} is told to `onSlow`, without its parameters.
 */
import Sqlite from 'better-sqlite3'
import { AppError } from '../errors.ts'

export type SqlValue = string | number | bigint | Uint8Array | null
export type SqlRow = Record<string, SqlValue>

/** What a query may be asked of. */
export interface ReadDatabase {
  all<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R[]
  get<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R | undefined
  /** Rows one by one; the connection must not be written to while it runs. */
  each<R = SqlRow>(sql: string, ...parameters: SqlValue[]): IterableIterator<R>
}

/** A statement that changes something, kept at hand. */
export interface PreparedWrite {
  run(...parameters: SqlValue[]): { readonly changes: number }
}

export interface OpenOptions {
  /** Path of the file, or `:memory:`. */
  readonly path: string
  /** 32 random bytes; null leaves the file in clear (tests of single statements only). */
  readonly key: Uint8Array | null
  readonly readonly?: boolean
  /** Pages kept in memory, KiB; by default as lists need them. What reads each page once needs few. */
  readonly cache?: number
  /** Told of statements over 200 ms: the text as it was prepared, and milliseconds. */
  readonly onSlow?: (sql: string, milliseconds: number) => void
}

/**
 * A condition over the rows of a table `t` that is always true, and asks at one row in 256 whether the answer is still wanted (see
 * {@link Database.onWanted}). It stands before the others, so that rows that do not meet those are counted, too.
 */
export const WANTED = wantedOf('t')

/** The same of a table that goes by another name. */
export function wantedOf(alias: string): string {
  return `((${alias}.rowid & 255) OR still_wanted())`
}

/**
 * KiB of pages that a connection keeps, of one that only reads and of one that writes. What it has once taken stays with the process: reading a county from
 * end to end fills all of it. A larger one spares a page read and deciphered, some 5 µs: most of a county's lists, cards, exports and rules take as long with
 * half as much, but the slowest searches twice as long (44 ms instead of 20 for the initials of a whole county). Who writes much comes back to few pages, too.
 */
const PAGES_KEPT = { reading: 16_384, writing: 16_384 } as const

/** KiB of pages for what reads each of them once. */
export const READ_ONCE = 8192

/** Key in `meta` of a database that is a copy of another one: it goes on under a new name. */
export const COPY_MARK = 'copied'

/** A statement that takes longer is told to whoever watches. */
export const SLOW_MILLISECONDS = 200

export class Database implements ReadDatabase {
  readonly #connection: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement<SqlValue[]>>()
  readonly #onSlow: ((sql: string, milliseconds: number) => void) | undefined
  #wanted = (): boolean => true

  /** Opens and unlocks the file. Throws WRONG_PASSWORD when the key does not fit, DATABASE_DAMAGED when it is no database. */
  constructor(options: OpenOptions) {
    requireNodeApi()
    this.#onSlow = options.onSlow
    this.#connection = new Sqlite(options.path, { readonly: options.readonly ?? false })
    try {
      if (options.key !== null) {
        this.#connection.pragma(`cipher='chacha20'`)
        this.#connection.pragma(`key='raw:${Buffer.from(options.key).toString('hex')}'`)
      }
      this.#connection.prepare('SELECT count(*) FROM sqlite_schema').get()
      if (!(options.readonly ?? false)) this.#connection.pragma('journal_mode=WAL')
      this.#connection.pragma('synchronous=FULL')
      this.#connection.pragma('foreign_keys=ON')
      this.#connection.pragma('busy_timeout=5000')
      this.#connection.pragma('trusted_schema=OFF')
      this.#connection.pragma('temp_store=MEMORY')
      this.#keeps(options.cache ?? PAGES_KEPT[(options.readonly ?? false) ? 'reading' : 'writing'])
      this.#connection.function('still_wanted', { deterministic: false, directOnly: true }, () => (this.#wanted() ? 1 : 0))
    } catch (error) {
      this.#connection.close()
      throw openError(error)
    }
  }

  all<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R[] {
    return this.#timed(sql, () => this.#prepare(sql).all(...parameters)) as R[]
  }

  get<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R | undefined {
    return this.#timed(sql, () => this.#prepare(sql).get(...parameters)) as R | undefined
  }

  each<R = SqlRow>(sql: string, ...parameters: SqlValue[]): IterableIterator<R> {
    const begin = (): IterableIterator<R> => this.#prepare(sql).iterate(...parameters) as IterableIterator<R>
    return this.#onSlow === undefined ? begin() : timedRows(begin, (taken) => this.#tell(sql, taken))
  }

  /** The first column of rows one by one. */
  eachFirst(sql: string, ...parameters: SqlValue[]): IterableIterator<SqlValue> {
    return this.#connection
      .prepare<SqlValue[]>(sql)
      .pluck()
      .iterate(...parameters) as IterableIterator<SqlValue>
  }

  /**
   * Says what {@link WANTED} asks on this connection, now and then while rows are gone through: true to go on; what is thrown ends the statement.
   */
  onWanted(wanted: () => boolean): void {
    this.#wanted = wanted
  }

  /** A function that statements of this connection may call. */
  define(name: string, work: (...parameters: SqlValue[]) => SqlValue): void {
    this.#connection.function(name, { deterministic: true, directOnly: true, varargs: true }, work)
  }

  /** Runs a statement that changes something; returns the number of rows changed. */
  run(sql: string, ...parameters: SqlValue[]): number {
    return this.#timed(sql, () => this.#prepare(sql).run(...parameters)).changes
  }

  /** Runs several statements without parameters. */
  execute(sql: string): void {
    this.#timed(sql, () => this.#connection.exec(sql))
  }

  /** A prepared statement for tight loops. */
  statement(sql: string): PreparedWrite {
    const statement = this.#prepare(sql)
    if (this.#onSlow === undefined) return statement
    return { run: (...parameters) => this.#timed(sql, () => statement.run(...parameters)) }
  }

  pragma(text: string): unknown {
    return this.#timed(`PRAGMA ${text}`, () => this.#connection.pragma(text, { simple: true }))
  }

  /** Does work that reads each page once, keeping few of them. */
  readingOnce<T>(work: () => T): T {
    const kept = Number(this.pragma('cache_size'))
    this.#keeps(READ_ONCE)
    try {
      return work()
    } finally {
      this.#keeps(-kept)
    }
  }

  /** Gives up the pages it keeps, for whoever takes memory next. While somebody goes through rows the library refuses, and they stay. */
  forgetPages(): void {
    try {
      this.pragma('shrink_memory')
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }

  #keeps(kibibytes: number): void {
    this.#connection.pragma(`cache_size=-${kibibytes}`)
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction
  }

  get isOpen(): boolean {
    return this.#connection.open
  }

  close(): void {
    this.#statements.clear()
    if (this.#connection.open) this.#connection.close()
  }

  #prepare(sql: string): Sqlite.Statement<SqlValue[]> {
    let statement = this.#statements.get(sql)
    // Somebody is going through its rows, which can be done once at a time: one more of it is made, for this once.
    if (statement?.busy === true) return this.#connection.prepare<SqlValue[]>(sql)
    if (statement === undefined) {
      statement = this.#connection.prepare<SqlValue[]>(sql)
      this.#statements.set(sql, statement)
      // Filters composed by users make ever new statements: forget the oldest.
      if (this.#statements.size > 500) {
        const oldest = this.#statements.keys().next().value
        if (oldest !== undefined) this.#statements.delete(oldest)
      }
    }
    return statement
  }

  #timed<T>(sql: string, work: () => T): T {
    if (this.#onSlow === undefined) return work()
    const start = performance.now()
    const result = work()
    this.#tell(sql, performance.now() - start)
    return result
  }

  #tell(sql: string, taken: number): void {
    if (taken > SLOW_MILLISECONDS) this.#onSlow?.(sql, taken)
  }
}

/** Rows one by one; in the end it is told how many milliseconds SQLite took for them, without what their user did in between. */
function* timedRows<R>(begin: () => IterableIterator<R>, tell: (milliseconds: number) => void): IterableIterator<R> {
  let taken = 0
  let start = performance.now()
  const rows = begin()
  try {
    for (let row = rows.next(); ; row = rows.next()) {
      taken += performance.now() - start
      if (row.done === true) return
      yield row.value
      start = performance.now()
    }
  } finally {
    rows.return?.()
    tell(taken)
  }
}

/** better-sqlite3 13 crashes the process under Node 20 instead of throwing; say it in words first. */
function requireNodeApi(): void {
  if (Number(process.versions['napi'] ?? 0) < 10) {
    throw new AppError(
      'INTERNAL',
      `当前 Node 版本（${process.version}）太旧，无法打开数据库。`,
      '请用 npm 脚本启动程序（npm start 或 npm run cli），它们会使用自带的 Node 24。',
    )
  }
}

/** Why a database file does not open, in words. */
export function openError(error: unknown): AppError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB') {
    return new AppError('DATABASE_DAMAGED', '数据库打不开：密钥不符，或文件已损坏。', '请确认数据目录没有被换过；如文件已损坏，请用登录画面上的“抢救数据”。', {
      cause: error,
    })
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('DATABASE_DAMAGED', '数据库文件已损坏，为防止损失没有打开。', '请用登录画面上的“抢救数据”：备份以后的录入，读得出来的都能取回。', {
      cause: error,
    })
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('DATABASE_IN_USE', '数据库正被另一个程序占用。', '请关闭另一个窗口或命令后重试。', { cause: error })
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return new AppError('FILE_LOCKED', '数据目录不能写入，数据库打不开。', '请检查数据目录所在的磁盘是不是只读、当前用户有没有写入权限；数据没有改变。', {
      cause: error,
    })
  }
  // Where the disk is full the files beside the database cannot be made.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE' || code === 'SQLITE_IOERR_SHMOPEN' || code === 'SQLITE_IOERR_WRITE') {
    return new AppError('DISK_FULL', '磁盘已满，无法写入数据库。', '请清理磁盘后重试，数据没有改变。', { cause: error })
  }
  return new AppError('DATABASE_DAMAGED', '数据库打不开。', '请检查数据目录能否读写；仍不行时用登录画面上的“抢救数据”。', { cause: error })
}
