/** Takes a backup file apart into a folder, checked: its database as one file that opens, its keyring as it is to be used. */
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { keyName, loginKey, parseKeyring, unlockByCode, unlockForeign, type Credentials, type Keyring, type KeyringOptions } from '../../keyring/index.ts'
import { inspectDatabase, settleDatabase, type Inspection } from '../../store/databaseFile.ts'
import { extractPart, readManifest, readSmallPart, type BackupPart, type Manifest } from './container.ts'
import { phase, throwIfCancelled, type WorkOptions } from './environment.ts'

/** What opens a backup: login and password of an administrator in it, its recovery code, or the data key itself. */
export type BackupAccess = { readonly user: Credentials } | { readonly code: string } | { readonly key: Uint8Array }

export interface UnpackRequest extends WorkOptions {
  readonly file: string
  /** An empty folder; its database comes to lie in it. */
  readonly into: string
  /** Data folder in which wrong passwords are counted. */
  readonly dataDirectory: string
  readonly databaseFile: string
  /** The newest schema version that this program can open. */
  readonly schemaVersion: number
  readonly access: BackupAccess
  /** Data keys at hand, by name, today's and former ones; asked before `access`. */
  readonly known?: (keyName: string) => Buffer | null
  readonly keyring?: KeyringOptions
}

export interface Unpacked {
  readonly manifest: Manifest
  /** The data key of the backup. */
  readonly key: Buffer
  readonly keyring: Keyring
  readonly inspection: Inspection
}

/**
 * Unpacks and checks everything: every byte by its SHA-256, the keyring, the password, the database's structure and version.
 * Throws FILE_FORMAT, BACKUP_DAMAGED, DATABASE_NEWER, WRONG_PASSWORD, FORBIDDEN, TOO_MANY_ATTEMPTS, DISK_FULL, CANCELLED.
 */
export async function unpackBackup(request: UnpackRequest): Promise<Unpacked> {
  const { file, into, databaseFile } = request
  const manifest = await readManifest(file)
  requireOpenable(manifest.schemaVersion, request.schemaVersion)
  const keyring = await keyringOf(file, manifest)
  const known = request.known?.(keyring.keyName) ?? null
  const key = known ?? (await openKeyring(request, keyring))
  const database = join(into, databaseFile)
  const unpacking = phase(request, '取出备份里的数据', 0, 0.6)
  const cancel = request.signal === undefined ? {} : { signal: request.signal }
  const log = findPart(manifest, 'database-wal')
  await extractPart(file, partOf(manifest, 'database'), database, { ...cancel, onBytes: (done, total) => unpacking(done / Math.max(1, total)) })
  if (log !== undefined) await extractPart(file, log, `${database}-wal`, cancel)
  phase(request, '检查备份里的数据', 0.6, 1)
  const inspection = await check(database, key, log !== undefined, cancel)
  requireOpenable(inspection.schemaVersion, request.schemaVersion)
  if (known === null && 'user' in request.access) requireAdministrator(request.access.user, inspection)
  throwIfCancelled(request.signal)
  return { manifest, key, keyring, inspection }
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
  if ('code' in request.access) return unlockByCode(request.dataDirectory, keyring, request.access.code, request.keyring)
  if (keyName(request.access.key) === keyring.keyName) return Buffer.from(request.access.key)
  throw new AppError(
    'WRONG_PASSWORD',
    '这份备份不是本单位现在这份数据的备份，要用它自己的管理员密码或恢复码才能打开。',
    '请在“备份自己的登录名和密码”里输入做这份备份的那台电脑上管理员的登录名和密码。',
  )
}

/** A backup holds every village: who was limited there, or only read, opens it no more than the data itself. */
function requireAdministrator({ login }: Credentials, { administrators }: Inspection): void {
  if (administrators === null || administrators.some((one) => loginKey(one) === loginKey(login))) return
  throw new AppError('FORBIDDEN', '只有管理员可以恢复备份；在这份备份里，这个用户不是管理员。', '请由备份里的管理员输入登录名和密码，或输入恢复码。')
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
