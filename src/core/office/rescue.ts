/**
 * Rescue (抢救) of a damaged database, so that one flipped bit does not cost what was entered since the last backup.
 *
 * A private copy is mended page by page as far as tags prove what was written. If it is whole then, it goes on. Else the newest sound backup is
 * brought up to what can still be read. The result is verified and swapped in as a restore does it: broken off at any moment, the damaged data or the
 * rescued is in use. The damaged files stay until a person removes them.
 */
import { copyFile, link, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { responsibilityOf, sitesOf } from '../exchange/sites.ts'
import { phase, throwIfCancelled, withinWhole, type BackupEnvironment, type WorkOptions } from '../features/backups/environment.ts'
import { verifyMadeReady } from '../features/backups/index.ts'
import { NEW_FOLDER, SWAP_MARKER, swapFiles, undoUnfinishedSwap } from '../features/backups/swap.ts'
import { localStamp } from '../features/backups/rotation.ts'
import { keepReport, reportOf, type RescueGiven, type RescueReport } from '../features/rescue/index.ts'
import { allUsers, keepUsers, type User } from '../features/users/index.ts'
import { exists, fileSize, makePrivateDirectory, requireFreeSpace, syncDirectory } from '../files/atomic.ts'
import {
  KEYRING_FILE,
  KEYRING_PREVIOUS_FILE,
  loginKey,
  putKeyring,
  readKeyring,
  unlockByCode,
  unlockForeign,
  type Keyring,
  type KeyringOptions,
} from '../keyring/index.ts'
import { stepping } from '../store/stepping.ts'
import { copyDatabase, examineDatabase } from '../store/databaseFile.ts'
import { Database, DATABASE_FILE, type ReadDatabase, type Store } from '../store/index.ts'
import { takeArrangements, takePeers, takeSettings, takeUsers } from '../store/rescue/books.ts'
import { mendDatabase, type Mended } from '../store/rescue/mendFile.ts'
import { readableRows, readOr } from '../store/rescue/readable.ts'
import { rescueRecords, type RecordsRescued } from '../store/rescue/rescueRecords.ts'
import type { VerifyFinding } from '../store/verify.ts'
import { openBase } from './rescueBase.ts'

/** What a rescue needs of the office over which it is made. */
export interface Rescuing extends WorkOptions {
  readonly environment: BackupEnvironment
  readonly keyring?: KeyringOptions
  /** Opens the data in a folder as the office does. */
  readonly openStore: (key: Buffer, directory: string) => Promise<Store>
  /** Called before each step; a test may throw here or end the process. */
  readonly onStep?: (step: string) => void
}

/** Folder, in the data folder, in which damaged files are kept. */
const KEPT_FOLDER = 'damaged'

interface Made {
  readonly records: RecordsRescued | null
  readonly backup: string | null
  readonly readable: boolean
  readonly users: string[]
}

/**
 * Throws FORBIDDEN (no administrator), WRONG_PASSWORD, VALIDATION (the data is sound), DATABASE_DAMAGED (nothing to begin from), DISK_FULL, CANCELLED,
 * with everything as it was.
 */
export async function rescueOffice(office: Rescuing, given: RescueGiven): Promise<{ key: Buffer; report: RescueReport }> {
  const { environment, onStep = () => undefined } = office
  const { dataDirectory: directory } = environment
  const keyring = await readKeyring(directory)
  const code = given.recoveryCode?.trim() ?? ''
  const key = await keyBy(directory, keyring, given, office.keyring)
  const source = join(directory, DATABASE_FILE)
  if (!(await exists(source)))
    throw new AppError(
      'DATABASE_DAMAGED',
      `数据目录里的数据库文件（${DATABASE_FILE}）不见了，没有可以抢救的。`,
      '请先找回这个文件；找不回来时，请用“从备份恢复”。',
    )
  await undoUnfinishedSwap(directory)
  await requireFreeSpace(directory, 3 * (await fileSize(source)))
  const into = join(directory, NEW_FOLDER)
  const aside = join(directory, `.verify-rescue`)
  await makePrivateDirectory(into)
  await makePrivateDirectory(aside)
  const step = stepping(office.signal)
  try {
    onStep('mend')
    const copy = join(aside, 'damaged.db')
    const mended = await mendDatabase(source, copy, key, { onProgress: phase(office, '逐页检查数据文件', 0, 0.3), step })
    const damaged = openDamaged(copy, key)
    try {
      await requireRight(damaged, code === '' ? given.login : null, step)
      onStep('copy')
      const made = await makeAnew({ office, into, copy, key, keyring, damaged, mended, login: given.login, step })
      onStep('keyring')
      await putKeyring(into, keyring)
      await syncDirectory(into)
      const kept = await keepDamaged(environment, made, mended, { into, key, openStore: office.openStore })
      throwIfCancelled(office.signal)
      office.onFinal?.()
      phase(office, '换上抢救出来的数据', 0.95, 1)
      await swapFiles(directory, [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, KEYRING_FILE, KEYRING_PREVIOUS_FILE], onStep)
      return { key, report: kept }
    } finally {
      damaged?.close()
    }
  } catch (error) {
    if (!(await exists(join(directory, SWAP_MARKER)))) await rm(into, { recursive: true, force: true })
    throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

interface Making {
  readonly office: Rescuing
  readonly into: string
  readonly copy: string
  readonly key: Buffer
  readonly keyring: Keyring
  readonly damaged: Database | null
  readonly mended: Mended
  readonly login: string
  readonly step: () => Promise<void>
}

async function makeAnew(making: Making): Promise<Made> {
  const { office, mended } = making
  const whole = await wholeCopy(making)
  if (whole) {
    if (mended.mended + mended.damaged.length + mended.log.damaged + mended.log.torn === 0)
      throw new AppError('VALIDATION', '数据没有损坏，不需要抢救，没有改动。', '请照常登录；要回到以前的样子，请用“从备份恢复”。')
    return { records: null, backup: null, readable: true, users: [] }
  }
  phase(office, '找最近的完好备份', 0.4, 0.5)
  const { environment } = office
  const { store, backup } = await openBase({ ...making, environment, openStore: office.openStore })
  try {
    return await putTogether(making, store, backup?.created ?? null)
  } finally {
    await store.close()
  }
}

/** Whether all can be read and adds up, so that a copy goes on as it is. */
async function wholeCopy({ office, into, copy, key, damaged }: Making): Promise<boolean> {
  if (damaged === null) return false
  const target = join(into, DATABASE_FILE)
  phase(office, '复制读得出来的数据', 0.3, 0.35)
  const cancel = office.signal === undefined ? {} : { signal: office.signal }
  try {
    await copyDatabase(copy, target, key, cancel)
    const store = await office.openStore(key, into)
    try {
      if ((await findingsOf(store, target, key, withinWhole(office, 0.35, 0.4))).length === 0) return true
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof AppError && ['CANCELLED', 'DISK_FULL', 'DATABASE_NEWER'].includes(error.code)) throw error
  }
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${target}${end}`, { force: true })
  return false
}

function findingsOf(store: Store, path: string, key: Uint8Array, work: WorkOptions): Promise<VerifyFinding[]> {
  return verifyMadeReady(store, () => examineDatabase(path, key, work.signal === undefined ? {} : { signal: work.signal }), work)
}

async function putTogether({ office, into, key, damaged, keyring, login, step }: Making, store: Store, backup: string | null): Promise<Made> {
  const fresh = backup === null
  if (damaged === null) {
    if (fresh) throw nothingToBeginFrom()
    return { records: null, backup, readable: false, users: await usersOfToday(store, null, keyring, login, step) }
  }
  phase(office, '接上读得出来的操作记录', 0.5, 0.8)
  if (!(await takeSettings(store, damaged, step))) throw nothingToBeginFrom()
  store.setInCharge(responsibilityOf(sitesOf(store.read), store.unitCode))
  const records = await rescueRecords(store, damaged, step)
  store.setInCharge(null)
  await takePeers(store, damaged, { whole: records.whole, fresh }, step)
  await takeArrangements(store, damaged, step)
  const users = await usersOfToday(store, damaged, keyring, login, step)
  await store.beginIncarnation()
  const findings = await findingsOf(store, join(into, DATABASE_FILE), key, withinWhole(office, 0.8, 0.95))
  const [first] = findings
  if (first !== undefined)
    throw new AppError(
      'DATABASE_DAMAGED',
      `抢救出来的数据核对不上（${findings.length} 处），没有采用：${first.message}`,
      '原来的文件没有改动。请用“从备份恢复”，并请技术人员处理损坏的文件。',
    )
  return { records, backup, readable: true, users }
}

function nothingToBeginFrom(): AppError {
  return new AppError(
    'DATABASE_DAMAGED',
    '数据文件里读不出单位和台账，又没有完好的备份，抢救不出来。',
    '请从 U 盘等处找回备份，用“从备份恢复”；损坏的文件请保留，交给技术人员。',
  )
}

/** Users, roles and logins stay those of today; where they cannot be read, only those of whom today's keyring knows may log in. */
async function usersOfToday(store: Store, damaged: Database | null, keyring: Keyring, login: string, step: () => Promise<void>): Promise<string[]> {
  const rows = await takeUsers(store, damaged, step)
  const logins = new Set(keyring.users.map((user) => loginKey(user.login)))
  const today: User[] =
    damaged !== null && rows !== null
      ? allUsers(damaged)
      : allUsers(store.read).map((user) => ({ ...user, active: user.active && logins.has(loginKey(user.login)) }))
  const differences = await keepUsers(store, today)
  const told = rows === null ? ['用户表读不出来：用户和权限取自备份和操作记录，请管理员逐个核对。'] : []
  if (today.some(isAdministrator)) return rows === null ? [...told, ...differences] : []
  const [first] = keyring.users
  const named = keyring.users.find((user) => loginKey(user.login) === loginKey(login)) ?? first
  if (named === undefined) return told
  await keepUsers(store, [
    ...today,
    {
      id: `rescue-${loginKey(named.login)}`,
      login: named.login,
      displayName: named.login,
      role: 'administrator',
      divisions: [],
      active: true,
      mustChangePassword: false,
      createdAt: '1970-01-01T00:00:00.000Z',
    },
  ])
  return [...told, '读不出任何管理员：凭恢复码把一个登录名设为管理员，请登录后重新建立用户。']
}

/** For data that can be opened: throws FORBIDDEN for whoever may not rescue it, WRONG_PASSWORD, TOO_MANY_ATTEMPTS. */
export async function requireRescuer(directory: string, database: ReadDatabase, given: RescueGiven, options: KeyringOptions = {}): Promise<void> {
  await keyBy(directory, await readKeyring(directory), given, options)
  if ((given.recoveryCode?.trim() ?? '') !== '' || allUsers(database).some((user) => isAdministrator(user) && loginKey(user.login) === loginKey(given.login)))
    return
  throw noAdministrator()
}

function keyBy(directory: string, keyring: Keyring, given: RescueGiven, options: KeyringOptions = {}): Promise<Buffer> {
  const code = given.recoveryCode?.trim() ?? ''
  return code === '' ? unlockForeign(directory, keyring, given, options) : unlockByCode(directory, keyring, code, options)
}

function isAdministrator({ active, role }: Pick<User, 'active' | 'role'>): boolean {
  return active && role === 'administrator'
}

function noAdministrator(): AppError {
  return new AppError('FORBIDDEN', '只有现在的管理员可以抢救数据。', '请由管理员输入登录名和密码，或输入恢复码。')
}

/** An administrator of today; where nobody can tell who is one, the recovery code alone counts. */
async function requireRight(damaged: Database | null, login: string | null, step: () => Promise<void>): Promise<void> {
  if (login === null) return
  const users = damaged === null ? null : await readableRows(damaged, 'user', step)
  if (users === null || !users.whole)
    throw new AppError('FORBIDDEN', '用户表读不出来，无法核对谁是管理员，所以不能凭密码抢救。', '请输入这个单位最近一次打印的恢复码，再抢救。')
  if (users.rows.some((user) => user['active'] === 1 && user['role'] === 'administrator' && loginKey(String(user['login'])) === loginKey(login))) return
  throw noAdministrator()
}

/** Puts the damaged files aside under a name of their own, and the report into the rescued data. */
async function keepDamaged(
  environment: BackupEnvironment,
  made: Made,
  mended: Mended,
  { into, key, openStore }: { into: string; key: Buffer; openStore: Rescuing['openStore'] },
): Promise<RescueReport> {
  const { dataDirectory: directory } = environment
  const at = (environment.now ?? (() => new Date()))().toISOString()
  const folder = join(directory, KEPT_FOLDER)
  await makePrivateDirectory(folder)
  const stamp = localStamp(at)
  for (const end of ['', '-wal']) {
    const from = join(directory, `${DATABASE_FILE}${end}`)
    if (await exists(from)) await secondName(from, join(folder, `bangfu-${stamp}.db${end}`))
  }
  await syncDirectory(folder)
  const store = await openStore(key, into)
  try {
    const report = reportOf({ at, mended, kept: `${KEPT_FOLDER}/bangfu-${stamp}.db`, ...made }, store)
    await keepReport(store, report)
    return report
  } finally {
    await store.close()
  }
}

/** The same file under a second name, which stays when the swap removes the first; a copy where the disk knows no second names. */
async function secondName(from: string, to: string): Promise<void> {
  await rm(to, { force: true })
  try {
    await link(from, to)
  } catch {
    await copyFile(from, `${to}.partial`)
    await rename(`${to}.partial`, to)
  }
}

/** Null where not even the list of tables can be read. */
function openDamaged(path: string, key: Uint8Array): Database | null {
  try {
    const database = new Database({ path, key, readonly: true })
    if (readOr(0, () => database.all('SELECT name FROM sqlite_schema').length) > 0) return database
    database.close()
    return null
  } catch {
    return null
  }
}
