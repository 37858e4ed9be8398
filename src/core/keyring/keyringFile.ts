/** `keyring.json` on the disk: its shape, its checks, and the copy of the state before. Holds login names and wrapped keys, nothing else. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { codeOf, exists, toFileError, writeFileAtomic } from '../files/atomic.ts'

export const KEYRING_FILE = 'keyring.json'

/** The keyring as it was before the last change. */
export const KEYRING_PREVIOUS_FILE = 'keyring.previous.json'

const FORMAT = 'bangfu-keyring'
const VERSION = 1

const bytes = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length)

const wrappedShape = z.strictObject({
  // The upper bounds keep a forged file from eating all memory.
  cost: z.strictObject({ N: z.number().int().min(2).max(2 ** 20).refine((n) => (n & (n - 1)) === 0), r: z.number().int().min(1).max(16), p: z.number().int().min(1).max(4) }),
  salt: bytes(16), nonce: bytes(12), sealed: bytes(32), tag: bytes(16),
})

const keyringShape = z.strictObject({
  format: z.literal(FORMAT), version: z.literal(VERSION),
  /** Public name of the data key; see `keyName`. */
  keyName: z.string().regex(/^[0-9a-f]{32}$/),
  createdAt: z.string(),
  users: z.array(z.strictObject({ login: z.string().min(1), changedAt: z.string(), wrapped: wrappedShape })).max(10_000),
  recovery: z.strictObject({ changedAt: z.string(), wrapped: wrappedShape }),
})

/** What the file says, checked. */
export type Keyring = z.infer<typeof keyringShape>
export type KeyringUser = Keyring['users'][number]

/** A keyring without users, to be filled. */
export function emptyKeyring(keyName: string, at: string, recovery: Keyring['recovery']): Keyring {
  return { format: FORMAT, version: VERSION, keyName, createdAt: at, users: [], recovery }
}

/** What an entry of the keyring is bound to: `user` with the login key, or `recovery`. */
export function entryContext(keyName: string, kind: 'user' | 'recovery', who = ''): string {
  return JSON.stringify([FORMAT, VERSION, keyName, kind, who])
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
  return await exists(join(directory, KEYRING_FILE)) || await exists(join(directory, KEYRING_PREVIOUS_FILE))
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

/** Writes the keyring, keeping what was there as the previous one if it was sound. */
export async function writeKeyring(directory: string, keyring: Keyring): Promise<void> {
  const text = keyringText(keyring)
  if (await exists(join(directory, KEYRING_FILE))) {
    await writeFileAtomic(join(directory, KEYRING_PREVIOUS_FILE), keyringText(await readKeyring(directory)))
  }
  await writeFileAtomic(join(directory, KEYRING_FILE), text)
}

function checksum(keyring: Keyring): string {
  return createHash('sha256').update(JSON.stringify(keyringShape.parse(keyring))).digest('hex')
}

function damaged(cause?: unknown): AppError {
  return new AppError('DATABASE_DAMAGED', '开锁文件（keyring.json）缺失或已损坏，没有它任何密码都打不开数据；数据库本身没有改动。',
    '请把数据目录里的 keyring.previous.json 改名为 keyring.json（用上一次改密码之前的密码登录）；仍不行时，用最近的备份恢复。', { cause })
}
