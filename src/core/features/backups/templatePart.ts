/**
 * The office's own forms and changed templates inside a backup: the files of the folder `forms` as one ZIP. Nothing personal stands in them, and
 * they need no key.
 */
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as Fflate from 'fflate'
import { AppError } from '../../errors.ts'
import { codeOf, makePrivateDirectory, syncDirectory } from '../../files/atomic.ts'
import { loadPackage } from '../../loadPackage.ts'
import { readPieces, type BackupPart } from './container.ts'

const fflate = (): typeof Fflate => loadPackage('fflate') as typeof Fflate

/** What the program puts into the folder; whatever else lies there stays out. */
const NAME = /^[\w-]{1,80}\.(?:xlsx|json)$/u
const MOST_FILES = 1000
const MOST_BYTES = 200 * 1024 * 1024

/** The templates in the folder as the bytes of the part; null where there is no such folder. */
export async function packTemplates(folder: string): Promise<Uint8Array | null> {
  let names: string[]
  try {
    names = (await readdir(folder)).filter((name) => NAME.test(name)).toSorted()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
  let bytes = 0
  const files: Record<string, Uint8Array> = {}
  for (const name of names.slice(0, MOST_FILES)) {
    const path = join(folder, name)
    const facts = await stat(path)
    bytes += facts.size
    if (facts.isFile() && bytes <= MOST_BYTES) files[name] = await readFile(path)
  }
  // Workbooks are compressed already.
  return fflate().zipSync(files, { level: 0 })
}

/** Writes the templates of a backup into a new folder. Throws BACKUP_DAMAGED where the part is not what {@link packTemplates} makes. */
export async function unpackTemplates(backup: string, part: BackupPart, folder: string, signal?: AbortSignal): Promise<void> {
  if (part.size > 2 * MOST_BYTES) throw unreadable()
  const pieces: Buffer[] = []
  await readPieces(backup, part, (piece) => Promise.resolve(void pieces.push(Buffer.from(piece))), signal === undefined ? {} : { signal })
  const files = Object.entries(filesIn(Buffer.concat(pieces)))
  if (files.length > MOST_FILES || files.some(([name]) => !NAME.test(name))) throw unreadable()
  await makePrivateDirectory(folder)
  for (const [name, content] of files) await writeFile(join(folder, name), content, { mode: 0o600, flush: true })
  await syncDirectory(folder)
}

function filesIn(bytes: Uint8Array): Record<string, Uint8Array> {
  let unpacked = 0
  try {
    return fflate().unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize
        if (unpacked > MOST_BYTES) throw unreadable()
        return true
      },
    })
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(cause)
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'BACKUP_DAMAGED',
    '备份里的表样读不出来，不能使用；现有数据没有改动。',
    '请换一份备份；如果是从 U 盘复制来的，请重新复制一次。',
    cause === undefined ? {} : { cause },
  )
}
