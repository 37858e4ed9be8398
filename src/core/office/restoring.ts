/**
 * Who may put a backup in the place of today's data, and what of today stays whatever the backup says.
 *
 * Where there is data, today's administrator is asked, or today's recovery code; where that data cannot be read, the recovery code alone, since
 * nobody can tell any more who is an administrator. Users, roles, passwords and the data key stay those of today.
 */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { RESTORE_WORDS, type RestoreGiven } from '../features/backups/contract.ts'
import {
  restoreBackup,
  throwIfCancelled,
  verifyMadeReady,
  type BackupAccess,
  type BackupEnvironment,
  type Kept,
  type MadeReady,
  type WorkOptions,
} from '../features/backups/index.ts'
import { allUsers, keepUsers, type User } from '../features/users/index.ts'
import { exists, partialPath } from '../files/atomic.ts'
import {
  knownKey,
  loginKey,
  putKeyring,
  readKeyring,
  unlockByCode,
  unlockForeign,
  type Credentials,
  type Keyring,
  type KeyringOptions,
} from '../keyring/index.ts'
import { GENESIS } from '../store/canonical.ts'
import { examineDatabase } from '../store/databaseFile.ts'
import { Database, DATABASE_FILE, type ReadDatabase, type Store } from '../store/index.ts'

/** Who restores, and what stays. */
interface RestoreRight {
  readonly access: BackupAccess
  readonly known?: (keyName: string) => Buffer | null
  /** Null where there is no keyring of today: then the backup's is put in place. */
  readonly keep: Kept | null
  /** Login names of today's administrators; null where there is nothing to put aside, or nobody can tell. */
  readonly administrators: readonly string[] | null
}

/** What a restore needs of the office over which it is made. */
export interface Restoring extends WorkOptions {
  readonly environment: BackupEnvironment
  readonly keyring?: KeyringOptions
  /** Opens the data in a folder as the office does; `onUpgrade` is told what is being done to data of an earlier version. */
  readonly openStore: (key: Buffer, directory: string, onUpgrade: (step: string) => void) => Promise<Store>
  /** Closes today's data. */
  readonly close: () => Promise<void>
  /** Called before each step of the swap; a test may throw here or end the process. */
  readonly onStep?: (step: string) => void
}

/**
 * Puts a backup in the place of today's data, which is closed in the end, and returns the data key and which users of the backup differed from
 * today's. Throws as {@link rightToRestore}, {@link requireAcceptable} and `restoreBackup` do, with everything as it was.
 */
export async function restoreOver(office: Restoring, file: string, given: RestoreGiven): Promise<{ key: Buffer; differences: string[] }> {
  const { keep, administrators, ...right } = await rightToRestore(office.environment.dataDirectory, given, office.keyring)
  let differences: string[] = []
  const { key } = await restoreBackup(office.environment, {
    ...office,
    file,
    ...right,
    ...(keep === null ? {} : { keep }),
    ...(administrators === null ? {} : { administrators }),
    prepare: async (made, work) => {
      differences = await makeAcceptable(office, made, work, given, keep !== null)
    },
  })
  return { key, differences }
}

/**
 * Brings what was made ready to the schema of this program before it takes the place of the data, so that it cannot fail afterwards; asks
 * whether it may; and lets today's users and keyring stand in it.
 */
async function makeAcceptable(
  { environment: { dataDirectory }, openStore }: Restoring,
  made: MadeReady,
  work: WorkOptions,
  { words }: RestoreGiven,
  keyringStays: boolean,
): Promise<string[]> {
  const { directory, key, keyring } = made
  const store = await openStore(key, directory, (step) => {
    throwIfCancelled(work.signal)
    work.onProgress?.(`把备份里的数据升级到新版本：${step}`, 0)
  })
  try {
    await requireAcceptable(dataDirectory, store, made, words, work)
    const differences = await keepUsersOfToday(dataDirectory, store, key)
    // Today's data is closed by now, so that nobody's password or right changes behind this.
    await putKeyring(directory, keyringStays ? await readKeyring(dataDirectory) : await withoutRemoved(dataDirectory, keyring, key))
    return differences
  } finally {
    await store.close()
  }
}

/** Throws FORBIDDEN, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, VALIDATION; changes nothing. */
async function rightToRestore(directory: string, given: RestoreGiven, options: KeyringOptions = {}): Promise<RestoreRight> {
  const keyring = await readKeyring(directory).catch(() => null)
  // Without a keyring nobody of today can be asked: an empty folder, or data that no password opens any more.
  if (keyring === null) return { access: ownAccess(given) ?? byBackup(given, given), keep: null, administrators: null }
  const code = given.recoveryCode?.trim() ?? ''
  const key = code === '' ? await unlockForeign(directory, keyring, given, options) : await unlockByCode(directory, keyring, code, options)
  const users = await lookAtToday(directory, key, allUsers)
  if (code === '') requireAdministrator(users, given.login)
  return {
    access: ownAccess(given) ?? { key },
    known: (name) => knownKey(keyring, key, name),
    keep: { keyring, key },
    administrators: (users ?? []).filter(isAdministrator).map(({ login }) => login),
  }
}

/**
 * Asks whether the data made ready may take the place of today's: its hash chain, its tables, and that it is an earlier state of today's
 * journal. Throws CANCELLED, and FORBIDDEN with all that speaks against it, unless the administrator has typed {@link RESTORE_WORDS}.
 */
async function requireAcceptable(
  directory: string,
  store: Store,
  { directory: ready, key }: MadeReady,
  words: string | undefined,
  work: WorkOptions,
): Promise<void> {
  const findings = await verifyMadeReady(
    store,
    () => examineDatabase(join(ready, DATABASE_FILE), key, work.signal === undefined ? {} : { signal: work.signal }),
    work,
  )
  const against =
    findings.length === 0
      ? []
      : [
          `这份备份里的数据有 ${findings.length} 处不对：${findings
            .slice(0, 3)
            .map(({ message }) => message)
            .join('')}`,
        ]
  const head = headOf(store.read)
  const isEarlier = await lookAtToday(directory, key, (database) => isEarlierState(database, head))
  if (isEarlier === false) against.push('这份备份不是现在这份数据以前的样子：里面有现在的操作记录里没有的内容，现在的操作记录会退回去。')
  if (against.length === 0 || words?.trim() === RESTORE_WORDS) return
  throw new AppError(
    'FORBIDDEN',
    `备份没有恢复，现有数据没有改动。${against.join('')}`,
    `请先核对是不是选错了备份；确实要用它换掉现在的数据，请在确认栏里输入“${RESTORE_WORDS}”四个字再恢复。`,
  )
}

/**
 * Lets users, roles and logins of today stand in the data made ready, and says what differed. Without readable data of today the backup's
 * stand.
 */
async function keepUsersOfToday(directory: string, store: Store, key: Uint8Array): Promise<string[]> {
  const today = await lookAtToday(directory, key, allUsers)
  return today === null ? [] : keepUsers(store, today)
}

/** Those of a backup's keyring who may log in to the data of today; all of them where that cannot be read. */
async function withoutRemoved(directory: string, keyring: Keyring, key: Uint8Array): Promise<Keyring> {
  const today = await lookAtToday(directory, key, allUsers)
  if (today === null) return keyring
  const active = new Set(today.filter((user) => user.active).map((user) => loginKey(user.login)))
  return { ...keyring, users: keyring.users.filter((user) => active.has(loginKey(user.login))) }
}

/** Reads today's data, whether it is open or not; null where there is none, or it cannot be read with this key. */
async function lookAtToday<T>(directory: string, key: Uint8Array, look: (database: ReadDatabase) => T): Promise<T | null> {
  const path = join(directory, DATABASE_FILE)
  if (!(await exists(path))) return null
  let database: Database
  try {
    database = new Database({ path, key, readonly: true })
  } catch (error) {
    // Reading needs a small file beside it: on a full disk the data is not to be taken for lost.
    if (await hasRoom(directory)) return null
    throw new AppError('DISK_FULL', '磁盘已满或不能写入，现在的数据打不开来核对，没有恢复；现有数据没有改动。', '请清理磁盘后重试。', { cause: error })
  }
  try {
    return look(database)
  } catch {
    return null
  } finally {
    database.close()
  }
}

async function hasRoom(directory: string): Promise<boolean> {
  const trial = partialPath(join(directory, 'room'))
  try {
    await writeFile(trial, Buffer.alloc(TRIAL_BYTES))
    return true
  } catch {
    return false
  } finally {
    await rm(trial, { force: true })
  }
}

/** As many as SQLite needs beside a database to read it. */
const TRIAL_BYTES = 32_768

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

interface Head {
  readonly sequence: number
  readonly hash: string
}

function headOf(database: ReadDatabase): Head {
  const text = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'journal_head'`)?.value
  return text === undefined ? { sequence: 0, hash: GENESIS } : (JSON.parse(text) as Head)
}

function isEarlierState(today: ReadDatabase, { sequence, hash }: Head): boolean {
  if (sequence === 0) return true
  const entry = today.get<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE sequence = ?', sequence)
  return entry !== undefined && Buffer.from(entry.hash).toString('hex') === hash
}
