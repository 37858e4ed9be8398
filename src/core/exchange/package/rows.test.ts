import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, readCsvRows, readLines } from './index.ts'

/** A text as a stream of pieces of these lengths, over and over. */
async function* cut(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let index = 0; at < bytes.length; index += 1) {
    const length = lengths[index % lengths.length] ?? 1
    yield bytes.subarray(at, at + length)
    at += length
  }
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = []
  for await (const item of stream) result.push(item)
  return result
}

const CSV = { maximumColumns: 50, maximumFieldBytes: 10_000 }
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '"', ',', '\r', '\n', '\r\n', '""', ' 张三 ', '=1+1', "'", '\t', '𠮷', '1,2', '"a"'))

describe('rows of a table', () => {
  it('come back as they were written, however the stream is cut', async () => {
    const table = fc
      .integer({ min: 1, max: 6 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
    await fc.assert(
      fc.asyncProperty(table, lengths, async (rows, pieces) => {
        expect(await all(readCsvRows(cut(Buffer.from(rows.map(csvLine).join('')), pieces), CSV))).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })

  it('are written as RFC 4180 has it', () => {
    expect(csvLine(['a', 1, 12n, true, null, '', 'x,y', 'say "no"', 'two\nlines'])).toBe('a,1,12,true,,,"x,y","say ""no""","two\nlines"\r\n')
    expect(csvLine([null])).toBe('""\r\n')
  })

  it('of other programs are read too', async () => {
    expect(await all(readCsvRows(cut(Buffer.from('\uFEFFa,b\n1,2\n3,"4"'), [3]), CSV))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ])
    expect(await all(readCsvRows(cut(Buffer.alloc(0), [1]), CSV))).toEqual([])
  })

  it('are refused when they are not straight, or too much', async () => {
    const refused = (content: string | Uint8Array): Promise<unknown> =>
      all(readCsvRows(cut(Buffer.from(content), [1000]), CSV)).then(
        () => 'accepted',
        (error: unknown) => error,
      )
    for (const content of [
      'a,b\r\n1\r\n',
      'a,b\r\n1,2,3\r\n',
      'a,b\r\n\r\n',
      'a\r\n"open',
      `${'a,'.repeat(50)}a\r\n`,
      `${'a,'.repeat(100_000)}`,
      `a\r\n${'x'.repeat(10_001)}`,
      `a\r\n"${'x'.repeat(50_000)}`,
      `a\r\n${'汉'.repeat(3400)}\r\n`,
    ]) {
      expect(await refused(content)).toMatchObject({ code: 'PACKAGE_DAMAGED', message: expect.stringMatching(/。$/) })
    }
    expect(await refused(Buffer.from([0x61, 0x0a, 0xff, 0x0a]))).toMatchObject({ code: 'PACKAGE_DAMAGED' })
    expect(await refused(Buffer.from([0x61, 0x0a, 0xe4, 0xb8]))).toMatchObject({ code: 'PACKAGE_DAMAGED' })
  })

  it('are given up when a row, a value or a line never ends', async () => {
    async function* endless(text: string, first = ''): AsyncGenerator<Uint8Array> {
      yield Buffer.from(first)
      for (;;) yield Buffer.from(text)
    }
    for (const stream of [endless('a,'.repeat(1000)), endless('a'.repeat(1000)), endless('a,\n'.repeat(1000), '"')])
      await expect(all(readCsvRows(stream, CSV))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    await expect(all(readLines(endless('a'.repeat(1000)), { maximumBytes: 10_000 }))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
  })

  it('tell what the stream itself says', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a')
      throw new TypeError('the stick is gone')
    }
    await expect(all(readCsvRows(failing(), CSV))).rejects.toThrow('the stick is gone')
    await expect(all(readLines(failing(), { maximumBytes: 10 }))).rejects.toThrow('the stick is gone')
  })
})

describe('lines', () => {
  it('come back as they were, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue().map((value) => JSON.stringify(value))),
        lengths,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (lines, pieces, end, ended) => {
          const bytes = Buffer.from(lines.join(end) + (ended ? end : ''))
          expect(await all(readLines(cut(bytes, pieces), { maximumBytes: 10_000 }))).toEqual(lines)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are refused when they are too long or no text', async () => {
    const limits = { maximumBytes: 10 }
    expect(await all(readLines(cut(Buffer.from('1234567890\n\n汉汉汉\n'), [4]), limits))).toEqual(['1234567890', '汉汉汉'])
    for (const content of ['12345678901\n', '12345678901', '1\n汉汉汉汉\n', '1'.repeat(1000)]) {
      for (const piece of [1, 7, 1000])
        await expect(all(readLines(cut(Buffer.from(content), [piece]), limits))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    }
    await expect(all(readLines(cut(Buffer.from([0x31, 0x0a, 0xc0, 0x80, 0x0a]), [1]), limits))).rejects.toMatchObject({
      code: 'PACKAGE_DAMAGED',
      message: expect.stringContaining('第 2 行'),
    })
  })
})
