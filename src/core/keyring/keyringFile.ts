/** `keyring.json` on the disk: its shape, its checks, and its second copy. Holds login names and wrapped keys, nothing else. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { codeOf, exists, toFileError, writeFileAtomic } from '../files/atomic.ts'

export const KEYRING_FILE = 'keyring.json'

/**
 * A second copy of the keyring, for the day on which the first is damaged. It used to be the state before the last change, and thereby opened
 * the data for people who had been removed and by passwords that had been replaced; the name has stayed.
 */
export const KEYRING_PREVIOUS_FILE = 'keyring.previous.json'

const FORMAT = 'bangfu-keyring'

/** 2 where it holds former data keys, which an older program would lose. */
const VERSION = 2

/** Bound to every wrapped entry; stays, so that entries of older keyrings open. */
const CONTEXT_VERSION = 1

const bytes = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length)

const wrappedShape = z.strictObject({
  // The upper bounds keep a forged file from eating all memory.
  cost: z.strictObject({
    N: z
      .number()
      .int()
      .min(2)
      .max(2 ** 20)
      .refine((n) => (n & (n - 1)) === 0),
    r: z.number().int().min(1).max(16),
    p: z.number().int().min(1).max(4),
  }),
  salt: bytes(16),
  nonce: bytes(12),
  sealed: bytes(32),
  tag: bytes(16),
})

const keyringShape = z.strictObject({
  format: z.literal(FORMAT),
  version: z.union([z.literal(1), z.literal(VERSION)]),
  /** Public name of the data key; see `keyName`. */
  keyName: z.string().regex(/^[0-9a-f]{32}$/),
  createdAt: z.string(),
  users: z.array(z.strictObject({ login: z.string().min(1), changedAt: z.string(), wrapped: wrappedShape })).max(10_000),
  recovery: z.strictObject({ changedAt: z.string(), wrapped: wrappedShape }),
  /** That wrong passwords have been counted here, in a file beside; only in the keyring of a data folder, never in that of a backup. */
  counted: z.literal(true).optional(),
  /** Data keys of former times, sealed under today's: they open backups of those times and nothing else. */
  former: z
    .array(z.strictObject({ keyName: z.string().regex(/^[0-9a-f]{32}$/), nonce: bytes(12), sealed: bytes(32), tag: bytes(16) }))
    .max(1000)
    .optional(),
})

/** What the file says, checked. */
export type Keyring = z.infer<typeof keyringShape>
export type KeyringUser = Keyring['users'][number]

/** A keyring without users, to be filled. */
export function emptyKeyring(keyName: string, at: string, recovery: Keyring['recovery']): Keyring {
  return { format: FORMAT, version: 1, keyName, createdAt: at, users: [], recovery }
}

/** What an entry of the keyring is bound to: `user` with the login key, or `recovery`. */
export function entryContext(keyName: string, kind: 'user' | 'recovery', who = ''): string {
  return JSON.stringify([FORMAT, CONTEXT_VERSION, keyName, kind, who])
}

/** Text of the file: the keyring and a checksum that tells damage from a wrong password. */
export function keyringText(keyring: Keyring): string {
  const body = keyringShape.parse(keyring)
  return `${JSON.stringify({ ...body, checksum: checksum(body) }, null, 2)}\n`
}

/** Reads the text of a keyring. Throws DATABASE_DAMAGED, or DATABASE_NEWER for one of a later program. */
export function parseKeyring(text: string): Keyring {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    throw damaged(error)
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.number().int() }).safeParse(raw)
  if (head.success && head.data.version > VERSION) {
    throw new AppError('DATABASE_NEWER', '开锁文件（keyring.json）是用更新版本的程序建立的，当前程序不能读取，数据没有改动。', '请安装新版本的程序后再打开。')
  }
  const parsed = keyringShape.extend({ checksum: z.string() }).safeParse(raw)
  if (!parsed.success) throw damaged(parsed.error)
  const { checksum: expected, ...keyring } = parsed.data
  if (checksum(keyring) !== expected) throw damaged()
  return keyring
}

/** Whether a folder has a keyring, sound or not. */
export async function hasKeyring(directory: string): Promise<boolean> {
  return (await exists(join(directory, KEYRING_FILE))) || (await exists(join(directory, KEYRING_PREVIOUS_FILE)))
}

/** Reads the keyring of a data folder. Throws NOT_SET_UP, DATABASE_DAMAGED, DATABASE_NEWER. */
export async function readKeyring(directory: string): Promise<Keyring> {
  return parseKeyring(await readKeyringText(directory))
}

/** Text of the keyring of a data folder, unchecked. Throws NOT_SET_UP, or DATABASE_DAMAGED if only its predecessor is there. */
async function readKeyringText(directory: string): Promise<string> {
  const path = join(directory, KEYRING_FILE)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw toFileError(error, path)
    if (await hasKeyring(directory)) throw damaged(error)
    throw new AppError('NOT_SET_UP', '这里还没有建立单位的数据。', '请先完成初始设置（选择单位、设立管理员），或从备份恢复。')
  }
}

/** Puts a keyring into a folder in which data is made ready; there is no copy of it yet. */
export async function putKeyring(directory: string, keyring: Keyring): Promise<void> {
  await writeFileAtomic(join(directory, KEYRING_FILE), keyringText(keyring))
}

/** Writes the keyring, and its copy after it. */
export async function writeKeyring(directory: string, keyring: Keyring): Promise<void> {
  const text = keyringText(keyring)
  const first = !(await exists(join(directory, KEYRING_FILE)))
  await writeFileAtomic(join(directory, KEYRING_FILE), text)
  if (!first) await writeFileAtomic(join(directory, KEYRING_PREVIOUS_FILE), text)
}

/**
 * Makes keyring and copy one again, before anything is opened: a copy of a former state is rewritten, and where the keyring itself is
 * missing or damaged its copy takes its place. Does nothing where neither can be read.
 */
export async function settleKeyring(directory: string): Promise<void> {
  const keyring = await soundText(join(directory, KEYRING_FILE))
  const copy = await soundText(join(directory, KEYRING_PREVIOUS_FILE))
  if (keyring === null && copy !== null) await writeFileAtomic(join(directory, KEYRING_FILE), copy)
  if (keyring !== null && keyring !== copy && (await exists(join(directory, KEYRING_PREVIOUS_FILE))))
    await writeFileAtomic(join(directory, KEYRING_PREVIOUS_FILE), keyring)
}

/** Text of a keyring that can be read; null for any other. */
async function soundText(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    parseKeyring(text)
    return text
  } catch {
    return null
  }
}

function checksum(keyring: Keyring): string {
  return createHash('sha256')
    .update(JSON.stringify(keyringShape.parse(keyring)))
    .digest('hex')
}

function damaged(cause?: unknown): AppError {
  return new AppError(
    'DATABASE_DAMAGED',
    '开锁文件（keyring.json）缺失或已损坏，没有它任何密码都打不开数据；数据库本身没有改动。',
    '请关闭程序再打开一次，程序会自动用数据目录里的副本（keyring.previous.json）补上；仍不行时，请用“从备份恢复”：备份里带着管理员的开锁文件。',
    { cause },
  )
}
