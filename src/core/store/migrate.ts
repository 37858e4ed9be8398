/** Brings a database to the schema of this program: numbered, hashed migrations, all pending ones in one transaction. */
import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Database } from './database.ts'
import { deriveAll, type Derivation } from './derivations.ts'
import { migrations } from './migrations/index.ts'
import type { Migration, Step } from './migrations/types.ts'
import { refold } from './refold.ts'
import { rebuildTerms } from './searchTerms.ts'

export type { Migration } from './migrations/types.ts'

/** SHA-256 of what a migration does. */
export function migrationHash({ statements, rederive, refold: folded, data, searchAnew }: Migration): string {
  const more = [
    ...(rederive === undefined ? [] : [`rederive ${rederive.join(' ')}`]),
    ...(folded === undefined ? [] : [`refold ${folded.join(' ')}`]),
    ...(data === undefined ? [] : [`data ${data.revision}`]),
    ...(searchAnew === undefined ? [] : ['search anew']),
  ]
  return createHash('sha256')
    .update([...statements, ...more].join('\n'))
    .digest('hex')
}

/** Schema version of this program. */
export const SCHEMA_VERSION = migrations.at(-1)?.id ?? 0

/** Key in `meta` of a database that was brought to a new schema and has not been checked in full since; holds the schema before. */
export const UNCHECKED_MARK = 'unchecked_since_schema'

/** The schema version of an open database; 0 when it is new. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version'))
}

export interface UpgradeOptions {
  /** Called once before anything changes in a database that holds data: a backup is made there. */
  readonly beforeFirst?: () => Promise<void>
  /** How derived columns are computed, for migrations that add one. */
  readonly derivations?: readonly Derivation[]
  /** What is being done; told before each part, so that the window can say it, and a test can break it off there. */
  readonly onStep?: (step: string) => void
  readonly list?: readonly Migration[]
}

/**
 * Runs what is pending. All or nothing: whatever goes wrong (UPGRADE_FAILED,
 * DISK_FULL, DATABASE_DAMAGED), the database is as before. Throws DATABASE_NEWER without touching a database made by a later program.
 */
export async function migrate(database: Database, options: UpgradeOptions = {}): Promise<void> {
  const { list = migrations } = options
  const version = schemaVersion(database)
  const newest = list.at(-1)?.id ?? 0
  if (version > newest) {
    throw new AppError('DATABASE_NEWER', '这份数据是用更新版本的程序建立的，当前程序不能打开，数据没有改动。', '请安装新版本的程序后再打开。')
  }
  if (version > 0) checkApplied(database, list)
  const pending = list.filter((migration) => migration.id > version)
  if (pending.length === 0) return
  if (version > 0) await options.beforeFirst?.()
  database.execute('BEGIN IMMEDIATE')
  try {
    await applyAll(database, pending, options)
    options.onStep?.('核对引用')
    const broken = database.all('PRAGMA foreign_key_check')
    if (broken.length > 0) throw new AppError('DATABASE_DAMAGED', '升级数据库时发现记录之间的引用不完整，已全部撤销。', '请用最近的备份恢复后再升级。')
    database.execute(`PRAGMA user_version = ${newest}`)
    if (version > 0) {
      database.run('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)', UNCHECKED_MARK, String(version))
      // How many records an index tells apart is known of those that were there when the office was closed last; what reads by one made anew would be
      // planned without it until the next time.
      database.pragma('optimize')
    }
    options.onStep?.('写入')
    database.execute('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.execute('ROLLBACK')
    throw version === 0 ? error : upgradeError(error)
  }
}

async function applyAll(database: Database, pending: readonly Migration[], { onStep, derivations = [] }: UpgradeOptions): Promise<void> {
  const step = stepOf()
  for (const migration of pending) {
    for (const statement of migration.statements) {
      onStep?.('调整结构')
      database.execute(statement)
    }
    database.execute('CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT')
    database.run('INSERT INTO migration (id, name, hash) VALUES (?, ?, ?)', migration.id, migration.name, migrationHash(migration))
  }
  // Columns exist in full now: what reads them is today's program, whatever migration asked for it.
  for (const { data } of pending) {
    if (data === undefined) continue
    onStep?.('整理数据')
    await data.run(database, step)
  }
  for (const register of new Set(pending.flatMap((migration) => migration.refold ?? []))) {
    onStep?.('重读日志')
    await refold(database, register, step)
  }
  const registers = new Set(pending.flatMap((migration) => [...(migration.rederive ?? []), ...(migration.refold ?? [])]))
  await deriveAll(database, derivations, registers, async () => {
    onStep?.('重算计算列')
    await step()
  })
  // Terms tell places and heads, which are derived; nothing notes which of them a migration moved. A new database has none.
  if (schemaVersion(database) > 0 && (registers.size > 0 || pending.some(({ searchAnew }) => searchAnew === true))) {
    await rebuildTerms(database, async () => {
      onStep?.('整理查找')
      await step()
    })
  }
}

/** Lets the window say how far it is. */
function stepOf(): Step {
  return () =>
    new Promise((resolve) => {
      setImmediate(resolve)
    })
}

function checkApplied(database: Database, list: readonly Migration[]): void {
  const known = new Map(list.map((migration) => [migration.id, migrationHash(migration)]))
  for (const row of database.all<{ id: number; hash: string }>('SELECT id, hash FROM migration ORDER BY id')) {
    if (known.get(row.id) !== row.hash) {
      throw new AppError('DATABASE_DAMAGED', '数据库的结构版本与程序不符，没有打开。', '请使用建立这份数据的程序版本，或用备份恢复。')
    }
  }
}

/** Why an upgrade was broken off; the data is as before in every case. */
function upgradeError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return new AppError('DISK_FULL', '磁盘已满或不能写入，数据升级没有做成；数据和升级前完全一样。', '请清理数据所在的磁盘，然后重新登录，程序会再次升级。', {
      cause: error,
    })
  }
  return new AppError(
    'UPGRADE_FAILED',
    '数据升级没有做成，已全部撤销；数据和升级前完全一样。',
    '请重新登录再试一次；仍然不行时，装回原来版本的程序可以照常使用，并请把日志交给技术人员。升级前的备份在数据目录的 backups 文件夹里。',
    { cause: error },
  )
}
