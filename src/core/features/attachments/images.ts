/** What the page sees of a content: a data URL, or why there is none. */
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../errors.ts'
import { createOutput } from '../../files/temporary.ts'
import type { FileTickets } from '../../files/tickets.ts'
import type { FileTicket, Row } from '../../shapes.ts'
import type { AttachmentFiles } from './attachmentFiles.ts'
import type { AttachmentImage } from './contract.ts'
import { JPEG, PDF, requireKept, shapeOf, thumbnailOf } from './picture.ts'

/**
 * The thumbnail of an attachment, made anew where it is not there. Without `legible` only its shape: a scan of an identity card can be read
 * at 240 pixels.
 */
export function thumbnailImage(files: AttachmentFiles, row: Row, legible: boolean): Promise<AttachmentImage> {
  return imageOf(files, row, async (sha256) => {
    const thumbnail = await thumbnailBytes(files, sha256)
    return legible ? thumbnail : shapeOf(thumbnail)
  })
}

async function thumbnailBytes(files: AttachmentFiles, sha256: string): Promise<Buffer> {
  const kept = await files.thumbnail(sha256)
  if (kept !== null) return kept
  const made = await thumbnailOf(await files.bytes(sha256))
  await files.keepThumbnail(sha256, made)
  return made
}

/** The picture of an attachment as it is kept. */
export function pictureImage(files: AttachmentFiles, row: Row): Promise<AttachmentImage> {
  return imageOf(files, row, async (sha256) => requireKept(await files.bytes(sha256)))
}

/** Writes the content into a file that the user may save. */
export async function contentFile(files: AttachmentFiles, tickets: FileTickets, row: Row, holder: string): Promise<FileTicket> {
  const extension = row['media_type'] === JPEG ? 'jpg' : row['media_type'] === PDF ? 'pdf' : 'bin'
  const sha256 = String(row['sha256'])
  if (!(await files.has(sha256))) throw new AppError('FILE_NOT_FOUND', '照片还没有收到，下次交换时会再要。', '请等下一次交换，或请上报单位再发一次。')
  const path = tickets.newPath(extension)
  await pipeline(files.read(sha256), createOutput(path))
  return tickets.give(path, `${String(row['name']).replaceAll(/[\\/:*?"<>|]/g, '_')}.${extension}`, holder)
}

async function imageOf(files: AttachmentFiles, row: Row, read: (sha256: string) => Promise<Buffer>): Promise<AttachmentImage> {
  const sha256 = String(row['sha256'])
  if (row['media_type'] !== JPEG) return { state: (await files.has(sha256)) ? 'none' : 'missing', image: null }
  if (!(await files.has(sha256))) return { state: 'missing', image: null }
  try {
    return { state: 'ready', image: `data:${JPEG};base64,${(await read(sha256)).toString('base64')}` }
  } catch (error) {
    // What came by exchange has the right hash and may still be no picture.
    if (error instanceof AppError && (error.code === 'ATTACHMENT_DAMAGED' || error.code === 'FILE_FORMAT')) return { state: 'damaged', image: null }
    throw error
  }
}
