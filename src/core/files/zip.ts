/**
 * Reading of zip packages: the list of contents first, so that oversized parts are refused before anything is
 * unpacked, then single parts as a whole or as a stream that never holds more than a piece in memory.
 * Source of the layout: PKWARE APPNOTE 6.3.
 */
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { readFully, type PositionedFile } from './atomic.ts'

/** Bytes that can be read at any place. */
export interface RandomAccess {
  readonly size: number
  /** Fills `buffer` from `position`; returns the number of bytes read, fewer only at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>
}

/** How much is read at most, and the words for what is wrong. */
export interface ZipRules {
  readonly maximumEntries: number
  /** Cut short or not what it says. */
  damaged(cause?: unknown): Error
  encrypted(): Error
  /** `what` is half a sentence: “里面有 70000 个部分”. */
  tooLarge(what: string): Error
}

/** Where the list of contents stands. */
export interface ZipDirectory {
  readonly entries: number
  readonly offset: number
  readonly bytes: number
  /** Where the records after the list begin, and where the last of them ends. */
  readonly recordsAt: number
  readonly end: number
}

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
  /** Sizes and checksum stand behind the data instead of before it. */
  readonly described: boolean
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

/** A file of the disk as bytes that can be read at any place. */
export function fileAccess(file: PositionedFile, size: number): RandomAccess {
  return { size, read: (buffer, position) => readFully(file, buffer, position) }
}

export class ZipFile {
  readonly directory: ZipDirectory
  /** Every entry as the list of contents has it, also those whose names occur twice. */
  readonly listed: readonly ZipEntry[]
  /** Bytes of the list of contents behind its last entry; an ordinary writer leaves none. */
  readonly leftover: number
  readonly #source: RandomAccess
  readonly #rules: ZipRules
  readonly #entries = new Map<string, ZipEntry>()

  private constructor(source: RandomAccess, rules: ZipRules, directory: ZipDirectory, { entries, leftover }: Listing) {
    this.#source = source
    this.#rules = rules
    this.directory = directory
    this.listed = entries
    this.leftover = leftover
    for (const entry of entries) this.#entries.set(partName(entry.name), entry)
  }

  /** Reads the list of contents. Throws what the rules say when it is cut short, damaged or too long. */
  static async open(source: RandomAccess, rules: ZipRules): Promise<ZipFile> {
    const found = await findDirectory(source, rules)
    if (found.entries > rules.maximumEntries) throw rules.tooLarge(`里面有 ${found.entries} 个部分`)
    if (found.bytes > BIGGEST_DIRECTORY || found.offset + found.bytes > source.size) throw rules.damaged()
    const directory = await readPiece(source, found.offset, found.bytes, rules)
    return new ZipFile(source, rules, found, parseDirectory(directory, found.entries, rules))
  }

  /** The part of this name (upper and lower case alike), or undefined. */
  entry(name: string): ZipEntry | undefined {
    return this.#entries.get(partName(name))
  }

  /** All parts. */
  get entries(): IterableIterator<ZipEntry> {
    return this.#entries.values()
  }

  /** Unpacks a part as a whole. Throws what the rules say when it is larger than `limit` bytes, encrypted or damaged. */
  async read(entry: ZipEntry, limit: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.stream(entry, limit)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  /** Unpacks a part piece by piece; length and checksum are compared at the end. Throws as {@link read} does. */
  async *stream(entry: ZipEntry, limit: number): AsyncGenerator<Buffer, void, void> {
    if (entry.encrypted) throw this.#rules.encrypted()
    if (entry.size > limit) throw this.#rules.tooLarge(`展开后有 ${Math.ceil(entry.size / 1024 / 1024)} MB`)
    if (entry.method !== 0 && entry.method !== 8) throw this.#rules.damaged()
    let size = 0
    let crc = 0
    for await (const piece of this.#pieces(entry)) {
      size += piece.length
      // The list of contents may lie about the size; what comes out decides.
      if (size > entry.size) throw this.#rules.damaged()
      crc = crc32(piece, crc)
      yield piece
    }
    if (size !== entry.size || crc !== entry.crc) throw this.#rules.damaged()
  }

  async *#pieces(entry: ZipEntry): AsyncGenerator<Buffer, void, void> {
    if (entry.compressedSize === 0) return
    const start = await this.#dataStart(entry)
    const packed = this.#packed(start, entry.compressedSize)
    if (entry.method === 0) {
      yield* packed
      return
    }
    const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
    const source = Readable.from(packed, { objectMode: false })
    source.on('error', (error) => {
      inflate.destroy(error)
    })
    source.pipe(inflate)
    try {
      yield* inflate
    } catch (error) {
      throw isZlibError(error) ? this.#rules.damaged(error) : error
    } finally {
      source.destroy()
    }
  }

  /** The bytes as they are; unlike a read stream it leaves the file open. */
  async *#packed(start: number, length: number): AsyncGenerator<Buffer, void, void> {
    for (let done = 0; done < length; done += PIECE_BYTES) {
      yield await readPiece(this.#source, start + done, Math.min(PIECE_BYTES, length - done), this.#rules)
    }
  }

  async #dataStart(entry: ZipEntry): Promise<number> {
    const header = await readPiece(this.#source, entry.offset, 30, this.#rules)
    if (header.readUInt32LE(0) !== LOCAL_ENTRY) throw this.#rules.damaged()
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  }
}

interface Listing {
  readonly entries: readonly ZipEntry[]
  readonly leftover: number
}

async function findDirectory(source: RandomAccess, rules: ZipRules): Promise<ZipDirectory> {
  const tailLength = Math.min(source.size, END_LENGTH + LONGEST_COMMENT)
  const tail = await readPiece(source, source.size - tailLength, tailLength, rules)
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const recordsAt = source.size - tailLength + at
    const found = {
      entries: tail.readUInt16LE(at + 10),
      bytes: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
      recordsAt,
      end: recordsAt + END_LENGTH + tail.readUInt16LE(at + 20),
    }
    const isZip64 = found.entries === 0xffff || found.bytes === 0xffffffff || found.offset === 0xffffffff
    return isZip64 ? findZip64Directory(source, found, rules) : found
  }
  throw rules.damaged()
}

async function findZip64Directory(source: RandomAccess, otherwise: ZipDirectory, rules: ZipRules): Promise<ZipDirectory> {
  const endAt = otherwise.recordsAt
  if (endAt < 20) return otherwise
  const locator = await readPiece(source, endAt - 20, 20, rules)
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR) return otherwise
  const recordsAt = Number(locator.readBigUInt64LE(8))
  const end = await readPiece(source, recordsAt, 56, rules)
  if (end.readUInt32LE(0) !== ZIP64_END) throw rules.damaged()
  return {
    entries: Number(end.readBigUInt64LE(32)),
    bytes: Number(end.readBigUInt64LE(40)),
    offset: Number(end.readBigUInt64LE(48)),
    recordsAt,
    end: otherwise.end,
  }
}

function parseDirectory(directory: Buffer, count: number, rules: ZipRules): Listing {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw rules.damaged()
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const end = at + 46 + nameLength + extraLength
    if (end > directory.length) throw rules.damaged()
    const sizes = {
      size: directory.readUInt32LE(at + 24),
      compressedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    }
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      encrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
      described: (directory.readUInt16LE(at + 8) & 8) !== 0,
      ...withZip64Sizes(sizes, directory.subarray(end - extraLength, end)),
    })
    at = end + directory.readUInt16LE(at + 32)
  }
  return { entries, leftover: directory.length - at }
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

async function readPiece(source: RandomAccess, position: number, length: number, rules: ZipRules): Promise<Buffer> {
  if (position < 0 || !Number.isSafeInteger(position)) throw rules.damaged()
  const buffer = Buffer.alloc(length)
  if ((await source.read(buffer, position)) < length) throw rules.damaged()
  return buffer
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
