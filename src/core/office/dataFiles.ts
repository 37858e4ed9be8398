/** What must be there and whole before the data of a folder is opened. */
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { exists } from '../files/atomic.ts'
import { isSetUp } from '../keyring/index.ts'
import { DATABASE_FILE } from '../store/index.ts'
import { isLogDamaged } from '../store/rescue/mendFile.ts'

export function databasePath(dataDirectory: string): string {
  return join(dataDirectory, DATABASE_FILE)
}

/** Throws DATABASE_DAMAGED where there is data without a keyring: "not set up" would send its owner in a circle. */
export async function requireKeyring(dataDirectory: string): Promise<void> {
  if ((await isSetUp(dataDirectory)) || !(await exists(databasePath(dataDirectory)))) return
  throw new AppError(
    'DATABASE_DAMAGED',
    '开锁文件（keyring.json）不见了，没有它任何密码都打不开数据；数据库还在，没有改动。',
    '请先看它是不是被移走或改了名，放回原处再登录；找不回来时，请用“从备份恢复”：备份里带着管理员的开锁文件，能打开现在的数据。',
  )
}

/** Throws DATABASE_DAMAGED where the database is not there, or its log is damaged. */
export async function requireSoundFiles(dataDirectory: string, key: Buffer): Promise<void> {
  const path = databasePath(dataDirectory)
  if (!(await exists(path))) {
    throw new AppError(
      'DATABASE_DAMAGED',
      `数据目录里的数据库文件（${DATABASE_FILE}）不见了；程序没有另建一个空的来代替它。`,
      '请先看它是不是被移走或改了名，放回原处再登录；找不回来时，请用“从备份恢复”，凭恢复码恢复最近的备份。',
    )
  }
  // SQLite would take the log for shorter than it is, and go on without what was committed behind the damage.
  if (await isLogDamaged(path, key)) {
    throw new AppError('DATABASE_DAMAGED', '最近的操作所在的日志文件（bangfu.db-wal）有损坏的地方，为防止损失没有打开。', '请用登录画面上的“抢救数据”。')
  }
}
