/** Makes of a file that a user picked what is kept: pictures turned upright, scaled down, freed of EXIF; PDF as it is. Trusts nothing in it. */
import { createHash } from 'node:crypto'
import type Library from 'sharp'
import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { AppError } from '../../errors.ts'
import { inputSize, readInput } from '../../files/temporary.ts'
import { inTurn } from '../../inTurn.ts'
import { takenOn } from './exif.ts'

/** Longest side of a kept picture and of a thumbnail, in pixels. */
export const PICTURE_PIXELS = 2000
const THUMBNAIL_PIXELS = 240

/** Largest picture taken in where it must be held whole while it is read, and where it comes in lines (plain JPEG, as phones make). */
const MOST_PIXELS = 50_000_000
const MOST_PIXELS_BY_LINES = 220_000_000
const LONGEST_SECONDS = 60

/** One picture at a time, so that memory stays bounded by the largest. */
const oneAtATime = inTurn()

export const JPEG = 'image/jpeg'
export const PDF = 'application/pdf'

export interface Prepared {
  readonly content: Buffer
  readonly sha256: string
  readonly mediaType: typeof JPEG | typeof PDF
  readonly width: number | null
  readonly height: number | null
  /** By the camera, where it says. */
  readonly takenOn: string | null
}

/**
 * Reads, checks and converts. `megabytes` bounds the file as picked.
 * Throws FILE_TOO_LARGE, FILE_EMPTY, FILE_FORMAT (no kind we take, damaged, moving, too many pixels), FILE_NOT_FOUND.
 */
export async function prepare(path: string, limits: { readonly megabytes: number; readonly today: string }): Promise<Prepared> {
  const bytes = await readPicked(path, limits.megabytes)
  const kind = kindOf(bytes)
  if (kind === 'pdf') return preparePdf(bytes)
  return oneAtATime(() => preparePicture(bytes, kind, limits.today))
}

/** A drawing of our own (SVG without words and without anything from outside) as a picture that is kept. */
export async function pictureOfDrawing(svg: string): Promise<Prepared & { readonly width: number; readonly height: number }> {
  return oneAtATime(async () => {
    const sharp = await loaded()
    const { data, info } = await readable(() =>
      sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true }),
    )
    return { content: data, sha256: sha256(data), mediaType: JPEG, width: info.width, height: info.height, takenOn: null }
  })
}

/** A thumbnail of a kept picture. */
export async function thumbnailOf(picture: Buffer): Promise<Buffer> {
  return oneAtATime(async () => {
    const image = await open(picture, { limitInputPixels: PICTURE_PIXELS * PICTURE_PIXELS })
    return readable(() =>
      image.resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 70 }).toBuffer(),
    )
  })
}

/** Longest side of what is left of a picture for those who may not read it, in pixels; no writing survives it. */
const SHAPE_PIXELS = 24

/** The shape of a thumbnail: colours and outline as they were, nothing that could be read. */
export async function shapeOf(thumbnail: Buffer): Promise<Buffer> {
  return oneAtATime(async () => {
    const small = await open(thumbnail, { limitInputPixels: PICTURE_PIXELS * PICTURE_PIXELS })
    const shape = await readable(() => small.resize({ width: SHAPE_PIXELS, height: SHAPE_PIXELS, fit: 'inside' }).jpeg({ quality: 60 }).toBuffer())
    const wide = await open(shape, { limitInputPixels: PICTURE_PIXELS * PICTURE_PIXELS })
    return readable(() =>
      wide.resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', kernel: 'cubic' }).blur(4).jpeg({ quality: 60 }).toBuffer(),
    )
  })
}

/** The picture as it is, where it is one as {@link prepare} makes them: what other machines send may be anything. Throws FILE_FORMAT. */
export async function requireKept(picture: Buffer): Promise<Buffer> {
  const image = await open(picture, { limitInputPixels: false })
  const { format, width, height } = await readable(() => image.metadata())
  if (format !== 'jpeg' || width > PICTURE_PIXELS || height > PICTURE_PIXELS) throw unreadable()
  return picture
}

async function readPicked(path: string, megabytes: number): Promise<Buffer> {
  const size = inputSize(path)
  if (size === 0) throw new AppError('FILE_EMPTY', '这个文件是空的，没有添加。', '请重新从手机或相机复制这张照片，再添加。')
  if (size > megabytes * 1024 * 1024) {
    throw new AppError(
      'FILE_TOO_LARGE',
      `文件有 ${(size / 1024 / 1024).toFixed(1)} MB，超过了 ${megabytes} MB 的上限，没有添加。`,
      '请先把照片或扫描件压缩、缩小，或把 PDF 拆成几份，再添加。',
    )
  }
  return readInput(path)
}

type PictureKind = 'jpeg' | 'png' | 'webp'

function pictureKind(bytes: Buffer): PictureKind | null {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg'
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png'
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : null
}

/** By the first bytes: the extension may be wrong. */
function kindOf(bytes: Buffer): PictureKind | 'pdf' {
  const picture = pictureKind(bytes)
  if (picture !== null) return picture
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (/^....ftyp(hei|hev|mif|msf|avif)/s.test(bytes.subarray(0, 16).toString('latin1'))) {
    throw new AppError(
      'FILE_FORMAT',
      '这是 HEIC 格式的手机照片，程序不能读取，没有添加。',
      '请在手机的相机设置里改为“兼容性最佳（JPEG）”，或把这张照片另存为 JPG 再添加。',
    )
  }
  throw new AppError('FILE_FORMAT', '这个文件不是 JPG、PNG、WebP 图片，也不是 PDF，没有添加。', '请选择照片或扫描件；Word、Excel 文件可以另存为 PDF 再添加。')
}

function preparePdf(content: Buffer): Prepared {
  if (!content.subarray(-2048).includes('%%EOF'))
    throw new AppError('FILE_FORMAT', '这个 PDF 不完整（没有结尾），没有添加。', '请重新扫描或重新复制一次，再添加。')
  return { content, sha256: sha256(content), mediaType: PDF, width: null, height: null, takenOn: null }
}

async function preparePicture(bytes: Buffer, kind: PictureKind, today: string): Promise<Prepared> {
  // Reading the head decodes no pixels; the limit is ours to tell.
  const header = await open(bytes, { limitInputPixels: false })
  const metadata = await readable(() => header.metadata())
  refuseOdd(metadata, kind)
  const image = await open(bytes, { limitInputPixels: limitOf(metadata) })
  const { data, info } = await readable(() =>
    image
      .autoOrient()
      .resize({ width: PICTURE_PIXELS, height: PICTURE_PIXELS, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds: LONGEST_SECONDS })
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true }),
  )
  return { content: data, sha256: sha256(data), mediaType: JPEG, width: info.width, height: info.height, takenOn: takenOn(metadata.exif, today) }
}

function refuseOdd(metadata: Metadata, kind: PictureKind): void {
  if (metadata.format !== kind) throw unreadable()
  if ((metadata.pages ?? 1) > 1) throw new AppError('FILE_FORMAT', '这是会动的图片，没有添加。', '请选择普通的照片；需要其中一幅时，请先截图保存。')
  const { width, height } = metadata
  if (width * height > limitOf(metadata)) {
    throw new AppError('FILE_FORMAT', `这张图片有 ${width} × ${height} 像素，太大了，没有添加。`, '请先在手机或电脑上把它缩小，再添加。')
  }
}

function limitOf(metadata: Metadata): number {
  return metadata.format === 'jpeg' && metadata.isProgressive === false ? MOST_PIXELS_BY_LINES : MOST_PIXELS
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

let library: Promise<typeof Library> | null = null

/** The picture library, loaded when first needed, with only the readers that we take files for. */
async function open(bytes: Buffer, options: SharpOptions): Promise<Sharp> {
  const sharp = await loaded()
  // The reader of drawings is there for our own figures; nothing from outside reaches it.
  if (pictureKind(bytes) === null) throw unreadable()
  return sharp(bytes, { failOn: 'warning', sequentialRead: true, animated: false, ...options })
}

async function loaded(): Promise<typeof Library> {
  library ??= load()
  return library.catch((error: unknown) => {
    library = null
    throw new AppError('INTERNAL', '这台电脑上的图片组件不能用，照片没有添加；其他功能不受影响。', '请重新安装程序；仍不行时把照片做成 PDF 再添加。', {
      cause: error,
    })
  })
}

async function load(): Promise<typeof Library> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadSvgBuffer'] })
  return sharp
}

/** What the library finds wrong, in words. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(error)
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError('FILE_FORMAT', '这张图片不完整或已损坏，没有添加。', '请重新从手机或相机复制这张照片；能打开时，也可以另存一份再添加。', { cause })
}
