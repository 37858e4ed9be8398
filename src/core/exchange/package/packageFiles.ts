/**
 * What writing a package asks of the disk, so that tests can put a lying, full or vanished stick in its place; and the real disk.
 */
import { constants } from 'node:fs'
import { open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, replaceFile } from '../../files/atomic.ts'

export interface PackageFiles {
  /** Makes a new file; fails where one of this name exists. */
  create(path: string): Promise<PackageSink>
  /** Opens a file to read back what really is on the medium, past what the system remembers of it. */
  openBack(path: string): Promise<PackageSource>
  /** Puts a finished file in the place of another. */
  replace(from: string, to: string): Promise<void>
  /** Removes a file if it is there. */
  remove(path: string): Promise<void>
  /** The files of a folder that were begun and never finished, of packages of any name. */
  leftovers(directory: string): Promise<string[]>
}

export interface PackageSink {
  /** Writes at a position; returns how many bytes were taken, at least one. */
  write(bytes: Uint8Array, position: number): Promise<number>
  sync(): Promise<void>
  close(): Promise<void>
}

interface PackageSource {
  /** The next bytes from a position, as many as there are at a time; none at the end. They are good until the next read. */
  read(position: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** As {@link partialPath} names what is being written. */
const LEFTOVER = /^\..+\.bfx\.[0-9a-f]{12}\.partial$/

/** What is used of it here; the types of Node leave it to those of browsers. */
declare const WebAssembly: { readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer } }

/** Reading past the cache needs memory that begins at a page and positions that are multiples of one. */
const PAGE_BYTES = 4096
const PIECE_PAGES = 16

/** Node names this flag only where the C library has it; on Windows libuv knows it under this number (FILE_FLAG_NO_BUFFERING). */
const UNCACHED = process.platform === 'win32' ? 0x02000000 : (constants.O_DIRECT ?? 0)

/** The real disk. */
export const diskFiles: PackageFiles = {
  async create(path) {
    // Others are to copy it from the stick; what it holds is sealed.
    const file = await open(path, 'wx', 0o644)
    return {
      write: async (bytes, position) => (await file.write(bytes, 0, bytes.length, position)).bytesWritten,
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  openBack: async (path) => new UncachedSource(path, await openUncached(path)),
  replace: replaceFile,
  remove: (path) => rm(path, { force: true }),
  leftovers: async (directory) => (await readdir(directory)).filter((name) => LEFTOVER.test(name)).map((name) => join(directory, name)),
}

/** Some file systems know no reading past the cache; then the file is opened as usual. */
function openUncached(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | UNCACHED).catch((error: unknown) => {
    if (isRefusal(error)) return open(path, 'r')
    throw error
  })
}

class UncachedSource implements PackageSource {
  readonly #path: string
  // The memory of WebAssembly begins at a page, which no buffer of Node promises.
  readonly #buffer = Buffer.from(new WebAssembly.Memory({ initial: PIECE_PAGES }).buffer)
  #file: FileHandle
  #cached = false

  constructor(path: string, file: FileHandle) {
    this.#path = path
    this.#file = file
  }

  async read(position: number): Promise<Uint8Array> {
    const skip = position % PAGE_BYTES
    const bytesRead = await this.#readAt(position - skip)
    return this.#buffer.subarray(Math.min(skip, bytesRead), bytesRead)
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async #readAt(position: number): Promise<number> {
    try {
      return (await this.#file.read(this.#buffer, 0, this.#buffer.length, position)).bytesRead
    } catch (error) {
      if (this.#cached || !isRefusal(error)) throw error
      this.#cached = true
      await this.#file.close()
      this.#file = await open(this.#path, 'r')
      return this.#readAt(position)
    }
  }
}

function isRefusal(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'EINVAL' || code === 'ENOTSUP' || code === 'EOPNOTSUPP'
}
