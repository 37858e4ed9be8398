/**
 * A folder of sealed files: encrypted and authenticated with keys that follow from one secret, under names that say nothing without it.
 *
 * ```
 * <folder>/<first two digits>/<name>      name = HMAC-SHA-256(name key, id) in hex
 * "BFSEAL\r\n" (8) · salt (16) · chunks   chunk = AES-256-GCM of up to 64 KiB · tag (16)
 * ```
 * Every file has a key of its own (HKDF of the content key with the salt and the id), so that the number of the chunk can be its nonce; the
 * nonce of the last chunk is marked, so that a file cut off between two chunks is told, and the id is bound to the key, so that two files
 * cannot be exchanged for each other. Reading streams: what was read before a damage is thrown was authentic.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { codeOf, exists, makePrivateDirectory, partialPath, readFully, replaceFile, toFileError } from './atomic.ts'

/** What was written: how many bytes came in, and their SHA-256. */
export interface Sealed {
  readonly bytes: number
  readonly sha256: string
}

const MAGIC = Buffer.from('BFSEAL\r\n', 'latin1')
const SALT_BYTES = 16
const HEAD_BYTES = MAGIC.length + SALT_BYTES
const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16

/** Bytes as they come: pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** What names and contents of one folder are made unreadable with. */
export interface SealingKeys {
  readonly names: Buffer
  readonly content: Buffer
}

/** Keys that follow from one secret; `purpose` keeps those of two folders apart. */
export function sealingKeys(secret: Uint8Array, purpose: string): SealingKeys {
  return { names: derive(secret, '', `bangfu ${purpose} names`), content: derive(secret, '', `bangfu ${purpose} content`) }
}

export class SealedFiles {
  readonly #directory: string
  readonly #nameKey: Buffer
  readonly #contentKey: Buffer

  constructor(directory: string, keys: SealingKeys) {
    this.#directory = directory
    this.#nameKey = keys.names
    this.#contentKey = keys.content
  }

  /** Whether there is a file of this id; nothing is said of its soundness. */
  has(id: string): Promise<boolean> {
    return exists(this.pathOf(id))
  }

  /** Where the file of an id lies, whether it is there or not. */
  pathOf(id: string): string {
    const name = createHmac('sha256', this.#nameKey).update(id).digest('hex')
    return join(this.#directory, name.slice(0, 2), name)
  }

  /**
   * Writes the file of an id, in the place of the one there may be. `check` sees the sum before the file gets its name, and throws to refuse it.
   * Whatever is thrown, `content` included, leaves what was there before and nothing else.
   */
  async write(id: string, content: Bytes, check: (sealed: Sealed) => void = () => undefined): Promise<Sealed> {
    const path = this.pathOf(id)
    // Aside in the folder itself, where those that a broken-off run left are found without a search.
    const partial = partialPath(join(this.#directory, path.slice(-64)))
    try {
      await makePrivateDirectory(dirname(path))
      const file = await open(partial, 'wx', 0o600)
      let sealed: Sealed
      try {
        sealed = await this.#seal(id, content, file)
        check(sealed)
        await file.sync()
      } finally {
        await file.close()
      }
      await replaceFile(partial, path)
      return sealed
    } catch (error) {
      await rm(partial, { force: true })
      throw toFileError(error, path)
    }
  }

  /** The content of an id in pieces. Throws FILE_NOT_FOUND where there is none, ATTACHMENT_DAMAGED where a byte is not as it was written. */
  async *read(id: string): AsyncGenerator<Buffer, void> {
    const path = this.pathOf(id)
    const file = await open(path, 'r').catch((error: unknown) => {
      throw toFileError(error, path)
    })
    try {
      const head = Buffer.alloc(HEAD_BYTES)
      if ((await readFully(file, head, 0)) !== HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged()
      const key = this.#keyOf(id, head.subarray(MAGIC.length))
      const { size } = await file.stat()
      let position = HEAD_BYTES
      for (let number = 0; ; number += 1) {
        const chunk = Buffer.alloc(Math.min(CHUNK_BYTES + TAG_BYTES, size - position))
        if (chunk.length < TAG_BYTES || (await readFully(file, chunk, position)) !== chunk.length) throw damaged()
        position += chunk.length
        const last = position === size
        yield unsealChunk(key, number, last, chunk)
        if (last) return
      }
    } finally {
      await file.close()
    }
  }

  /** Removes the file of an id; none is no error. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
  }

  /** Removes what broken-off writes left. Only while nobody writes. */
  async tidy(): Promise<void> {
    const names = await readdir(this.#directory).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return []
      throw error
    })
    for (const name of names) if (name.endsWith('.partial')) await rm(join(this.#directory, name), { force: true })
  }

  async #seal(id: string, content: Bytes, file: FileHandle): Promise<Sealed> {
    const salt = randomBytes(SALT_BYTES)
    const key = this.#keyOf(id, salt)
    const hash = createHash('sha256')
    let bytes = 0
    let number = 0
    await file.writeFile(Buffer.concat([MAGIC, salt]))
    const held = Buffer.alloc(CHUNK_BYTES)
    let filled = 0
    for await (const piece of content) {
      hash.update(piece)
      bytes += piece.length
      for (let from = 0; from < piece.length; ) {
        // A full chunk waits until it is known whether it is the last.
        if (filled === CHUNK_BYTES) {
          await file.writeFile(sealChunk(key, number, false, held))
          number += 1
          filled = 0
        }
        const part = piece.subarray(from, from + CHUNK_BYTES - filled)
        held.set(part, filled)
        filled += part.length
        from += part.length
      }
    }
    await file.writeFile(sealChunk(key, number, true, held.subarray(0, filled)))
    return { bytes, sha256: hash.digest('hex') }
  }

  #keyOf(id: string, salt: Uint8Array): Buffer {
    return derive(this.#contentKey, salt, id)
  }
}

function derive(secret: Uint8Array, salt: Uint8Array | string, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
}

/** Number of the chunk (8 bytes) and whether it is the last: no two chunks under one key share it. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 0)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

function sealChunk(key: Buffer, number: number, last: boolean, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: TAG_BYTES })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unsealChunk(key: Buffer, number: number, last: boolean, chunk: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(chunk.subarray(chunk.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG_BYTES)), decipher.final()])
  } catch {
    throw damaged()
  }
}

function damaged(): AppError {
  return new AppError(
    'ATTACHMENT_DAMAGED',
    '附件文件已损坏，内容与存入时不一样，没有采用。',
    '请删除后重新添加原来的照片；没有原来的照片时，请用“连同照片备份”恢复到另一台电脑上取回。',
  )
}
