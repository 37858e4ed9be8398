/** Data parts as lines and rows, read with bounds: NDJSON, and CSV as RFC 4180 has it, both in UTF-8. */
import { CsvParser, OpenQuoteError } from '../../excel/read/csvParser.ts'
import { AppError } from '../../errors.ts'
import { codeOf } from '../../files/atomic.ts'

type Stream = AsyncIterable<Uint8Array>

/** Characters that are taken apart at once. */
const SLICE = 4 * 1024

export interface LineLimits {
  /** Greatest length of one line. */
  readonly maximumBytes: number
}

export interface CsvLimits {
  readonly maximumColumns: number
  /** Greatest length of one value. */
  readonly maximumFieldBytes: number
}

/** The lines of a text that are not empty, without their ends. Throws PACKAGE_DAMAGED for lines that are too long or no UTF-8. */
export async function* readLines(stream: Stream, { maximumBytes }: LineLimits): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let begun: Uint8Array[] = []
  let begunBytes = 0
  let number = 0
  const finish = (last: Uint8Array): string => {
    number += 1
    if (begunBytes + last.length > maximumBytes) throw badData(`第 ${number} 行超过 ${maximumBytes} 字节`)
    const line = begun.length === 0 ? last : Buffer.concat([...begun, last])
    begun = []
    begunBytes = 0
    try {
      const text = decoder.decode(line)
      return text.endsWith('\r') ? text.slice(0, -1) : text
    } catch (error) {
      throw badData(`第 ${number} 行不是 UTF-8 文字`, error)
    }
  }
  for await (const piece of stream) {
    let at = 0
    for (let end = piece.indexOf(10, at); end >= 0; end = piece.indexOf(10, at)) {
      const line = finish(piece.subarray(at, end))
      at = end + 1
      if (line !== '') yield line
    }
    if (at === piece.length) continue
    // Copied, because a piece need not outlive the next one.
    begun.push(Uint8Array.from(piece.subarray(at)))
    begunBytes += piece.length - at
    if (begunBytes > maximumBytes) throw badData(`第 ${number + 1} 行超过 ${maximumBytes} 字节`)
  }
  const last = finish(new Uint8Array(0))
  if (last !== '') yield last
}

/**
 * The rows of a table, the headings first; every row has as many values as there are headings.
 * Throws PACKAGE_DAMAGED for rows of another width, open quotes, too many columns, too long values, and what is no UTF-8.
 */
export async function* readCsvRows(stream: Stream, limits: CsvLimits): AsyncGenerator<readonly string[], void, void> {
  const parser = new CsvParser(',')
  let width: number | undefined
  let number = 0
  const check = (row: readonly string[]): readonly string[] => {
    number += 1
    width ??= row.length
    if (row.length > limits.maximumColumns) throw badData(`有 ${row.length} 列，最多 ${limits.maximumColumns} 列`)
    if (row.length !== width) throw badData(`第 ${number} 行有 ${row.length} 列，应有 ${width} 列`)
    // A character has at most three bytes a unit; only long values are measured.
    for (const value of row)
      if (value.length > limits.maximumFieldBytes / 3 && Buffer.byteLength(value) > limits.maximumFieldBytes)
        throw badData(`第 ${number} 行有的内容超过 ${limits.maximumFieldBytes} 字节`)
    return row
  }
  try {
    for await (const text of texts(stream)) {
      // In slices, so that only few rows are in memory at a time.
      for (let at = 0; at < text.length; at += SLICE) for (const row of parser.push(text.slice(at, at + SLICE))) yield check(row)
      if (parser.pending > limits.maximumFieldBytes) throw badData(`第 ${number + 1} 行有的内容超过 ${limits.maximumFieldBytes} 字节`)
      if (parser.pendingColumns > limits.maximumColumns) throw badData(`第 ${number + 1} 行超过 ${limits.maximumColumns} 列`)
    }
    for (const row of parser.finish()) yield check(row)
  } catch (error) {
    throw error instanceof OpenQuoteError ? badData(`第 ${error.record} 行有一个双引号没有配对`, error) : error
  }
}

/** One row of a table, with its end. Nothing and an empty text are written alike; whole values come back as they were. */
export function csvLine(values: readonly (string | number | bigint | boolean | null)[]): string {
  // A row of one empty value would be an empty line, which readers skip.
  if (values.length === 1 && (values[0] === null || values[0] === '')) return '""\r\n'
  return `${values.map(csvField).join(',')}\r\n`
}

function csvField(value: string | number | bigint | boolean | null): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function* texts(stream: Stream): AsyncGenerator<string, void, void> {
  // A byte order mark is taken off by the decoder.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of stream) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? badData('有不是 UTF-8 的文字', error) : error
  }
}

function badData(what: string, cause?: unknown): AppError {
  return new AppError(
    'PACKAGE_DAMAGED',
    `交换文件里的数据不符合规定：${what}。没有写入任何数据。`,
    '请让对方用最新版本的程序重新生成。',
    cause === undefined ? {} : { cause },
  )
}
