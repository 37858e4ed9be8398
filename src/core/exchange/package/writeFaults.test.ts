import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { writePackage } from './index.ts'
import { diskFiles, type PackageFiles } from './packageFiles.ts'
import { dataPart, failureOf, Workshop } from './testing/packages.ts'

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251))

let shop: Workshop

beforeEach(async () => {
  shop = await Workshop.open()
})
afterEach(async () => {
  await shop.close()
})

interface Faults {
  /** How many bytes the stick takes at a time. */
  readonly most?: number
  /** What it does with the bytes at a position. */
  readonly keep?: (bytes: Uint8Array, position: number) => Uint8Array
  /** Thrown by the step of this name, or by the write that reaches this many bytes. */
  readonly fail?: { readonly at: 'create' | 'sync' | 'close' | 'openBack' | 'read' | 'replace' | number; readonly code: string }
  /** How many bytes it gives back at a time. */
  readonly readMost?: number
  /** Where it stops giving back. */
  readonly readEnd?: number
}

/** The real disk with the manners of a bad stick. */
function faulty({ most = Infinity, keep = (bytes) => bytes, fail, readMost = Infinity, readEnd = Infinity }: Faults): PackageFiles {
  const step = (name: string | number): void => {
    if (fail?.at === name) throw Object.assign(new Error(fail.code), { code: fail.code })
  }
  return {
    async create(path) {
      step('create')
      const sink = await diskFiles.create(path)
      return {
        async write(bytes, position) {
          if (typeof fail?.at === 'number' && position + bytes.length > fail.at) step(fail.at)
          const taken = bytes.subarray(0, Math.min(most, bytes.length))
          return sink.write(keep(taken, position), position)
        },
        async sync() {
          step('sync')
          await sink.sync()
        },
        async close() {
          await sink.close()
          step('close')
        },
      }
    },
    async openBack(path) {
      step('openBack')
      const source = await diskFiles.openBack(path)
      return {
        async read(position) {
          if (position > 100_000) step('read')
          if (position >= readEnd) return new Uint8Array(0)
          const bytes = await source.read(position)
          return bytes.subarray(0, Math.min(readMost, readEnd - position))
        },
        close: () => source.close(),
      }
    },
    async replace(from, to) {
      step('replace')
      await diskFiles.replace(from, to)
    },
    remove: (path) => diskFiles.remove(path),
    leftovers: (directory) => diskFiles.leftovers(directory),
  }
}

/** Runs a process that writes or reads without end, and kills it when it has said so much. */
async function killed(what: 'write' | 'read', file: string, said: number): Promise<void> {
  const script = fileURLToPath(new URL('testing/endless.ts', import.meta.url))
  const child = spawn(process.execPath, [script, what, file, shop.temporary, shop.receiver.sealing.recipient, shop.receiver.sealing.identity], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let heard = 0
  const enough = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      heard += text.length
      if (heard >= said) resolve()
    })
  })
  await Promise.race([
    enough,
    ended.then(([code]) => {
      throw new Error(`ended with ${String(code)}`)
    }),
  ])
  child.kill('SIGKILL')
  await ended
}

const write = (faults: Faults): Promise<unknown> =>
  writePackage(shop.request([dataPart(CONTENT, 'data/a.csv', { compress: false })], { files: faulty(faults) }))

/** Writes onto a stick that fails; the old file must be as it was, and nothing else there. */
async function refusal(faults: Faults): Promise<AppError> {
  const old = join(shop.stick, '510722-000001.bfx')
  await writeFile(old, 'the old file')
  const error = await failureOf(write(faults))
  expect(await readdir(shop.stick)).toEqual(['510722-000001.bfx'])
  expect(await readFile(old, 'utf8')).toBe('the old file')
  expect(error).toBeInstanceOf(AppError)
  if (!(error instanceof AppError)) throw error
  expect(error.message).toMatch(/[一-龥]{4}.*。$/)
  return error
}

describe('a stick', () => {
  it('may take and give little at a time', async () => {
    for (const faults of [{ most: 1000 }, { readMost: 777 }, { most: 4096, readMost: 50_001 }]) {
      await write(faults)
      const reader = await shop.read(join(shop.stick, '510722-000001.bfx'))
      await expect(reader.checkAll()).resolves.toBeUndefined()
      await reader.close()
    }
  })

  it('that keeps other bytes than it was given is found out', async () => {
    const flip =
      (at: number) =>
      (bytes: Uint8Array, position: number): Uint8Array => {
        if (at < position || at >= position + bytes.length) return bytes
        const changed = Uint8Array.from(bytes)
        changed[at - position] = (changed[at - position] ?? 0) ^ 1
        return changed
      }
    for (const at of [0, 1, 65_536, 200_000, 300_000]) expect(await refusal({ keep: flip(at) })).toMatchObject({ code: 'STICK_UNRELIABLE', kind: 'failure' })
    // A fake capacity: what lies behind it is swallowed.
    expect(await refusal({ keep: (bytes, position) => (position > 131_072 ? new Uint8Array(bytes.length) : bytes) })).toMatchObject({
      code: 'STICK_UNRELIABLE',
    })
  })

  it('that gives back too little or too much is found out', async () => {
    for (const readEnd of [0, 1, 100_000, 300_000]) expect(await refusal({ readEnd })).toMatchObject({ code: 'STICK_UNRELIABLE' })
  })

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EIO', 'STICK_UNRELIABLE'],
    ['ENODEV', 'FILE_NOT_FOUND'],
    ['ENXIO', 'FILE_NOT_FOUND'],
    ['UNKNOWN', 'FILE_NOT_FOUND'],
    ['EFBIG', 'FILE_TOO_LARGE'],
    ['EROFS', 'FILE_LOCKED'],
    ['EACCES', 'FILE_LOCKED'],
    ['EPERM', 'FILE_LOCKED'],
    ['ENOENT', 'FILE_NOT_FOUND'],
  ])('that answers %s while it is written to is told as %s', async (code, told) => {
    for (const at of ['create', 0, 70_000, 250_000, 'sync', 'close'] as const) expect(await refusal({ fail: { at, code } })).toMatchObject({ code: told })
  })

  it('that cannot be read back or renamed on leaves the old file', async () => {
    for (const at of ['openBack', 'read'] as const) {
      expect(await refusal({ fail: { at, code: 'EIO' } })).toMatchObject({ code: 'STICK_UNRELIABLE' })
      expect(await refusal({ fail: { at, code: 'EWEIRD' } })).toMatchObject({ code: 'STICK_UNRELIABLE' })
      expect(await refusal({ fail: { at, code: 'ENODEV' } })).toMatchObject({ code: 'FILE_NOT_FOUND' })
    }
    expect(await refusal({ fail: { at: 'replace', code: 'EIO' } })).toMatchObject({ code: 'STICK_UNRELIABLE' })
    expect(await refusal({ fail: { at: 'replace', code: 'ENOENT' } })).toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('that is full at any byte leaves the old file', async () => {
    for (let at = 0; at < 300_000; at += 23_457) expect(await refusal({ fail: { at, code: 'ENOSPC' }, most: 10_000 })).toMatchObject({ code: 'DISK_FULL' })
  })

  it.skipIf(!existsSync('/dev/shm'))('whose driver knows no reading past the cache is read as usual', async () => {
    const directory = await mkdtemp('/dev/shm/stick-')
    try {
      const file = await shop.write([dataPart(CONTENT)], { directory })
      const reader = await shop.read(file)
      await expect(reader.checkAll()).resolves.toBeUndefined()
      await reader.close()
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('holds the old file or the new one when the program is killed at any moment, and no rest after the next attempt', async () => {
    const file = await shop.write([dataPart('the old one')])
    const old = await readFile(file)
    const seen = new Set<string>()
    for (const said of [1, 2, 6, 10, 11, 15, 20, 27]) {
      await killed('write', file, said)
      const now = await readFile(file)
      if (!now.equals(old)) {
        const reader = await shop.read(file)
        await reader.checkAll()
        await reader.close()
      }
      for (const name of await readdir(shop.stick)) seen.add(name.startsWith('.') ? 'rest' : name)
    }
    expect([...seen].toSorted()).toEqual(['510722-000001.bfx', 'rest'])
    await shop.write([dataPart('at last')])
    expect(await readdir(shop.stick)).toEqual(['510722-000001.bfx'])
  })

  it.skipIf(process.platform === 'win32')('is never copied in clear or left in the temporary folder when the program is killed while reading', async () => {
    const file = await shop.write([dataPart(CONTENT)])
    await killed('read', file, 1)
    expect(await readdir(shop.temporary)).toEqual([])
  })

  it('that is not there is told', async () => {
    await rm(shop.stick, { recursive: true })
    await expect(shop.write([dataPart('1')])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await writeFile(shop.stick, 'a file where the folder was')
    await expect(shop.write([dataPart('1')])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })
})
