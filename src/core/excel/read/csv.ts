/** Reads text of separated values in UTF-8, UTF-16 or GB18030, streaming. Everything is text: nothing is ever turned into a number or a date. */
import iconv from 'iconv-lite'
import { readFully, type PositionedFile } from '../../files/atomic.ts'
import { AppError } from '../../errors.ts'
import { textCell } from './cellValues.ts'
import { CsvParser, guessSeparator, OpenQuoteError } from './csvParser.ts'
import { damaged, extentProblem, notAWorkbook } from './failures.ts'
import type { Source } from './source.ts'
import type { WireCell, WireRow } from './wire.ts'

/** Names as iconv-lite knows them. */
type TextEncoding = 'utf8' | 'utf16le' | 'utf16be' | 'gb18030'

const PIECE_BYTES = 256 * 1024
const SAMPLE_BYTES = 32 * 1024
const LONGEST_FIELD = 4 * 1024 * 1024
const REPLACEMENT = '\uFFFD'

/** Opens a file of `size` bytes; `name` is what messages call it, `sheet` the name given to its only sheet. */
export async function openCsv(file: PositionedFile, size: number, name: string, sheet: string, report: (share: number) => void): Promise<Source> {
  const encoding = await detectEncoding(file, size, name)
  const separator = guessSeparator(await readSample(file, encoding), size <= SAMPLE_BYTES)
  const extent = { rowCount: 0, columnCount: 0, filledRows: 0 }
  for await (const rows of readRows(file, size, encoding, separator, name, report)) {
    for (const row of rows) {
      extent.filledRows += 1
      extent.rowCount = row.number
      extent.columnCount = Math.max(extent.columnCount, row.cells.length)
    }
  }
  const refused = extentProblem(sheet, extent.rowCount, extent.columnCount)
  return {
    kind: 'csv',
    sheets: [{ name: sheet, hidden: false, ...extent, merges: new Int32Array(), hiddenColumns: [], widths: [], ...(refused === undefined ? {} : { refused }) }],
    rows: () =>
      readRows(file, size, encoding, separator, name, () => {
        /* The reader of rows counts by itself. */
      }),
    close: async () => {
      /* The file belongs to the caller. */
    },
  }
}

/**
 * Finds the encoding: by byte order mark, else UTF-8 if every byte of the file fits, else GB18030.
 * Throws FILE_FORMAT for bytes that are no text in either.
 */
async function detectEncoding(file: PositionedFile, size: number, name: string): Promise<TextEncoding> {
  const start = Buffer.alloc(Math.min(3, size))
  await readFully(file, start, 0)
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf16be'
  return (await isUtf8(file, size, name)) ? 'utf8' : 'gb18030'
}

async function isUtf8(file: PositionedFile, size: number, name: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let fits = true
  for await (const piece of pieces(file, size)) {
    // No text holds zero bytes; without this check pictures and programs would pass as GB18030.
    if (piece.includes(0)) throw notAWorkbook(name)
    try {
      if (fits) decoder.decode(piece, { stream: true })
    } catch {
      fits = false
    }
  }
  try {
    if (fits) decoder.decode()
  } catch {
    fits = false
  }
  return fits
}

async function readSample(file: PositionedFile, encoding: TextEncoding): Promise<string> {
  const buffer = Buffer.alloc(SAMPLE_BYTES)
  const length = await readFully(file, buffer, 0)
  return withoutMark(iconv.decode(buffer.subarray(0, length), encoding))
}

/** Decodes a whole small file whose encoding is not known. */
export function decodeWhole(content: Buffer): string {
  try {
    return withoutMark(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    return iconv.decode(content, 'gb18030')
  }
}

async function* readRows(
  file: PositionedFile,
  size: number,
  encoding: TextEncoding,
  separator: string,
  name: string,
  report: (share: number) => void,
): AsyncGenerator<WireRow[]> {
  const decoder = iconv.getDecoder(encoding)
  const parser = new CsvParser(separator)
  let records = 0
  let first = true
  const toRows = (found: readonly (readonly string[])[]): WireRow[] => {
    const rows: WireRow[] = []
    for (const record of found) {
      records += 1
      // A first line “sep=;” is a word to the program, not a row; spreadsheet programs number it all the same.
      if (records === 1 && record[0]?.startsWith('sep=') === true && record.length <= 2) continue
      const cells = toCells(record)
      if (cells.length > 0) rows.push({ number: records, hidden: false, cells })
    }
    return rows
  }
  let done = 0
  try {
    for await (const piece of pieces(file, size)) {
      done += piece.length
      const text = decoder.write(piece)
      if (encoding === 'gb18030' && text.includes(REPLACEMENT)) throw unreadable(name, records + countLines(text))
      const rows = toRows(parser.push(first ? withoutMark(text) : text))
      if (parser.pending > LONGEST_FIELD) throw new OpenQuoteError(records + 1)
      first = false
      report(done / size)
      if (rows.length > 0) yield rows
    }
    const rest = decoder.end() ?? ''
    if (encoding === 'gb18030' && rest.includes(REPLACEMENT)) throw damaged(name)
    const rows = toRows([...parser.push(rest), ...parser.finish()])
    if (rows.length > 0) yield rows
  } catch (error) {
    throw error instanceof OpenQuoteError ? openQuote(name, error.record) : error
  }
}

function toCells(record: readonly string[]): WireCell[] {
  const cells: WireCell[] = []
  for (const [index, field] of record.entries()) {
    const value = textCell(unguarded(field), false)
    if (value === null) continue
    while (cells.length < index) cells.push(null)
    cells[index] = value
  }
  return cells
}

/**
 * Takes off what programs put before a value so that spreadsheet programs keep it as text:
 * a tab or `="…"` before long numbers, an apostrophe before what looks like a formula.
 */
function unguarded(field: string): string {
  const first = field.charCodeAt(0)
  if (first === 9) return field.slice(1)
  if (first === 61) return /^="([^"]*)"$/.exec(field)?.[1] ?? field
  return first === 39 && /^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field
}

async function* pieces(file: PositionedFile, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += PIECE_BYTES) {
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, size - at))
    const length = await readFully(file, buffer, at)
    if (length === 0) return
    yield length === buffer.length ? buffer : buffer.subarray(0, length)
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function countLines(text: string): number {
  return text.slice(0, text.indexOf(REPLACEMENT)).split('\n').length
}

function unreadable(name: string, line: number): AppError {
  return new AppError(
    'FILE_FORMAT',
    `“${name}”第 ${line} 行附近有无法识别的字符，文件可能已损坏，或不是 CSV 文件。`,
    '请用 WPS 或 Excel 打开检查，另存为 .xlsx 或“CSV UTF-8”后再试。',
  )
}

function openQuote(name: string, record: number): AppError {
  return new AppError(
    'FILE_FORMAT',
    `“${name}”第 ${record} 行有一个双引号没有配对，后面的内容无法分列。`,
    '请补上或删除这个双引号，或用 WPS 或 Excel 打开后另存为 .xlsx 再试。',
  )
}
