/** What happens when the disk fails under the writers; the disk is played by a stream and a rename that refuse. */
import type * as Files from 'node:fs'
import type * as FilePromises from 'node:fs/promises'
import { readdir, readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeFolder, type Folder } from './testing/workbooks.ts'
import { writeCsv } from './writeCsv.ts'
import { writeSheet, type SheetContent } from './writeSheet.ts'

const disk = vi.hoisted(() => ({ room: Infinity, held: 0 }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>()
  return {
    ...real,
    createWriteStream: (...parameters: Parameters<typeof real.createWriteStream>) => {
      const stream = real.createWriteStream(...parameters)
      const write = stream._write.bind(stream)
      const take = (size: number): Error | undefined => {
        disk.room -= size
        return disk.room < 0 ? Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }) : undefined
      }
      stream._write = (chunk: Buffer, encoding, done) => {
        const full = take(chunk.length)
        if (full === undefined) write(chunk, encoding, done)
        else done(full)
      }
      stream._writev = (chunks, done) => {
        const data = Buffer.concat(chunks.map(({ chunk }: { chunk: unknown }) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))))
        stream._write(data, 'utf8', done)
      }
      return stream
    },
  }
})

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>()
  return {
    ...real,
    rename: async (from: string, to: string) => {
      disk.held -= 1
      if (disk.held >= 0) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      return real.rename(from, to)
    },
  }
})

let folder: Folder
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  disk.room = Infinity
  disk.held = 0
  await folder.remove()
})

function content(rows: number): SheetContent {
  return { name: 'x', columns: [{ heading: '姓名', kind: 'text' }], rows: Array.from({ length: rows }, (_, index) => [`张三${index * 7919}`]) }
}

describe('the disk is full', () => {
  it.each([0, 1000, 20_000])('after %i bytes of a workbook: the old file stays, nothing else is left', async (room) => {
    const path = await folder.write('old.xlsx', 'old')
    disk.room = room
    await expect(writeSheet(path, content(20_000))).rejects.toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('old.xlsx') })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['old.xlsx'])
  })

  it.each([0, 100_000])('after %i bytes of a CSV file', async (room) => {
    const path = await folder.write('old.csv', 'old')
    disk.room = room
    await expect(writeCsv(path, { headings: ['a'], rows: content(20_000).rows })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['old.csv'])
  })
})

describe('the file is open in another program', () => {
  it('waits a moment for scanners that hold the file', async () => {
    const path = await folder.write('old.xlsx', 'old')
    disk.held = 2
    expect(await writeSheet(path, content(10))).toBe(10)
    expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK')
  })

  it('says so by the name of the file and leaves nothing behind', async () => {
    const path = await folder.write('old.xlsx', 'old')
    disk.held = 1000
    await expect(writeSheet(path, content(10))).rejects.toMatchObject({
      code: 'FILE_LOCKED',
      message: expect.stringContaining('old.xlsx'),
      action: expect.stringContaining('关闭'),
    })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['old.xlsx'])
  })
})
