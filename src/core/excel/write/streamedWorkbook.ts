/**
 * Writes a workbook of any length as a stream: aside, to the disk, opened again, renamed. On failure or cancel nothing is left behind.
 *
 * exceljs makes the package, the styles, the headings and everything around the rows. The rows themselves are written as text into
 * its stream: several times faster than cell objects, and with the pace of the compressor kept, so that memory does not grow.
 * That touches two members of exceljs 4.4 which its types do not name (see {@link RawWorkbook}); the tests of this folder guard them.
 */
import type { EventEmitter } from 'node:events'
import { basename } from 'node:path'
import type { Writable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type ExcelJS from 'exceljs'
import { AppError } from '../../errors.ts'
import { discard, partialPath, replaceFile, syncFile, toFileError } from '../../files/atomic.ts'
import { PIECE_CHARACTERS } from '../../files/pieces.ts'
import { createOutput, openInput } from '../../files/temporary.ts'
import { loadExceljs } from '../libraries.ts'
import { cancelled } from '../read/failures.ts'
import { openZip } from '../read/zip.ts'
import { AUTHOR } from './styles.ts'

interface RawWorkbook {
  readonly zip: EventEmitter & { abort(): void }
  readonly styles: { addStyleModel(style: Partial<ExcelJS.Style>): number }
}

interface RawSheet {
  /** A buffer that exceljs fills; `uncork` empties it into the compressor, the only one of the `pipes`. */
  readonly stream: { uncork(): void; readonly pipes: readonly Writable[] }
}

/** Characters that may wait in the stream. */
const WAITING_CHARACTERS = 1024 * 1024

/** What the content of a workbook is written with. */
export interface StreamedWorkbook {
  /** Sheets must be finished one after the other. */
  addSheet(name: string, options: Partial<ExcelJS.AddWorksheetOptions>): ExcelJS.Worksheet
  /** Number of a style, for rows written as text. Give the same object for the same style. */
  style(style: Partial<ExcelJS.Style>): number
  /** Begins the rows written as text; all rows made with exceljs must be committed before. */
  rows(sheet: ExcelJS.Worksheet): RowStream
}

/** Takes the XML of rows. */
export interface RowStream {
  /** Adds a row; resolves when there is room for more. Throws CANCELLED or what made the file fail. */
  write(xml: string): Promise<void> | undefined
  /** Call after the last row. */
  finish(): Promise<void>
}

/**
 * Writes the workbook that `build` fills to `path`, replacing what was there.
 * Throws FILE_LOCKED (open in Excel), DISK_FULL, FILE_NOT_FOUND (no such folder), CANCELLED, with the old file untouched.
 */
export async function writeStreamed(path: string, build: (workbook: StreamedWorkbook) => Promise<void>, signal?: AbortSignal): Promise<void> {
  const { stream } = await loadExceljs()
  if (signal?.aborted === true) throw cancelled()
  const partial = partialPath(path)
  const file = createOutput(partial)
  const failure = new Failure(signal)
  file.on('error', (error) => {
    failure.set(error)
  })
  const workbook = new stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false })
  workbook.creator = AUTHOR
  workbook.lastModifiedBy = AUTHOR
  const raw = workbook as unknown as RawWorkbook
  raw.zip.on('error', (error: unknown) => {
    failure.set(error)
  })
  try {
    await failure.orDone(build(streamedWorkbook(workbook, raw, failure)))
    await failure.orDone(workbook.commit())
    await settle(partial, path)
    failure.check()
    await replaceFile(partial, path)
  } catch (error) {
    raw.zip.abort()
    await discard(file, partial)
    throw toFileError(error, path)
  } finally {
    failure.release()
  }
}

function streamedWorkbook(workbook: ExcelJS.stream.xlsx.WorkbookWriter, raw: RawWorkbook, failure: Failure): StreamedWorkbook {
  return {
    addSheet: (name, options) => workbook.addWorksheet(name, options),
    style: (style) => raw.styles.addStyleModel(style),
    rows: (sheet) => new BlockStream(sheet, failure),
  }
}

/** Gathers rows into blocks and hands them to the compressor, no further ahead than it can bear. */
class BlockStream implements RowStream {
  readonly #sink: Writable
  readonly #failure: Failure
  #block = ''
  #waiting = 0
  #wake: () => void = () => {
    /* Nobody waits yet. */
  }

  constructor(sheet: ExcelJS.Worksheet, failure: Failure) {
    // A row without anything is not written, but makes exceljs write what stands before the rows.
    sheet.addRow([]).commit()
    const { stream } = sheet as unknown as RawSheet
    const [sink] = stream.pipes
    if (sink === undefined) throw new Error('the sheet is not connected to its package')
    stream.uncork()
    this.#sink = sink
    this.#failure = failure
  }

  write(xml: string): Promise<void> | undefined {
    this.#block += xml
    return this.#block.length < PIECE_CHARACTERS ? undefined : this.#flush()
  }

  finish(): Promise<void> {
    return this.#flush()
  }

  async #flush(): Promise<void> {
    this.#failure.check()
    const { length } = this.#block
    this.#waiting += length
    this.#sink.write(this.#block, () => {
      this.#waiting -= length
      this.#wake()
    })
    this.#block = ''
    await breathe()
    while (this.#waiting > WAITING_CHARACTERS) {
      await this.#failure.orDone(
        new Promise<void>((resolve) => {
          this.#wake = resolve
        }),
      )
    }
    this.#failure.check()
  }
}

/** Brings the file to the disk and opens it again: what cannot be read back must not replace anything. */
async function settle(partial: string, path: string): Promise<void> {
  const name = basename(path)
  await syncFile(partial)
  const file = await openInput(partial)
  try {
    const { size } = await file.stat()
    const zip = await openZip(file, size, name)
    const sheets = [...zip.entries].filter((entry) => entry.name.includes('xl/worksheets/sheet'))
    if (zip.entry('xl/workbook.xml') === undefined || sheets.length === 0 || sheets.some((entry) => entry.size === 0)) {
      throw new AppError('INTERNAL', `“${name}”写完后检查没有通过，没有保存。`, '请检查磁盘是否完好，换一个文件夹再试。')
    }
  } finally {
    await file.close()
  }
}

/** The first thing that went wrong: the disk, the compressor, or the user's wish to stop. */
class Failure {
  readonly #signal: AbortSignal | undefined
  readonly #promise: Promise<never>
  readonly #onAbort: () => void
  #reject: (error: unknown) => void = () => {
    /* Set below. */
  }
  #error: { readonly cause: unknown } | undefined

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
    this.#promise = new Promise((_, reject) => {
      this.#reject = reject
    })
    // Nobody may be listening at the moment.
    this.#promise.catch(() => undefined)
    this.#onAbort = () => {
      this.set(cancelled())
    }
    signal?.addEventListener('abort', this.#onAbort)
  }

  set(cause: unknown): void {
    if (this.#error !== undefined) return
    this.#error = { cause }
    this.#reject(cause)
  }

  check(): void {
    if (this.#error !== undefined) throw this.#error.cause
  }

  async orDone<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined)
    return Promise.race([work, this.#promise])
  }

  release(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}
