/** Opens a package for reading: envelope, layout and manifest are checked at once; each part is checked as it is read. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../../errors.ts'
import { readContents, type Contents } from './contents.ts'
import { cancelled, damaged } from './failures.ts'
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts'
import { isFilePath, type PackageManifest, type PackageResource } from './manifest.ts'
import { verifyText, type SignatureParts } from './minisign.ts'
import { unseal, type Openers, type Unsealed } from './unseal.ts'

export interface OpenOptions extends Openers {
  /** Where the opened contents lie, encrypted, until the reader is closed. */
  readonly temporaryDirectory: string
  readonly limits?: Partial<PackageLimits>
  /** What messages call the file; the last part of its path unless said otherwise. */
  readonly name?: string
  readonly signal?: AbortSignal
}

/**
 * Opens the package at a path. Nothing in it may be believed before {@link PackageReader.verifySignature} said yes to the key of a known sender.
 * Throws FILE_NOT_FOUND, FILE_LOCKED, FILE_FORMAT (no package), FILE_TOO_LARGE, PACKAGE_DAMAGED, PACKAGE_FOREIGN, PACKAGE_NEWER, PACKAGE_PASSPHRASE,
 * WRONG_PASSWORD, PACKAGE_UNSAFE, DISK_FULL (temporary folder), CANCELLED; then no temporary file is left.
 */
export async function openPackage(file: string, options: OpenOptions): Promise<PackageReader> {
  const limits = { ...PACKAGE_LIMITS, ...options.limits }
  const unsealed = await unseal(file, { ...options, limits })
  try {
    const name = options.name ?? basename(file)
    return new PackageReader(name, unsealed, await readContents(unsealed.contents, name, limits), options.signal)
  } catch (error) {
    await unsealed.close().catch(() => undefined)
    throw error
  }
}

export class PackageReader {
  readonly manifest: PackageManifest
  readonly signature: SignatureParts
  readonly resources: readonly PackageResource[]
  readonly #name: string
  readonly #unsealed: Unsealed
  readonly #contents: Contents
  readonly #signal: AbortSignal | undefined
  readonly #byPath: ReadonlyMap<string, PackageResource>
  #damagedFiles: readonly string[] = []

  constructor(name: string, unsealed: Unsealed, contents: Contents, signal: AbortSignal | undefined) {
    this.#name = name
    this.#unsealed = unsealed
    this.#contents = contents
    this.#signal = signal
    this.manifest = contents.manifest
    this.signature = { text: contents.signature.text, keyId: contents.signature.keyId, trustedComment: contents.signature.trustedComment }
    this.resources = contents.manifest.resources
    this.#byPath = new Map(this.resources.map((resource) => [resource.path, resource]))
  }

  /** Paths of the photos and attachments whose content is not what it should be, as {@link checkAll} found them. */
  get damagedFiles(): readonly string[] {
    return this.#damagedFiles
  }

  /** Whether the manifest, and with it every hash in it, was signed by the owner of this key. */
  verifySignature(publicKey: string): boolean {
    return verifyText(this.#contents.manifestBytes, this.signature.text, publicKey)
  }

  /**
   * The content of a part, piece by piece. Throws PACKAGE_DAMAGED at the end, or as soon as it is too long, where it is not what the
   * manifest says: what was done with it until then must be undone.
   */
  async *part(path: string): AsyncGenerator<Buffer, void, void> {
    const resource = this.#byPath.get(path)
    if (resource === undefined) throw damaged(this.#name, `里面没有 ${path}`)
    yield* this.#read(resource)
  }

  /** Reads every part once and compares its hash. Wrong data throws PACKAGE_DAMAGED; wrong photos are collected in {@link damagedFiles}. */
  async checkAll(onProgress?: (doneBytes: number, allBytes: number) => void): Promise<void> {
    const all = this.resources.reduce((sum, { bytes }) => sum + bytes, 0)
    const bad: string[] = []
    let before = 0
    for (const resource of this.resources) {
      let done = 0
      try {
        for await (const piece of this.#read(resource)) {
          done += piece.length
          onProgress?.(before + done, all)
        }
      } catch (error) {
        if (!isFilePath(resource.path) || !(error instanceof AppError) || error.code !== 'PACKAGE_DAMAGED') throw error
        bad.push(resource.path)
      }
      before += resource.bytes
    }
    this.#damagedFiles = bad
    onProgress?.(all, all)
  }

  /** Ends the reading and removes the temporary file. */
  close(): Promise<void> {
    return this.#unsealed.close()
  }

  async *#read({ path, bytes, hash }: PackageResource): AsyncGenerator<Buffer, void, void> {
    const entry = this.#contents.entries.get(path)
    if (entry === undefined) throw damaged(this.#name, `缺少 ${path}`)
    // A photo is named by its content, so its name and the manifest must agree.
    const misnamed = isFilePath(path) && hash !== `sha256:${path.slice('files/'.length)}`
    if (entry.size !== bytes || misnamed) throw damaged(this.#name, `${path} 与清单不符`)
    const found = createHash('sha256')
    for await (const piece of this.#contents.zip.stream(entry, entry.size)) {
      if (this.#signal?.aborted === true) throw cancelled()
      found.update(piece)
      yield piece
    }
    if (`sha256:${found.digest('hex')}` !== hash) throw damaged(this.#name, `${path} 与清单不符`)
  }
}
