/**
 * A new data key (更换数据密钥): whoever left, or had a password or a recovery code that was replaced, may have kept the old one, and opens nothing
 * of today with it any more.
 *
 * A new file under the new key is written beside today's, checked whole, and swapped in together with its keyring as a restore does it: broken off
 * at any moment, data and keyring are both the old or both the new ones. Others' passwords are not known, so each of them gets a temporary one.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import {
  NEW_FOLDER,
  phase,
  SWAP_MARKER,
  swapFiles,
  throwIfCancelled,
  undoUnfinishedSwap,
  verifyMadeReady,
  withinWhole,
  type WorkOptions,
} from '../features/backups/index.ts'
import type { SessionUser } from '../features/session/contract.ts'
import { allUsers, demandNewPasswords, type User } from '../features/users/index.ts'
import { exists, fileSize, makePrivateDirectory, requireFreeSpace, syncDirectory, toFileError } from '../files/atomic.ts'
import { DATA_KEY_BYTES, KEYRING_FILE, KEYRING_PREVIOUS_FILE, putKeyring, readKeyring, rekeyed, type KeyringOptions } from '../keyring/index.ts'
import { inWords, reencryptDatabase } from '../store/databaseFile.ts'
import { DATABASE_FILE, type Store } from '../store/index.ts'
import type { VerifyFinding } from '../store/verify.ts'

export interface RekeyRequest extends WorkOptions {
  readonly directory: string
  /** Today's data key. */
  readonly key: Uint8Array
  /** The administrator who does it, whose password was asked and stays. */
  readonly by: Pick<SessionUser, 'id' | 'displayName' | 'login'>
  readonly password: string
  readonly keyring?: KeyringOptions
  /** Opens the data in a folder as the office does. */
  readonly openStore: (key: Buffer, directory: string) => Promise<Store>
  /** Called before each step; a test may throw here or end the process. */
  readonly onStep?: (step: string) => void
}

/** What is to be handed out on paper; nothing of it is kept. */
export interface Rekeyed {
  readonly key: Buffer
  readonly recoveryCode: string
  readonly passwords: readonly { readonly login: string; readonly displayName: string; readonly password: string }[]
}

/** The data must be closed. Throws DISK_FULL, DATABASE_DAMAGED, FILE_LOCKED, CANCELLED; then data and keyring are as they were. */
export async function rekeyData(request: RekeyRequest): Promise<Rekeyed> {
  const { directory, key, by, password, keyring: options = {}, openStore, onStep = () => undefined } = request
  const cancel = request.signal === undefined ? {} : { signal: request.signal }
  await undoUnfinishedSwap(directory)
  const database = join(directory, DATABASE_FILE)
  await requireFreeSpace(directory, 2 * (await fileSize(database)))
  const into = join(directory, NEW_FOLDER)
  await makePrivateDirectory(into)
  try {
    const newKey = randomBytes(DATA_KEY_BYTES)
    onStep('copy')
    const structure = await reencryptDatabase(
      database,
      join(into, DATABASE_FILE),
      { key, newKey, note: {} },
      { ...cancel, onProgress: phase(request, '用新密钥抄写全部数据', 0, 0.4) },
    )
    throwIfCancelled(request.signal)
    onStep('users')
    const store = await openStore(newKey, into)
    const others: User[] = []
    try {
      others.push(...allUsers(store.read).filter(({ active, id }) => active && id !== by.id))
      await demandNewPasswords(store, by, others)
      onStep('verify')
      requireSound(await verifyMadeReady(store, () => Promise.resolve(structure), withinWhole(request, 0.4, 0.9)))
    } finally {
      await store.close()
    }
    const passwords = others.map(({ login, displayName }) => ({ login, displayName, password: temporaryPassword() }))
    const made = await rekeyed(await readKeyring(directory), { former: key, dataKey: newKey, users: [{ login: by.login, password }, ...passwords] }, options)
    phase(request, '换开锁文件', 0.95, 1)
    onStep('keyring')
    await putKeyring(into, made.keyring)
    await syncDirectory(into)
    throwIfCancelled(request.signal)
    request.onFinal?.()
    phase(request, '换上新的数据', 0.98, 1)
    await swapFiles(directory, [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, KEYRING_FILE, KEYRING_PREVIOUS_FILE], onStep)
    return { key: newKey, recoveryCode: made.recoveryCode, passwords }
  } catch (error) {
    if (!(await exists(join(directory, SWAP_MARKER)))) await rm(into, { recursive: true, force: true })
    throw toFileError(inWords(error), database)
  }
}

function requireSound(findings: readonly VerifyFinding[]): void {
  const [first] = findings
  if (first === undefined) return
  throw new AppError(
    'DATABASE_DAMAGED',
    `换密钥之前核对数据，发现 ${findings.length} 处不对，没有更换：${first.message}`,
    '请先在“备份与检查”里检查数据，必要时恢复一份完好的备份，再更换数据密钥。',
  )
}

/** No letters or digits that are taken for each other on paper. */
const CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Twelve characters, 59 bits: `abcd-efgh-jkmn`. */
function temporaryPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => CHARACTERS[randomInt(CHARACTERS.length)] ?? '').join('')
  return [group(), group(), group()].join('-')
}
