/** Takes a backup file apart into a folder, checked: its database as one file that opens, its keyring as it is to be used. */
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { writeFileAtomic } from '../../files/atomic.ts'
import { KEYRING_FILE, keyName, keyringText, mergeKeyrings, parseKeyring, unlockForeign, type Credentials, type Keyring, type KeyringOptions } from '../../keyring/index.ts'
import { inspectDatabase, settleDatabase, type Inspection } from '../../store/databaseFile.ts'
import { extractPart, readManifest, readSmallPart, type BackupPart, type Manifest } from './container.ts'
import { phase, throwIfCancelled, type WorkOptions } from './environment.ts'

/** What opens a backup: a login and password, or the data key itself. */
export type BackupAccess = { readonly user: Credentials } | { readonly key: Uint8Array }

export interface UnpackRequest extends WorkOptions {
  readonly file: string
  /** An empty folder; database and keyring come to lie in it. */
  readonly into: string
  /** Data folder in which wrong passwords are counted. */
  readonly dataDirectory: string
  readonly databaseFile: string
  /** The newest schema version that this program can open. */
  readonly schemaVersion: number
  readonly access: BackupAccess
  /** The keyring in use, whose passwords go on being valid for the same data key. */
  readonly current: Keyring | null
  readonly keyring?: KeyringOptions
}

export interface Unpacked {
  readonly manifest: Manifest
  readonly key: Buffer
  readonly inspection: Inspection
}

/**
 * Unpacks and checks everything: every byte by its SHA-256, the keyring, the password, the database's structure and version.
 * Throws FILE_FORMAT, BACKUP_DAMAGED, DATABASE_NEWER, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, DISK_FULL, CANCELLED.
 */
export async function unpackBackup(request: UnpackRequest): Promise<Unpacked> {
  const { file, into, databaseFile } = request
  const manifest = await readManifest(file)
  requireOpenable(manifest.schemaVersion, request.schemaVersion)
  const keyring = mergeKeyrings(await keyringOf(file, manifest), request.current)
  const key = await openKeyring(request, keyring)
  const database = join(into, databaseFile)
  const unpacking = phase(request, '取出备份里的数据', 0, 0.6)
  const cancel = request.signal === undefined ? {} : { signal: request.signal }
  const log = findPart(manifest, 'database-wal')
  await extractPart(file, partOf(manifest, 'database'), database, { ...cancel, onBytes: (done, total) => unpacking(done / Math.max(1, total)) })
  if (log !== undefined) await extractPart(file, log, `${database}-wal`, cancel)
  phase(request, '检查备份里的数据', 0.6, 1)
  const inspection = await check(database, key, log !== undefined, cancel)
  requireOpenable(inspection.schemaVersion, request.schemaVersion)
  await writeFileAtomic(join(into, KEYRING_FILE), keyringText(keyring))
  throwIfCancelled(request.signal)
  return { manifest, key, inspection }
}

async function check(database: string, key: Uint8Array, hasLog: boolean, cancel: { signal?: AbortSignal }): Promise<Inspection> {
  try {
    if (hasLog) await settleDatabase(database, key, cancel)
    const inspection = await inspectDatabase(database, key, cancel)
    if (inspection.problems.length === 0) return inspection
    throw unsound(inspection.problems.join('; '))
  } catch (error) {
    if (error instanceof AppError && error.code === 'DATABASE_DAMAGED') throw unsound(error)
    throw error
  }
}

async function keyringOf(file: string, manifest: Manifest): Promise<Keyring> {
  const text = (await readSmallPart(file, partOf(manifest, 'keyring'))).toString('utf8')
  try {
    return parseKeyring(text)
  } catch (error) {
    if (error instanceof AppError && error.code === 'DATABASE_NEWER') throw error
    throw new AppError('BACKUP_DAMAGED', '这份备份里没有完好的开锁文件，任何密码都打不开它；现有数据没有改动。', '请换一份备份。', { cause: error })
  }
}

async function openKeyring(request: UnpackRequest, keyring: Keyring): Promise<Buffer> {
  if ('user' in request.access) return unlockForeign(request.dataDirectory, keyring, request.access.user, request.keyring)
  if (keyName(request.access.key) === keyring.keyName) return Buffer.from(request.access.key)
  throw new AppError('WRONG_PASSWORD', '这份备份不是本单位现在这份数据的备份，要用它自己的登录名和密码才能打开。', '请输入做这份备份的那台电脑上的登录名和密码。')
}

function requireOpenable(found: number | null, known: number): void {
  if (found !== null && found > known) {
    throw new AppError('DATABASE_NEWER', '这份备份是用更新版本的程序做的，当前程序不能打开；现有数据没有改动。', '请先安装新版本的程序，再恢复这份备份。')
  }
}

function findPart(manifest: Manifest, name: BackupPart['name']): BackupPart | undefined {
  return manifest.parts.find((part) => part.name === name)
}

function partOf(manifest: Manifest, name: BackupPart['name']): BackupPart {
  const part = findPart(manifest, name)
  if (part === undefined) throw unsound(`no ${name}`)
  return part
}

function unsound(cause: unknown): AppError {
  return new AppError('BACKUP_DAMAGED', '这份备份里的数据库有损坏，不能使用；现有数据没有改动。', '请换一份备份。', { cause })
}
