/**
 * Who may put a backup in the place of today's data, and what of today stays whatever the backup says.
 *
 * Where there is data, today's administrator is asked, or today's recovery code; where that data cannot be read, the recovery code alone, since
 * nobody can tell any more who is an administrator. Users, roles, passwords and the data key stay those of today.
 */
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { RESTORE_WORDS, type RestoreGiven } from '../features/backups/contract.ts'
import type { BackupAccess, Kept } from '../features/backups/index.ts'
import { allUsers, keepUsers, type User } from '../features/users/index.ts'
import { exists } from '../files/atomic.ts'
import { knownKey, loginKey, readKeyring, unlockByCode, unlockForeign, type Credentials, type Keyring, type KeyringOptions } from '../keyring/index.ts'
import { GENESIS } from '../store/canonical.ts'
import { Database, DATABASE_FILE, type ReadDatabase, type Store } from '../store/index.ts'
import { verify } from '../store/verify.ts'

/** Who restores, and what stays. */
export interface RestoreRight {
  readonly access: BackupAccess
  readonly known?: (keyName: string) => Buffer | null
  /** Null where there is no keyring of today: then the backup's is put in place. */
  readonly keep: Kept | null
  /** Login names of today's administrators; null where there is nothing to put aside, or nobody can tell. */
  readonly administrators: readonly string[] | null
}

/** Throws FORBIDDEN, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, VALIDATION; changes nothing. */
export async function rightToRestore(directory: string, given: RestoreGiven, options: KeyringOptions = {}): Promise<RestoreRight> {
  const keyring = await readKeyring(directory).catch(() => null)
  // Without a keyring nobody of today can be asked: an empty folder, or data that no password opens any more.
  if (keyring === null) return { access: ownAccess(given) ?? byBackup(given, given), keep: null, administrators: null }
  const code = given.recoveryCode?.trim() ?? ''
  const key = code === '' ? await unlockForeign(directory, keyring, given, options) : await unlockByCode(directory, keyring, code, options)
  const users = await lookAtToday(directory, key, allUsers)
  if (code === '') requireAdministrator(users, given.login)
  return {
    access: ownAccess(given) ?? { key }, known: (name) => knownKey(keyring, key, name), keep: { keyring, key }, administrators: (users ?? []).filter(isAdministrator).map(({ login }) => login),
  }
}

/**
 * Asks whether the data made ready may take the place of today's: its hash chain, its tables, and that it is an earlier state of today's
 * journal. Throws FORBIDDEN with all that speaks against it, unless the administrator has typed {@link RESTORE_WORDS}.
 */
export async function requireAcceptable(directory: string, store: Store, key: Uint8Array, words: string | undefined): Promise<void> {
  const { findings } = await verify(store.read, store.derivations)
  const against = findings.length === 0 ? [] : [`这份备份里的数据有 ${findings.length} 处不对：${findings.slice(0, 3).map(({ message }) => message).join('')}`]
  const head = headOf(store.read)
  const isEarlier = await lookAtToday(directory, key, (database) => isEarlierState(database, head))
  if (isEarlier === false) against.push('这份备份不是现在这份数据以前的样子：里面有现在的操作记录里没有的内容，现在的操作记录会退回去。')
  if (against.length === 0 || words?.trim() === RESTORE_WORDS) return
  throw new AppError('FORBIDDEN', `备份没有恢复，现有数据没有改动。${against.join('')}`, `请先核对是不是选错了备份；确实要用它换掉现在的数据，请在确认栏里输入“${RESTORE_WORDS}”四个字再恢复。`)
}

/**
 * Lets users, roles and logins of today stand in the data made ready, and says what differed. Without readable data of today the backup's
 * stand.
 */
export async function keepUsersOfToday(directory: string, store: Store, key: Uint8Array): Promise<string[]> {
  const today = await lookAtToday(directory, key, allUsers)
  return today === null ? [] : keepUsers(store, today)
}

/** Those of a backup's keyring who may log in to the data of today; all of them where that cannot be read. */
export async function withoutRemoved(directory: string, keyring: Keyring, key: Uint8Array): Promise<Keyring> {
  const today = await lookAtToday(directory, key, allUsers)
  if (today === null) return keyring
  const active = new Set(today.filter((user) => user.active).map((user) => loginKey(user.login)))
  return { ...keyring, users: keyring.users.filter((user) => active.has(loginKey(user.login))) }
}

/** Reads today's data, whether it is open or not; null where there is none, or it cannot be read with this key. */
async function lookAtToday<T>(directory: string, key: Uint8Array, look: (database: ReadDatabase) => T): Promise<T | null> {
  const path = join(directory, DATABASE_FILE)
  if (!await exists(path)) return null
  let database: Database
  try {
    database = new Database({ path, key, readonly: true })
  } catch {
    return null
  }
  try {
    return look(database)
  } catch {
    return null
  } finally {
    database.close()
  }
}

function requireAdministrator(users: readonly User[] | null, login: string): void {
  if (users === null) {
    throw new AppError('FORBIDDEN', '现在的数据缺失或读不出来，无法核对谁是管理员，所以不能凭密码恢复。', '请输入这个单位最近一次打印的恢复码，再从备份恢复。')
  }
  if (users.some((user) => loginKey(user.login) === loginKey(login) && isAdministrator(user))) return
  throw new AppError('FORBIDDEN', '只有现在的管理员可以恢复备份。', '请由管理员输入登录名和密码，或输入恢复码。')
}

function isAdministrator({ active, role }: User): boolean {
  return active && role === 'administrator'
}

function ownAccess(given: RestoreGiven): BackupAccess | null {
  const code = given.backupCode?.trim() ?? ''
  if (code !== '') return { code }
  const login = given.backupLogin?.trim() ?? ''
  return login === '' ? null : { user: { login, password: given.backupPassword ?? '' } }
}

function byBackup({ recoveryCode }: RestoreGiven, { login, password }: Credentials): BackupAccess {
  const code = recoveryCode?.trim() ?? ''
  return code === '' ? { user: { login, password } } : { code }
}

interface Head { readonly sequence: number; readonly hash: string }

function headOf(database: ReadDatabase): Head {
  const text = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'journal_head'`)?.value
  return text === undefined ? { sequence: 0, hash: GENESIS } : JSON.parse(text) as Head
}

function isEarlierState(today: ReadDatabase, { sequence, hash }: Head): boolean {
  if (sequence === 0) return true
  const entry = today.get<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE sequence = ?', sequence)
  return entry !== undefined && Buffer.from(entry.hash).toString('hex') === hash
}
