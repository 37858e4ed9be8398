/**
 * One process at a time works with a data folder. The lock is an exclusive SQLite transaction on a small file of its own,
 * so the operating system gives it back when a process dies; there is nothing stale to clean up after a power cut.
 */
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../errors.ts'
import { openError } from './database.ts'

/** Takes the folder; returns the function that gives it back. Throws DATABASE_IN_USE while another process has it. */
export function lockDirectory(directory: string): () => void {
  let connection: Sqlite.Database | undefined
  try {
    connection = new Sqlite(join(directory, 'in-use.lock'), { timeout: 0 })
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection?.close()
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw openError(error)
    throw new AppError('DATABASE_IN_USE', '这个数据目录正被另一个窗口或命令使用。', '请先关闭另一个“精准帮扶工作台”，再重试。', { cause: error })
  }
  const held = connection
  return () => held.close()
}
