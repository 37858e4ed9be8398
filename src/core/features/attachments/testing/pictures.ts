/** Pictures made for tests: no real photo, no real person. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'

export interface PictureOptions {
  readonly width?: number
  readonly height?: number
  /** Tells pictures apart; those of one seed are the same. */
  readonly seed?: number
  readonly format?: 'jpeg' | 'png' | 'webp'
  /** EXIF orientation, 1 to 8. */
  readonly orientation?: number
  /** `2015:11:20 09:30:00`, as cameras write it; with a place. */
  readonly taken?: string
  readonly cmyk?: boolean
}

/** A smooth picture with a block of another colour at its upper left. */
export async function makePicture(options: PictureOptions = {}): Promise<Buffer> {
  const { width = 400, height = 300, seed = 1, format = 'jpeg' } = options
  const block = await sharp({
    create: { width: Math.ceil(width / 4), height: Math.ceil(height / 4), channels: 3, background: { r: 230, g: (seed * 37) % 200, b: 20 } },
  })
    .png()
    .toBuffer()
  let image = sharp({ create: { width, height, channels: 3, background: { r: (seed * 53) % 120, g: 120, b: 160 } } }).composite([
    { input: block, top: 0, left: 0 },
  ])
  if (options.cmyk === true) image = image.toColourspace('cmyk')
  if (options.taken !== undefined)
    image = image.withExif({ IFD2: { DateTimeOriginal: options.taken }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 50/1 0/1' } })
  if (options.orientation !== undefined) image = image.withMetadata({ orientation: options.orientation })
  return image.toFormat(format).toBuffer()
}

/** A PNG of one byte of content that claims to be `width` × `height`. */
export function makeBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PDF that holds one empty page. */
export const EMPTY_PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

/** Writes a file as if a user had picked it. */
export function picked(directory: string, name: string, content: Uint8Array): { path: string; name: string } {
  const path = join(directory, name)
  writeFileSync(path, content)
  return { path, name }
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
