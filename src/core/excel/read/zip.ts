/**
 * Reading of zip packages from the disk: the list of contents first, so that oversized parts are refused before anything is
 * unpacked, then single parts as a whole or as a stream that never holds more than a piece in memory.
 * Source of the layout: PKWARE APPNOTE 6.3.
 */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { readFully } from '../../files/atomic.ts'
import { damaged, passwordProtected, tooLarge } from './failures.ts'
import { MAXIMUM_ENTRIES } from './limits.ts'

/** One part of the package; sizes in bytes. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly compressedSize: number
  readonly size: number
  readonly crc: number
  readonly offset: number
  readonly encrypted: boolean
}

const END_OF_DIRECTORY = 0x06054b50
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_END = 0x06064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535
const PIECE_BYTES = 256 * 1024
const BIGGEST_DIRECTORY = 64 * 1024 * 1024

export class ZipFile {
  readonly #file: FileHandle
  readonly #name: string
  readonly #entries = new Map<string, ZipEntry>()

  private constructor(file: FileHandle, name: string, entries: readonly ZipEntry[]) {
    this.#file = file
    this.#name = name
    for (const entry of entries) this.#entries.set(partName(entry.name), entry)
  }

  /**
   * Reads the list of contents of a file of `size` bytes; `name` is what messages call it.
   * Throws FILE_FORMAT when it is cut short or damaged, FILE_TOO_LARGE when it has too many parts.
   */
  static async open(file: FileHandle, size: number, name: string): Promise<ZipFile> {
    const { entries, offset, bytes } = await findDirectory(file, size, name)
    if (entries > MAXIMUM_ENTRIES) throw tooLarge(name, `里面有 ${entries} 个部分`)
    if (bytes > BIGGEST_DIRECTORY || offset + bytes > size) throw damaged(name)
    const directory = await readPiece(file, offset, bytes, name)
    return new ZipFile(file, name, parseDirectory(directory, entries, name))
  }

  /** The part of this name (upper and lower case alike), or undefined. */
  entry(name: string): ZipEntry | undefined {
    return this.#entries.get(partName(name))
  }

  /** All parts. */
  get entries(): IterableIterator<ZipEntry> {
    return this.#entries.values()
  }

  /** Unpacks a part as a whole. Throws FILE_TOO_LARGE above `limit` bytes, FILE_FORMAT when damaged. */
  async read(entry: ZipEntry, limit: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.stream(entry, limit)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  /** Unpacks a part piece by piece; length and checksum are compared at the end. Throws as {@link read} does. */
  async* stream(entry: ZipEntry, limit: number): AsyncGenerator<Buffer, void, void> {
    if (entry.encrypted) throw passwordProtected(this.#name)
    if (entry.size > limit) throw tooLarge(this.#name, `展开后有 ${Math.ceil(entry.size / 1024 / 1024)} MB`)
    if (entry.method !== 0 && entry.method !== 8) throw damaged(this.#name)
    let size = 0
    let crc = 0
    for await (const piece of this.#pieces(entry)) {
      size += piece.length
      // The list of contents may lie about the size; what comes out decides.
      if (size > entry.size) throw damaged(this.#name)
      crc = crc32(piece, crc)
      yield piece
    }
    if (size !== entry.size || crc !== entry.crc) throw damaged(this.#name)
  }

  async* #pieces(entry: ZipEntry): AsyncGenerator<Buffer, void, void> {
    if (entry.compressedSize === 0) return
    const start = await this.#dataStart(entry)
    const packed = this.#packed(start, entry.compressedSize)
    if (entry.method === 0) {
      yield* packed
      return
    }
    const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
    const source = Readable.from(packed, { objectMode: false })
    source.on('error', (error) => { inflate.destroy(error) })
    source.pipe(inflate)
    try {
      yield* inflate
    } catch (error) {
      throw isZlibError(error) ? damaged(this.#name, error) : error
    } finally {
      source.destroy()
    }
  }

  /** The file's bytes as they are; unlike a read stream it leaves the file open. */
  async* #packed(start: number, length: number): AsyncGenerator<Buffer, void, void> {
    for (let done = 0; done < length; done += PIECE_BYTES) {
      yield await readPiece(this.#file, start + done, Math.min(PIECE_BYTES, length - done), this.#name)
    }
  }

  async #dataStart(entry: ZipEntry): Promise<number> {
    const header = await readPiece(this.#file, entry.offset, 30, this.#name)
    if (header.readUInt32LE(0) !== LOCAL_ENTRY) throw damaged(this.#name)
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  }
}

interface Directory {
  readonly entries: number
  readonly offset: number
  readonly bytes: number
}

async function findDirectory(file: FileHandle, size: number, name: string): Promise<Directory> {
  const tailLength = Math.min(size, END_LENGTH + LONGEST_COMMENT)
  const tail = await readPiece(file, size - tailLength, tailLength, name)
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const found = { entries: tail.readUInt16LE(at + 10), bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) }
    const isZip64 = found.entries === 0xffff || found.bytes === 0xffffffff || found.offset === 0xffffffff
    return isZip64 ? findZip64Directory(file, size - tailLength + at, found, name) : found
  }
  throw damaged(name)
}

async function findZip64Directory(file: FileHandle, endAt: number, otherwise: Directory, name: string): Promise<Directory> {
  if (endAt < 20) return otherwise
  const locator = await readPiece(file, endAt - 20, 20, name)
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR) return otherwise
  const end = await readPiece(file, Number(locator.readBigUInt64LE(8)), 56, name)
  if (end.readUInt32LE(0) !== ZIP64_END) throw damaged(name)
  return { entries: Number(end.readBigUInt64LE(32)), bytes: Number(end.readBigUInt64LE(40)), offset: Number(end.readBigUInt64LE(48)) }
}

function parseDirectory(directory: Buffer, count: number, name: string): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged(name)
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const end = at + 46 + nameLength + extraLength
    if (end > directory.length) throw damaged(name)
    const sizes = {
      size: directory.readUInt32LE(at + 24), compressedSize: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42),
    }
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      ...withZip64Sizes(sizes, directory.subarray(end - extraLength, end)),
    })
    at = end + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes of 4 GB and more stand in an extra field, in this order, each only if its usual place is full of ones. */
function withZip64Sizes<T extends { size: number; compressedSize: number; offset: number }>(sizes: T, extra: Buffer): T {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      let place = at + 4
      const result = { ...sizes }
      for (const key of ['size', 'compressedSize', 'offset'] as const) {
        if (sizes[key] !== 0xffffffff || place + 8 > extra.length) continue
        result[key] = Number(extra.readBigUInt64LE(place))
        place += 8
      }
      return result
    }
    at += 4 + length
  }
  return sizes
}

async function readPiece(file: FileHandle, position: number, length: number, name: string): Promise<Buffer> {
  if (position < 0 || !Number.isSafeInteger(position)) throw damaged(name)
  const buffer = Buffer.alloc(length)
  if (await readFully(file, buffer, position) < length) throw damaged(name)
  return buffer
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
