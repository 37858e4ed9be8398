/**
 * The office behind the shells: whether it is set up, opened or closed; who is logged in at which window; and the doors between
 * these states. Everything that needs the data asks {@link OfficeHost.office}.
 */
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import {
  backupBefore,
  backupBeforeMerge,
  oneAtATime,
  undoUnfinishedSwap,
  verifyData,
  VERIFY_PREFIX,
  type BackupEnvironment,
} from '../features/backups/index.ts'
import type { RestoreGiven } from '../features/backups/contract.ts'
import { fullCode, NationalDivisions } from '../features/divisions/index.ts'
import type { RescueGiven, RescueReport } from '../features/rescue/index.ts'
import type { Opening, SessionStatus, SessionUser } from '../features/session/contract.ts'
import {
  changeOwnPassword,
  clearUnfinishedSetUp,
  enter,
  mayAdminister,
  renewRecoveryCode,
  Sessions,
  setUpOffice,
  unlockSession,
  type UserContext,
} from '../features/users/index.ts'
import { exists, removePartials } from '../files/atomic.ts'
import { keepFolderPrivate, RIGHTS_PREFIX, systemRun, type FolderRights } from '../files/folderRights.ts'
import { removeScratch } from '../files/temporary.ts'
import type { FileTickets } from '../files/tickets.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { isSetUp, listLogins, resetWithRecoveryCode, settleKeyring, unlock, type KeyringOptions } from '../keyring/index.ts'
import type { AppContext } from '../contract.ts'
import type { Core, Office } from '../runtime.ts'
import { DATABASE_FILE, type Store } from '../store/index.ts'
import { SCHEMA_VERSION, UNCHECKED_MARK } from '../store/migrate.ts'
import { databasePath, requireKeyring, requireSoundFiles } from './dataFiles.ts'
import { DayBackup } from './dayBackup.ts'
import { Door, type DoorWork } from './door.ts'
import { fillNewOffice, nameOfUnit } from './newOffice.ts'
import { draftKey, Windows, windowOf } from './windows.ts'
import { rekeyData } from './rekey.ts'
import { Rehearsal } from './rehearsal.ts'
import { restoreOver } from './restoring.ts'
import type { HostOptions, SetUpRequest } from './hostOptions.ts'
import { makeOffice, openStore, type OpeningOptions } from './openOffice.ts'
import { UnconfirmedCode } from './unconfirmedCode.ts'

interface Open {
  readonly office: Office
  readonly dataKey: Buffer
}

export class OfficeHost implements Core {
  readonly jobs: Jobs
  readonly files: FileTickets
  readonly resourcesDirectory: string
  readonly dataDirectory: string
  readonly passphraseCost: number | undefined
  readonly national: NationalDivisions
  readonly sessions: Sessions
  readonly #recovery = new UnconfirmedCode()
  folderRights: Promise<FolderRights> = Promise.resolve('private')
  readonly #options: HostOptions
  readonly #windows = new Windows()
  readonly #listeners = new Set<() => void>()
  #open: Open | null = null
  #opening: Promise<Open> | null = null
  #notice: string | null = null
  readonly #today: DayBackup
  readonly #door = new Door()
  readonly #rehearsal = new Rehearsal()
  /** What is told of the office while it is closed for a while and people stay logged in. */
  #known: OfficeFacts | null = null
  #verifying: Office | null = null

  constructor(options: HostOptions) {
    this.#options = options
    this.jobs = options.jobs
    this.files = options.files
    this.resourcesDirectory = options.resourcesDirectory
    this.dataDirectory = options.dataDirectory
    this.passphraseCost = options.keyring?.cost === undefined ? undefined : Math.log2(options.keyring.cost.N)
    this.national = new NationalDivisions(join(options.resourcesDirectory, 'divisions'))
    this.sessions = new Sessions({
      onLastEnded: (user) => {
        options.files.end(user)
      },
    })
    this.#today = new DayBackup((failure) => {
      if (failure !== undefined) this.#notice = failure === null ? null : failure.sentence
      if (failure) options.onBackupFailed?.(failure.error)
      this.#tell()
    })
  }

  /** Clears up what a broken-off restore or set-up left behind; to be called once, with the folder locked. */
  async recover(): Promise<void> {
    await undoUnfinishedSwap(this.dataDirectory)
    await clearUnfinishedSetUp(this.dataDirectory, DATABASE_FILE)
    await settleKeyring(this.dataDirectory)
    await removePartials(this.dataDirectory)
    await removePartials(this.backupEnvironment().backupDirectory)
    for (const prefix of [VERIFY_PREFIX, RIGHTS_PREFIX]) await removeScratch(this.dataDirectory, prefix)
    const looked = keepFolderPrivate(this.dataDirectory, systemRun())
    this.folderRights = looked
    // On Windows other programs are asked, which takes its time; nothing waits for them.
    if (process.platform !== 'win32') await looked
  }

  now(): Date {
    return this.#options.now()
  }

  office(): Office {
    return this.#required().office
  }

  user(context: AppContext): SessionUser {
    const user = this.sessions.require(this.#windows.tokenOf(context))
    if (user.mustChangePassword) throw new AppError('FORBIDDEN', '请先修改临时密码，再使用其他功能。', '在弹出的窗口里设置自己的新密码。')
    return this.#open?.office.divisions.withFamilies(user) ?? user
  }

  /** To whom files of a window belong: the user at work there; where nobody is, the window itself. */
  holderOf(context: AppContext): string {
    return this.lookUser(context)?.id ?? `window ${windowOf(context)}`
  }

  /** Throws NOT_LOGGED_IN where nobody has logged in to the window; a locked one has somebody. */
  requireSession(context: AppContext): void {
    if (this.sessions.look(this.#windows.tokenOf(context)).state === 'none') throw new AppError('NOT_LOGGED_IN', '还没有登录，或登录已过期。', '请重新登录。')
  }

  /** The user of a window as it is now, without touching the idle clock; null when logged out or locked. */
  lookUser(context: AppContext): SessionUser | null {
    const found = this.sessions.look(this.#windows.tokenOf(context))
    return found.state === 'open' ? found.user : null
  }

  /** What the users service works with, for an administrator's or one's own doings. */
  userContext(): UserContext {
    const { office, dataKey } = this.#required()
    return { directory: this.dataDirectory, dataKey, store: office.store, sessions: this.sessions, unit: office.unit.code, ...this.#keyring() }
  }

  backupEnvironment(): BackupEnvironment {
    return {
      dataDirectory: this.dataDirectory,
      databaseFile: DATABASE_FILE,
      backupDirectory: join(this.dataDirectory, 'backups'),
      appVersion: this.#options.version,
      schemaVersion: SCHEMA_VERSION,
      unit: this.#open?.office.unit.code ?? '',
      now: this.#options.now,
    }
  }

  dataKey(): Buffer {
    return this.#required().dataKey
  }

  async backupBefore(reason: 'before-import' | 'before-merge'): Promise<void> {
    if (reason === 'before-merge') await backupBeforeMerge(this.backupEnvironment(), this.dataKey())
    else await backupBefore(this.backupEnvironment(), this.dataKey(), reason)
  }

  async status(context: AppContext): Promise<SessionStatus> {
    const found = this.sessions.look(this.#windows.tokenOf(context))
    // Data without a keyring is no empty folder: what is left of it is not to be taken for a beginning.
    const setUp = (await isSetUp(this.dataDirectory)) || (await exists(databasePath(this.dataDirectory)))
    const { unit, demo, year } = this.#known ?? factsOf(this.#open?.office ?? null)
    const state = !setUp ? 'empty' : found.state === 'open' ? 'ready' : found.state === 'locked' ? 'locked' : 'closed'
    return {
      state,
      unit,
      logins: setUp ? await listLogins(this.dataDirectory).catch(() => []) : [],
      user: found.state === 'none' ? null : found.user,
      demo,
      version: this.#options.version,
      year: year ?? this.now().getFullYear(),
      newestYear: found.state === 'none' ? null : await this.#newestYear(),
      idleMinutes: this.sessions.idleMinutes,
      notice: this.#notice,
      recovery:
        state === 'ready' && found.state === 'open' && found.user.role === 'administrator' && this.#open !== null
          ? this.#recovery.state(this.#open.office.store)
          : null,
      draftKey: found.state === 'none' ? null : draftKey(this.#windows.tokenOf(context) ?? ''),
    }
  }

  async #newestYear(): Promise<number | null> {
    const { newestYear } = await import('../features/home/service.ts')
    return this.#open === null ? null : newestYear(this.#open.office.store)
  }

  /** What is being done to the data behind the closed door, as a window sees it. */
  opening(context: AppContext): Opening {
    return this.#door.seenFrom(windowOf(context))
  }

  /** Cancels that, where it was begun at this window and nothing was replaced yet. */
  cancelOpening(context: AppContext): boolean {
    return this.#door.cancel(windowOf(context))
  }

  /** Makes keyring, database, divisions, parameters and the first administrator; logs the window in. */
  async setUp(context: AppContext, request: SetUpRequest): Promise<{ recoveryCode: string }> {
    this.#door.requireFree()
    const unit = fullCode(request.unit)
    const divisions = await this.national.countyDivisions(unit)
    const name = await nameOfUnit(this.national, unit)
    const { dataKey, recoveryCode, result } = await setUpOffice(
      this.dataDirectory,
      DATABASE_FILE,
      { login: request.login, password: request.password },
      async (key) => {
        const store = await this.#openStore(key)
        try {
          await fillNewOffice(store, { code: unit, name, divisions, year: request.year ?? this.now().getFullYear() }, request)
          return store
        } catch (error) {
          await store.close()
          throw error
        }
      },
      { ...this.#options.keyring, names: [name] },
    )
    await this.#take(result, dataKey)
    // Nothing in the demonstration is worth a code in a safe.
    if (request.demo !== true) await this.#recovery.keep(result, recoveryCode)
    this.#enter(context, request.login)
    return { recoveryCode }
  }

  async login(context: AppContext, login: string, password: string): Promise<void> {
    await requireKeyring(this.dataDirectory)
    const key = await unlock(this.dataDirectory, login, password, this.#options.keyring)
    this.#door.requireFree()
    await this.#ensureOpen(key)
    this.#enter(context, login)
    this.#verifyUpgraded(context)
  }

  async recoverAccess(context: AppContext, request: { recoveryCode: string; login: string; password: string }): Promise<void> {
    await requireKeyring(this.dataDirectory)
    this.#door.requireFree()
    const key = await resetWithRecoveryCode(this.dataDirectory, request.recoveryCode, request, this.#options.keyring)
    this.#door.requireFree()
    await this.#ensureOpen(key)
    this.#enter(context, request.login)
    this.#verifyUpgraded(context)
  }

  logout(context: AppContext): void {
    this.sessions.end(this.#windows.tokenOf(context))
    this.#windows.forget(context)
    this.#tell()
  }

  lock(context: AppContext): void {
    this.sessions.lock(this.#windows.tokenOf(context))
    this.#tell()
  }

  async unlock(context: AppContext, password: string): Promise<void> {
    await unlockSession({ directory: this.dataDirectory, sessions: this.sessions, ...this.#keyring() }, this.#windows.tokenOf(context), password)
    this.#tell()
  }

  async changePassword(context: AppContext, current: string, next: string): Promise<void> {
    const token = this.#windows.tokenOf(context)
    if (token === null) throw new AppError('NOT_LOGGED_IN', '还没有登录，或登录已过期。', '请重新登录。')
    await changeOwnPassword(this.userContext(), token, current, next)
    this.#tell()
  }

  async renewRecoveryCode(context: AppContext, password: string): Promise<string> {
    const code = await renewRecoveryCode(this.userContext(), this.user(context), password)
    await this.#recovery.keep(this.#required().office.store, code)
    this.#tell()
    return code
  }

  /** The recovery code that nobody has confirmed to keep yet; null where there is none, or where it is lost. */
  recoveryCode(): string | null {
    return this.#recovery.code
  }

  /** It is printed or written down: nobody sees it any more. */
  async confirmRecoveryCode(): Promise<void> {
    await this.#recovery.confirm(this.#required().office.store)
    this.#tell()
  }

  /** Puts a backup in the place of the data; everybody has to log in again. Returns which users of it differed from today's. Throws as {@link restoreOver}. */
  restore(context: AppContext, file: string, given: RestoreGiven): Promise<string[]> {
    return this.#replacing(context, '从备份恢复', async (door) => {
      const { key, differences } = await restoreOver(
        {
          ...door,
          environment: this.backupEnvironment(),
          ...this.#keyring(),
          close: () => this.#shut(),
          openStore: (backupKey, directory, onUpgrade) => openStore({ ...this.#howToOpen(directory), onUpgrade }, backupKey),
        },
        file,
        given,
      )
      return { key, answer: differences }
    })
  }

  /** Encrypts the data under a new key; everybody else has to log in again. Throws FORBIDDEN, WRONG_PASSWORD, and as {@link rekeyData}, with the data as it was. */
  async renewDataKey(
    context: AppContext,
    password: string,
  ): Promise<{ recoveryCode: string; passwords: { login: string; displayName: string; password: string }[] }> {
    const by = this.user(context)
    const { dataKey: before } = this.#required()
    if (!mayAdminister(by)) throw new AppError('FORBIDDEN', '只有管理员可以更换数据密钥。', '请联系管理员。')
    if (password === '') throw new AppError('VALIDATION', '没有输入密码。', '请输入您自己的密码，再更换数据密钥。')
    await unlock(this.dataDirectory, by.login, password, this.#options.keyring)
    const handedOut = await this.#replacing(context, '更换数据密钥', async (door) => {
      const keyring = this.#keyring()
      await this.#shut()
      const { key, ...made } = await oneAtATime(() =>
        rekeyData({
          ...door,
          directory: this.dataDirectory,
          key: before,
          by,
          password,
          openStore: (newKey, directory) => openStore({ ...this.#howToOpen(directory), onUpgrade: () => undefined }, newKey),
          ...keyring,
        }),
      )
      return { key, answer: made }
    })
    // What is to be handed out is on this window only: it stays at work.
    this.#enter(context, by.login)
    await this.#recovery.keep(this.#required().office.store, handedOut.recoveryCode)
    this.#tell()
    return { recoveryCode: handedOut.recoveryCode, passwords: [...handedOut.passwords] }
  }

  /** Puts a damaged database together again. Throws as the office's rescue does, with the damaged data where it was. */
  async rescue(context: AppContext, given: RescueGiven): Promise<RescueReport> {
    const { requireRescuer, rescueOffice } = await import('./rescue.ts')
    // Data that is open may be damaged all the same; whoever may not rescue it ends nobody's work.
    if (this.#open !== null) await requireRescuer(this.dataDirectory, this.#open.office.store.read, given, this.#options.keyring)
    return this.#replacing(context, '抢救数据', async (door) => {
      const keyring = this.#keyring()
      const environment = this.backupEnvironment()
      await this.#shut()
      const { key, report } = await oneAtATime(() =>
        rescueOffice(
          {
            ...door,
            environment,
            openStore: (dataKey, directory) => openStore({ ...this.#howToOpen(directory), onUpgrade: () => undefined }, dataKey),
            ...keyring,
          },
          given,
        ),
      )
      return { key, answer: report }
    })
  }

  /**
   * Does what puts other data in the place of today's, or the same under another key. Afterwards nobody is logged in any more; where it fails or is
   * cancelled, all go on as before. Throws BUSY while such work is under way.
   */
  #replacing<T>(context: AppContext, title: string, work: (door: DoorWork) => Promise<{ readonly key: Buffer; readonly answer: T }>): Promise<T> {
    return this.#door.during(windowOf(context), title, async (door) => {
      await this.#opening?.catch(() => undefined)
      const before = this.#open?.dataKey ?? null
      this.#known = factsOf(this.#open?.office ?? null)
      const brokenOff = await this.#today.end()
      try {
        const { key, answer } = await work(door)
        this.#endSessions()
        await this.#ensureOpen(key)
        return answer
      } catch (error) {
        if (before !== null)
          await this.#ensureOpen(before).catch(() => {
            this.#endSessions()
          })
        if (brokenOff) this.startOfDay()
        throw error
      } finally {
        this.#known = null
        this.#tell()
      }
    })
  }

  #endSessions(): void {
    this.sessions.endAll()
    this.#windows.clear()
  }

  /** Ends all work with the open data, and closes it; those who are logged in wait. */
  async #shut(): Promise<void> {
    await this.jobs.close()
    await this.#close()
  }

  /** Told when somebody logs in, out, locks or unlocks. */
  onSession(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    await this.#door.end()
    await this.#today.end()
    await this.jobs.close()
    this.sessions.endAll()
    await this.#close()
  }

  /** The automatic backup of the day, in the background; a failure becomes a sentence on screen. */
  startOfDay(): void {
    const open = this.#open
    // The demonstration can be made anew at any time; its copies would only fill the disk.
    if (open === null || open.office.store.meta('demo') === '1') return
    this.#today.start(this.backupEnvironment(), open.dataKey)
  }

  /**
   * Checks all data in the background after an upgrade, as a task of the one who logged in; what it finds becomes a sentence on screen. A
   * check that was broken off is made at the next login.
   */
  #verifyUpgraded(context: AppContext): void {
    const { office } = this.#required()
    const user = this.lookUser(context)
    if (user === null || office.store.meta(UNCHECKED_MARK) === null || this.#verifying === office) return
    this.#verifying = office
    this.jobs.start({ kind: 'verify', title: '升级后核对数据', by: user }, async (job) => {
      const found = await verifyData(job, office, { path: databasePath(this.dataDirectory), key: this.dataKey() })
      await office.store.bookkeep((database) => database.run('DELETE FROM meta WHERE key = ?', UNCHECKED_MARK))
      if (!found.ok) {
        this.#notice = `升级后核对数据，发现 ${found.findings.length} 处问题，请在“备份与检查”里查看。升级前的备份还在。`
        this.#tell()
      }
      return found
    })
  }

  #enter(context: AppContext, login: string): void {
    const { token } = enter({ store: this.#required().office.store, sessions: this.sessions }, login)
    this.#windows.remember(context, token)
    if (this.#options.staysOpen === true) this.#rehearsal.soon(this.#required().office, () => this.lookUser(context))
    this.#tell()
  }

  #required(): Open {
    if (this.#open === null) this.#door.requireFree()
    if (this.#open === null) throw new AppError('NOT_LOGGED_IN', '数据还没有打开。', '请先登录。')
    return this.#open
  }

  async #ensureOpen(key: Buffer): Promise<void> {
    if (this.#open !== null) return
    await requireSoundFiles(this.dataDirectory, key)
    // Two windows may log in at once: the first opens, the second waits for it.
    this.#opening ??= this.#openStore(key)
      .then((store) => this.#take(store, key))
      .finally(() => {
        this.#opening = null
      })
    await this.#opening
  }

  /** How the data in a folder is opened: that of this host, or one made ready beside it. */
  #howToOpen(dataDirectory = this.dataDirectory): OpeningOptions {
    const { now, onSlow, threadFrom } = this.#options
    return {
      dataDirectory,
      now,
      backups: dataDirectory === this.dataDirectory ? (unit) => ({ ...this.backupEnvironment(), unit }) : null,
      onUpgrade: (step) => {
        this.#door.upgrading = step
      },
      ...(onSlow === undefined ? {} : { onSlow }),
      ...(threadFrom === undefined ? {} : { threadFrom }),
    }
  }

  async #openStore(key: Buffer): Promise<Store> {
    try {
      return await openStore(this.#howToOpen(), key)
    } finally {
      this.#door.upgrading = null
    }
  }

  async #take(store: Store, dataKey: Buffer): Promise<Open> {
    const office = await makeOffice(this.#howToOpen(), store, dataKey)
    this.#open = { office, dataKey }
    await this.jobs.attach(store)
    return this.#open
  }

  async #close(): Promise<void> {
    const open = this.#open
    this.#open = null
    this.#rehearsal.stop()
    this.#recovery.forget()
    this.jobs.detach()
    await open?.office.store.close()
  }

  #keyring(): { keyring?: KeyringOptions } {
    return { keyring: { ...this.#options.keyring, ...(this.#open === null ? {} : { names: [this.#open.office.unit.name] }) } }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

type OfficeFacts = Pick<SessionStatus, 'unit' | 'demo'> & { readonly year: number | null }

function factsOf(office: Office | null): OfficeFacts {
  const year = office?.store.meta('year') ?? null
  return { unit: office?.unit ?? null, demo: office?.store.meta('demo') === '1', year: year === null ? null : Number(year) }
}
