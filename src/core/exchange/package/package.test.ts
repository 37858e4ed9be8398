import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isRecipient, makeKeys, writePackage, type PackagePart } from './index.ts'
import { bytesOf, dataPart, failureOf, filePart, hashOf, readAll, Workshop } from './testing/packages.ts'

let shop: Workshop

beforeEach(async () => {
  shop = await Workshop.open()
})
afterEach(async () => {
  await shop.requireTidy()
  await shop.close()
})

describe('a package', () => {
  it('brings its parts, its manifest and its signature', async () => {
    const photo = Buffer.from([0xff, 0xd8, 1, 2, 3])
    const written = await writePackage(
      shop.request(
        [
          dataPart('编号,户主\r\n1,张三\r\n', 'data/household.csv', { schema: { fields: [{ name: '编号', type: 'string' }] } }),
          dataPart('{"n":1}\n'),
          filePart(photo),
        ],
        { exchange: () => ({ kind: 'baseline', from: 7 }) },
      ),
    )
    expect(written).toEqual({
      file: join(shop.stick, '510722-000001.bfx'),
      bytes: (await stat(written.file)).size,
      sha256: hashOf(await bytesOf(written.file)).slice(7),
    })
    const reader = await shop.read(written.file)
    expect(reader.manifest).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: '510722-000001',
      exchange: { kind: 'baseline', from: 7, format: 1 },
    })
    expect(reader.manifest.resources[0]).toEqual({
      name: 'data-household-csv',
      path: 'data/household.csv',
      format: 'csv',
      type: 'table',
      encoding: 'utf-8',
      mediatype: 'text/csv',
      bytes: Buffer.byteLength('编号,户主\r\n1,张三\r\n'),
      hash: hashOf('编号,户主\r\n1,张三\r\n'),
      schema: { fields: [{ name: '编号', type: 'string' }] },
    })
    expect(reader.verifySignature(shop.sender.signing.publicKey)).toBe(true)
    expect(reader.verifySignature(shop.receiver.signing.publicKey)).toBe(false)
    expect(reader.signature.trustedComment).toContain('package:510722-000001.bfx')
    expect((await readAll(reader.part('data/changes.ndjson'))).toString()).toBe('{"n":1}\n')
    expect(await readAll(reader.part(filePart(photo).path))).toEqual(photo)
    // A part may be read again, and together with others.
    await Promise.all([reader.checkAll(), readAll(reader.part('data/household.csv'))])
    expect(reader.damagedFiles).toEqual([])
    await expect(readAll(reader.part('data/other.csv'))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    await reader.close()
  })

  it('comes back as it was, whatever it holds', async () => {
    const paths = fc.uniqueArray(fc.constantFrom('data/a.csv', 'data/b-2.ndjson', 'data/c_3.csv', 'data/household_year.ndjson'), { minLength: 1 })
    const pieces = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        paths,
        fc.array(pieces, { minLength: 4, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        async (names, contents, compressed) => {
          const parts = names.map((path, index): PackagePart => dataPart('', path, { content: contents[index] ?? [], compress: compressed[index] ?? true }))
          const reader = await shop.read(await shop.write(parts))
          await reader.checkAll()
          for (const [index, path] of names.entries()) expect(await readAll(reader.part(path))).toEqual(Buffer.concat(contents[index] ?? []))
          await reader.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('crosses the borders of the pieces of the envelope', async () => {
    for (const length of [0, 1, 65_000, 65_535, 65_536, 65_537, 131_072, 300_001]) {
      const content = Buffer.alloc(length, length % 251)
      const reader = await shop.read(await shop.write([dataPart(content, 'data/a.csv', { compress: false }), dataPart(content)]))
      expect((await readAll(reader.part('data/a.csv'))).equals(content)).toBe(true)
      expect((await readAll(reader.part('data/changes.ndjson'))).equals(content)).toBe(true)
      await reader.close()
    }
  })

  it('is opened by each of its receivers and by nobody else', async () => {
    const other = await makeKeys()
    const file = await shop.write([dataPart('1')], { to: { recipients: [other.sealing.recipient, shop.receiver.sealing.recipient, other.sealing.recipient] } })
    for (const keys of [other, shop.receiver]) await (await shop.read(file, { identities: [shop.sender.sealing.identity, keys.sealing.identity] })).close()
    await expect(shop.read(file, { identities: [shop.sender.sealing.identity] })).rejects.toMatchObject({ code: 'PACKAGE_FOREIGN' })
    await expect(shop.read(file, { identities: [] })).rejects.toMatchObject({ code: 'PACKAGE_FOREIGN' })
    await expect(shop.read(file, { identities: [], passphrase: '春风又绿江南岸' })).rejects.toMatchObject({ code: 'PACKAGE_FOREIGN' })
  })

  it('may be sealed with a passphrase instead', async () => {
    const file = await shop.write([dataPart('1')], { to: { passphrase: '春风又绿江南岸', workFactor: 10 } })
    await expect(shop.read(file)).rejects.toMatchObject({ code: 'PACKAGE_PASSPHRASE' })
    await expect(shop.read(file, { passphrase: '春风又绿江南岩' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await (await shop.read(file, { passphrase: '春风又绿江南岸' })).close()
    await expect(shop.read(file, { passphrase: '春风又绿江南岸', limits: { maximumWorkFactor: 9 } })).rejects.toMatchObject({ code: 'PACKAGE_UNSAFE' })
    const usual = await shop.write([dataPart('1')], { to: { passphrase: '春风又绿江南岸' } })
    expect(await readFile(usual, 'latin1')).toMatch(/^-> scrypt \S+ 18$/m)
  })

  it('asks for what it says of itself only when the parts are written, and tells how far it is', async () => {
    let rows = 0
    async function* content(): AsyncGenerator<Uint8Array> {
      for (; rows < 1000; rows += 1) yield Buffer.from(`{"row":${rows}}\n`)
    }
    const told: number[] = []
    const written = await writePackage(
      shop.request([dataPart('', 'data/changes.ndjson', { content: content() })], {
        exchange: () => ({ rows }),
        onProgress: (bytes) => {
          told.push(bytes)
        },
      }),
    )
    expect(told).toEqual(told.toSorted((one, other) => one - other))
    expect(told.at(-1)).toBe(written.bytes * 2)
    const reader = await shop.read(written.file)
    expect(reader.manifest.exchange).toMatchObject({ rows: 1000 })
    const steps: number[] = []
    await reader.checkAll((done, all) => {
      steps.push(done / all)
    })
    expect(steps.at(-1)).toBe(1)
    await reader.close()
  })

  it('replaces the file of the same name', async () => {
    const file = await shop.write([dataPart('old')])
    await shop.write([dataPart('new')])
    const reader = await shop.read(file)
    expect((await readAll(reader.part('data/changes.ndjson'))).toString()).toBe('new')
    await reader.close()
  })

  it('keeps data usable beside a photo that is not what it should be', async () => {
    const good = Buffer.from('good photo')
    const bad = filePart(Buffer.from('changed on the disk of the sender'), Buffer.from('as it was once'))
    const reader = await shop.read(await shop.write([dataPart('1'), bad, filePart(good)]))
    await reader.checkAll()
    expect(reader.damagedFiles).toEqual([bad.path])
    await expect(readAll(reader.part(bad.path))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    expect(await readAll(reader.part(filePart(good).path))).toEqual(good)
    await reader.close()
  })

  it('is never in clear on the disk while it is open', async () => {
    const secret = '身份证号510722198001011234'
    const file = await shop.write([dataPart(secret.repeat(10), 'data/changes.ndjson', { compress: false })])
    expect((await bytesOf(file)).includes(Buffer.from(secret))).toBe(false)
    const reader = await shop.read(file)
    const names = await readdir(shop.temporary)
    for (const name of names) expect((await readFile(join(shop.temporary, name))).includes(Buffer.from(secret))).toBe(false)
    await reader.close()
    await reader.close()
  })

  it('stops when it is told to, on either side', async () => {
    const abort = new AbortController()
    let finished = false
    function* content(): Generator<Uint8Array> {
      try {
        for (let index = 0; ; index += 1) {
          if (index === 5) abort.abort()
          yield Buffer.alloc(100_000, index)
        }
      } finally {
        finished = true
      }
    }
    await expect(shop.write([dataPart('', 'data/changes.ndjson', { content: content() })], { signal: abort.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(finished).toBe(true)
    const file = await shop.write([dataPart('1')])
    await expect(shop.read(file, { signal: abort.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
    const later = new AbortController()
    const reader = await shop.read(file, { signal: later.signal })
    later.abort()
    await expect(reader.checkAll()).rejects.toMatchObject({ code: 'CANCELLED' })
    await reader.close()
  })

  it('is not written when its content fails, and says so as the content does', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(200_000)
      throw new Error('the database is busy')
    }
    for (const compress of [true, false]) {
      await expect(shop.write([dataPart('', 'data/changes.ndjson', { compress, content: failing() })])).rejects.toThrow('the database is busy')
    }
    expect(await readdir(shop.stick)).toEqual([])
  })

  it('refuses what the program must never ask for', async () => {
    const asked = (parts: PackagePart[], more = {}): Promise<unknown> => failureOf(shop.write(parts, more))
    expect(await asked([])).toMatchObject({ message: expect.stringContaining('at least one part') })
    expect(await asked([dataPart('1', '../evil.csv')])).toMatchObject({ message: expect.stringContaining('no place') })
    expect(await asked([dataPart('1'), dataPart('2')])).toMatchObject({ message: expect.stringContaining('twice') })
    expect(await asked([dataPart('1')], { to: { recipients: [] } })).toMatchObject({ message: expect.stringContaining('receiver') })
    for (const name of ['a/b.bfx', '..bfx', '.bfx', 'a.zip', 'a:b.bfx'])
      expect(await asked([dataPart('1')], { name })).toMatchObject({ message: expect.stringContaining('file name') })
    expect(await readdir(shop.stick)).toEqual([])
  })

  it('takes no more memory for 200 MB than for 20', async () => {
    const run = async (megabytes: number): Promise<number> => {
      const script = fileURLToPath(new URL('testing/memory.ts', import.meta.url))
      return Number((await promisify(execFile)(process.execPath, ['--max-old-space-size=96', script, String(megabytes)])).stdout)
    }
    const small = await run(20)
    const large = await run(200)
    expect(large).toBeLessThan(small + 60)
    expect(large).toBeLessThan(260)
  })

  it('has room for the photos of a county', async () => {
    const count = 5000
    function* parts(): Generator<PackagePart> {
      for (let index = 0; index < count; index += 1) yield filePart(Buffer.from(`photo ${index}`))
    }
    const reader = await shop.read(await shop.write(parts()))
    await reader.checkAll()
    expect(reader.resources).toHaveLength(count)
    expect(reader.damagedFiles).toEqual([])
    await reader.close()
  })
})

describe('what is no package', () => {
  it('is told apart', async () => {
    const at = async (name: string, content: string): Promise<unknown> => {
      const file = join(shop.stick, name)
      await writeFile(file, content)
      return failureOf(shop.read(file))
    }
    expect(await at('empty.bfx', '')).toMatchObject({ code: 'FILE_FORMAT' })
    expect(await at('text.bfx', '户编号,户主\n')).toMatchObject({ code: 'FILE_FORMAT' })
    expect(await at('zip.bfx', 'PK\u0003\u0004')).toMatchObject({ code: 'FILE_FORMAT' })
    expect(await at('newer.bfx', 'age-encryption.org/v2\n')).toMatchObject({ code: 'PACKAGE_NEWER' })
    expect(await at('begun.bfx', 'age-encryption.org/v1\n-> X25519 ')).toMatchObject({ code: 'PACKAGE_DAMAGED' })
    expect(await at('endless.bfx', `age-encryption.org/v1\n${'-> x y\n\n'.repeat(20_000)}`)).toMatchObject({ code: 'PACKAGE_UNSAFE' })
    expect(await failureOf(shop.read(shop.stick))).toMatchObject({ code: expect.stringMatching(/^FILE_/) })
    expect(await failureOf(shop.read(join(shop.stick, 'none.bfx')))).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(await failureOf(shop.read(await shop.write([dataPart('1')]), { limits: { maximumFileBytes: 100 } }))).toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
})

describe('keys', () => {
  it('have a number to compare on the telephone', async () => {
    const { signing, sealing } = await makeKeys()
    const number = fingerprint({ signingKey: signing.publicKey, sealingKey: sealing.recipient })
    expect(number).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/)
    expect(fingerprint({ signingKey: `${signing.publicKey}\n`, sealingKey: sealing.recipient })).toBe(number)
    const other = await makeKeys()
    expect(fingerprint({ signingKey: signing.publicKey, sealingKey: other.sealing.recipient })).not.toBe(number)
    expect(fingerprint({ signingKey: other.signing.publicKey, sealingKey: sealing.recipient })).not.toBe(number)
    expect(fingerprint({ signingKey: 'a', sealingKey: 'b' })).toBe(fingerprint({ signingKey: 'a', sealingKey: 'b' }))
  })

  it('of receivers are told from anything else', async () => {
    const {
      sealing: { recipient, identity },
    } = await makeKeys()
    expect(isRecipient(recipient)).toBe(true)
    for (const wrong of [
      '',
      identity,
      recipient.slice(0, -1),
      `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`,
      ` ${recipient}`,
      recipient.toUpperCase(),
    ])
      expect(isRecipient(wrong)).toBe(false)
  })
})
