import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takenOn } from './exif.ts'
import { prepare, requireKept, shapeOf, thumbnailOf } from './picture.ts'
import { EMPTY_PDF, makeBomb, makePicture, picked, type PictureOptions } from './testing/pictures.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-pictures-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const take = (content: Uint8Array, name = 'x.jpg', megabytes = 20) => prepare(picked(directory, name, content).path, { megabytes, today: '2026-01-01' })
const takePicture = async (options: PictureOptions, name?: string) => take(await makePicture(options), name)

describe('pictures taken in', () => {
  it('are scaled down to 2000 pixels, turned by EXIF and freed of it; the day taken is kept', async () => {
    const made = await takePicture({ width: 3000, height: 1500, orientation: 6 })
    expect(made).toMatchObject({ mediaType: 'image/jpeg', width: 1000, height: 2000 })
    const taken = await takePicture({ taken: '2015:11:20 09:30:00' })
    expect(taken.takenOn).toBe('2015-11-20')
    const { exif, orientation, icc } = await sharp(taken.content).metadata()
    expect([exif, orientation, icc]).toEqual([undefined, undefined, undefined])
    // The block at the upper left comes to the upper right when the picture is turned clockwise.
    const { data, info } = await sharp(made.content).raw().toBuffer({ resolveWithObject: true })
    expect(data[(10 * info.width + info.width - 10) * 3]).toBeGreaterThan(200)
  })

  it.each<[string, PictureOptions]>([
    ['png', { format: 'png' }],
    ['webp', { format: 'webp' }],
    ['CMYK', { cmyk: true }],
  ])('%s becomes JPEG in RGB', async (_title, options) => {
    const made = await takePicture(options, 'any.name')
    const { format, space } = await sharp(made.content).metadata()
    expect([format, space, made.width]).toEqual(['jpeg', 'srgb', 400])
  })

  it('are told by their content, not by their name; the same file gives the same hash', async () => {
    expect((await takePicture({ format: 'png' }, 'photo.pdf')).sha256).toBe((await takePicture({ format: 'png' }, 'photo.jpg')).sha256)
    expect(await take(EMPTY_PDF, 'scan.jpg')).toMatchObject({ mediaType: 'application/pdf', width: null, content: EMPTY_PDF })
  })

  it('have thumbnails of at most 240 pixels', async () => {
    const { width, height } = await sharp(await thumbnailOf((await takePicture({ width: 1000, height: 500 })).content)).metadata()
    expect([width, height]).toEqual([240, 120])
  })
})

describe('what cannot be taken in is told in a sentence', () => {
  it('程序自己的图形照样画得出；外来的图形文件，怎么来的都不读', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>')
    await takePicture({})
    await expect(requireKept(drawing)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    expect((await sharp(drawing).png().toBuffer()).subarray(1, 4).toString()).toBe('PNG')
  })

  it('empty, too large, no picture, HEIC, PDF without an end', async () => {
    await expect(take(Buffer.alloc(0))).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    await expect(take(Buffer.alloc(1024 * 1024 + 1), 'x.jpg', 1)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('1 MB') })
    await expect(take(Buffer.from('MZ is a program'))).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('不是 JPG') })
    await expect(take(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.png')).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    await expect(take(Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1'))).rejects.toMatchObject({
      code: 'FILE_FORMAT',
      message: expect.stringContaining('HEIC'),
    })
    await expect(take(EMPTY_PDF.subarray(0, 40))).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('PDF') })
    await expect(prepare(join(directory, 'gone.jpg'), { megabytes: 20, today: '2026-01-01' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('too many pixels, without decoding one', async () => {
    const before = process.memoryUsage.rss()
    await expect(take(makeBomb(60_000, 60_000))).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('60000 × 60000') })
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
  })

  it('a moving picture', async () => {
    const frames = await Promise.all([1, 2].map(async (seed) => makePicture({ seed, format: 'png' })))
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    await expect(take(moving)).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('会动') })
  })

  it.each(['jpeg', 'png', 'webp'] as const)('a %s cut off anywhere', async (format) => {
    const whole = await makePicture({ format, width: 900, height: 700 })
    for (const part of [0.02, 0.3, 0.6, 0.9]) {
      await expect(take(whole.subarray(0, Math.max(20, Math.floor(whole.length * part)))), String(part)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    }
  })

  it('bytes changed at random: taken in or refused in words, never anything else', async () => {
    const whole = await makePicture({ taken: '2015:11:20 09:30:00' })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }), async (changes) => {
        const spoilt = Buffer.from(whole)
        for (const [place, value] of changes) spoilt[place] = value
        const result = await take(spoilt).then(
          ({ mediaType }) => mediaType as string,
          (error: { code?: string }) => error.code,
        )
        expect(['image/jpeg', 'FILE_FORMAT']).toContain(result)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the day a photo was taken', () => {
  it('is believed only where it can be', async () => {
    for (const taken of ['2015:02:30 00:00:00', '0000:00:00 00:00:00', '1970:01:01 00:00:00', '2099:01:01 00:00:00', 'yesterday'])
      expect((await takePicture({ taken })).takenOn, taken).toBeNull()
  })

  it('reads any block without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('II', 'MM'), (bytes, order) => {
        const block = Buffer.concat([Buffer.from(`Exif\0\0${order}`), Buffer.from(bytes)])
        expect([null, 'string']).toContain(takenOn(block, '2026-01-01') === null ? null : 'string')
      }),
    )
  })
})

describe('the shape of a picture', () => {
  it('keeps colours and outline and nothing that could be read', async () => {
    // Lines as thin as those of digits, in the left half; the right half is white.
    const pixels = Buffer.alloc(240 * 240, 255)
    for (let y = 0; y < 240; y += 1) for (let x = 0; x < 120; x += 1) if (x % 4 < 2) pixels[y * 240 + x] = 0
    const scan = await sharp(pixels, { raw: { width: 240, height: 240, channels: 1 } })
      .jpeg({ quality: 95 })
      .toBuffer()
    const contrast = async (picture: Buffer): Promise<{ left: number; halves: number }> => {
      const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
      const row = [...data.subarray(120 * info.width, 121 * info.width)]
      const left = row.slice(30, 90)
      return { left: Math.max(...left) - Math.min(...left), halves: (row[210] ?? 0) - (row[60] ?? 0) }
    }
    expect((await contrast(scan)).left).toBeGreaterThan(200)
    const shape = await contrast(await shapeOf(scan))
    expect(shape.left).toBeLessThan(20)
    expect(shape.halves).toBeGreaterThan(60)
  })
})
