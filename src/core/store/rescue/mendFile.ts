/**
 * A private copy of a database file with all that is committed in its write-ahead log, mended page by page as far as tags and sums prove what
 * was written. The files themselves are only read.
 */
import { open, readFile, stat } from 'node:fs/promises'
import { codeOf } from '../../files/atomic.ts'
import { PAGE_BYTES, PageCipher } from './pageCipher.ts'
import { readLog } from './writeAheadFrames.ts'

export interface Mended {
  readonly pages: number
  /** Pages and frames of the log in which one flipped bit was put right. */
  readonly mended: number
  /** Pages that stay unreadable. */
  readonly damaged: readonly number[]
  /** Frames of the log that cannot be read: before its last commit, and behind it. */
  readonly log: { readonly damaged: number; readonly torn: number }
}

export interface MendOptions {
  readonly onProgress?: (fraction: number) => void
  /** Gives others a turn and throws when cancelled. */
  readonly step: () => Promise<void>
}

/** Pages read from the disk in one go. */
const AT_ONCE = 256

/** At this place of a file SQLite keeps locks and never writes. */
const LOCK_PAGE = 2 ** 30 / PAGE_BYTES + 1

/** Writes the copy to `target`, as one file without a log. Throws what the file system throws. */
export async function mendDatabase(source: string, target: string, key: Uint8Array, { onProgress, step }: MendOptions): Promise<Mended> {
  const cipher = new PageCipher(key)
  const log = await readLog(await bytesOf(`${source}-wal`), cipher, step)
  const size = await sizeOf(source)
  const pages = Math.max(Math.ceil(size / PAGE_BYTES), ...log.pages.keys(), ...log.lost)
  const damaged: number[] = []
  let { mended } = log
  const from = size === 0 ? null : await open(source, 'r')
  const into = await open(target, 'wx', 0o600)
  try {
    for (let first = 1; first <= pages; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, pages - first + 1)
      const bytes = Buffer.alloc(count * PAGE_BYTES)
      await from?.read(bytes, 0, bytes.length, (first - 1) * PAGE_BYTES)
      for (let index = 0; index < count; index += 1) {
        const number = first + index
        const there = bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES)
        const logged = log.pages.get(number)
        const wanted = logged ?? (log.lost.has(number) ? null : number === LOCK_PAGE ? there : cipher.mended(there, number))
        if (wanted === null) damaged.push(number)
        else if (logged === undefined && wanted !== there) mended += 1
        // What cannot be read is left out, so that nobody takes an older content for today's.
        there.set(wanted ?? new Uint8Array(PAGE_BYTES))
        await step()
      }
      await into.write(bytes, 0, bytes.length, (first - 1) * PAGE_BYTES)
      onProgress?.((first + count - 1) / pages)
    }
    await into.sync()
  } finally {
    await from?.close()
    await into.close()
  }
  return { pages, mended, damaged, log: { damaged: log.damaged, torn: log.torn } }
}

/**
 * Whether the write-ahead log beside a database holds committed work that SQLite would pass over without a word. A log that merely ends in
 * something broken off, as after a power cut, does not. Quick, since only frames that do not add up are looked at closely.
 */
export async function isLogDamaged(source: string, key: Uint8Array): Promise<boolean> {
  const { mended, damaged } = await readLog(await bytesOf(`${source}-wal`), new PageCipher(key), async () => undefined)
  return mended + damaged > 0
}

async function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return 0
      throw error
    },
  )
}
