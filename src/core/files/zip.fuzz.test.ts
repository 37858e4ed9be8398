/** Zip packages that are almost sound. */
import { expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { zipOf, type Entry } from '../exchange/package/testing/packages.ts'
import { fuzz } from '../testing/fuzz/fuzz.ts'
import { mutateBytes } from '../testing/fuzz/mutate.ts'
import type { Random } from '../testing/fuzz/random.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { ZipFile, type RandomAccess, type ZipRules } from './zip.ts'

const MOST_BYTES = 1024 * 1024
const NUMBERS = [0, 1, 8, 9, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff] as const
const NAMES = ['a', 'b/c.xml', '', '/a', '..\\..\\outside', '../../outside', 'a\u0000b', 'A', '\u202e'] as const

const RULES: ZipRules = {
  maximumEntries: 50,
  damaged: (cause) => new AppError('FILE_FORMAT', '已损坏。', '请重新复制。', { cause }),
  encrypted: () => new AppError('FILE_PASSWORD', '有密码。', '请取消密码。'),
  tooLarge: (what) => new AppError('FILE_TOO_LARGE', `太大：${what}。`, '请拆分。'),
}

function someHeader(random: Random): NonNullable<Entry['listed']> {
  const field = random.pick(['flags', 'method', 'crc', 'packed', 'size'] as const)
  const number = random.pick(NUMBERS)
  return { [field]: field === 'flags' || field === 'method' ? number & 0xffff : number }
}

function somePackage(random: Random): Buffer {
  const entries = Array.from(
    { length: random.below(6) },
    (): Entry => ({
      name: random.pick(NAMES),
      content: Buffer.alloc(random.below(5000), random.below(256)),
      deflate: random.oneIn(2),
      ...(random.oneIn(3) ? { listed: someHeader(random) } : {}),
      ...(random.oneIn(4) ? { local: someHeader(random) } : {}),
      ...(random.oneIn(6) ? { offset: random.pick(NUMBERS) } : {}),
      ...(random.oneIn(8) ? { before: Buffer.alloc(random.below(100)) } : {}),
      ...(random.oneIn(10) ? { listedOnly: true } : {}),
    }),
  )
  const zip = zipOf(entries, {
    ...(random.oneIn(5) ? { count: random.below(0x10000) } : {}),
    ...(random.oneIn(5) ? { offset: random.pick(NUMBERS) } : {}),
    ...(random.oneIn(5) ? { after: Buffer.alloc(random.below(70_000), 'PK') } : {}),
  })
  return random.oneIn(3) ? mutateBytes(random, zip) : zip
}

function access(bytes: Buffer): RandomAccess {
  return { size: bytes.length, read: (buffer, position) => Promise.resolve(position >= bytes.length ? 0 : bytes.copy(buffer, 0, position)) }
}

it('fuzz zip: parts or a refusal in words, never more bytes than allowed', async () => {
  expect(
    await fuzz(lawRuns(300), async (random) => {
      const zip = await ZipFile.open(access(somePackage(random)), RULES)
      for (const entry of zip.listed) {
        let bytes = 0
        try {
          for await (const piece of zip.stream(entry, MOST_BYTES)) bytes += piece.length
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
        if (bytes > MOST_BYTES) throw new Error(`${bytes} bytes came of a part that may have ${MOST_BYTES}`)
      }
    }),
  ).toBeGreaterThan(0)
})
