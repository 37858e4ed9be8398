/** Photos and scans that are almost sound. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz, FuzzFolder } from '../../testing/fuzz/fuzz.ts'
import { mutateBytes } from '../../testing/fuzz/mutate.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { takenOn } from './exif.ts'
import { PICTURE_PIXELS, prepare, requireKept, thumbnailOf } from './picture.ts'
import { EMPTY_PDF, makeBomb, makePicture } from './testing/pictures.ts'

let folder: FuzzFolder
let sound: readonly Buffer[]
beforeAll(async () => {
  folder = await FuzzFolder.make()
  sound = [
    await makePicture({ width: 64, height: 48, taken: '2015:11:20 09:30:00', orientation: 6 }),
    await makePicture({ width: 64, height: 48, format: 'png' }),
    await makePicture({ width: 64, height: 48, format: 'webp' }),
    await makePicture({ width: 64, height: 48, cmyk: true }),
    makeBomb(100, 100),
    EMPTY_PDF,
  ]
})
afterAll(() => folder.remove())

it('fuzz image: a picture is kept as ours or refused in words', async () => {
  expect(
    await fuzz(lawRuns(120), async (random) => {
      const bytes = mutateBytes(random, random.pick(sound) ?? EMPTY_PDF)
      takenOn(bytes, '2026-11-28')
      const path = join(folder.input, 'photo.jpg')
      await writeFile(path, bytes)
      try {
        const { width, height } = await prepare(path, { megabytes: 1, today: '2026-11-28' })
        expect(Math.max(width ?? 0, height ?? 0)).toBeLessThanOrEqual(PICTURE_PIXELS)
      } finally {
        await folder.requireNothingWritten()
      }
    }),
  ).toBeGreaterThan(0)
  expect(
    await fuzz(
      lawRuns(120),
      async (random) => {
        const bytes = mutateBytes(random, random.pick(sound) ?? EMPTY_PDF)
        await requireKept(bytes)
        await thumbnailOf(bytes)
      },
      [1467852112],
    ),
  ).toBeGreaterThan(0)
})

it('fuzz exif: a block from anywhere says a day or nothing', async () => {
  const directory = '49492a00080000000100698704000100000 01a00000000000000 0100039002001400000 02c00000000000000'.replaceAll(' ', '')
  const block = Buffer.concat([Buffer.from(directory, 'hex'), Buffer.from('2015:11:20 09:30:00\u0000', 'latin1')])
  expect(takenOn(block, '2026-11-28')).toBe('2015-11-20')
  expect(
    await fuzz(lawRuns(300), async (random) => {
      expect(takenOn(mutateBytes(random, block), '2026-11-28') ?? '2000-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }),
  ).toBeGreaterThan(0)
})
