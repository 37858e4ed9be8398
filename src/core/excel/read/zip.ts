/** Workbook packages: zip with the limits and sentences of this folder. */
import type { FileHandle } from 'node:fs/promises'
import { fileAccess, ZipFile } from '../../files/zip.ts'
import { damaged, passwordProtected, tooLarge } from './failures.ts'
import { MAXIMUM_ENTRIES } from './limits.ts'

/**
 * Reads the list of contents of a file of `size` bytes; `name` is what messages call it.
 * Throws FILE_FORMAT when it is cut short or damaged, FILE_TOO_LARGE when it has too many parts.
 */
export function openZip(file: FileHandle, size: number, name: string): Promise<ZipFile> {
  return ZipFile.open(fileAccess(file, size), {
    maximumEntries: MAXIMUM_ENTRIES,
    damaged: (cause) => damaged(name, cause),
    encrypted: () => passwordProtected(name),
    tooLarge: (what) => tooLarge(name, what),
  })
}
