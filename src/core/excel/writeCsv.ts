/** Tables as text of separated values (RFC 4180): for other systems, and for more rows than a sheet holds. */
import { once } from 'node:events'
import { setImmediate as breathe } from 'node:timers/promises'
import iconv from 'iconv-lite'
import { discard, partialPath, replaceFile, syncFile, toFileError } from '../files/atomic.ts'
import { PIECE_CHARACTERS } from '../files/pieces.ts'
import { createOutput } from '../files/temporary.ts'
import { scaledText } from '../rules/money.ts'
import { cancelled } from './read/failures.ts'
import type { CellValue } from './write/cells.ts'
import type { WriteOptions } from './writeSheet.ts'

export interface CsvContent {
  readonly headings: readonly string[]
  /** For each column the digits after the point of its numbers, which are then whole numbers of 10^-scale; absent for plain values. */
  readonly scales?: readonly (number | undefined)[]
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>
}

/** `utf8` begins with a byte order mark, without which spreadsheet programs show rubbish; `gb18030` is for older systems. */
export type CsvEncoding = 'utf8' | 'gb18030'

const PROGRESS_ROWS = 500

/**
 * Writes the table, replacing the file; returns the number of rows. Text that a spreadsheet program would take for a formula is given a
 * leading apostrophe, long numbers a leading tab, which our own reader takes off again.
 * Throws FILE_LOCKED, DISK_FULL, FILE_NOT_FOUND (no such folder), CANCELLED, with the old file untouched.
 */
export async function writeCsv(path: string, content: CsvContent, encoding: CsvEncoding = 'utf8', options: WriteOptions = {}): Promise<number> {
  const partial = partialPath(path)
  const file = createOutput(partial)
  let failed: { readonly cause: unknown } | undefined
  file.on('error', (cause) => {
    failed = { cause }
  })
  const write = async (text: string): Promise<void> => {
    if (failed !== undefined) throw failed.cause
    if (options.signal?.aborted === true) throw cancelled()
    const room = file.write(iconv.encode(text, encoding))
    await (room ? breathe() : once(file, 'drain'))
  }
  try {
    if (options.signal?.aborted === true) throw cancelled()
    const count = await writeLines(content, encoding, write, options)
    file.end()
    if (!file.closed) await once(file, 'close')
    if (failed !== undefined) throw failed.cause
    await syncFile(partial)
    await replaceFile(partial, path)
    return count
  } catch (error) {
    await discard(file, partial)
    throw toFileError(error, path)
  }
}

async function writeLines(content: CsvContent, encoding: CsvEncoding, write: (text: string) => Promise<void>, options: WriteOptions): Promise<number> {
  let block = (encoding === 'utf8' ? '\uFEFF' : '') + line(content.headings, undefined)
  let count = 0
  for await (const values of content.rows) {
    block += line(values, content.scales)
    count += 1
    if (count % PROGRESS_ROWS === 0) options.onProgress?.(count)
    if (block.length < PIECE_CHARACTERS) continue
    await write(block)
    block = ''
  }
  await write(block)
  options.onProgress?.(count)
  return count
}

function line(values: readonly CellValue[], scales: CsvContent['scales']): string {
  return `${values.map((value, index) => field(value, scales?.[index])).join(',')}\r\n`
}

function field(value: CellValue, scale: number | undefined): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return scale === undefined ? String(value) : scaledText(value, scale)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : isSpoilt(value) ? `\t${value}` : value
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * What an office program that opens the file and saves it again would spoil: digits beyond what a number holds, noughts in front, months that
 * it takes for days. A tab in front keeps such text as it is.
 */
function isSpoilt(value: string): boolean {
  return /^(?:\d{12,}|0\d+|\d{4}-\d{1,2}|\d+[Ee]\d+)$/.test(value)
}
