/** The official test vectors of the age format (C2SP CCTV): opened by the same function that opens packages. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import * as vectors from 'cctv-age'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { unseal } from './unseal.ts'

interface Vector {
  readonly name: string
  readonly expect: string
  readonly payload: string | undefined
  readonly identities: readonly string[]
  readonly passphrases: readonly string[]
  readonly armored: boolean
  readonly file: Buffer
}

function parse(name: string, content: Uint8Array): Vector {
  const bytes = Buffer.from(content)
  const end = bytes.indexOf('\n\n')
  const lines = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const)
  const values = (key: string): string[] => lines.filter(([found]) => found === key).map(([, value]) => value)
  const file = bytes.subarray(end + 2)
  return {
    name,
    expect: values('expect')[0] ?? '',
    payload: values('payload')[0],
    identities: values('identity'),
    passphrases: values('passphrase'),
    armored: values('armored').length > 0,
    file: values('compressed').length > 0 ? inflateSync(file) : file,
  }
}

// Envelopes in letters are no packages: they are told as such, like any other file.
const all = Object.entries(vectors).map(([name, content]) => parse(name, content))

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vectors-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('the vectors of the age format', () => {
  it('are there', () => {
    expect(all.length).toBeGreaterThan(100)
  })

  it.each(all.map((vector) => [vector.name, vector.expect, vector] as const))('%s: %s', async (name, expected, vector) => {
    const file = join(directory, `${name}.bfx`)
    const temporaryDirectory = join(directory, 'temporary')
    await writeFile(file, vector.file)
    const [passphrase] = vector.passphrases
    // Identities that are not ours (post-quantum) are passed on to the library as they are.
    const opening = unseal(file, {
      identities: vector.identities,
      ...(passphrase === undefined ? {} : { passphrase }),
      temporaryDirectory,
      limits: PACKAGE_LIMITS,
    })
    if (vector.armored || expected !== 'success') {
      const error = await opening.then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(error).toBeInstanceOf(AppError)
      expect(error).not.toMatchObject({ code: 'INTERNAL' })
    } else {
      const opened = await opening
      const plain = Buffer.alloc(opened.contents.size)
      await opened.contents.read(plain, 0)
      await opened.close()
      expect(createHash('sha256').update(plain).digest('hex')).toBe(vector.payload)
    }
    expect(await readdir(temporaryDirectory).catch(() => [])).toEqual([])
  })
})
