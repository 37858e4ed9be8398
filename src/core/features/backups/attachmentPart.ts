/**
 * The contents of photos and attachments inside a backup: the encrypted files one after another as they lie in the data folder, each behind
 * its name and length. They need no key to be packed or unpacked; only the data key of the same backup reads them.
 *
 * ```
 * name (64 hex digits) · length (8, big endian) · bytes … and so on
 * ```
 */
import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'
import { codeOf, exists, makePrivateDirectory, partialPath, readFully, replaceFile, requireFreeSpace, toFileError } from '../../files/atomic.ts'
import { readPieces, type BackupPart, type CopyOptions } from './container.ts'

/** One encrypted content file. */
export interface Content {
  readonly name: string
  readonly path: string
  readonly size: number
}

const NAME_BYTES = 64
const HEAD_BYTES = NAME_BYTES + 8
const CHUNK_BYTES = 1024 * 1024

/** The contents that lie in the folder of attachments, by name; thumbnails and what broken-off writes left are none. */
export async function contentsIn(folder: string): Promise<Content[]> {
  const contents: Content[] = []
  for (const group of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(group)) continue
    for (const name of await namesIn(join(folder, group))) {
      if (!isName(name)) continue
      const path = join(folder, group, name)
      contents.push({ name, path, size: (await stat(path)).size })
    }
  }
  return contents
}

/** Bytes of the part that the contents make. */
export function sizeOfContents(contents: readonly Content[]): number {
  return contents.reduce((sum, { size }) => sum + HEAD_BYTES + size, 0)
}

/** The contents as the bytes of the part. A content never changes, so its length is the one listed. */
export async function* packContents(contents: readonly Content[]): AsyncGenerator<Uint8Array, void> {
  const buffer = Buffer.alloc(CHUNK_BYTES)
  for (const { name, path, size } of contents) {
    yield headOf(name, size)
    const file = await open(path, 'r').catch((error: unknown) => {
      throw toFileError(error, path)
    })
    try {
      for (let position = 0; position < size; ) {
        const wanted = buffer.subarray(0, Math.min(CHUNK_BYTES, size - position))
        if ((await readFully(file, wanted, position)) !== wanted.length) throw cutOff()
        yield wanted
        position += wanted.length
      }
    } finally {
      await file.close()
    }
  }
}

/**
 * Adds the contents of a backup to those in the folder; what is there stays as it is. All is read and compared with its SHA-256 before
 * the first file is written; broken off, whole files more may lie there, which nothing refers to and nothing minds. `onAdded` is told of each.
 */
export async function unpackContents(
  backup: string,
  part: BackupPart,
  folder: string,
  options: CopyOptions & { readonly onAdded?: (path: string) => void } = {},
): Promise<void> {
  const cancel = options.signal === undefined ? {} : { signal: options.signal }
  await readPieces(backup, part, () => Promise.resolve(), { ...cancel, onBytes: (done, total) => options.onBytes?.(done / 2, total) })
  await makePrivateDirectory(folder)
  await requireFreeSpace(folder, part.size)
  const unpacker = new Unpacker(folder, options.onAdded)
  try {
    await readPieces(backup, part, (piece) => unpacker.take(piece), { ...cancel, onBytes: (done, total) => options.onBytes?.((total + done) / 2, total) })
    unpacker.end()
  } catch (error) {
    throw toFileError(error, folder)
  } finally {
    await unpacker.close()
  }
}

interface Target {
  readonly path: string
  readonly partial: string
  readonly file: FileHandle
}

/** Takes the part apart as its pieces come. */
class Unpacker {
  readonly #folder: string
  readonly #head = Buffer.alloc(HEAD_BYTES)
  #headFilled = 0
  #left = 0
  /** The file being written; null while a head is read, or the content is there already. */
  #target: Target | null = null

  readonly #onAdded: (path: string) => void

  constructor(folder: string, onAdded: (path: string) => void = () => undefined) {
    this.#folder = folder
    this.#onAdded = onAdded
  }

  async take(piece: Buffer): Promise<void> {
    for (let from = 0; from < piece.length; ) {
      if (this.#left > 0) {
        const body = piece.subarray(from, from + this.#left)
        if (this.#target !== null) await this.#target.file.writeFile(body)
        from += body.length
        this.#left -= body.length
        if (this.#left === 0) await this.#finish()
        continue
      }
      const head = piece.subarray(from, from + HEAD_BYTES - this.#headFilled)
      this.#head.set(head, this.#headFilled)
      from += head.length
      this.#headFilled += head.length
      if (this.#headFilled === HEAD_BYTES) await this.#begin()
    }
  }

  /** Throws BACKUP_DAMAGED where the last content is not whole. */
  end(): void {
    if (this.#headFilled > 0 || this.#left > 0) throw cutOff()
  }

  /** Removes what is not finished. */
  async close(): Promise<void> {
    const target = this.#target
    this.#target = null
    if (target === null) return
    await target.file.close()
    await rm(target.partial, { force: true })
  }

  async #begin(): Promise<void> {
    const name = this.#head.subarray(0, NAME_BYTES).toString('latin1')
    const size = Number(this.#head.readBigUInt64BE(NAME_BYTES))
    if (!isName(name) || size === 0 || !Number.isSafeInteger(size)) throw cutOff()
    this.#headFilled = 0
    this.#left = size
    const path = join(this.#folder, name.slice(0, 2), name)
    if (await exists(path)) return
    await makePrivateDirectory(dirname(path))
    const partial = partialPath(join(this.#folder, name))
    this.#target = {
      path,
      partial,
      file: await open(partial, 'wx', 0o600).catch((error: unknown) => {
        throw toFileError(error, path)
      }),
    }
  }

  async #finish(): Promise<void> {
    const target = this.#target
    if (target === null) return
    await target.file.sync()
    await target.file.close()
    this.#target = null
    // Before it is there: renamed, but not known to be on the disk, it would stay otherwise.
    this.#onAdded(target.path)
    try {
      await replaceFile(target.partial, target.path)
    } finally {
      await rm(target.partial, { force: true })
    }
  }
}

function headOf(name: string, size: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(name, 'latin1')
  head.writeBigUInt64BE(BigInt(size), NAME_BYTES)
  return head
}

function isName(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name)
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw toFileError(error, folder)
  })
}

function cutOff(): AppError {
  return new AppError('BACKUP_DAMAGED', '备份里的照片部分不完整，没有采用；现有数据没有改动。', '请换一份备份；正在备份时，请重新备份一次。')
}
