import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { discard, exists, makePrivateDirectory, partialPath, replaceFile, requireFreeSpace, toFileError, writeFileAtomic } from './atomic.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'atomic-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('writeFileAtomic', () => {
  it('replaces the old content, leaves nothing else behind and is readable by the owner alone', async () => {
    const path = join(directory, '名册.json')
    await writeFile(path, 'old')
    await writeFileAtomic(path, 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(directory)).toEqual(['名册.json'])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('tells that the folder is gone, in words', async () => {
    await expect(writeFileAtomic(join(directory, 'gone', 'a.json'), 'x')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringContaining('a.json'),
    })
  })

  it('keeps the old file and removes its own when the rename cannot be done', async () => {
    const path = join(directory, 'taken')
    await makePrivateDirectory(join(path, 'not empty'))
    await expect(writeFileAtomic(path, 'x')).rejects.toBeInstanceOf(Error)
    expect(await readdir(directory)).toEqual(['taken'])
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('refuses a folder that may not be written to', async () => {
    await chmod(directory, 0o500)
    await expect(writeFileAtomic(join(directory, 'a'), 'x')).rejects.toMatchObject({ code: 'FILE_LOCKED' })
    await chmod(directory, 0o700)
  })
})

describe('the rest', () => {
  it('renames over an existing file', async () => {
    const from = partialPath(join(directory, 'b'))
    await writeFile(from, '1')
    await writeFile(join(directory, 'b'), '2')
    await replaceFile(from, join(directory, 'b'))
    expect(await readFile(join(directory, 'b'), 'utf8')).toBe('1')
    expect(await exists(from)).toBe(false)
  })

  it('asks for space before, not after', async () => {
    await requireFreeSpace(directory, 1)
    await expect(requireFreeSpace(directory, 2 ** 60)).rejects.toMatchObject({ code: 'DISK_FULL' })
    await expect(requireFreeSpace(join(directory, 'gone'), 1)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('says the codes of the system in words and passes on what is ours', () => {
    expect(toFileError(Object.assign(new Error('x'), { code: 'ENOSPC' }), '/a/b.xlsx')).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('b.xlsx'),
    })
    expect(toFileError(Object.assign(new Error('x'), { code: 'EBUSY' }), 'b')).toMatchObject({ code: 'FILE_LOCKED' })
    const own = new AppError('CONFLICT', 'a', 'b')
    expect(toFileError(own, 'b')).toBe(own)
    const odd = new Error('odd')
    expect(toFileError(odd, 'b')).toBe(odd)
  })
})

describe('discard', () => {
  it('leaves nothing, even of a file that was still to be made or could not be', async () => {
    for (let round = 0; round < 50; round += 1) {
      const path = join(directory, `${round}.partial`)
      // Opening waits its turn in the pool of threads; removing must not overtake it.
      await discard(createWriteStream(path), path)
    }
    // Whatever still waits in the pool of threads has had its turn when these have.
    for (let turn = 0; turn < 8; turn += 1) await Promise.all(Array.from({ length: 32 }, () => readdir(directory)))
    expect(await readdir(directory)).toEqual([])
    await discard(
      createWriteStream(join(directory, 'none', 'x')).on('error', () => undefined),
      join(directory, 'x'),
    )
  })
})
