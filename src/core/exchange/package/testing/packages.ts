/** Packages for tests: small ones made as the program makes them, and crooked ones made by hand. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import {
  makeKeys,
  openPackage,
  signText,
  writePackage,
  type OpenOptions,
  type PackagePart,
  type PackageReader,
  type PackageRequest,
  type SiteKeys,
} from '../index.ts'

/** Two folders, as of a stick and of the program, removed at the end. */
export class Workshop {
  readonly stick: string
  readonly temporary: string
  readonly sender: SiteKeys
  readonly receiver: SiteKeys

  private constructor(stick: string, temporary: string, sender: SiteKeys, receiver: SiteKeys) {
    this.stick = stick
    this.temporary = temporary
    this.sender = sender
    this.receiver = receiver
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'stick-')), await mkdtemp(join(tmpdir(), 'opened-')), await makeKeys(), await makeKeys())
  }

  async close(): Promise<void> {
    await rm(this.stick, { recursive: true, force: true })
    await rm(this.temporary, { recursive: true, force: true })
  }

  /** Fails when anything is left in the temporary folder, or anything but packages on the stick. */
  async requireTidy(): Promise<void> {
    const left = [...(await readdir(this.temporary)), ...(await readdir(this.stick)).filter((name) => !name.endsWith('.bfx'))]
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
  }

  /** Writes a package from the sender to the receiver. */
  async write(parts: PackageRequest['parts'], more: Partial<PackageRequest> = {}): Promise<string> {
    return (await writePackage(this.request(parts, more))).file
  }

  request(parts: PackageRequest['parts'], more: Partial<PackageRequest> = {}): PackageRequest {
    return {
      directory: this.stick,
      name: '510722-000001.bfx',
      to: { recipients: [this.receiver.sealing.recipient] },
      signing: this.sender.signing,
      exchange: () => ({ kind: 'report' }),
      parts,
      ...more,
    }
  }

  /** Opens a package as the receiver. */
  read(file: string, more: Partial<OpenOptions> = {}): Promise<PackageReader> {
    return openPackage(file, { identities: [this.receiver.sealing.identity], temporaryDirectory: this.temporary, ...more })
  }

  /** Seals any bytes for the receiver, as somebody who only knows the receiver's key could. */
  async seal(zip: Uint8Array, name = 'crooked.bfx'): Promise<string> {
    const encrypter = new Encrypter()
    encrypter.addRecipient(this.receiver.sealing.recipient)
    const file = join(this.stick, name)
    await writeFile(file, await encrypter.encrypt(zip))
    return file
  }

  /** The entries of a right package with these parts, for {@link zipOf}; `change` may spoil the manifest before it is signed. */
  entries(parts: Readonly<Record<string, string>>, change: (manifest: Manifest) => unknown = (manifest) => manifest): Entry[] {
    const resources = Object.entries(parts).map(([path, text], index) => ({ name: `part-${index}`, path, bytes: Buffer.byteLength(text), hash: hashOf(text) }))
    const manifest = JSON.stringify(change({ name: 'hand', created: '2026-01-01T00:00:00Z', exchange: { format: 1 }, resources }))
    return [
      ...Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(text) })),
      { name: 'datapackage.json', content: Buffer.from(manifest) },
      { name: 'datapackage.json.minisig', content: Buffer.from(signText(manifest, this.sender.signing.secretKey, 'hand')) },
    ]
  }
}

export interface Manifest {
  name: string
  created: string
  exchange: Record<string, unknown>
  resources: { name: string; path: string; bytes: number; hash: string }[]
}

/** An entry of a ZIP made by hand; what is given besides name and content is written as it is, true or not. */
export interface Entry {
  readonly name: string
  readonly content: Buffer
  readonly deflate?: boolean
  readonly listed?: Partial<Header>
  readonly local?: Partial<Header>
  /** Where the list says that the entry is. */
  readonly offset?: number
  /** Bytes put before the entry. */
  readonly before?: Buffer
  /** Only in the list of contents. */
  readonly listedOnly?: boolean
}

interface Header {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

/** Builds a ZIP as told. */
export function zipOf(
  entries: readonly Entry[],
  ending: { readonly count?: number; readonly after?: Buffer; readonly offset?: number; readonly gap?: Buffer } = {},
): Buffer {
  const locals: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const data = entry.deflate === true ? deflateRawSync(entry.content) : entry.content
    const truth: Header = {
      name: entry.name,
      flags: 0,
      method: entry.deflate === true ? 8 : 0,
      crc: crc32(entry.content),
      packed: data.length,
      size: entry.content.length,
    }
    const before = entry.before ?? Buffer.alloc(0)
    const local = header(0x04034b50, { ...truth, ...entry.local })
    listed.push(header(0x02014b50, { ...truth, ...entry.listed }, entry.offset ?? at + before.length))
    if (entry.listedOnly === true) continue
    locals.push(before, local, data)
    at += before.length + local.length + data.length
  }
  const gap = ending.gap ?? Buffer.alloc(0)
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(ending.count ?? entries.length, 8)
  end.writeUInt16LE(ending.count ?? entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(ending.offset ?? at + gap.length, 16)
  return Buffer.concat([...locals, gap, list, end, ending.after ?? Buffer.alloc(0)])
}

function header(signature: number, { name, flags, method, crc, packed, size }: Header, offset?: number): Buffer {
  const isListed = offset !== undefined
  const shift = isListed ? 2 : 0
  const result = Buffer.alloc(isListed ? 46 : 30)
  result.writeUInt32LE(signature, 0)
  result.writeUInt16LE(flags, 6 + shift)
  result.writeUInt16LE(method, 8 + shift)
  result.writeUInt32LE(crc, 14 + shift)
  result.writeUInt32LE(packed, 18 + shift)
  result.writeUInt32LE(size, 22 + shift)
  result.writeUInt16LE(Buffer.byteLength(name), 26 + shift)
  if (isListed) result.writeUInt32LE(offset, 42)
  return Buffer.concat([result, Buffer.from(name)])
}

export function hashOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/** A data part of this text. */
export function dataPart(text: string | Uint8Array, path = 'data/changes.ndjson', more: Partial<PackagePart> = {}): PackagePart {
  return { path, name: path.replace(/\W/g, '-'), mediaType: path.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson', content: [Buffer.from(text)], ...more }
}

/** A photo, named by its content unless said otherwise. */
export function filePart(content: Uint8Array, named: Uint8Array = content): PackagePart {
  const digest = hashOf(named).slice('sha256:'.length)
  return { path: `files/${digest}`, name: digest, mediaType: 'image/jpeg', content: [content] }
}

export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What a promise was rejected with; fails when it was not. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('was accepted')
}

export const bytesOf = (file: string): Promise<Buffer> => readFile(file)
