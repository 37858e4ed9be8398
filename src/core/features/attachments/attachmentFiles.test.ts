import { createHash, randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AttachmentFiles, attachmentKeys } from './index.ts'

const KEY = new Uint8Array(32).fill(7)
const CHUNK = 64 * 1024
const sum = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

let directory: string
let files: AttachmentFiles
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-attachments-'))
  files = new AttachmentFiles(directory, attachmentKeys(KEY))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** Every file below the folder, by name. */
const lying = (): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

async function put(content: Uint8Array): Promise<string> {
  const sha256 = sum(content)
  expect(await files.write(sha256, [content])).toEqual({ bytes: content.length })
  return sha256
}

describe('contents of attachments', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_000])('gives %d bytes back as they came, in pieces of any size', async (size) => {
    const content = randomBytes(size)
    const sha256 = sum(content)
    const pieces = function* (): Generator<Uint8Array> {
      for (let from = 0; from < size; from += 50_001) yield content.subarray(from, from + 50_001)
    }
    expect(await files.has(sha256)).toBe(false)
    expect(await files.write(sha256, pieces())).toEqual({ bytes: size })
    expect(await files.has(sha256)).toBe(true)
    expect((await files.bytes(sha256)).equals(content)).toBe(true)
  })

  it('keeps the same content once, under a name and in bytes that say nothing without the data key', async () => {
    const content = Buffer.from('张三家的房子'.repeat(1000))
    const sha256 = await put(content)
    await put(content)
    expect(lying()).toHaveLength(1)
    expect(lying()[0]).not.toBe(sha256)
    expect(readFileSync(files.pathOf(sha256)).includes(content.subarray(0, 16))).toBe(false)
    const other = new AttachmentFiles(directory, attachmentKeys(new Uint8Array(32).fill(8)))
    expect(await other.has(sha256)).toBe(false)
  })

  it('refuses what has another hash, and leaves nothing of it', async () => {
    await expect(files.write(sum(Buffer.from('a')), [Buffer.from('b')])).rejects.toMatchObject({ code: 'ATTACHMENT_DAMAGED' })
    expect(lying()).toEqual([])
    await expect(files.write('../../x', [])).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('leaves what was there when the source breaks off half-way, and nothing else', async () => {
    const content = randomBytes(5 * CHUNK)
    const sha256 = sum(content)
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield content.subarray(0, 3 * CHUNK)
      throw new Error('U 盘已拔出')
    }
    await expect(files.write(sha256, broken())).rejects.toThrow('U 盘已拔出')
    expect(lying()).toEqual([])
    await put(content)
    await expect(files.write(sha256, broken())).rejects.toThrow('U 盘已拔出')
    expect((await files.bytes(sha256)).equals(content)).toBe(true)
    expect(lying()).toHaveLength(1)
  })

  it('a process killed while writing leaves a partial file that is no content, and that tidying removes', async () => {
    const script = `
      const { AttachmentFiles, attachmentKeys } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
      const source = async function* () { for (let n = 0; n < 8; n += 1) yield new Uint8Array(${CHUNK}); process.kill(process.pid, 'SIGKILL'); yield new Uint8Array(1) }
      await new AttachmentFiles(${JSON.stringify(directory)}, attachmentKeys(new Uint8Array(32).fill(7))).write('${'a'.repeat(64)}', source())`
    spawnSync(process.execPath, ['--input-type=module', '-e', script])
    expect(lying().map((name) => name.endsWith('.partial'))).toEqual([true])
    expect(await files.has('a'.repeat(64))).toBe(false)
    await files.tidy()
    expect(lying()).toEqual([])
  })

  it('notices any changed byte and any cut, also between two chunks, and mends when the content comes again', async () => {
    const content = randomBytes(2 * CHUNK + 100)
    const sha256 = await put(content)
    const path = files.pathOf(sha256)
    const sound = readFileSync(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = Buffer.from(sound)
        changed[place] = (changed[place] ?? 0) ^ change
        writeFileSync(path, changed)
        await expect(files.bytes(sha256)).rejects.toMatchObject({ code: 'ATTACHMENT_DAMAGED' })
      }),
      { numRuns: 60 },
    )
    for (const length of [0, 10, 24, 30, 24 + CHUNK + 16, 24 + 2 * (CHUNK + 16), sound.length - 1]) {
      writeFileSync(path, sound)
      truncateSync(path, length)
      await expect(files.bytes(sha256)).rejects.toMatchObject({ code: 'ATTACHMENT_DAMAGED' })
    }
    writeFileSync(path, Buffer.concat([sound, Buffer.from('x')]))
    await expect(files.bytes(sha256)).rejects.toMatchObject({ code: 'ATTACHMENT_DAMAGED' })
    await put(content)
    expect((await files.bytes(sha256)).equals(content)).toBe(true)
  })

  it('cannot be deceived by a sound file of another content in its place', async () => {
    const one = await put(Buffer.from('one'))
    const other = await put(Buffer.from('other'))
    writeFileSync(files.pathOf(one), readFileSync(files.pathOf(other)))
    await expect(files.bytes(one)).rejects.toMatchObject({ code: 'ATTACHMENT_DAMAGED' })
    rmSync(files.pathOf(one))
    await expect(files.bytes(one)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('keeps thumbnails apart; a damaged one is as good as none', async () => {
    const sha256 = await put(Buffer.from('picture'))
    expect(await files.thumbnail(sha256)).toBeNull()
    await files.keepThumbnail(sha256, Buffer.from('small'))
    expect((await files.thumbnail(sha256))?.toString()).toBe('small')
    const thumbnail = readdirSync(join(directory, 'attachments/thumbnails'), { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60)
    writeFileSync(join(directory, 'attachments/thumbnails', thumbnail ?? ''), 'spoilt')
    expect(await files.thumbnail(sha256)).toBeNull()
    expect(existsSync(files.pathOf(sha256))).toBe(true)
  })
})
