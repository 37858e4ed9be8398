/** Puts files the core made where the user wants them: written aside in the same folder, then renamed, so never half a file. */
import { open, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '#core/errors.ts'
import { codeOf, partialPath, requireFreeSpace, toFileError } from '#core/files/atomic.ts'
import { handOver } from '#core/files/temporary.ts'

/** Refuses, before any work is done, a place where no file can be written. */
export async function requireWritable(out: string): Promise<void> {
  const path = resolve(out)
  const folder = dirname(path)
  const [target, parent] = await Promise.all([kindOf(path), kindOf(folder)])
  if (parent !== 'folder') throw new AppError('FILE_NOT_FOUND', `没有文件夹“${folder}”。`, '请先建立这个文件夹，或换一个位置。')
  if (target === 'folder') throw new AppError('VALIDATION', `“${path}”是一个文件夹。`, '请在 --out 里写完整的文件名。')
  const trial = partialPath(path)
  try {
    await (await open(trial, 'wx', 0o600)).close()
  } catch (error) {
    throw toFileError(error, path)
  } finally {
    await rm(trial, { force: true })
  }
}

/** A folder that is there. Throws FILE_NOT_FOUND. */
export async function requireFolder(folder: string): Promise<string> {
  const path = resolve(folder)
  const kind = await kindOf(path)
  if (kind === 'nothing') throw new AppError('FILE_NOT_FOUND', `没有文件夹“${path}”。`, '请检查 U 盘是否插好，或先建立这个文件夹。')
  if (kind === 'file') throw new AppError('VALIDATION', `“${path}”是一个文件，不是文件夹。`, '请写文件夹的名字。')
  return path
}

/** Where a file of this name goes: into the folder named, or to the file named. */
export async function targetIn(out: string, name: string): Promise<string> {
  const path = resolve(out)
  return (await kindOf(path)) === 'folder' ? join(path, name) : path
}

/** Copies a finished file; what was there before is replaced in one step. */
export async function deliverFile(from: { readonly path: string; readonly size: number }, out: string): Promise<void> {
  const path = resolve(out)
  await requireFreeSpace(dirname(path), from.size)
  await handOver(from.path, path)
}

/** An input file that is there and is a file. Throws FILE_NOT_FOUND. */
export async function requireInput(file: string): Promise<{ path: string; name: string }> {
  const path = resolve(file)
  const kind = await kindOf(path)
  if (kind === 'nothing') throw new AppError('FILE_NOT_FOUND', `没有文件“${path}”。`, '请检查文件名和文件夹。')
  if (kind === 'folder') throw new AppError('FILE_FORMAT', `“${path}”是一个文件夹，不是文件。`, '请写完整的文件名。')
  return { path, name: basename(path) }
}

/** The lower-case extension without dot; must be one of those allowed. */
export function extensionOf<E extends string>(out: string, allowed: readonly E[]): E {
  const found = allowed.find((extension) => out.toLowerCase().endsWith(`.${extension}`))
  if (found !== undefined) return found
  throw new AppError('VALIDATION', `不能写成“${basename(out)}”这种文件。`, `文件名要以 ${allowed.map((extension) => `.${extension}`).join('、')} 结尾。`)
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return 'nothing'
    throw toFileError(error, path)
  }
}
