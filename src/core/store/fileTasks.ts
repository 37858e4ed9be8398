/** What is done to database files themselves: for backups, and to keep the write-ahead log short. All of it may take long and blocks: see `databaseFile.ts`, which runs it aside. */
import { AppError } from '../errors.ts'
import { COPY_MARK, Database, READ_ONCE, type OpenOptions } from './database.ts'
import { structureOf, type Structure } from './structure.ts'

/** A task as it is handed to the worker. */
export type FileTask =
  | { readonly kind: 'copy'; readonly source: string; readonly target: string; readonly key: Uint8Array }
  | {
      readonly kind: 'reencrypt'
      readonly source: string
      readonly target: string
      readonly key: Uint8Array
      readonly newKey: Uint8Array
      readonly note: Readonly<Record<string, string>>
    }
  | { readonly kind: 'settle'; readonly path: string; readonly key: Uint8Array }
  | { readonly kind: 'inspect'; readonly path: string; readonly key: Uint8Array }
  | { readonly kind: 'examine'; readonly path: string; readonly key: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly path: string; readonly key: Uint8Array }

/** What a look into a database file found. */
export interface Inspection {
  readonly schemaVersion: number
  /** Living records by register (every table with a `deleted` column); empty when there are problems. */
  readonly counts: Readonly<Record<string, number>>
  /** Login names of active administrators; null in a database without users. */
  readonly administrators: readonly string[] | null
  /** Where its journal ends: the number of the last entry; null in a database without a journal. */
  readonly journal: number | null
  /** What SQLite's own check found; empty when the file is sound. */
  readonly problems: readonly string[]
}

/** What a task tells. */
export type Outcome = Inspection | Structure | null

/** Asked between one statement and the next: throws when the task is to go no further. What is open is closed on the way out. */
export type Between = () => void

/** Runs a task in place. Throws DATABASE_DAMAGED, DATABASE_IN_USE, DISK_FULL, and what `between` throws. */
export function runFileTask(task: FileTask, between: Between = () => undefined): Outcome {
  try {
    return run(task, between)
  } catch (error) {
    throw inWords(error)
  }
}

function run(task: FileTask, between: Between): Outcome {
  between()
  switch (task.kind) {
    case 'copy':
      copy(task, between)
      return null
    case 'reencrypt':
      return reencrypt(task, between)
    case 'settle':
      settle(task.path, task.key)
      return null
    case 'inspect':
      return inspect(task.path, task.key, between)
    case 'examine':
      return opened({ path: task.path, key: task.key, readonly: true, cache: READ_ONCE }, (database) => structureOf(database, between))
    case 'checkpoint':
      checkpoint(task.path, task.key)
      return null
  }
}

/**
 * Copies what is committed at this moment into a new file with the same key, rewritten without gaps; rowids stay.
 * `VACUUM INTO`, since the online backup of SQLite cannot give the copy a key in this binding.
 */
function copy({ source, target, key }: FileTask & { readonly kind: 'copy' }, between: Between): void {
  opened({ path: source, key, readonly: true, cache: READ_ONCE }, (database) => {
    between()
    database.run('VACUUM INTO ?', target)
  })
  between()
  markAsCopy(target, key)
}

/**
 * Says in the copy that it is one: whoever opens it goes on under a new name, since numbers given out after this moment are known to
 * other sites. Written into the file itself, so that no way of putting it back can forget it.
 */
function markAsCopy(path: string, key: Uint8Array): void {
  opened({ path, key }, (database) => {
    if (hasTable(database, 'meta')) {
      database.run(`INSERT INTO meta (key, value) VALUES ('${COPY_MARK}', '1') ON CONFLICT (key) DO NOTHING`)
    }
    database.pragma('journal_mode=DELETE')
  })
}

/**
 * Writes what is committed into a new file under another key, and reads all of that back. `note` is put into `meta` where nothing of the name
 * stands there yet: what follows from the former key and is needed on. The key is changed in the copy, which nobody else knows and which
 * keeps no write-ahead log: under one, a change of the key spoils the file in this library.
 */
function reencrypt({ source, target, key, newKey, note }: FileTask & { readonly kind: 'reencrypt' }, between: Between): Structure {
  opened({ path: source, key, readonly: true, cache: READ_ONCE }, (database) => {
    between()
    database.run('VACUUM INTO ?', target)
  })
  opened({ path: target, key }, (database) => {
    between()
    if (hasTable(database, 'meta'))
      for (const [name, value] of Object.entries(note)) database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING', name, value)
    database.pragma('journal_mode=DELETE')
    between()
    database.pragma(`rekey='raw:${Buffer.from(newKey).toString('hex')}'`)
  })
  return opened({ path: target, key: newKey, readonly: true, cache: READ_ONCE }, (database) => {
    between()
    const structure = structureOf(database, between)
    const { problems } = structure
    if (problems.length > 0)
      throw new AppError(
        'DATABASE_DAMAGED',
        '换了密钥的数据库读回来有损坏的地方，没有采用；原有数据没有改变。',
        '请先用“检查数据”查看现有数据，必要时用最近一份完好的备份恢复。',
        { cause: problems.join('; ') },
      )
    return structure
  })
}

function hasTable(database: Database, name: string): boolean {
  return database.get(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, name) !== undefined
}

/** Brings what still stands in a write-ahead log beside the file into the file. */
function settle(path: string, key: Uint8Array): void {
  opened({ path, key }, (database) => database.pragma('journal_mode=DELETE'))
}

/** Brings what is committed from the write-ahead log into the file, while others go on reading and writing. */
function checkpoint(path: string, key: Uint8Array): void {
  opened({ path, key }, (database) => database.pragma('wal_checkpoint(PASSIVE)'))
}

function inspect(path: string, key: Uint8Array, between: Between): Inspection {
  return opened({ path, key, readonly: true, cache: READ_ONCE }, (database) => {
    between()
    const problems = database
      .all<{ quick_check: string }>('PRAGMA quick_check(20)')
      .map((row) => row.quick_check)
      .filter((text) => text !== 'ok')
    const schemaVersion = Number(database.pragma('user_version'))
    if (problems.length > 0) return { schemaVersion, counts: {}, administrators: null, journal: null, problems }
    const tables = database.all<{ name: string }>(
      `SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'deleted') ORDER BY m.name`,
    )
    const counts = tables.map(({ name }) => {
      between()
      return [name, database.get<{ n: number }>(`SELECT count(*) AS n FROM "${name}" WHERE deleted = 0`)?.n ?? 0] as const
    })
    const administrators = hasTable(database, 'user')
      ? database.all<{ login: string }>(`SELECT login FROM user WHERE active = 1 AND role = 'administrator'`).map(({ login }) => login)
      : null
    const journal = hasTable(database, 'journal') ? (database.get<{ n: number | null }>('SELECT max(sequence) AS n FROM journal')?.n ?? 0) : null
    return { schemaVersion, counts: Object.fromEntries(counts), administrators, journal, problems }
  })
}

/** Works on a database with a connection of its own, which is closed whatever happens. */
function opened<T>(options: OpenOptions, work: (database: Database) => T): T {
  const database = new Database(options)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** Says in words what SQLite could not do to a copy that is being made; everything else passes through. */
export function inWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new AppError('DATABASE_DAMAGED', '数据库文件有损坏的地方，读不完整。', '请退出登录，用登录画面上的“抢救数据”。', { cause: error })
  }
  if (code.startsWith('SQLITE_FULL')) return new AppError('DISK_FULL', '磁盘已满，副本没有写成，原有数据没有改变。', '请清理磁盘后重试。', { cause: error })
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
    return new AppError('FILE_LOCKED', '读写数据库的副本时出错：文件被占用、磁盘已拔出或磁盘有坏道。', '请检查磁盘或 U 盘后重试，原有数据没有改变。', {
      cause: error,
    })
  }
  return error
}
