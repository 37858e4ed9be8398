/**
 * What people know (a password, the recovery code) opens the random key that the database is encrypted with.
 *
 * The data key is wrapped once for each user and once for the recovery code; a changed password wraps it anew and leaves the database
 * alone. All functions work on the keyring in `directory`, one after another, and change nothing when they throw.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'
import { inTurn, type InTurn } from '../inTurn.ts'
import { beginAttempt, clearAttempts, settleCounter, type Clocks } from './attempts.ts'
import { emptyKeyring, entryContext, hasKeyring, readKeyring, writeKeyring, type Keyring, type KeyringUser } from './keyringFile.ts'
import { checkPassword, cleanLogin, loginKey, normalizePassword } from './passwords.ts'
import { makeRecoveryCode, readRecoveryCode } from './recoveryCode.ts'
import { DATA_KEY_BYTES, DEFAULT_COST, keyName, openFormerKey, sealFormerKey, unwrapKey, wasteTime, wrapKey, type Cost } from './wrapping.ts'

export interface Credentials {
  readonly login: string
  readonly password: string
}

export interface KeyringOptions {
  /** Cost of new entries; cheaper ones are made anew at the next login. */
  readonly cost?: Cost
  /** Words that no password may be made of: the names of the office. */
  readonly names?: readonly string[]
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Whether the folder has a keyring, i.e. whether an office has been set up here. */
export function isSetUp(directory: string): Promise<boolean> {
  return hasKeyring(directory)
}

/** Login names that have a password, in the order in which they were added. */
export async function listLogins(directory: string): Promise<string[]> {
  return (await readKeyring(directory)).users.map((user) => user.login)
}

/** A new data key with its first user and its recovery code (as printed). Throws ALREADY_SET_UP, VALIDATION. */
export function createKeyring(directory: string, first: Credentials, options: KeyringOptions = {}): Promise<{ dataKey: Buffer; recoveryCode: string }> {
  return inFolder(directory, async () => {
    if (await hasKeyring(directory)) throw new AppError('ALREADY_SET_UP', '这里已经建立过单位的数据。', '请直接登录；要另建一个单位，请换一个数据目录。')
    const dataKey = randomBytes(DATA_KEY_BYTES)
    const name = keyName(dataKey)
    const user = await makeUser(dataKey, first, options)
    const { recovery, recoveryCode } = await makeRecovery(dataKey, options)
    await writeKeyring(directory, { ...emptyKeyring(name, timestamp(options), recovery), users: [user] })
    return { dataKey, recoveryCode }
  })
}

/** The data key for the right login name and password. Throws WRONG_PASSWORD, TOO_MANY_ATTEMPTS (with seconds), NOT_SET_UP, DATABASE_DAMAGED. */
export function unlock(directory: string, login: string, password: string, options: KeyringOptions = {}): Promise<Buffer> {
  return inFolder(directory, async () => {
    const keyring = await readKeyring(directory)
    const dataKey = await open(directory, keyring, { login, password }, options)
    await renewEntry(directory, keyring, { login, password }, dataKey, options)
    return dataKey
  })
}

/** Gives another person access. `dataKey` proves that the caller has it. Throws DUPLICATE, VALIDATION. */
export function addUser(directory: string, dataKey: Uint8Array, user: Credentials, options: KeyringOptions = {}): Promise<void> {
  return change(directory, dataKey, async (keyring) => {
    if (findUser(keyring, user.login) !== undefined)
      throw new AppError('DUPLICATE', `登录名“${cleanLogin(user.login)}”已经有人用了（不分大小写、全角半角）。`, '请换一个登录名。')
    return { ...keyring, users: [...keyring.users, await makeUser(dataKey, user, options)] }
  })
}

/** Sets a password without knowing the old one (an administrator does this), or gives access back to a user who had lost it. */
export function setPassword(directory: string, dataKey: Uint8Array, user: Credentials, options: KeyringOptions = {}): Promise<void> {
  return change(directory, dataKey, async (keyring) => {
    const entry = await makeUser(dataKey, user, options)
    await clearAttempts(directory, attemptName(user.login))
    return withUser(keyring, entry)
  })
}

/** A user changes their own password. Throws as {@link unlock} does, and VALIDATION for a bad or unchanged new one. */
export function changePassword(directory: string, login: string, current: string, next: string, options: KeyringOptions = {}): Promise<void> {
  return inFolder(directory, async () => {
    const keyring = await readKeyring(directory)
    const dataKey = await open(directory, keyring, { login, password: current }, options)
    if (normalizePassword(current) === normalizePassword(next)) throw new AppError('VALIDATION', '新密码与现在的密码相同。', '请换一个不同的新密码。')
    const name = findUser(keyring, login)?.login ?? login
    await writeKeyring(directory, withUser(keyring, await makeUser(dataKey, { login: name, password: next }, options)))
  })
}

/** Takes a person's access away. Nothing happens if they have none; the last one cannot go (VALIDATION). */
export function removeUser(directory: string, dataKey: Uint8Array, login: string): Promise<void> {
  return change(directory, dataKey, async (keyring) => {
    const users = keyring.users.filter((user) => loginKey(user.login) !== loginKey(login))
    if (users.length === keyring.users.length) return keyring
    if (users.length === 0) throw new AppError('VALIDATION', '这是最后一个能登录的用户，不能去掉。', '请先增加另一个用户。')
    return { ...keyring, users }
  })
}

/**
 * Sets a new password for an existing user by the recovery code, and returns the data key. The code stays valid.
 * Throws VALIDATION for a mistyped code, WRONG_PASSWORD for a code of another office or an old one, NOT_FOUND for an unknown login.
 */
export function resetWithRecoveryCode(directory: string, recoveryCode: string, user: Credentials, options: KeyringOptions = {}): Promise<Buffer> {
  return inFolder(directory, async () => {
    const keyring = await readKeyring(directory)
    readRecoveryCode(recoveryCode)
    checkPassword(user.password, user.login, options.names)
    const dataKey = await openByCode(directory, keyring, recoveryCode, options)
    const known = findUser(keyring, user.login)
    if (known === undefined) throw new AppError('NOT_FOUND', `没有登录名为“${cleanLogin(user.login)}”的用户。`, '请在登录名列表里选择一个，再设新密码。')
    await writeKeyring(directory, withUser(keyring, await makeUser(dataKey, { login: known.login, password: user.password }, options)))
    await clearAttempts(directory, attemptName(user.login))
    return dataKey
  })
}

/** A new recovery code, as printed; the old one opens nothing any more. */
export async function rotateRecoveryCode(directory: string, dataKey: Uint8Array, options: KeyringOptions = {}): Promise<string> {
  const { recovery, recoveryCode } = await makeRecovery(dataKey, options)
  await change(directory, dataKey, async (keyring) => ({ ...keyring, recovery }))
  return recoveryCode
}

/** Opens a keyring that is not in a data folder (of a backup), slowed down by the attempts noted in `directory`. */
export function unlockForeign(directory: string, keyring: Keyring, user: Credentials, options: KeyringOptions = {}): Promise<Buffer> {
  return inFolder(directory, () => open(directory, keyring, user, options))
}

/** The data key by the recovery code alone. Throws VALIDATION for a mistyped code, WRONG_PASSWORD for a wrong one, TOO_MANY_ATTEMPTS (counted in `directory`). */
export function unlockByCode(directory: string, keyring: Keyring, recoveryCode: string, options: KeyringOptions = {}): Promise<Buffer> {
  return inFolder(directory, () => openByCode(directory, keyring, recoveryCode, options))
}

/** The keyring that goes into a backup: whoever may restore it, and the recovery code. `administrators` are login names. */
export function keyringForBackup(keyring: Keyring, administrators: readonly string[]): Keyring {
  const keys = new Set(administrators.map(loginKey))
  const { counted: _here, ...kept } = keyring
  return { ...kept, users: keyring.users.filter((user) => keys.has(loginKey(user.login))) }
}

/** The data key of that name, of those that `dataKey` opens: itself or a former one; null for a foreign one. */
export function knownKey(keyring: Keyring, dataKey: Uint8Array, name: string): Buffer | null {
  if (keyName(dataKey) === name) return Buffer.from(dataKey)
  const former = keyring.former?.find((one) => one.keyName === name)
  return former === undefined ? null : openFormerKey(former, dataKey)
}

/**
 * The keyring of a new data key: these users, a new recovery code (as printed), and the former data keys sealed under the new one, for backups
 * of their times.
 */
export async function rekeyed(
  keyring: Keyring,
  { former, dataKey, users }: { readonly former: Uint8Array; readonly dataKey: Uint8Array; readonly users: readonly Credentials[] },
  options: KeyringOptions = {},
): Promise<{ keyring: Keyring; recoveryCode: string }> {
  const { recovery, recoveryCode } = await makeRecovery(dataKey, options)
  const entries: KeyringUser[] = []
  for (const user of users) entries.push(await makeUser(dataKey, user, options))
  const before = (keyring.former ?? []).flatMap((one) => openFormerKey(one, former) ?? [])
  return {
    keyring: {
      ...emptyKeyring(keyName(dataKey), keyring.createdAt, recovery),
      ...(keyring.counted === true ? { counted: true } : {}),
      version: 2,
      users: entries,
      former: [...before, Buffer.from(former)].map((one) => sealFormerKey(one, dataKey)),
    },
    recoveryCode,
  }
}

const RECOVERY = 'recovery'

async function open(directory: string, keyring: Keyring, { login, password }: Credentials, options: KeyringOptions): Promise<Buffer> {
  const user = findUser(keyring, login)
  const who = user === undefined ? 'unknown' : attemptName(login)
  const wait = await beginAttempt(directory, who, clocksOf(options), await isCounted(directory))
  const secret = normalizePassword(password)
  if (user === undefined) await wasteTime(secret, options.cost ?? DEFAULT_COST)
  const dataKey = user === undefined ? null : await unwrapKey(user.wrapped, secret, entryContext(keyring.keyName, 'user', loginKey(login)))
  if (dataKey === null) {
    throw new AppError(
      'WRONG_PASSWORD',
      '登录名或密码不对。',
      `请核对大小写锁定键和输入法，${wait} 秒后再试，输错越多等得越久；忘记密码时，请管理员重设，或使用恢复码。`,
    )
  }
  await clearAttempts(directory, who)
  return dataKey
}

async function openByCode(directory: string, keyring: Keyring, recoveryCode: string, options: KeyringOptions): Promise<Buffer> {
  const code = readRecoveryCode(recoveryCode)
  await beginAttempt(directory, RECOVERY, clocksOf(options), await isCounted(directory))
  const dataKey = await unwrapKey(keyring.recovery.wrapped, code, entryContext(keyring.keyName, 'recovery'))
  if (dataKey === null) {
    throw new AppError('WRONG_PASSWORD', '恢复码不对：它不是这份数据的恢复码，或者后来换过新的恢复码。', '请找出最近一次打印的恢复码再试。')
  }
  await clearAttempts(directory, RECOVERY)
  return dataKey
}

/**
 * An entry of an older program was made at a lower cost; now the password is at hand. And an older keyring does not say yet that there is a
 * counter. That it opens is more than that it is renewed.
 */
async function renewEntry(directory: string, keyring: Keyring, { login, password }: Credentials, dataKey: Uint8Array, options: KeyringOptions): Promise<void> {
  const known = findUser(keyring, login)
  const { N, r } = options.cost ?? DEFAULT_COST
  if (known === undefined) return
  const marked = keyring.counted !== true && (await settleCounter(directory)) ? { ...keyring, counted: true as const } : keyring
  const cheap = known.wrapped.cost.N * known.wrapped.cost.r < N * r
  const renewed = cheap ? withUser(marked, { ...(await wrapFor(dataKey, { login: known.login, password }, options)), changedAt: known.changedAt }) : marked
  if (renewed !== keyring) await writeKeyring(directory, renewed).catch(() => undefined)
}

function change(directory: string, dataKey: Uint8Array, work: (keyring: Keyring) => Promise<Keyring>): Promise<void> {
  return inFolder(directory, async () => {
    const keyring = await readKeyring(directory)
    if (!timingSafeEqual(Buffer.from(keyName(dataKey)), Buffer.from(keyring.keyName))) {
      throw new AppError('DATABASE_DAMAGED', '开锁文件（keyring.json）不是这份数据的。', '请确认数据目录里的文件没有被换过；如换过，请用备份恢复。')
    }
    const changed = await work(keyring)
    if (changed !== keyring) await writeKeyring(directory, changed)
  })
}

async function makeUser(dataKey: Uint8Array, { login, password }: Credentials, options: KeyringOptions): Promise<KeyringUser> {
  const name = cleanLogin(login)
  checkPassword(password, name, options.names)
  return wrapFor(dataKey, { login: name, password }, options)
}

/** Wraps with what is a password already, good or not. */
async function wrapFor(dataKey: Uint8Array, { login: name, password }: Credentials, options: KeyringOptions): Promise<KeyringUser> {
  const context = entryContext(keyName(dataKey), 'user', loginKey(name))
  return { login: name, changedAt: timestamp(options), wrapped: await wrapKey(dataKey, normalizePassword(password), context, options.cost ?? DEFAULT_COST) }
}

async function makeRecovery(dataKey: Uint8Array, options: KeyringOptions): Promise<{ recovery: Keyring['recovery']; recoveryCode: string }> {
  const recoveryCode = makeRecoveryCode()
  const wrapped = await wrapKey(dataKey, readRecoveryCode(recoveryCode), entryContext(keyName(dataKey), 'recovery'), options.cost ?? DEFAULT_COST)
  return { recovery: { changedAt: timestamp(options), wrapped }, recoveryCode }
}

function findUser(keyring: Keyring, login: string): KeyringUser | undefined {
  const key = loginKey(login)
  return keyring.users.find((user) => loginKey(user.login) === key)
}

function withUser(keyring: Keyring, user: KeyringUser): Keyring {
  const key = loginKey(user.login)
  const known = keyring.users.some((other) => loginKey(other.login) === key)
  return { ...keyring, users: known ? keyring.users.map((other) => (loginKey(other.login) === key ? user : other)) : [...keyring.users, user] }
}

function attemptName(login: string): string {
  return `user:${loginKey(login)}`
}

/** Tests that set the time set both clocks. */
function clocksOf(options: KeyringOptions): Clocks {
  return { now: nowOf(options), steady: options.now === undefined ? performance.now() : options.now() }
}

/** Whether the keyring of a data folder says that wrong passwords are counted there. */
async function isCounted(directory: string): Promise<boolean> {
  return readKeyring(directory).then(
    ({ counted }) => counted === true,
    () => false,
  )
}

function nowOf(options: KeyringOptions): number {
  return (options.now ?? Date.now)()
}

function timestamp(options: KeyringOptions): string {
  return new Date(nowOf(options)).toISOString()
}

/** By folder, since read, change and write must not interleave. */
const folders = new Map<string, InTurn>()

function inFolder<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const known = folders.get(directory) ?? inTurn()
  folders.set(directory, known)
  return known(work)
}
