/**
 * Writes a package: ZIP, sealed, aside in the same folder; brought to the medium, read back and compared; only then renamed.
 * Until then the old file of the name is untouched, and afterwards nothing else is left.
 */
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import type { Encrypter } from 'age-encryption'
import { partialPath } from '../../files/atomic.ts'
import { age } from './age.ts'
import { cancelled, toWriteError, unreliableStick } from './failures.ts'
import { MANIFEST_PATH, manifestText, PACKAGE_EXTENSION, SIGNATURE_PATH } from './manifest.ts'
import { signText, type SigningKeys } from './minisign.ts'
import { diskFiles, type PackageFiles, type PackageSink } from './packageFiles.ts'
import { zipBlocks, type PackagePart } from './zipBlocks.ts'

/** Whom a package is sealed for. `workFactor` (a power of two) is for tests; 18 unless said otherwise. */
export type Receivers = { readonly recipients: readonly string[] } | { readonly passphrase: string; readonly workFactor?: number }

export interface PackageRequest {
  /** An existing folder. */
  readonly directory: string
  /** File name, ending in `.bfx`. It is readable by anyone: nothing about people in it. */
  readonly name: string
  readonly to: Receivers
  readonly signing: SigningKeys
  /** Called when the parts are written, so that counts and digests may be filled in. `format` is added. */
  readonly exchange: () => Readonly<Record<string, unknown>>
  /** At least one. Taken one after another. */
  readonly parts: AsyncIterable<PackagePart> | Iterable<PackagePart>
  readonly signal?: AbortSignal
  /** Bytes written so far, then bytes read back so far on top. */
  readonly onProgress?: (bytes: number) => void
  readonly files?: PackageFiles
}

export interface WrittenPackage {
  /** Path of the file. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** What this process is writing at the moment. */
const underWay = new Set<string>()

/**
 * Writes the package, replacing a file of the same name. Errors of the parts' content pass through.
 * Throws DISK_FULL, FILE_LOCKED, FILE_NOT_FOUND (folder or stick gone), FILE_TOO_LARGE, STICK_UNRELIABLE, CANCELLED.
 */
export async function writePackage(request: PackageRequest): Promise<WrittenPackage> {
  const { directory, name, signal, files = diskFiles } = request
  if (!/^[^\\/:*?"<>|\u0000-\u001f.][^\\/:*?"<>|\u0000-\u001f]{0,99}\.bfx$/.test(name)) throw new Error(`not a file name for a package: ${name}`)
  const path = join(directory, name)
  const partial = partialPath(path)
  const disk = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw toWriteError(error, path)
    })
  const envelope = encrypter(request.to)
  throwIfCancelled(signal)
  await removeLeftovers(files, directory)
  const file = await disk(files.create(partial))
  const blocks = contents(request)
  underWay.add(partial)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    try {
      for await (const piece of await envelope.encrypt(ReadableStream.from(blocks))) {
        throwIfCancelled(signal)
        await disk(writeFully(file, piece, bytes))
        hash.update(piece)
        bytes += piece.length
        request.onProgress?.(bytes)
      }
      await disk(file.sync())
    } catch (error) {
      await file.close().catch(() => undefined)
      throw error
    }
    await disk(file.close())
    const sha256 = hash.digest('hex')
    await compare(files, partial, path, { bytes, sha256 }, request)
    await disk(files.replace(partial, path))
    return { file: path, bytes, sha256 }
  } catch (error) {
    // A stick that is gone cannot be tidied up; what stopped the work is what is told.
    await files.remove(partial).catch(() => undefined)
    throw error
  } finally {
    underWay.delete(partial)
    // Whoever gives the parts may hold something open until they are done with.
    await blocks.return()
  }
}

/** What a program that was killed, or a stick that was pulled out, left of earlier attempts, takes up room that is needed now. */
async function removeLeftovers(files: PackageFiles, directory: string): Promise<void> {
  const leftovers = await files.leftovers(directory).catch((): string[] => [])
  for (const path of leftovers) {
    if (!underWay.has(path)) await files.remove(path).catch(() => undefined)
  }
}

function encrypter(to: Receivers): Encrypter {
  const result = new (age().Encrypter)()
  if ('passphrase' in to) {
    result.setPassphrase(to.passphrase.normalize('NFC'))
    if (to.workFactor !== undefined) result.setScryptWorkFactor(to.workFactor)
    return result
  }
  if (to.recipients.length === 0) throw new Error('a package needs a receiver')
  for (const recipient of new Set(to.recipients)) result.addRecipient(recipient)
  return result
}

function contents({ name, parts, exchange, signing }: PackageRequest): AsyncGenerator<Uint8Array, void, void> {
  return zipBlocks(parts, name, (written) => {
    if (written.length === 0) throw new Error('a package needs at least one part')
    const created = new Date()
    const manifest = manifestText(basename(name, `.${PACKAGE_EXTENSION}`), created, written, exchange())
    const comment = `timestamp:${Math.floor(created.getTime() / 1000)}\tfile:${MANIFEST_PATH}\tpackage:${name}`
    return [
      [MANIFEST_PATH, manifest],
      [SIGNATURE_PATH, signText(manifest, signing.secretKey, comment)],
    ]
  })
}

async function writeFully(file: PackageSink, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const taken = await file.write(bytes.subarray(done), position + done)
    if (taken <= 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' })
    done += taken
  }
}

/** Reads the whole file back from the medium: cheap sticks take everything and keep part of it. */
async function compare(
  files: PackageFiles,
  partial: string,
  path: string,
  expected: { readonly bytes: number; readonly sha256: string },
  request: PackageRequest,
): Promise<void> {
  const name = basename(path)
  const onDisk = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      const told = toWriteError(error, path)
      throw told === error ? unreliableStick(name, '读不出来', error) : told
    })
  const source = await onDisk(files.openBack(partial))
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for (;;) {
      throwIfCancelled(request.signal)
      const piece = await onDisk(source.read(bytes))
      if (piece.length === 0) break
      hash.update(piece)
      bytes += piece.length
      if (bytes > expected.bytes) break
      request.onProgress?.(expected.bytes + bytes)
    }
  } finally {
    await source.close().catch(() => undefined)
  }
  if (bytes !== expected.bytes) throw unreliableStick(name, `写了 ${expected.bytes} 字节，读回 ${bytes} 字节`)
  if (hash.digest('hex') !== expected.sha256) throw unreliableStick(name, '读回的内容与写入的不一致')
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled()
}
