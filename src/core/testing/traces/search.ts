/** Looks for texts in the files of folders, as anybody who has the disk could: in the usual encodings, and inside what is only packed. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { constants, inflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'

const LOCAL_ENTRY = Buffer.from('PK\u0003\u0004', 'latin1')
const MOST_UNPACKED = 64 * 1024 * 1024

/** Files of the folders in which one of the texts stands, with the text. A folder that is not there has none. */
export function tracesIn(folders: readonly string[], texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => ['utf8', 'utf16le', 'gb18030'].map((encoding) => ({ text, bytes: iconv.encode(text, encoding) })))
  return folders.flatMap(filesIn).flatMap((path) => {
    const content = contentOf(path)
    const found = needles.find(({ bytes }) => content.some((part) => part.includes(bytes)))
    return found === undefined ? [] : [`${path}: ${found.text}`]
  })
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

/** The bytes of a file, and those of every part that a zip package in it, whole or broken off, packs. */
function contentOf(path: string): Buffer[] {
  const bytes = readFileSync(path)
  const parts = [bytes]
  for (let at = bytes.indexOf(LOCAL_ENTRY); at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(LOCAL_ENTRY, at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    try {
      parts.push(inflateRawSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_UNPACKED }))
    } catch {
      // Not packed, or not a package.
    }
  }
  return parts
}
