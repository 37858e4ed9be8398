import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { extractPart, readManifest, readSmallPart, verifyParts, writeContainer, type ManifestFacts } from './container.ts'

const FACTS: ManifestFacts = {
  appVersion: '0.1.0',
  unit: '621125105000',
  created: '2026-11-24T01:00:00.000Z',
  reason: 'manual',
  schemaVersion: 20,
  counts: { person: 3 },
}
const DATABASE = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))
const KEYRING = Buffer.from('{"keyring":true}')

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'container-'))
  path = join(directory, 'a.bfbak')
  await writeFile(join(directory, 'db'), DATABASE)
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

const write = () =>
  writeContainer(path, FACTS, [
    { name: 'database', path: join(directory, 'db') },
    { name: 'keyring', content: KEYRING },
  ])

describe('a backup file', () => {
  it('says what is in it and gives it back byte by byte', async () => {
    const written = await write()
    expect(await readManifest(path)).toEqual(written)
    expect(await verifyParts(path)).toEqual(written)
    const [database, keyring] = written.parts
    if (database === undefined || keyring === undefined) throw new Error('two parts expected')
    await extractPart(path, database, join(directory, 'out'))
    expect((await readFile(join(directory, 'out'))).equals(DATABASE)).toBe(true)
    expect((await readSmallPart(path, keyring)).equals(KEYRING)).toBe(true)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('notices any single changed byte', async () => {
    await write()
    const sound = await readFile(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = Buffer.from(sound)
        changed[place] = (changed[place] ?? 0) ^ change
        await writeFile(path, changed)
        await expect(verifyParts(path)).rejects.toMatchObject({ code: expect.stringMatching(/^(BACKUP_DAMAGED|FILE_FORMAT|DATABASE_NEWER)$/) })
      }),
      { numRuns: 300 },
    )
  })

  it('takes no version that never was', async () => {
    await write()
    const sound = await readFile(path)
    sound.writeUInt32BE(0, sound.length - 12)
    await writeFile(path, sound)
    await expect(readManifest(path)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
  })

  it('notices any cut and anything added', async () => {
    await write()
    const { size } = await stat(path)
    const sound = await readFile(path)
    for (const length of [size - 1, size - 48, size - 60, 5008, 9, 8]) {
      await writeFile(path, sound)
      await truncate(path, length)
      await expect(readManifest(path)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED', message: expect.stringContaining('a.bfbak') })
    }
    await writeFile(path, Buffer.concat([sound, Buffer.from('x')]))
    await expect(readManifest(path)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
  })

  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004 something else', 'a workbook'],
    ['BFBAK', 'too short'],
  ])('refuses what is no backup: %j', async (content) => {
    await writeFile(path, content)
    await expect(readManifest(path)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
  })

  it('refuses a later format, and parts that overlap or leave room for something hidden', async () => {
    await write()
    const sound = await readFile(path)
    const later = Buffer.from(sound)
    later.writeUInt32BE(3, sound.length - 12)
    await writeFile(path, later)
    await expect(readManifest(path)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    const length = sound.readUInt32BE(sound.length - 16)
    const start = sound.length - 48 - length
    for (const forge of [
      (text: string) => text.replace('"offset":8', '"offset":9'),
      (text: string) => text.replace('"keyring"', '"database"'),
      (text: string) => text.replace('"size":5000', '"size":4999'),
    ]) {
      const text = Buffer.from(forge(sound.subarray(start, start + length).toString()))
      const footer = Buffer.concat([createHash('sha256').update(text).digest(), sound.subarray(-16)])
      footer.writeUInt32BE(text.length, 32)
      await writeFile(path, Buffer.concat([sound.subarray(0, start), text, footer]))
      await expect(readManifest(path)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
    }
  })

  it('is written anew only, and cancelled between chunks', async () => {
    await write()
    await expect(write()).rejects.toMatchObject({ code: 'EEXIST' })
    await rm(path)
    await expect(writeContainer(path, FACTS, [{ name: 'database', path: join(directory, 'db') }], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})
