/** Brings a database to the schema of this program: numbered, hashed migrations, all pending ones in one transaction. */
import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

export interface Migration {
  /** Rises in tens; gaps are for hot fixes. */
  readonly id: number
  readonly name: string
  /** SQL statements, one per line. Never changed once released. */
  readonly statements: readonly string[]
}

/** SHA-256 of a migration's text. */
export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(migration.statements.join('\n')).digest('hex')
}

/** Schema version of this program. */
export const SCHEMA_VERSION = migrations.at(-1)?.id ?? 0

/** The schema version of an open database; 0 when it is new. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version'))
}

/**
 * Runs what is pending. `beforeFirst` is called once before anything changes in a database that holds data (a backup is made there).
 * Throws DATABASE_NEWER without touching a database made by a later program.
 */
export async function migrate(database: Database, beforeFirst: () => Promise<void> = async () => {}, list: readonly Migration[] = migrations): Promise<void> {
  const version = schemaVersion(database)
  const newest = list.at(-1)?.id ?? 0
  if (version > newest) {
    throw new AppError('DATABASE_NEWER', '这份数据是用更新版本的程序建立的，当前程序不能打开，数据没有改动。', '请安装新版本的程序后再打开。')
  }
  if (version > 0) checkApplied(database, list)
  const pending = list.filter((migration) => migration.id > version)
  if (pending.length === 0) return
  if (version > 0) await beforeFirst()
  database.execute('BEGIN IMMEDIATE')
  try {
    for (const migration of pending) apply(database, migration)
    const broken = database.all('PRAGMA foreign_key_check')
    if (broken.length > 0) throw new AppError('DATABASE_DAMAGED', '升级数据库时发现记录之间的引用不完整，已全部撤销。', '请用最近的备份恢复后再升级。')
    database.execute(`PRAGMA user_version = ${newest}`)
    database.execute('COMMIT')
  } catch (error) {
    database.execute('ROLLBACK')
    throw error
  }
}

function apply(database: Database, migration: Migration): void {
  for (const statement of migration.statements) database.execute(statement)
  database.execute('CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT')
  database.run('INSERT INTO migration (id, name, hash) VALUES (?, ?, ?)', migration.id, migration.name, migrationHash(migration))
}

function checkApplied(database: Database, list: readonly Migration[]): void {
  const known = new Map(list.map((migration) => [migration.id, migrationHash(migration)]))
  for (const row of database.all<{ id: number; hash: string }>('SELECT id, hash FROM migration ORDER BY id')) {
    if (known.get(row.id) !== row.hash) {
      throw new AppError('DATABASE_DAMAGED', '数据库的结构版本与程序不符，没有打开。', '请使用建立这份数据的程序版本，或用备份恢复。')
    }
  }
}
