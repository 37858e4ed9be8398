/**
 * The write-ahead log as it lies on the disk, read where SQLite stops: it takes the first frame that does not add up for the end and passes
 * over all that was committed behind it without a word.
 */
import type { PageCipher } from './pageCipher.ts'
import { PAGE_BYTES } from './pageCipher.ts'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES

/** What a log holds beyond the database file, as of its last commit. */
export interface LogContent {
  /** The newest content of each page. */
  readonly pages: ReadonlyMap<number, Uint8Array>
  /** Pages whose newest content cannot be read. */
  readonly lost: ReadonlySet<number>
  /** Frames put right, the header of the log counting as one, and frames that could not be. */
  readonly mended: number
  readonly damaged: number
  /** Frames behind the last commit that cannot be read: what a power cut broke off, or what was done last. */
  readonly torn: number
}

interface Frame {
  readonly number: number
  readonly commits: boolean
  readonly page: Uint8Array | null
  readonly mended: boolean
  readonly sums: Sums
}

type Sums = readonly [number, number]

/** Reads a log from its bytes; an empty one holds nothing. `step` gives others a turn. */
export async function readLog(bytes: Buffer, cipher: PageCipher, step: () => Promise<void>): Promise<LogContent> {
  if (bytes.length <= HEADER_BYTES) return newestOf([], 0, 0)
  const headed = hasHeader(bytes)
  const salt = headed ? bytes.subarray(16, 24) : latestSalt(bytes, cipher)
  if (salt === null) return newestOf([], 0, 0)
  const bigEndian = (bytes.readUInt32BE(0) & 1) === 1 && headed
  const frames: Frame[] = []
  let committed = 0
  let sums: Sums = [bytes.readUInt32BE(24), bytes.readUInt32BE(28)]
  for (const at of framesOf(bytes)) {
    const frame = readFrame(bytes.subarray(at, at + FRAME_BYTES), {
      cipher,
      salt,
      before: sums,
      behindGap: frames.at(-1)?.page === null || (!headed && frames.length === 0),
      bigEndian,
    })
    // Frames of an earlier round of the log end it.
    if (frame === null) break
    frames.push(frame)
    if (frame.commits) committed = frames.length
    sums = frame.sums
    await step()
  }
  return newestOf(frames, committed, headed ? 0 : 1)
}

function* framesOf(bytes: Buffer): Generator<number> {
  for (let at = HEADER_BYTES; at + FRAME_BYTES <= bytes.length; at += FRAME_BYTES) yield at
}

/** Whether the header adds up; without it SQLite takes the log for empty. */
function hasHeader(bytes: Buffer): boolean {
  const magic = bytes.readUInt32BE(0)
  return (magic & ~1) >>> 0 === MAGIC && same(addUp(bytes.subarray(0, 24), [0, 0], (magic & 1) === 1), [bytes.readUInt32BE(24), bytes.readUInt32BE(28)])
}

const MAGIC = 0x377f0682

/** Where the header is gone: the salts of the latest round of the log, whose first is one more with each round; null where no frame can be read. */
function latestSalt(bytes: Buffer, cipher: PageCipher): Buffer | null {
  let latest: Buffer | null = null
  for (const at of framesOf(bytes)) {
    const salt = bytes.subarray(at + 8, at + 16)
    const isLater = latest === null || ((salt.readUInt32BE(0) - latest.readUInt32BE(0)) | 0) > 0
    if (isLater && !isZero(salt) && cipher.isSound(bytes.subarray(at + FRAME_HEADER_BYTES, at + FRAME_BYTES), bytes.readUInt32BE(at))) latest = salt
  }
  return latest
}

function newestOf(frames: readonly Frame[], committed: number, header: number): LogContent {
  const pages = new Map<number, Uint8Array>()
  const lost = new Set<number>()
  const counted = frames.slice(0, committed)
  for (const { number, page } of counted) {
    if (page !== null) {
      pages.set(number, page)
      lost.delete(number)
    } else if (number > 0) {
      pages.delete(number)
      lost.add(number)
    }
  }
  const unread = (some: readonly Frame[]): number => some.filter(({ page }) => page === null).length
  return { pages, lost, mended: counted.filter((frame) => frame.mended).length + header, damaged: unread(counted), torn: unread(frames.slice(committed)) }
}

interface Reading {
  readonly cipher: PageCipher
  readonly salt: Buffer
  readonly before: Sums
  readonly behindGap: boolean
  readonly bigEndian: boolean
}

function readFrame(bytes: Buffer, reading: Reading): Frame | null {
  const { cipher, salt } = reading
  const page = bytes.subarray(FRAME_HEADER_BYTES)
  const head = bytes.subarray(0, 8)
  const stored: Sums = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const fits = (first: Buffer, content: Uint8Array): boolean => same(sumsOf(first, content, reading), stored)
  const frame = (first: Buffer, content: Uint8Array | null, mended: boolean): Frame => ({
    number: first.readUInt32BE(0),
    commits: first.readUInt32BE(4) !== 0,
    page: content === null ? null : Uint8Array.from(content),
    mended,
    sums: stored,
  })
  const distance = bitsBetween(salt, bytes.subarray(8, 16))
  if (distance === 0 && fits(head, page)) return frame(head, page, false)
  const wanted = cipher.mended(page, head.readUInt32BE(0))
  if (wanted !== null && distance <= 1) {
    if (fits(head, wanted)) return frame(head, wanted, true)
    // Behind a frame that is lost no sums fit, and any may be what was hit: the tag of the page stands for it.
    return frame(
      commitAsSummed(head, (tried) => fits(tried, wanted)),
      wanted,
      !reading.behindGap || wanted !== page,
    )
  }
  if (distance > 1) return isZero(bytes) || isZero(head) ? frame(Buffer.alloc(8), null, false) : null
  for (const tried of withOneBitFlipped(head)) if (fits(tried, page)) return frame(tried, page, true)
  return frame(head, null, false)
}

/** The first eight bytes of a frame's header as the sums say, where one bit of them was flipped; else as they are. */
function commitAsSummed(head: Buffer, fits: (tried: Buffer) => boolean): Buffer {
  for (const tried of withOneBitFlipped(head)) if (fits(tried)) return tried
  return head
}

function* withOneBitFlipped(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const copy = Buffer.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    yield copy
  }
}

function sumsOf(head: Buffer, page: Uint8Array, { before, bigEndian }: Reading): Sums {
  return addUp(page, addUp(head, before, bigEndian), bigEndian)
}

function addUp(bytes: Uint8Array, [first, second]: Sums, bigEndian: boolean): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let one = first
  let other = second
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    one = (one + view.getUint32(at, !bigEndian) + other) >>> 0
    other = (other + view.getUint32(at + 4, !bigEndian) + one) >>> 0
  }
  return [one, other]
}

function same(one: Sums, other: Sums): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

function bitsBetween(one: Uint8Array, other: Uint8Array): number {
  let count = 0
  for (const [index, byte] of one.entries()) for (let rest = byte ^ (other[index] ?? 0); rest !== 0; rest &= rest - 1) count += 1
  return count
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}
