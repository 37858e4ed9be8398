/**
 * Opens the age envelope of a package into a temporary file. What lies there is encrypted again, under a key that only this process
 * knows, and has no name in its folder from the beginning where the system allows that: personal data never stands in clear on
 * a disk, not even after a crash.
 */
import { basename } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import type { Decrypter } from 'age-encryption'
import { AppError } from '../../errors.ts'
import { readFully, toFileError } from '../../files/atomic.ts'
import { openInput, Scratch, type InputFile } from '../../files/temporary.ts'
import type { RandomAccess } from '../../files/zip.ts'
import { age } from './age.ts'
import { cancelled, damaged, foreign, newer, notAPackage, passphraseNeeded, toReadError, tooLarge, unsafe, wrongPassphrase } from './failures.ts'
import { MAXIMUM_HEAD_BYTES, type PackageLimits } from './limits.ts'

/** What may open the envelope. */
export interface Openers {
  /** `AGE-SECRET-KEY-1…` */
  readonly identities?: readonly string[]
  readonly passphrase?: string
}

export interface UnsealOptions extends Openers {
  /** Made where it is missing; as much room as the package itself is needed in it. */
  readonly temporaryDirectory: string
  readonly limits: PackageLimits
  /** What messages call the file; the last part of its path unless said otherwise. */
  readonly name?: string
  readonly signal?: AbortSignal
}

/** The opened contents; closing them removes them. */
export interface Unsealed {
  readonly contents: RandomAccess
  close(): Promise<void>
}

const PIECE_BYTES = 256 * 1024

/** Throws the named failures of this folder, with nothing left in the temporary folder. */
export async function unseal(path: string, options: UnsealOptions): Promise<Unsealed> {
  const name = options.name ?? basename(path)
  const file = await openInput(path).catch((error: unknown) => {
    throw toReadError(error, path)
  })
  try {
    const size = await sizeOf(file, name, options.limits)
    const decrypter = await decrypterFor(file, size, name, options)
    const plain = await decrypter.decrypt(ReadableStream.from(pieces(file, size, { path, name }, options.signal))).catch((error: unknown) => {
      throw openingFailure(error, name, options)
    })
    return await store(plain, { path, name }, options.temporaryDirectory, size)
  } finally {
    await file.close()
  }
}

async function sizeOf(file: InputFile, name: string, limits: PackageLimits): Promise<number> {
  const facts = await file.stat()
  if (!facts.isFile()) throw notAPackage(name)
  if (facts.size > limits.maximumFileBytes) throw tooLarge(name, `文件有 ${Math.ceil(facts.size / 1024 / 1024)} MB`)
  return facts.size
}

/** Looks at the readable head before any cryptography, and refuses what need not be tried. */
async function decrypterFor(file: InputFile, size: number, name: string, { identities = [], passphrase, limits }: UnsealOptions): Promise<Decrypter> {
  const head = await readHead(file, size, name)
  const decrypter = new (age().Decrypter)()
  const [, workFactor] = /^-> scrypt [^ \n]+ (\d{1,9})$/m.exec(head) ?? []
  if (workFactor !== undefined) {
    if (Number(workFactor) > limits.maximumWorkFactor) throw unsafe(name, `试一次口令要占用过多的内存（2 的 ${workFactor} 次方）`)
    if (passphrase === undefined) throw passphraseNeeded(name)
    decrypter.addPassphrase(passphrase.normalize('NFC'))
    return decrypter
  }
  if (identities.length === 0) throw foreign(name)
  for (const identity of identities) decrypter.addIdentity(identity)
  return decrypter
}

async function readHead(file: InputFile, size: number, name: string): Promise<string> {
  const buffer = Buffer.alloc(Math.min(size, MAXIMUM_HEAD_BYTES))
  const text = buffer.toString('latin1', 0, await readFully(file, buffer, 0))
  if (!text.startsWith('age-encryption.org/')) throw notAPackage(name)
  if (!text.startsWith('age-encryption.org/v1\n')) throw /^age-encryption\.org\/v\d+\n/.test(text) ? newer(name) : notAPackage(name)
  const end = /\n--- [^\n]*\n/.exec(text)
  if (end !== null) return text.slice(0, end.index + 1)
  throw size <= MAXIMUM_HEAD_BYTES ? damaged(name, '文件在开头部分就断了') : unsafe(name, '开头部分过长')
}

async function* pieces(
  file: InputFile,
  size: number,
  { path, name }: { readonly path: string; readonly name: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < size; ) {
    if (signal?.aborted === true) throw cancelled()
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, size - at))
    const length = await readFully(file, buffer, at).catch((error: unknown) => {
      throw toReadError(error, path)
    })
    if (length === 0) throw damaged(name, '读的过程中文件变短了')
    yield buffer.subarray(0, length)
    at += length
  }
}

function openingFailure(error: unknown, name: string, { passphrase }: Openers): unknown {
  if (error instanceof AppError) return error
  // The library has no codes; this one message tells a wrong key from a damaged head.
  const noMatch = error instanceof Error && error.message.startsWith('no identity matched')
  if (!noMatch) return damaged(name, '开头部分被改动或损坏', error)
  return passphrase === undefined ? foreign(name) : wrongPassphrase(name)
}

async function store(
  plain: AsyncIterable<Uint8Array>,
  { path, name }: { readonly path: string; readonly name: string },
  folder: string,
  bytes: number,
): Promise<Unsealed> {
  const toAppError = (error: unknown): unknown => (error instanceof AppError ? error : toFileError(error, path))
  const scratch = await Scratch.make(folder, 'package', bytes).catch((error: unknown) => {
    throw toAppError(error)
  })
  try {
    const iterator = plain[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await iterator.next().catch((error: unknown) => {
          throw error instanceof AppError ? error : damaged(name, '内容与封装时不一致', error)
        })
        if (next.done === true) break
        await scratch.append(next.value)
      }
    } finally {
      await iterator.return?.().catch(() => undefined)
    }
    return { contents: scratch, close: () => scratch.close() }
  } catch (error) {
    await scratch.close().catch(() => undefined)
    throw toAppError(error)
  }
}
