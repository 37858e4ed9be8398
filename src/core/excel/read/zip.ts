/** Workbook packages: zip with the limits and sentences of this folder. */
import type { PositionedFile } from '../../files/atomic.ts'
import { fileAccess, ZipFile } from '../../files/zip.ts'
import { damaged, passwordProtected, swollen, tooLarge } from './failures.ts'
import { HARMLESS_BYTES, MAXIMUM_ENTRIES, MAXIMUM_RATIO } from './limits.ts'

/**
 * Reads the list of contents of a file of `size` bytes; `name` is what messages call it.
 * Throws FILE_FORMAT when it is cut short or damaged, FILE_TOO_LARGE when it has too many parts or they are too large for so small a file.
 */
export async function openZip(file: PositionedFile, size: number, name: string): Promise<ZipFile> {
  const zip = await ZipFile.open(fileAccess(file, size), {
    maximumEntries: MAXIMUM_ENTRIES,
    damaged: (cause) => damaged(name, cause),
    encrypted: () => passwordProtected(name),
    tooLarge: (what) => tooLarge(name, what),
  })
  const unpacked = unpackedBytes(zip)
  // What a part says of its size is proved while it is read: more than it says is refused.
  if (unpacked > HARMLESS_BYTES && unpacked > size * MAXIMUM_RATIO) throw swollen(name, unpacked, size)
  return zip
}

/** Size of all parts together, in bytes, as the list of contents has it. */
export function unpackedBytes(zip: ZipFile): number {
  let bytes = 0
  for (const { size } of zip.listed) bytes += size
  return bytes
}
