/**
 * Opens workbooks and CSV files and yields their rows. The only door through which sheets come into the program.
 *
 * Files are taken apart in a thread of their own. `.xlsx` is read as a stream, so that memory does not grow with the number of rows;
 * `.xls`, `.et` and the rarer formats are held whole by SheetJS in that thread. What it may cost is limited by the size of the file: beyond its
 * time or memory, or when the user cancels, the thread is ended wherever it is; one that has read a file well may read the next.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { RawCell } from '../catalogue/derive/cell.ts'
import { makeRoom } from '../makeRoom.ts'
import { AppError } from '../errors.ts'
import { MergeReader, toMergedRanges, type MergedRange, type MergeReading } from './merges.ts'
import { connect, connectInline, type Connection } from './read/connection.ts'
import { cancelled, damaged, tooLarge, tookTooLong, tookTooMuchMemory } from './read/failures.ts'
import { budgetFor, type ReadingBudget } from './read/limits.ts'
import type { ReaderReply } from './read/protocol.ts'
import type { FileKind, SheetSurvey } from './read/source.ts'
import { toRawCell, type WireRow } from './read/wire.ts'

/** Bytes from which a file is a list of thousands of rows, of which much is made. */
const LARGE_FILE = 2 * 1024 * 1024

export interface OpenOptions {
  /** Stops the opening; rows have a signal of their own. */
  readonly signal?: AbortSignal
  /** Told the share of the opening done, 0 to 1. */
  readonly onProgress?: (share: number) => void
  /** Reads in this thread instead of one of its own, without a budget; for tests. */
  readonly inline?: boolean
  /** What opening may cost; by the size of the file unless said otherwise. */
  readonly budget?: ReadingBudget
}

interface RowOptions {
  readonly signal?: AbortSignal
  /** Told the number of the last row read and of the last row there is. */
  readonly onProgress?: (row: number, rows: number) => void
  /** Default `first`. */
  readonly merged?: MergeReading
}

/** A row that holds something. Rows without anything are not yielded; their numbers are missing. */
export interface SheetRow {
  /** As the spreadsheet program shows it, from 1. */
  readonly number: number
  readonly hidden: boolean
  /** From column A; ends with the last cell that holds anything. */
  readonly cells: readonly RawCell[]
}

export interface OpenSheet {
  readonly name: string
  readonly hidden: boolean
  /** Number of the last row and column that hold anything. */
  readonly rowCount: number
  readonly columnCount: number
  /** Number of rows that hold anything. */
  readonly filledRows: number
  readonly merges: readonly MergedRange[]
  /** Numbers from 1. */
  readonly hiddenColumns: readonly number[]
  /** Widths in characters by number of the column. */
  readonly widths: ReadonlyMap<number, number>
  /** A sentence why this sheet cannot be read (too many rows or columns); its rows throw FILE_TOO_LARGE. */
  readonly refused: string | undefined
  /** Rows in portions, for loops that count every microsecond. Each call reads from the start. */
  portions(options?: RowOptions): AsyncGenerator<SheetRow[], void, void>
  /** Rows one by one. Each call reads from the start. */
  rows(options?: RowOptions): AsyncGenerator<SheetRow, void, void>
  /** The first rows, at most `count` of them. */
  head(count: number, options?: RowOptions): Promise<SheetRow[]>
}

export interface OpenWorkbook {
  readonly kind: FileKind
  /** Name of the file. */
  readonly name: string
  readonly sheets: readonly OpenSheet[]
  /** Gives back the file and the thread. Rows being read end with CANCELLED. */
  close(): Promise<void>
}

/**
 * Opens a file by its content, whatever its extension. Close it when done.
 * Throws FILE_NOT_FOUND, FILE_LOCKED, FILE_FORMAT (no workbook, damaged), FILE_EMPTY, FILE_PASSWORD, FILE_TOO_LARGE, CANCELLED.
 */
export async function openWorkbook(path: string, options: OpenOptions = {}): Promise<OpenWorkbook> {
  if (options.signal?.aborted === true) throw cancelled()
  const size = await sizeOf(path)
  const isLarge = size >= LARGE_FILE
  if (isLarge) await makeRoom()
  const budget = options.budget ?? budgetFor(size)
  const file = new ReadFile(basename(path), { budget, isLarge, inline: options.inline ?? false })
  const stop = (): void => {
    file.break(cancelled())
  }
  options.signal?.addEventListener('abort', stop)
  try {
    if (isAborted(options.signal)) throw cancelled()
    const { kind, sheets } = await file.open(path, options.onProgress)
    return {
      kind,
      name: basename(path),
      sheets: sheets.map((survey, index) => openSheet(file, survey, index)),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
  }
}

function openSheet(file: ReadFile, survey: SheetSurvey, index: number): OpenSheet {
  const merges = toMergedRanges(survey.merges)
  async function* portions(options: RowOptions = {}): AsyncGenerator<SheetRow[], void, void> {
    if (survey.refused !== undefined) throw tooLarge(file.name, survey.refused)
    const merging = merges.length === 0 ? undefined : new MergeReader(merges, options.merged ?? 'first')
    for await (const rows of file.rows(index, options.signal)) {
      yield rows.map((row) => toSheetRow(row, merging))
      options.onProgress?.(rows.at(-1)?.number ?? 0, survey.rowCount)
    }
  }
  async function* rows(options: RowOptions = {}): AsyncGenerator<SheetRow, void, void> {
    for await (const portion of portions(options)) yield* portion
  }
  return {
    name: survey.name,
    hidden: survey.hidden,
    rowCount: survey.rowCount,
    columnCount: survey.columnCount,
    filledRows: survey.filledRows,
    merges,
    hiddenColumns: survey.hiddenColumns,
    widths: new Map(survey.widths),
    refused: survey.refused,
    portions,
    rows,
    async head(count, options = {}) {
      const found: SheetRow[] = []
      if (count < 1) return found
      for await (const row of rows(options)) {
        found.push(row)
        if (found.length >= count) break
      }
      return found
    },
  }
}

function toSheetRow(row: WireRow, merging: MergeReader | undefined): SheetRow {
  const cells = row.cells.map(toRawCell)
  return { number: row.number, hidden: row.hidden, cells: merging === undefined ? cells : merging.apply(row.number, cells) }
}

type Awaiting = (reply: ReaderReply | { readonly type: 'broken'; readonly error: unknown }) => void

/** One file and the thread that reads it. */
class ReadFile {
  readonly name: string
  readonly #budget: ReadingBudget
  readonly #isLarge: boolean
  readonly #connection: Connection
  readonly #streams = new Map<number, Awaiting>()
  #opening: Awaiting | undefined
  #broken: { readonly error: unknown } | undefined
  #nextStream = 1
  #opened = false
  #closed = false

  constructor(name: string, { budget, isLarge, inline }: { readonly budget: ReadingBudget; readonly isLarge: boolean; readonly inline: boolean }) {
    this.name = name
    this.#budget = budget
    this.#isLarge = isLarge
    const events = {
      onReply: (reply: ReaderReply) => {
        this.#receive(reply)
      },
      onBroken: (error: unknown, outOfMemory: boolean) => {
        this.break(outOfMemory ? tookTooMuchMemory(name, budget.megabytes) : damaged(name, error))
      },
    }
    this.#connection = inline ? connectInline(events) : connect(events, budget.megabytes)
  }

  async open(path: string, onProgress: ((share: number) => void) | undefined): Promise<{ kind: FileKind; sheets: readonly SheetSurvey[] }> {
    const { milliseconds } = this.#budget
    const clock = setTimeout(() => {
      this.break(tookTooLong(this.name, milliseconds))
    }, milliseconds)
    try {
      return await new Promise((resolve, reject) => {
        this.#opening = (reply) => {
          if (reply.type === 'progress') onProgress?.(reply.share)
          else if (reply.type === 'opened') {
            this.#opened = true
            resolve(reply)
          } else if (reply.type === 'broken') reject(reply.error)
          else if (reply.type === 'failed') reject(toError(reply, this.name))
        }
        this.#connection.send({ type: 'open', path })
      })
    } finally {
      clearTimeout(clock)
      this.#opening = undefined
      this.#connection.hold(false)
    }
  }

  async *rows(sheet: number, signal: AbortSignal | undefined): AsyncGenerator<readonly WireRow[], void, void> {
    if (this.#broken !== undefined) throw this.#broken.error
    if (this.#closed || isAborted(signal)) throw cancelled()
    const stream = this.#nextStream
    this.#nextStream += 1
    const replies: Parameters<Awaiting>[0][] = []
    let wake = (): void => {
      /* Nobody waits yet. */
    }
    const take: Awaiting = (reply) => {
      replies.push(reply)
      wake()
    }
    const stop = (): void => {
      take({ type: 'broken', error: cancelled() })
    }
    signal?.addEventListener('abort', stop)
    this.#streams.set(stream, take)
    this.#connection.hold(true)
    this.#connection.send({ type: 'rows', stream, sheet })
    try {
      for (;;) {
        if (replies.length === 0)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        const reply = replies.shift()
        if (isAborted(signal)) throw cancelled()
        if (reply === undefined) continue
        if (reply.type === 'end') return
        if (reply.type === 'broken') throw reply.error
        if (reply.type === 'failed') throw toError(reply, this.name)
        if (reply.type !== 'portion') continue
        this.#connection.send({ type: 'more', stream })
        yield reply.rows
        // Portions may be waiting; the rest of the core gets its turn between them.
        await breathe()
      }
    } finally {
      signal?.removeEventListener('abort', stop)
      this.#streams.delete(stream)
      if (!this.#closed) {
        this.#connection.send({ type: 'stop', stream })
        this.#connection.hold(this.#streams.size > 0)
      }
    }
  }

  /** Ends all that is under way with this error. */
  break(error: unknown): void {
    this.#broken = { error }
    this.#opening?.({ type: 'broken', error })
    for (const take of this.#streams.values()) take({ type: 'broken', error })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const well = this.#opened && this.#broken === undefined
    this.break(cancelled())
    await (well ? this.#connection.release({ wait: !this.#isLarge }) : this.#connection.end())
  }

  #receive(reply: ReaderReply): void {
    const stream = 'stream' in reply ? reply.stream : null
    if (stream === null) this.#opening?.(reply)
    else this.#streams.get(stream)?.(reply)
  }
}

/** Size of the file in bytes; 0 where there is none, which the reader then says. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

/** A function, since the state changes behind the compiler's back while something is awaited. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

function toError(reply: Extract<ReaderReply, { type: 'failed' }>, name: string): unknown {
  if (reply.error === null) return damaged(name, new Error(reply.cause))
  return new AppError(reply.error.code, reply.error.message, reply.error.action, { cause: new Error(reply.cause) })
}
