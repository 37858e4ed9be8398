/** The ZIP inside a package, made piece by piece: each part is hashed on its way, and the manifest comes last. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { tooLarge } from './failures.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { isFilePath, isPartPath, type WrittenPart } from './manifest.ts'

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Something to put into a package. */
export interface PackagePart {
  /** `data/<name>.csv`, `data/<name>.ndjson` or `files/<SHA-256>`. */
  readonly path: string
  /** The name of the resource in the manifest, different from all others. */
  readonly name: string
  readonly mediaType: string
  /** A Frictionless Table Schema. */
  readonly schema?: unknown
  /** Data is compressed and files are not, unless said otherwise. */
  readonly compress?: boolean
  readonly content: Pieces
}

/** Yields the bytes of the ZIP. `ending` is called when all parts are written, and gives the entries that close it. */
export async function* zipBlocks(
  parts: AsyncIterable<PackagePart> | Iterable<PackagePart>,
  name: string,
  ending: (written: readonly WrittenPart[]) => Iterable<readonly [path: string, text: string]>,
): AsyncGenerator<Uint8Array, void, void> {
  const zip = new ZipBlocks(name)
  const written: WrittenPart[] = []
  const seen = new Set<string>()
  for await (const { content, compress, ...part } of parts) {
    if (!isPartPath(part.path)) throw new Error(`a package has no place for ${part.path}`)
    for (const key of [part.path, `name ${part.name}`]) {
      if (seen.has(key)) throw new Error(`${key} occurs twice in a package`)
      seen.add(key)
    }
    const facts: Facts = { bytes: 0, crc: 0, hash: '' }
    yield* zip.add(part.path, compress ?? !isFilePath(part.path), content, facts)
    written.push({ ...part, bytes: facts.bytes, hash: `sha256:${facts.hash}` })
  }
  for (const [path, text] of ending(written)) yield* zip.add(path, true, [Buffer.from(text)], { bytes: 0, crc: 0, hash: '' })
  yield* zip.end()
}

interface Facts {
  bytes: number
  crc: number
  hash: string
}

/** Joins the library's writer of ZIP records with Node's compression. */
class ZipBlocks {
  readonly #name: string
  readonly #time = entryTime(new Date())
  readonly #zip: Zip
  #ready: Uint8Array[] = []
  #failed: Error | null = null
  #entries = 0
  #bytes = 0

  constructor(name: string) {
    this.#name = name
    this.#zip = new Zip((error, block) => {
      if (error !== null) this.#failed = error
      else this.#ready.push(block)
    })
  }

  async *add(path: string, compress: boolean, content: Pieces, facts: Facts): AsyncGenerator<Uint8Array, void, void> {
    this.#entries += 1
    if (this.#entries > PACKAGE_LIMITS.maximumEntries) throw tooLarge(this.#name, `最多能放 ${PACKAGE_LIMITS.maximumEntries} 个部分`)
    const entry: ZipInputFile = { filename: path, compression: compress ? 8 : 0, mtime: this.#time, size: 0, crc: 0 }
    this.#zip.add(entry)
    const counted = count(content, facts)
    for await (const piece of compress ? deflated(counted) : counted) {
      entry.ondata?.(null, piece as Uint8Array<ArrayBuffer>, false)
      yield* this.#take()
    }
    entry.size = facts.bytes
    entry.crc = facts.crc
    entry.ondata?.(null, new Uint8Array(0), true)
    yield* this.#take()
  }

  *end(): Generator<Uint8Array, void, void> {
    this.#zip.end()
    yield* this.#take()
  }

  *#take(): Generator<Uint8Array, void, void> {
    if (this.#failed !== null) throw this.#failed
    const blocks = this.#ready
    this.#ready = []
    for (const block of blocks) {
      this.#bytes += block.length
      if (this.#bytes > PACKAGE_LIMITS.maximumFileBytes) throw tooLarge(this.#name, `超过 ${PACKAGE_LIMITS.maximumFileBytes / 1_000_000_000} GB`)
      if (block.length > 0) yield block
    }
  }
}

async function* count(content: Pieces, facts: Facts): AsyncGenerator<Uint8Array, void, void> {
  const hash = createHash('sha256')
  for await (const piece of content) {
    if (piece.length === 0) continue
    facts.bytes += piece.length
    facts.crc = crc32(piece, facts.crc)
    hash.update(piece)
    yield piece
  }
  facts.hash = hash.digest('hex')
}

/** Compresses on the way, one piece at a time, so that nothing runs on when the reader stops. */
async function* deflated(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const deflate = createDeflateRaw({ chunkSize: 64 * 1024 })
  let ready: Uint8Array[] = []
  deflate.on('data', (piece: Uint8Array) => {
    ready.push(piece)
  })
  const take = (): Uint8Array[] => {
    const taken = ready
    ready = []
    return taken
  }
  try {
    for await (const piece of content) {
      await new Promise<void>((resolve, reject) => {
        deflate.write(piece, (error) => {
          if (error === null || error === undefined) resolve()
          else reject(error)
        })
      })
      yield* take()
    }
    deflate.end()
    await once(deflate, 'end')
    yield* take()
  } finally {
    deflate.destroy()
  }
}

/** ZIP knows no years before 1980 or after 2099, but clocks do. */
function entryTime(now: Date): Date {
  const year = now.getFullYear()
  return year >= 1980 && year <= 2099 ? now : new Date(1980, 0, 1)
}
