/**
 * Files that are either wholly the old or wholly the new: written aside in the same folder, brought to the disk, renamed.
 *
 * Office PCs run virus scanners and sync tools that hold a fresh file for a moment, so renames are tried again for a while.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../errors.ts'

/** Waits between attempts to rename, in milliseconds: about 3 s in all. */
const RENAME_WAITS = [20, 50, 100, 200, 400, 800, 1500] as const

/** Codes with which Windows answers while another program holds the file. */
const HELD_CODES: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])

export interface AtomicOptions {
  /** Access rights on systems that have them; 0600 (only the owner) unless said otherwise. */
  readonly mode?: number
}

/** A name in the same folder for what is being written; starts with a dot and ends in `.partial`, so that leftovers can be told. */
export function partialPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`)
}

/** Removes what writers that died left in a folder; nobody may be writing there now. A missing folder has nothing. */
export async function removePartials(directory: string): Promise<void> {
  const left = (await readdir(directory).catch(() => [])).filter((name) => /^\..+\.[0-9a-f]{12}\.partial(-journal)?$/.test(name))
  for (const name of left) await rm(join(directory, name), { force: true })
}

/**
 * Writes the whole content or nothing. The folder must exist.
 * Throws DISK_FULL, FILE_LOCKED or FILE_NOT_FOUND (no such folder) with the old file untouched.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>, options: AtomicOptions = {}): Promise<void> {
  const partial = partialPath(path)
  try {
    const file = await open(partial, 'wx', options.mode ?? 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await replaceFile(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw toFileError(error, path)
  }
}

/** Brings a written file to the disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives up a file that was being written, and removes it. Until its stream is closed it may be still to be made. */
export async function discard(stream: Writable, path: string): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    stream.once('close', () => resolve())
  })
  stream.destroy()
  if (!stream.closed) await closed
  await rm(path, { force: true })
}

/** Puts a finished file (already on the disk) in the place of another, and makes the change of name itself durable. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(from, to)
      break
    } catch (error) {
      const pause = RENAME_WAITS[attempt]
      if (pause === undefined || !HELD_CODES.has(codeOf(error))) throw toFileError(error, to)
      await wait(pause)
    }
  }
  await syncDirectory(dirname(to))
}

/** Brings the names in a folder to the disk. Windows and some drivers of sticks do this by themselves and offer no way to ask. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw toFileError(error, directory)
  } finally {
    await handle.close()
  }
}

/** Makes a folder (and those above it) that only the owner may look into. Throws as {@link toFileError} says. */
export async function makePrivateDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw toFileError(error, directory)
  })
}

/** Bytes of a file. Throws as {@link toFileError} says. */
export async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    throw toFileError(error, path)
  }
}

/** Whether something of this name exists. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

/** Throws DISK_FULL unless `bytes` and a margin of 32 MB are free on the disk of the folder, FILE_NOT_FOUND if there is no such folder. */
export async function requireFreeSpace(directory: string, bytes: number): Promise<void> {
  const disk = await statfs(directory).catch((error: unknown) => {
    // Some network and USB drivers do not tell; then the write itself will.
    if (codeOf(error) !== 'ENOENT') return null
    throw toFileError(error, directory)
  })
  if (disk === null) return
  const free = disk.bavail * disk.bsize
  const needed = bytes + MARGIN
  if (free >= needed) return
  throw new AppError(
    'DISK_FULL',
    `磁盘空间不够：需要约 ${megabytes(needed)} MB，只剩 ${megabytes(free)} MB。`,
    '请删除不用的文件，或换一个空间更大的磁盘，再重试。',
  )
}

/** What can be read at any place, as a FileHandle can. */
export interface PositionedFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

/** Fills `buffer` from `position`; returns the number of bytes read, fewer only at the end of the file. */
export async function readFully(file: PositionedFile, buffer: Uint8Array, position: number): Promise<number> {
  let read = 0
  while (read < buffer.length) {
    const { bytesRead } = await file.read(buffer, read, buffer.length - read, position + read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return read
}

/** The operating system's code of an error (`ENOENT`), or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Says an error of the file system in words; errors that already are ours, and unknown ones, pass through. */
export function toFileError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const name = basename(path)
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('DISK_FULL', `磁盘已满，“${name}”没有写成，原来的文件没有改变。`, '请清理磁盘后重试。', { cause: error })
    case 'EFBIG':
      return new AppError(
        'DISK_FULL',
        `“${name}”没有写成：这个磁盘放不下这么大的文件（FAT32 格式的 U 盘最大 4 GB），原来的文件没有改变。`,
        '请换一个空间更大、格式为 NTFS 或 exFAT 的磁盘，再重试。',
        { cause: error },
      )
    case 'ENOENT':
      return new AppError('FILE_NOT_FOUND', `找不到“${name}”或它所在的文件夹。`, '请检查 U 盘是否已拔出、文件夹是否已改名，再重试。', { cause: error })
    case 'EROFS':
      return new AppError('FILE_LOCKED', `“${name}”没有写成：这个磁盘或 U 盘是只读的（写保护）。`, '请打开 U 盘上的写保护开关，或换一个能写入的文件夹。', {
        cause: error,
      })
    case 'EPERM':
    case 'EACCES':
    case 'EBUSY':
      return new AppError(
        'FILE_LOCKED',
        `“${name}”正被其他程序占用，或所在文件夹不允许写入。`,
        '请关闭正在打开它的程序（如 WPS、Excel、杀毒软件），或换一个文件夹，再重试。',
        { cause: error },
      )
    default:
      return error
  }
}

const MARGIN = 32 * 1024 * 1024

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
