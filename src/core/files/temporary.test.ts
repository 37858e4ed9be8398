import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFully } from './atomic.ts'
import { createOutput, endFolder, handOver, inputPieces, inputSize, openInput, readInput, Scratch, sealFolder } from './temporary.ts'

const MARK = '张暗号621125198001011234'

let directory: string
let folder: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-temporary-'))
  folder = join(directory, 'made')
  sealFolder(folder)
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

async function write(path: string, content: Buffer): Promise<void> {
  await pipeline([content.subarray(0, 7), content.subarray(7)], createOutput(path))
}

describe('a sealed folder', () => {
  it('holds nothing in clear and gives back what was written, from any place', async () => {
    const path = join(folder, 'a.csv')
    const content = Buffer.from(MARK.repeat(20_000))
    await write(path, content)
    expect(readFileSync(path).includes(Buffer.from('621125'))).toBe(false)
    if (process.platform !== 'win32') expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600])
    expect(inputSize(path)).toBe(content.length)
    expect((await readInput(path)).equals(content)).toBe(true)
    const file = await openInput(path)
    for (const [from, length] of [
      [0, 1],
      [15, 2],
      [16, 16],
      [4099, 70_000],
      [content.length - 3, 3],
    ] as const) {
      const buffer = Buffer.alloc(length)
      expect(await readFully(file, buffer, from)).toBe(length)
      expect(buffer.equals(content.subarray(from, from + length))).toBe(true)
    }
    expect(await readFully(file, Buffer.alloc(9), content.length - 3)).toBe(3)
    await file.close()
  })

  it('no two files have the same bytes, and an empty one is one', async () => {
    const [one, two, none] = ['1', '2', '3'].map((name) => join(folder, name)) as [string, string, string]
    for (const path of [one, two]) await write(path, Buffer.from(MARK))
    await write(none, Buffer.alloc(0))
    expect(readFileSync(one).subarray(24).equals(readFileSync(two).subarray(24))).toBe(false)
    expect([inputSize(none), (await readInput(none)).length]).toEqual([0, 0])
  })

  it('is read by threads of the program, and by no other run', async () => {
    const path = join(folder, 'a.csv')
    await write(path, Buffer.from(MARK))
    const script = `import(${JSON.stringify(new URL('./temporary.ts', import.meta.url).href)}).then(({ readInput }) => readInput(${JSON.stringify(path)})).then((content) => require('node:worker_threads').parentPort.postMessage(content.toString()))`
    const read = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const worker = new Worker(script, { eval: true })
        worker.once('message', resolve).once('error', reject)
      })
    expect(await read()).toBe(MARK)
    endFolder(folder)
    expect(existsSync(folder)).toBe(false)
  })

  it('leaves packages that are encrypted anyway as they are, and what lies elsewhere', async () => {
    writeFileSync(join(folder, 'a.bfx'), 'age-encryption.org/v1')
    expect([inputSize(join(folder, 'a.bfx')), String(await readInput(join(folder, 'a.bfx')))]).toEqual([21, 'age-encryption.org/v1'])
    await write(join(directory, 'plain.csv'), Buffer.from(MARK))
    expect(readFileSync(join(directory, 'plain.csv'), 'utf8')).toBe(MARK)
  })

  it('what an earlier run left is removed', () => {
    writeFileSync(join(folder, 'left'), 'x')
    sealFolder(folder)
    expect(readdirSync(folder)).toEqual([])
  })

  it('an output that fails or is given up says so and holds no handle', async () => {
    await expect(write(join(folder, 'no', 'folder'), Buffer.from('12345678'))).rejects.toMatchObject({ code: 'ENOENT' })
    await write(join(folder, 'twice'), Buffer.from('12345678'))
    await expect(write(join(folder, 'twice'), Buffer.from('12345678'))).rejects.toMatchObject({ code: 'EEXIST' })
    for await (const piece of inputPieces(join(folder, 'twice'))) {
      expect(piece.length).toBe(8)
      break
    }
  })
})

describe('handing over', () => {
  it('writes in clear where it is wanted, with nothing beside it, and leaves the old file when it cannot', async () => {
    const [made, target] = [join(folder, 'a.csv'), join(directory, 'out.csv')]
    await write(made, Buffer.from(MARK))
    await handOver(made, target)
    expect(readFileSync(target, 'utf8')).toBe(MARK)
    mkdirSync(join(directory, 'taken'))
    await expect(handOver(made, join(directory, 'gone', 'a.csv'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(handOver(join(folder, 'none'), target)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(readFileSync(target, 'utf8')).toBe(MARK)
    expect(readdirSync(directory).toSorted()).toEqual(['made', 'out.csv', 'taken'])
  })
})

describe('a scratch file', () => {
  it('has no name where the system allows it, and is read from any place', async () => {
    const scratch = await Scratch.make(join(directory, 'scratch'), 'package', 100)
    for (const part of ['张暗', '号', MARK]) await scratch.append(Buffer.from(part))
    if (process.platform !== 'win32') expect(readdirSync(join(directory, 'scratch'))).toEqual([])
    const buffer = Buffer.alloc(Buffer.byteLength(MARK) + 5)
    expect(await scratch.read(buffer, 9)).toBe(Buffer.byteLength(MARK))
    expect(buffer.subarray(0, -5).toString()).toBe(MARK)
    await scratch.close()
    expect(readdirSync(join(directory, 'scratch'))).toEqual([])
  })
})
