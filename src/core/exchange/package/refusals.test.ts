import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../errors.ts'
import { readContents } from './contents.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { bytesOf, dataPart, failureOf, filePart, hashOf, Workshop, zipOf, type Entry, type Manifest } from './testing/packages.ts'

let shop: Workshop

beforeAll(async () => {
  shop = await Workshop.open()
})
afterEach(async () => {
  await shop.requireTidy()
})
afterAll(async () => {
  await shop.close()
})

/** The code of an error of ours; fails unless it says in Chinese what is wrong and what to do. */
function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof AppError) || error.code === 'INTERNAL') throw new Error('no error of ours', { cause: error })
  for (const sentence of [error.message, error.action]) {
    if (!/[一-龥]{2}.*。$/.test(sentence)) throw new Error(`no sentence: ${sentence}`)
  }
  return error.code
}

const openAndCheck = async (file: string): Promise<void> => {
  const reader = await shop.read(file)
  try {
    await reader.checkAll()
    if (!reader.verifySignature(shop.sender.signing.publicKey)) throw new AppError('PACKAGE_FOREIGN', '签名不是已知单位的。', '请与发送单位核对。')
    if (reader.damagedFiles.length > 0) throw new AppError('PACKAGE_DAMAGED', '有照片损坏了。', '请让对方重新发送。')
  } finally {
    await reader.close()
  }
}

const smallParts = () => [dataPart('编号,户主\r\n1,张三\r\n', 'data/household.csv'), dataPart('{"n":1}\n{"n":2}\n'), filePart(Buffer.from('photo'))]

describe('a damaged file', () => {
  it('is refused with a sentence when any one bit of it is another', async () => {
    const whole = await bytesOf(await shop.write(smallParts()))
    const file = join(shop.stick, 'flipped.bfx')
    const head = whole.indexOf('\n---') + 60
    // Every bit of the beginning and of the last 64 bytes, and 600 places in between.
    const bits = new Set<number>()
    for (let at = 0; at < head * 8; at += 3) bits.add(at)
    for (let at = (whole.length - 64) * 8; at < whole.length * 8; at += 2) bits.add(at)
    for (let index = 0; index < 600; index += 1) bits.add(head * 8 + Math.floor((((index * 7919) % 600) / 600) * (whole.length - head) * 8))
    expect(bits.size).toBeGreaterThan(1000)
    for (const bit of bits) {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8(spoilt.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      await writeFile(file, spoilt)
      const error = await failureOf(openAndCheck(file)).catch(() => {
        throw new Error(`bit ${bit} went unnoticed`)
      })
      expect(codeOf(error)).toMatch(/^PACKAGE_|^FILE_FORMAT$/)
    }
  })

  it('is refused when it ends anywhere too soon, or goes on', async () => {
    const whole = await bytesOf(await shop.write([dataPart(Buffer.alloc(150_000, 7), 'data/a.csv', { compress: false }), ...smallParts().slice(1)]))
    const file = join(shop.stick, 'short.bfx')
    const head = whole.indexOf('\n---') + 1
    const payload = whole.indexOf('\n', head) + 1 + 16
    const borders = [0, 1, head, payload - 16, payload, payload + 65_552, payload + 2 * 65_552, whole.length]
    const lengths = new Set(borders.flatMap((border) => [-17, -16, -2, -1, 0, 1, 2, 16, 17].map((shift) => border + shift)))
    for (let at = 0; at < payload; at += 5) lengths.add(at)
    for (const length of lengths) {
      if (length < 0 || length === whole.length) continue
      const padded = Buffer.concat([whole, Buffer.alloc(32)])
      await writeFile(file, padded.subarray(0, length))
      expect(
        codeOf(
          await failureOf(openAndCheck(file)).catch(() => {
            throw new Error(`length ${length} went unnoticed`)
          }),
        ),
      ).toMatch(/^PACKAGE_|^FILE_FORMAT$/)
    }
  })

  it('is refused when pieces of it are swapped or doubled', async () => {
    const whole = await bytesOf(await shop.write([dataPart(Buffer.alloc(200_000, 7), 'data/a.csv', { compress: false })]))
    const payload = whole.indexOf('\n', whole.indexOf('\n---') + 1) + 1 + 16
    const piece = (index: number): Buffer => whole.subarray(payload + index * 65_552, payload + (index + 1) * 65_552)
    const file = join(shop.stick, 'swapped.bfx')
    const head = whole.subarray(0, payload)
    for (const order of [
      [1, 0, 2, 3],
      [0, 0, 2, 3],
      [0, 1, 1, 2, 3],
      [1, 2, 3],
      [0, 1, 2],
      [0, 1, 2, 3, 3],
    ]) {
      await writeFile(file, Buffer.concat([head, ...order.map(piece)]))
      expect(codeOf(await failureOf(openAndCheck(file)))).toBe('PACKAGE_DAMAGED')
    }
  })

  it('is refused, or says the same, when a bit inside the envelope is another', async () => {
    const entries = shop.entries({ 'data/a.csv': 'a,b\r\n1,2\r\n', [filePart(Buffer.from('photo')).path]: 'photo' })
    const zip = zipOf(entries)
    const source = (bytes: Buffer) => ({ size: bytes.length, read: async (buffer: Uint8Array, position: number) => bytes.copy(buffer, 0, position) })
    let harmless = 0
    for (let bit = 0; bit < zip.length * 8; bit += 3) {
      const spoilt = Buffer.from(zip)
      spoilt.writeUInt8(spoilt.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const contents = await readContents(source(spoilt), 'x.bfx', PACKAGE_LIMITS).catch((error: unknown) => {
        codeOf(error)
      })
      if (contents === undefined) continue
      for (const { name, content } of entries) {
        const entry = contents.entries.get(name)
        const read =
          entry === undefined
            ? undefined
            : await contents.zip.read(entry, 1e6).catch((error: unknown) => {
                codeOf(error)
              })
        // A changed part is caught by its checksum here, and by its hash and the signature after that.
        if (read !== undefined) expect(read.equals(content)).toBe(true)
      }
      harmless += 1
    }
    // Dates, versions, attributes, and the contents of parts, which are read later.
    expect(harmless).toBeLessThan((zip.length * 8) / 3 / 2)
  })
})

describe('a crooked package', () => {
  const refused = async (entries: readonly Entry[], ending: Parameters<typeof zipOf>[1] = {}): Promise<ErrorCode> => {
    return codeOf(await failureOf(openAndCheck(await shop.seal(zipOf(entries, ending)))))
  }
  const one = (change?: (manifest: Manifest) => unknown): Entry[] => shop.entries({ 'data/a.csv': 'a,b\r\n1,2\r\n' }, change)
  const withFirst = (change: Partial<Entry>): Entry[] => one().map((entry, index) => (index === 0 ? { ...entry, ...change } : entry))
  const without = (name: string): Entry[] => one().filter((entry) => entry.name !== name)

  it('is accepted as long as it is straight', async () => {
    const straight = [one(), one().map((entry) => ({ ...entry, deflate: true })), [{ name: 'data/', content: Buffer.alloc(0) }, ...one()], one().toReversed()]
    for (const entries of straight) await expect(openAndCheck(await shop.seal(zipOf(entries)))).resolves.toBeUndefined()
  })

  it('is refused for a name that does not belong', async () => {
    const names = [
      '../evil.csv',
      'data/../evil.csv',
      '/data/a.csv',
      'C:\\evil.csv',
      'data\\a.csv',
      'data/sub/a.csv',
      'data/a.exe',
      'data/.csv',
      'data/a.csv ',
      'data/a.csv\u0000',
      'data//a.csv',
      'data/户.csv',
      'data/A.csv',
      'DATA/b.csv',
      'files/x',
      `files/${'A'.repeat(64)}`,
      `files/${'a'.repeat(63)}`,
      'evil',
      '',
      'con',
      'data/x.csv/',
      './data/b.csv',
      'files/../data/b.csv',
      'datapackage.json/',
      'data/\u202Ecsv.csv',
      `data/${'a'.repeat(81)}.csv`,
    ]
    for (const name of names) {
      expect(await refused([...one(), { name, content: Buffer.from('x') }])).toBe('PACKAGE_UNSAFE')
      expect(await refused(shop.entries({ [name]: 'x' }))).toBe('PACKAGE_UNSAFE')
    }
  })

  it('is refused for names that occur twice, also in other letters', async () => {
    expect(await refused([...one(), { name: 'data/a.csv', content: Buffer.from('x') }])).toBe('PACKAGE_UNSAFE')
    expect(await refused([...one(), { name: 'Data/A.csv', content: Buffer.from('x') }])).toBe('PACKAGE_UNSAFE')
    expect(await refused([...one(), { name: 'DATAPACKAGE.JSON', content: Buffer.from('x') }])).toBe('PACKAGE_UNSAFE')
    expect(await refused(one((manifest) => ({ ...manifest, resources: [...manifest.resources, ...manifest.resources] })))).toBe('PACKAGE_UNSAFE')
    expect(
      await refused(
        shop.entries({ 'data/a.csv': '1', 'data/b.csv': '2' }, (manifest) => ({
          ...manifest,
          resources: manifest.resources.map((resource) => ({ ...resource, name: 'same' })),
        })),
      ),
    ).toBe('PACKAGE_UNSAFE')
  })

  it('is refused where manifest and parts differ', async () => {
    expect(await refused(one((manifest) => ({ ...manifest, resources: [] })))).toBe('PACKAGE_UNSAFE')
    expect(await refused(without('data/a.csv'))).toBe('PACKAGE_DAMAGED')
    expect(await refused(withFirst({ content: Buffer.from('a,b\r\n1,3\r\n') }))).toBe('PACKAGE_DAMAGED')
    expect(await refused(withFirst({ content: Buffer.from('longer than it should be') }))).toBe('PACKAGE_DAMAGED')
    // Another size is told at once, without reading anything.
    await expect(shop.read(await shop.seal(zipOf(withFirst({ content: Buffer.from('longer') }))))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    expect(await refused(one((manifest) => ({ ...manifest, resources: manifest.resources.map((resource) => ({ ...resource, hash: hashOf('other') })) })))).toBe(
      'PACKAGE_DAMAGED',
    )
    expect(await refused(without('datapackage.json'))).toBe('PACKAGE_DAMAGED')
    expect(await refused(without('datapackage.json.minisig'))).toBe('PACKAGE_DAMAGED')
    expect(
      await refused(one().map((entry) => (entry.name === 'datapackage.json.minisig' ? { ...entry, content: Buffer.from('signed, honestly') } : entry))),
    ).toBe('PACKAGE_DAMAGED')
    expect(await refused(one().map((entry) => (entry.name === 'datapackage.json' ? { ...entry, content: Buffer.from('{') } : entry)))).toBe('PACKAGE_DAMAGED')
    expect(await refused(one().map((entry) => (entry.name === 'datapackage.json' ? { ...entry, content: Buffer.from([0x7b, 0xff, 0x7d]) } : entry)))).toBe(
      'PACKAGE_DAMAGED',
    )
    const spoilt: ((manifest: Manifest) => unknown)[] = [
      () => null,
      () => [],
      () => ({}),
      (manifest) => ({ ...manifest, exchange: {} }),
      (manifest) => ({ ...manifest, exchange: { format: '1' } }),
      (manifest) => ({ ...manifest, exchange: { format: 0 } }),
      (manifest) => ({ ...manifest, resources: [{ path: 'data/a.csv' }] }),
      (manifest) => ({ ...manifest, resources: manifest.resources.map((resource) => ({ ...resource, bytes: -1 })) }),
      (manifest) => ({ ...manifest, resources: manifest.resources.map((resource) => ({ ...resource, bytes: 1e300 })) }),
      (manifest) => ({ ...manifest, resources: manifest.resources.map((resource) => ({ ...resource, hash: 'md5:1' })) }),
    ]
    for (const change of spoilt) expect(await refused(one(change))).toBe('PACKAGE_DAMAGED')
  })

  it('is not believed when somebody else signed it', async () => {
    const reader = await shop.read(await shop.seal(zipOf(one())))
    expect(reader.verifySignature(shop.sender.signing.publicKey)).toBe(true)
    expect(reader.verifySignature(shop.receiver.signing.publicKey)).toBe(false)
    await reader.close()
    const forged = one().map((entry) =>
      entry.name === 'datapackage.json' ? { ...entry, content: Buffer.from(entry.content.toString().replace('2026', '2027')) } : entry,
    )
    const other = await shop.read(await shop.seal(zipOf(forged)))
    expect(other.verifySignature(shop.sender.signing.publicKey)).toBe(false)
    await other.close()
  })

  it('says that it is newer before anything else is held against it', async () => {
    expect(await refused([...one((manifest) => ({ ...manifest, exchange: { format: 2 } })), { name: 'new/thing', content: Buffer.from('x') }])).toBe(
      'PACKAGE_NEWER',
    )
  })

  it('is refused for what does not lie as the list says', async () => {
    const big = Buffer.alloc(40)
    expect(await refused(withFirst({ local: { name: 'data/b.csv' } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ local: { method: 8 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ local: { size: 4 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ local: { crc: 4 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ local: { flags: 8 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { flags: 8 }, local: { flags: 8, size: 4 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { flags: 8 }, local: { flags: 8, size: 0, packed: 0, crc: 4 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ local: { flags: 1 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { flags: 1 }, local: { flags: 1 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { method: 12 }, local: { method: 12 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { packed: 5 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { size: 5 } }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ listed: { crc: 5 }, local: { crc: 5 } }))).toBe('PACKAGE_DAMAGED')
    expect(await refused(withFirst({ offset: 7 }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ offset: 0xfffffff0 }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(withFirst({ before: big }))).toBe('PACKAGE_UNSAFE')
    expect(await refused(one().map((entry, index) => (index === 1 ? { ...entry, before: big } : entry)))).toBe('PACKAGE_UNSAFE')
    expect(await refused(one().map((entry, index) => (index === 1 ? { ...entry, offset: 0 } : entry)))).toBe('PACKAGE_UNSAFE')
    expect(await refused(one(), { gap: big })).toBe('PACKAGE_UNSAFE')
    expect(await refused(one(), { after: big })).toBe('PACKAGE_UNSAFE')
    expect(await refused(one(), { count: 2 })).toBe('PACKAGE_UNSAFE')
    // A record behind the last one that is counted: other programs would show it.
    expect(await refused([...one(), { name: 'data/z.csv', content: Buffer.alloc(0), listedOnly: true }], { count: 3 })).toBe('PACKAGE_UNSAFE')
    expect(await refused(one(), { count: 4 })).toBe('PACKAGE_DAMAGED')
    expect(await refused(one(), { offset: 3 })).toBe('PACKAGE_DAMAGED')
    expect(await refused(one(), { offset: 0xfffffff0 })).toBe('PACKAGE_DAMAGED')
    expect(codeOf(await failureOf(openAndCheck(await shop.seal(Buffer.from('no zip at all')))))).toBe('PACKAGE_DAMAGED')
    expect(codeOf(await failureOf(openAndCheck(await shop.seal(Buffer.alloc(0)))))).toBe('PACKAGE_DAMAGED')
  })

  it('is refused for sizes that are not true', async () => {
    // Two parts that share their bytes, each listed as large: a bomb without any compression.
    const shared = one().flatMap((entry, index) => (index === 0 ? [entry, { ...entry, name: 'data/b.csv', offset: 0 }] : [entry]))
    expect(await refused(shared)).toBe('PACKAGE_UNSAFE')
    for (const size of [0x7fffffff, 0xfffffffe, 0xffffffff]) {
      expect(await refused(withFirst({ listed: { size, packed: size }, local: { size, packed: size } }))).toBe('PACKAGE_UNSAFE')
      expect(await refused(withFirst({ deflate: true, listed: { size }, local: { size } }))).toBe('PACKAGE_UNSAFE')
    }
    // Unpacks to more than it says.
    expect(await refused(withFirst({ content: Buffer.alloc(900_000), deflate: true, listed: { size: 10 }, local: { size: 10 } }))).toBe('PACKAGE_DAMAGED')
    expect(await refused(withFirst({ deflate: true, listed: { method: 8 }, content: Buffer.alloc(20), local: { size: 10 } }))).toBe('PACKAGE_UNSAFE')
  })

  it('is refused when it is a bomb, before anything is unpacked', async () => {
    expect(await refused([...one(), { name: 'data/b.csv', content: Buffer.alloc(60_000_000), deflate: true }])).toBe('PACKAGE_UNSAFE')
    const many = Array.from({ length: 30 }, (_, index): Entry => ({ name: `data/b${index}.csv`, content: Buffer.alloc(1000) }))
    const file = await shop.seal(zipOf([...one(), ...many]))
    await expect(shop.read(file, { limits: { maximumEntries: 20 } })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    await expect(shop.read(file, { limits: { maximumUnpackedBytes: 20_000 } })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    await expect(shop.read(await shop.seal(zipOf(one())), { limits: { maximumManifestBytes: 10 } })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    expect(await refused(one(), { count: 65_001 })).toBe('FILE_TOO_LARGE')
    // Compressed data that is no compressed data.
    expect(await refused(withFirst({ deflate: true, listed: { packed: 4 }, local: { packed: 4 } }))).toBe('PACKAGE_UNSAFE')
    const rubbish = deflateRawSync(Buffer.from('a,b\r\n1,2\r\n')).fill(0xff)
    expect(await refused(withFirst({ content: rubbish, listed: { method: 8, size: 10 }, local: { method: 8, size: 10 } }))).toBe('PACKAGE_DAMAGED')
  })

  it('never breaks the program, whatever bytes are sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(codeOf(await failureOf(openAndCheck(await shop.seal(bytes))))).toBe('PACKAGE_DAMAGED')
      }),
      { numRuns: 100 },
    )
    const zip = zipOf(one())
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.uint8Array({ minLength: 1, maxLength: 12 }), async (at, bytes) => {
        const spoilt = Buffer.from(zip)
        spoilt.set(bytes.subarray(0, zip.length - at), at)
        await openAndCheck(await shop.seal(spoilt)).catch(codeOf)
      }),
      { numRuns: 300 },
    )
  })
})
