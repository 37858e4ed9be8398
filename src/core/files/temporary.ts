/**
 * The one place for temporary files. In a folder named to {@link sealFolder} everything written here lies encrypted under a key that only this
 * run of the program has, in memory: what a killed run leaves there is unreadable at once, and goes at the next start. Outside such folders
 * the same functions read and write plainly, so that a writer or reader need not know where its file lies.
 *
 * ```
 * "BFTEMP\r\n" (8) · salt (16) · AES-256-CTR of the content      key = HKDF-SHA-256(secret of the run, salt)
 * ```
 * The cipher counts blocks, so that a file can be read from any place. It hides and does not prove: whoever can change these files while the
 * program runs can change the program. Threads that the program starts know folders and secret through the environment data of Node.
 */
import { createCipheriv, hkdfSync, randomBytes, type Cipheriv } from 'node:crypto'
import { closeSync, createWriteStream, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { Writable } from 'node:stream'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { partialPath, readFully, requireFreeSpace, toFileError, writeFileAtomic } from './atomic.ts'

const MAGIC = Buffer.from('BFTEMP\r\n', 'latin1')
const SALT_BYTES = 16
const HEAD_BYTES = MAGIC.length + SALT_BYTES
const BLOCK_BYTES = 16
const PIECE_BYTES = 256 * 1024
const SHARED = 'bangfu temporary files'

/** A file open for reading, whatever it is on the disk. */
export interface InputFile {
  /** Fills a part of `buffer` from `position`; as of a FileHandle. */
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  stat(): Promise<{ readonly size: number; isFile(): boolean }>
  close(): Promise<void>
}

interface Shared {
  readonly secret: Uint8Array
  readonly folders: readonly string[]
}

/** Makes the folder anew, empty and its owner's alone; from now on what is written into it is sealed. */
export function sealFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw toFileError(error, folder)
  }
  const { secret, folders } = shared()
  const path = resolve(folder)
  if (!folders.includes(path)) setEnvironmentData(SHARED, { secret, folders: [...folders, path] } satisfies Shared)
}

/** What a thread that is started now knows of sealed folders; one started before the answer was another one cannot read what was sealed since. */
export function knownToThreads(): unknown {
  return shared()
}

/** Ends a sealed folder: what lies in it is removed. */
export function endFolder(folder: string): void {
  const { secret, folders } = shared()
  setEnvironmentData(SHARED, { secret, folders: folders.filter((one) => one !== resolve(folder)) } satisfies Shared)
  rmSync(folder, { recursive: true, force: true })
}

/** A new file to write to; refuses one that is there. Only its owner may read it. */
export function createOutput(path: string): Writable {
  return isSealed(path) ? new SealedOutput(path) : createWriteStream(path, { flags: 'wx', mode: 0o600 })
}

/** Opens a file to read, one that was written here or any other. Throws what the system says. */
export async function openInput(path: string): Promise<InputFile> {
  const file = await open(path, 'r')
  if (!isSealed(path)) return file
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    // What is encrypted anyway (packages) may lie there as it is.
    if ((await readFully(file, head, 0)) < HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) return file
    return new SealedInput(file, keyOf(head.subarray(MAGIC.length)))
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The whole content of a file. */
export async function readInput(path: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of inputPieces(path)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The content of a file piece by piece. */
export async function* inputPieces(path: string): AsyncGenerator<Buffer, void, void> {
  const file = await openInput(path)
  try {
    for (let position = 0; ; ) {
      const buffer = Buffer.alloc(PIECE_BYTES)
      const read = await readFully(file, buffer, position)
      if (read === 0) return
      yield buffer.subarray(0, read)
      position += read
    }
  } finally {
    await file.close()
  }
}

/** Bytes of the content. Throws as `toFileError` says. */
export function inputSize(path: string): number {
  try {
    const { size } = statSync(path)
    return isSealed(path) && hasHead(path) ? size - HEAD_BYTES : size
  } catch (error) {
    throw toFileError(error, path)
  }
}

/** Hands a file over: in clear, aside in the folder where it is wanted, then under its name. The old file there stays whole until then. */
export function handOver(from: string, to: string): Promise<void> {
  return writeFileAtomic(to, inputPieces(from))
}

/** Room for something that takes a while, in a folder of the program or, where nothing of an office is open, of the system. */
export function makeScratch(within: string | null, prefix: string): Promise<string> {
  return mkdtemp(join(within ?? tmpdir(), prefix))
}

/** What a program that died left in a folder under names of {@link makeScratch}; removed while nobody works there. */
export async function removeScratch(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(prefix)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** A file without a name (where the system allows that) under a key of its own, for what is written once and read from any place. */
export class Scratch {
  readonly #file: FileHandle
  readonly #path: string
  readonly #key = randomBytes(32)
  readonly #cipher: Cipheriv
  #named = true
  size = 0

  private constructor(file: FileHandle, path: string) {
    this.#file = file
    this.#path = path
    this.#cipher = cipherAt(this.#key, 0)
  }

  /** Makes one in a folder in which so many bytes must be free. */
  static async make(folder: string, name: string, bytes: number): Promise<Scratch> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await requireFreeSpace(folder, bytes)
    const path = partialPath(join(folder, name))
    const made = new Scratch(await open(path, 'wx+', 0o600), path)
    // Where an open file cannot lose its name, it loses it when it is closed.
    await made.#remove().catch(() => undefined)
    return made
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#file.writeFile(this.#cipher.update(bytes))
    this.size += bytes.length
  }

  /** Fills `buffer` from `position`; returns the number of bytes read, fewer only at the end. */
  async read(buffer: Uint8Array, position: number): Promise<number> {
    const length = await readFully(this.#file, buffer, position)
    decryptInPlace(this.#key, buffer.subarray(0, length), position)
    return length
  }

  async close(): Promise<void> {
    await this.#file.close()
    if (this.#named) await this.#remove()
  }

  async #remove(): Promise<void> {
    await rm(this.#path, { force: true })
    this.#named = false
  }
}

type Finish = (error?: Error | null) => void

class SealedOutput extends Writable {
  readonly #path: string
  #file: FileHandle | null = null
  #cipher: Cipheriv | null = null

  constructor(path: string) {
    super({ highWaterMark: PIECE_BYTES })
    this.#path = path
  }

  override _construct(finish: Finish): void {
    this.#begin().then(() => {
      finish()
    }, finish)
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, finish: Finish): void {
    const { file, cipher } = this.#opened()
    file.writeFile(cipher.update(chunk)).then(() => {
      finish()
    }, finish)
  }

  override _final(finish: Finish): void {
    this.#opened()
      .file.sync()
      .then(() => {
        finish()
      }, finish)
  }

  override _destroy(error: Error | null, finish: Finish): void {
    const file = this.#file
    this.#file = null
    if (file === null) finish(error)
    else
      file.close().then(
        () => {
          finish(error)
        },
        (cause: Error) => {
          finish(error ?? cause)
        },
      )
  }

  async #begin(): Promise<void> {
    this.#file = await open(this.#path, 'wx', 0o600)
    const salt = randomBytes(SALT_BYTES)
    this.#cipher = cipherAt(keyOf(salt), 0)
    await this.#file.writeFile(Buffer.concat([MAGIC, salt]))
  }

  #opened(): { file: FileHandle; cipher: Cipheriv } {
    if (this.#file === null || this.#cipher === null) throw new Error('The file is not open.')
    return { file: this.#file, cipher: this.#cipher }
  }
}

class SealedInput implements InputFile {
  readonly #file: FileHandle
  readonly #key: Buffer

  constructor(file: FileHandle, key: Buffer) {
    this.#file = file
    this.#key = key
  }

  async read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }> {
    const { bytesRead } = await this.#file.read(buffer, offset, length, position + HEAD_BYTES)
    decryptInPlace(this.#key, buffer.subarray(offset, offset + bytesRead), position)
    return { bytesRead }
  }

  async stat(): Promise<{ readonly size: number; isFile(): boolean }> {
    const facts = await this.#file.stat()
    return { size: facts.size - HEAD_BYTES, isFile: () => facts.isFile() }
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

function shared(): Shared {
  const known = getEnvironmentData(SHARED) as Shared | undefined
  if (known !== undefined) return known
  const made: Shared = { secret: randomBytes(32), folders: [] }
  setEnvironmentData(SHARED, made as never)
  return made
}

function isSealed(path: string): boolean {
  const whole = resolve(path)
  return shared().folders.some((folder) => whole.startsWith(folder + sep))
}

function hasHead(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(MAGIC.length)
    return readSync(file, head, 0, head.length, 0) === head.length && head.equals(MAGIC)
  } finally {
    closeSync(file)
  }
}

function keyOf(salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', shared().secret, salt, SHARED, 32))
}

/** The cipher counts blocks, so it can begin at any of them. */
function cipherAt(key: Buffer, block: number): Cipheriv {
  const counter = Buffer.alloc(BLOCK_BYTES)
  counter.writeBigUInt64BE(BigInt(block), 8)
  return createCipheriv('aes-256-ctr', key, counter)
}

function decryptInPlace(key: Buffer, bytes: Uint8Array, position: number): void {
  const cipher = cipherAt(key, Math.floor(position / BLOCK_BYTES))
  cipher.update(Buffer.alloc(position % BLOCK_BYTES))
  bytes.set(cipher.update(bytes))
}
