/**
 * The one file of a backup, `.bfbak`: parts one after another, then a manifest that says where each is and what its SHA-256 is,
 * then 48 bytes that say where the manifest is and what its SHA-256 is. A file that was cut off has no end, and is told at once.
 *
 * ```
 * "BFBAK\r\n\0" · parts … · manifest (JSON, UTF-8) · SHA-256 of the manifest (32) · its length (4, big endian) · version (4) · "BFBAKEND"
 * ```
 * The database part is encrypted and the keyring part wrapped; manifest and file name hold no personal data.
 */
import { createHash, type Hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { readFully, toFileError } from '../../files/atomic.ts'
import { openInput, type InputFile } from '../../files/temporary.ts'
import { throwIfCancelled } from './environment.ts'

export const BACKUP_EXTENSION = 'bfbak'

/** Why a backup was made. `manual` ones are never removed by the program. */
const backupReasons = ['manual', 'daily', 'before-import', 'before-merge', 'before-migration', 'before-restore'] as const
export type BackupReason = (typeof backupReasons)[number]

/** A program that does not know the part of templates is to say that the backup is newer than itself. */
const VERSION_WITH_TEMPLATES = 2

const partShape = z.object({
  name: z.enum(['database', 'database-wal', 'keyring', 'attachments', 'templates']),
  offset: z.number().int().nonnegative(),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const manifestShape = z.object({
  format: z.literal('bangfu-backup'),
  version: z.union([z.literal(1), z.literal(VERSION_WITH_TEMPLATES)]),
  appVersion: z.string(),
  /** Division code of the office. */
  unit: z.string().regex(/^\d{2,12}$/),
  /** ISO time, UTC. */
  created: z.iso.datetime(),
  reason: z.enum(backupReasons),
  /** Null where the database was put aside as it lay, without opening it. */
  schemaVersion: z.number().int().nonnegative().nullable(),
  /** Living records by register; empty where the database was not opened. */
  counts: z.record(z.string(), z.number().int().nonnegative()),
  /** Number of its last journal entry, where it has a journal: backups of one office follow one another by it, whatever the clock said. */
  journal: z.number().int().nonnegative().optional(),
  /** Number of contents in the part `attachments`, where there is one. */
  attachments: z.number().int().nonnegative().optional(),
  parts: z.array(partShape).max(8),
})

export type Manifest = z.infer<typeof manifestShape>
export type BackupPart = Manifest['parts'][number]
export type ManifestFacts = Omit<Manifest, 'format' | 'version' | 'parts'>

export interface CopyOptions {
  readonly signal?: AbortSignal
  /** Bytes done of all; a few more where some were not known before. */
  readonly onBytes?: (done: number, total: number) => void
}

/** Where the bytes of a part come from. */
export type PartSource = { readonly name: BackupPart['name'] } & (
  | { readonly path: string }
  | { readonly content: Uint8Array }
  /** Small, and known only when its turn has come. */
  | { readonly later: () => Promise<Uint8Array> }
  | { readonly pieces: AsyncIterable<Uint8Array>; readonly size: number }
)

const MAGIC = Buffer.from('BFBAK\r\n\0', 'latin1')
const END = Buffer.from('BFBAKEND', 'latin1')
const FOOTER_BYTES = 32 + 4 + 4 + END.length
const VERSION = VERSION_WITH_TEMPLATES
const LARGEST_MANIFEST = 4 * 1024 * 1024
const CHUNK_BYTES = 1024 * 1024

/**
 * Writes a new container and brings it to the disk; `facts` stand behind the parts, and may be waited for until then. The caller removes what is left of
 * it when this throws, be it what `facts` were rejected with.
 */
export async function writeContainer(
  path: string,
  facts: ManifestFacts | (() => Promise<ManifestFacts>),
  sources: readonly PartSource[],
  options: CopyOptions = {},
): Promise<Manifest> {
  const file = await open(path, 'wx', 0o600)
  try {
    const total = await sizeOf(sources)
    let position = await write(file, MAGIC, 0)
    const parts: BackupPart[] = []
    for (const source of sources) {
      const offset = position
      const hash = createHash('sha256')
      for await (const chunk of bytesOf(source)) {
        throwIfCancelled(options.signal)
        hash.update(chunk)
        position = await write(file, chunk, position)
        options.onBytes?.(position - MAGIC.length, total)
      }
      parts.push({ name: source.name, offset, size: position - offset, sha256: hash.digest('hex') })
    }
    const manifest = manifestShape.parse({
      format: 'bangfu-backup',
      version: parts.some(({ name }) => name === 'templates') ? VERSION_WITH_TEMPLATES : 1,
      ...(typeof facts === 'function' ? await facts() : facts),
      parts,
    })
    await write(file, endOf(manifest), position)
    await file.sync()
    return manifest
  } catch (error) {
    throw toFileError(error, path)
  } finally {
    await file.close()
  }
}

/**
 * Reads what a backup says of itself, without reading the parts.
 * Throws FILE_NOT_FOUND, FILE_FORMAT (not a backup), BACKUP_DAMAGED (cut off or changed), DATABASE_NEWER (of a later program).
 */
export function readManifest(path: string): Promise<Manifest> {
  return withFile(path, async (file) => manifestOf(file, path))
}

/** Reads every part and compares its SHA-256. Throws as {@link readManifest}. */
export function verifyParts(path: string, options: CopyOptions = {}): Promise<Manifest> {
  return withFile(path, async (file) => {
    const manifest = await manifestOf(file, path)
    const total = manifest.parts.reduce((sum, part) => sum + part.size, 0)
    let done = 0
    for (const part of manifest.parts) {
      await readPart(file, path, part, options.signal, async (chunk) => {
        done += chunk.length
        options.onBytes?.(done, total)
      })
    }
    return manifest
  })
}

/** Writes one part into a new file, checked against its SHA-256 and brought to the disk. */
export function extractPart(path: string, part: BackupPart, target: string, options: CopyOptions = {}): Promise<void> {
  return withFile(path, async (file) => {
    const output = await open(target, 'wx', 0o600).catch((error: unknown) => {
      throw toFileError(error, target)
    })
    try {
      let position = 0
      await readPart(file, path, part, options.signal, async (chunk) => {
        position = await write(output, chunk, position)
        options.onBytes?.(position, part.size)
      })
      await output.sync()
    } catch (error) {
      throw toFileError(error, target)
    } finally {
      await output.close()
    }
  })
}

/** Gives a part piece by piece, each valid until the next is asked for; that it was whole is known at the end. Throws BACKUP_DAMAGED. */
export function readPieces(path: string, part: BackupPart, take: (piece: Buffer) => Promise<void>, options: CopyOptions = {}): Promise<void> {
  return withFile(path, async (file) => {
    let done = 0
    await readPart(file, path, part, options.signal, async (piece) => {
      await take(piece)
      done += piece.length
      options.onBytes?.(done, part.size)
    })
  })
}

/** A small part (the keyring) as bytes, checked against its SHA-256. */
export function readSmallPart(path: string, part: BackupPart): Promise<Buffer> {
  return withFile(path, async (file) => {
    if (part.size > LARGEST_MANIFEST) throw damaged(path)
    const chunks: Buffer[] = []
    await readPart(file, path, part, undefined, async (chunk) => {
      chunks.push(Buffer.from(chunk))
    })
    return Buffer.concat(chunks)
  })
}

async function readPart(
  file: InputFile,
  path: string,
  part: BackupPart,
  signal: AbortSignal | undefined,
  take: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  const hash: Hash = createHash('sha256')
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, part.size))
  for (let done = 0; done < part.size; ) {
    throwIfCancelled(signal)
    const wanted = buffer.subarray(0, Math.min(buffer.length, part.size - done))
    if ((await readFully(file, wanted, part.offset + done)) !== wanted.length) throw damaged(path)
    hash.update(wanted)
    await take(wanted)
    done += wanted.length
  }
  if (hash.digest('hex') !== part.sha256) throw damaged(path)
}

async function manifestOf(file: InputFile, path: string): Promise<Manifest> {
  const { size } = await file.stat()
  const head = Buffer.alloc(MAGIC.length)
  if ((await readFully(file, head, 0)) !== head.length || !head.equals(MAGIC)) {
    throw new AppError('FILE_FORMAT', `“${basename(path)}”不是本程序的备份文件。`, `请选择扩展名为 .${BACKUP_EXTENSION}、由本程序备份得到的文件。`)
  }
  const footer = Buffer.alloc(FOOTER_BYTES)
  if (size < MAGIC.length + FOOTER_BYTES || (await readFully(file, footer, size - FOOTER_BYTES)) !== FOOTER_BYTES || !footer.subarray(40).equals(END))
    throw damaged(path)
  const version = footer.readUInt32BE(36)
  if (version < 1 || version > VERSION) throw version > VERSION ? newer(path) : damaged(path)
  const length = footer.readUInt32BE(32)
  const start = size - FOOTER_BYTES - length
  if (length > LARGEST_MANIFEST || start < MAGIC.length) throw damaged(path)
  const text = Buffer.alloc(length)
  if ((await readFully(file, text, start)) !== length || !createHash('sha256').update(text).digest().equals(footer.subarray(0, 32))) throw damaged(path)
  const manifest = checkManifest(text, start, path)
  if (manifest.version !== version) throw damaged(path)
  return manifest
}

/** The parts must fill the space between the beginning and the manifest exactly: nothing hidden, nothing missing. */
function checkManifest(text: Buffer, end: number, path: string): Manifest {
  let raw: unknown
  try {
    raw = JSON.parse(text.toString('utf8'))
  } catch {
    throw damaged(path)
  }
  const parsed = manifestShape.safeParse(raw)
  if (!parsed.success) throw damaged(path)
  const { parts } = parsed.data
  let position = MAGIC.length
  for (const part of parts) {
    if (part.offset !== position) throw damaged(path)
    position += part.size
  }
  const names = new Set(parts.map((part) => part.name))
  if (position !== end || names.size !== parts.length || !names.has('database') || !names.has('keyring')) throw damaged(path)
  return parsed.data
}

function endOf(manifest: Manifest): Buffer {
  const text = Buffer.from(JSON.stringify(manifest))
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(text.length, 0)
  numbers.writeUInt32BE(manifest.version, 4)
  return Buffer.concat([text, createHash('sha256').update(text).digest(), numbers, END])
}

async function sizeOf(sources: readonly PartSource[]): Promise<number> {
  let total = 0
  for (const source of sources) {
    if (!('path' in source)) {
      total += 'content' in source ? source.content.length : 'size' in source ? source.size : 0
      continue
    }
    const file = await open(source.path, 'r')
    total += (await file.stat()).size
    await file.close()
  }
  return total
}

async function* bytesOf(source: PartSource): AsyncGenerator<Uint8Array> {
  if ('content' in source) {
    yield source.content
    return
  }
  if ('later' in source) {
    yield await source.later()
    return
  }
  if ('pieces' in source) {
    yield* source.pieces
    return
  }
  const file = await open(source.path, 'r')
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES)
    for (let position = 0; ; ) {
      const read = await readFully(file, buffer, position)
      if (read === 0) return
      yield buffer.subarray(0, read)
      position += read
    }
  } finally {
    await file.close()
  }
}

async function write(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let written = 0
  while (written < bytes.length) written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten
  return position + bytes.length
}

async function withFile<T>(path: string, work: (file: InputFile) => Promise<T>): Promise<T> {
  const file = await openInput(path).catch((error: unknown) => {
    throw toFileError(error, path)
  })
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

function damaged(path: string): AppError {
  return new AppError(
    'BACKUP_DAMAGED',
    `备份文件“${basename(path)}”不完整或已损坏，不能使用；现有数据没有改动。`,
    '请换一份备份；如果是从 U 盘复制来的，请重新复制一次。',
  )
}

function newer(path: string): AppError {
  return new AppError('DATABASE_NEWER', `备份文件“${basename(path)}”是用更新版本的程序做的，当前程序不能读取。`, '请先安装新版本的程序。')
}
