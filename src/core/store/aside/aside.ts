/**
 * Reads that may be long, in threads of their own beside the writer: the core goes on answering, and what nobody waits for any more is called off in
 * the middle. A thread is started by the first question and ends when it has had none for a while, since what it keeps in memory stays with the process.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '../../errors.ts'
import { SLOW_MILLISECONDS, type ReadDatabase, type SqlRow, type SqlValue } from '../database.ts'
import type { Fingerprint } from '../fingerprints.ts'
import type { PackedNumbers } from '../packedNumbers.ts'
import type { AsideAnswer, AsideData, AsideQuestion, AsideRequest } from './protocol.ts'

/** Lists are not kept waiting by tables, nor by what nobody waits for yet (`ahead`): each kind has a thread of its own. `jobs` asks much, once. */
export type Lane = 'lists' | 'tables' | 'ahead' | 'jobs'

/**
 * How long a thread waits for the next question, in milliseconds. That of a job has taken much for its answer, 45 MB for all people of a county, and something large is
 * being made of that now: it ends.
 */
const WAITS: Readonly<Record<Lane, number>> = { lists: 30_000, tables: 30_000, ahead: 1000, jobs: 100 }
/** How long a thread may take to close what it has open, in milliseconds. */
const CLOSES_WITHIN = 5000
/** How often a reading is begun anew because the data changed under it, before it goes on with what is there. */
const MOST_BEGINNINGS = 3

type OnSlow = (sql: string, milliseconds: number) => void

export interface AsideOptions {
  readonly lane: Lane
  readonly signal?: AbortSignal | undefined
}

/** Work that reads, and where it is done. */
export interface Reading<T> extends AsideOptions {
  readonly work: (database: ReadDatabase) => T
}

export class Aside {
  readonly #data: AsideData
  readonly #onSlow: OnSlow | undefined
  readonly #lanes = new Map<Lane, Thread>()
  #closed = false
  /** Grows with every change of the data. */
  #version = 0

  constructor(data: AsideData, onSlow?: OnSlow) {
    this.#data = data
    this.#onSlow = onSlow
  }

  /** Says that the data changed. */
  changed(): void {
    this.#version += 1
  }

  get version(): number {
    return this.#version
  }

  /** The rows of a statement. Throws CANCELLED once the signal says that nobody waits, LOCKED after the data was closed. */
  async rows(sql: string, parameters: readonly SqlValue[], options: AsideOptions): Promise<readonly SqlRow[]> {
    const answer = await this.#ask({ sql, parameters, kind: 'rows' }, options)
    return 'rows' in answer ? answer.rows : []
  }

  /** The first column of all rows, whole numbers from 0 to 2^32 - 1. Throws as {@link rows}. */
  async numbers(sql: string, parameters: readonly SqlValue[], options: AsideOptions): Promise<Uint32Array> {
    const answer = await this.#ask({ sql, parameters, kind: 'numbers' }, options)
    return 'numbers' in answer ? answer.numbers : new Uint32Array()
  }

  /** The first column of all rows, texts without line ends. Throws as {@link rows}. */
  async ids(sql: string, parameters: readonly SqlValue[], options: AsideOptions): Promise<string[]> {
    const answer = await this.#ask({ sql, parameters, kind: 'ids' }, options)
    return 'ids' in answer && answer.ids !== '' ? answer.ids.split('\n') : []
  }

  /** The texts `number` of rows with their `row`, packed. Throws as {@link rows}. */
  async packed(sql: string, options: AsideOptions): Promise<PackedNumbers | null> {
    const answer = await this.#ask({ sql, parameters: [], kind: 'packed' }, options)
    return 'packed' in answer ? answer.packed : null
  }

  /** What the second texts of rows come to, for each run of rows with the same first one. Throws as {@link rows}. */
  async fingerprints(sql: string, options: AsideOptions): Promise<readonly Fingerprint[]> {
    const answer = await this.#ask({ sql, parameters: [], kind: 'fingerprints' }, options)
    return 'fingerprints' in answer ? answer.fingerprints : []
  }

  /**
   * Does work that reads through the database it is given as if that answered at once: each statement is asked aside, and the work begun anew with
   * what is known by then. So it must do nothing but read, and ask the same when it is told the same. All that it is told is of one moment, unless
   * the data changes again and again meanwhile. Throws what the work throws, and as {@link rows}. `told` is handed from one work to the next where
   * several ask much of the same.
   */
  async reading<T>(work: (database: ReadDatabase) => T, options: AsideOptions, told: Told = new Told()): Promise<T> {
    return this.#ofOneMoment((version) => this.#read(work, options, told.of(version)))
  }

  /** Two works as {@link reading} does one, at the same time where their lanes differ, told of the same moment. Throws what the first to fail throws. */
  async readingBoth<T, U>(one: Reading<T>, other: Reading<U>): Promise<[T, U]> {
    return this.#ofOneMoment(() => Promise.all([this.#read(one.work, one, new Map()), this.#read(other.work, other, new Map())]))
  }

  /** Reads again where the data changed meanwhile. */
  async #ofOneMoment<T>(read: (version: number) => Promise<T>): Promise<T> {
    for (let beginning = 1; ; beginning += 1) {
      const version = this.#version
      const result = await read(version)
      if (version === this.#version || beginning === MOST_BEGINNINGS) return result
    }
  }

  /** Ends the threads; resolved when all that they had open is closed. Whoever waits is answered with CANCELLED. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#lanes.values()].map((thread) => thread.end()))
  }

  /** Has the thread of a lane started, for a question that is likely to come: to start one takes 50 ms and more, which whoever asks would wait for. */
  ready(lane: Lane): void {
    if (!this.#closed) this.#thread(lane).ready()
  }

  /** How many threads there are just now. */
  get threads(): number {
    return [...this.#lanes.values()].filter((thread) => thread.runs).length
  }

  /** Ends the threads that nobody asks; the next question starts one anew. */
  rest(): void {
    for (const thread of this.#lanes.values()) thread.giveUp()
  }

  async #read<T>(work: (database: ReadDatabase) => T, options: AsideOptions, known: Map<string, readonly SqlRow[]>): Promise<T> {
    for (;;) {
      const database = new Known(known)
      try {
        return work(database)
      } catch (error) {
        if (!(error instanceof Unknown)) throw error
        known.set(error.key, await this.rows(error.sql, error.parameters, options))
      }
    }
  }

  async #ask(question: Omit<AsideQuestion, 'stop'>, { lane, signal }: AsideOptions): Promise<AsideAnswer & { readonly ok: true }> {
    if (this.#closed) throw new AppError('LOCKED', '数据已经关闭。', '请重新登录。')
    return this.#thread(lane).ask(question, signal)
  }

  #thread(lane: Lane): Thread {
    let thread = this.#lanes.get(lane)
    if (thread === undefined) this.#lanes.set(lane, (thread = new Thread(this.#data, WAITS[lane], this.#onSlow)))
    return thread
  }
}

/** What statements answered, as long as the data is as it was. */
export class Told {
  #version = -1
  #known = new Map<string, readonly SqlRow[]>()

  /** What is known of the data in this version of it, to be added to. */
  of(version: number): Map<string, readonly SqlRow[]> {
    if (version !== this.#version) this.#known = new Map()
    this.#version = version
    return this.#known
  }
}

/** Not known yet what a statement answers. */
class Unknown extends Error {
  readonly key: string
  readonly sql: string
  readonly parameters: readonly SqlValue[]

  constructor(key: string, sql: string, parameters: readonly SqlValue[]) {
    super('unknown')
    this.key = key
    this.sql = sql
    this.parameters = parameters
  }
}

/** The same for the same question alone: a number and the text of its digits are two, as they are to the library. */
function keyOf(sql: string, parameters: readonly SqlValue[]): string {
  return JSON.stringify([sql, parameters.map((value) => [typeof value, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)])])
}

/** Answers what is known, and throws what is not. */
class Known implements ReadDatabase {
  readonly #known: ReadonlyMap<string, readonly SqlRow[]>

  constructor(known: ReadonlyMap<string, readonly SqlRow[]>) {
    this.#known = known
  }

  all<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R[] {
    const key = keyOf(sql, parameters)
    const rows = this.#known.get(key)
    if (rows === undefined) throw new Unknown(key, sql, parameters)
    return rows.map((row) => ({ ...row })) as R[]
  }

  get<R = SqlRow>(sql: string, ...parameters: SqlValue[]): R | undefined {
    return this.all<R>(sql, ...parameters)[0]
  }

  each<R = SqlRow>(sql: string, ...parameters: SqlValue[]): IterableIterator<R> {
    return this.all<R>(sql, ...parameters).values()
  }
}

interface Waiting {
  readonly question: AsideQuestion
  readonly signal: AbortSignal | undefined
  readonly resolve: (answer: AsideAnswer & { readonly ok: true }) => void
  readonly reject: (error: Error) => void
}

/** One thread and those who wait for it, first come first served. */
class Thread {
  readonly #data: AsideData
  readonly #waits: number
  readonly #queue: Waiting[] = []
  #worker: Worker | null = null
  #asked: Waiting | null = null
  #clock: NodeJS.Timeout | undefined
  #ending: Promise<void> | null = null
  /** Told once when what is asked was answered. */
  #onAnswer: (() => void) | null = null
  readonly #onSlow: OnSlow | undefined
  /** When the thread was asked what it is at. */
  #since = 0

  /** `waits`: how long for the next question, in milliseconds. */
  constructor(data: AsideData, waits: number, onSlow: OnSlow | undefined) {
    this.#data = data
    this.#waits = waits
    this.#onSlow = onSlow
  }

  ask(question: Omit<AsideQuestion, 'stop'>, signal: AbortSignal | undefined): Promise<AsideAnswer & { readonly ok: true }> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { question: { ...question, stop: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) }, signal, resolve, reject }
      signal?.addEventListener('abort', () => this.#callOff(waiting), { once: true })
      this.#queue.push(waiting)
      void this.#next()
    })
  }

  /** Starts where it does not run, and waits for a question. */
  ready(): void {
    if (this.#worker !== null || this.#ending !== null) return
    this.#worker = this.#start()
    this.#rest()
  }

  /** Calls everything off and waits until what is open is closed. */
  async end(): Promise<void> {
    for (const waiting of this.#queue.splice(0)) waiting.reject(cancelled())
    const asked = this.#asked
    if (asked !== null) {
      this.#callOff(asked)
      // A thread is not to be ended while the library is at work: it answers first.
      await new Promise<void>((resolve) => (this.#onAnswer = resolve))
    }
    await this.#close()
  }

  get runs(): boolean {
    return this.#worker !== null
  }

  /** Ends the thread where it waits for a question. */
  giveUp(): void {
    if (this.#asked === null && this.#queue.length === 0) void this.#close()
  }

  #callOff(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting)
    if (at < 0) Atomics.store(new Int32Array(waiting.question.stop), 0, 1)
    else {
      this.#queue.splice(at, 1)
      waiting.reject(cancelled())
    }
  }

  async #next(): Promise<void> {
    await this.#ending
    if (this.#asked !== null) return
    const waiting = this.#queue.shift()
    if (waiting === undefined) return this.#rest()
    // Whoever has gone is not worth a thread's time.
    if (waiting.signal?.aborted === true) {
      waiting.reject(cancelled())
      return this.#next()
    }
    clearTimeout(this.#clock)
    this.#asked = waiting
    this.#since = performance.now()
    this.#worker ??= this.#start()
    this.#worker.ref()
    this.#worker.postMessage(waiting.question satisfies AsideRequest)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./asideWorker.ts', import.meta.url), { workerData: this.#data, name: 'read-aside' })
    worker.on('message', (answer: AsideAnswer) => this.#answered(answer))
    worker.on('error', (error) => this.#gone(worker, error))
    worker.on('exit', () => this.#gone(worker, new AppError('INTERNAL', '读取数据的线程意外结束。', '请重试。')))
    return worker
  }

  #answered(answer: AsideAnswer): void {
    const waiting = this.#asked
    this.#asked = null
    const taken = performance.now() - this.#since
    if (taken > SLOW_MILLISECONDS && waiting !== null) this.#onSlow?.(waiting.question.sql, taken)
    if (answer.ok) waiting?.resolve(answer)
    else waiting?.reject(new AppError(answer.error.code, answer.error.message, answer.error.action, { cause: answer.detail }))
    this.#onAnswer?.()
    void this.#next()
  }

  #gone(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = this.#asked
    this.#asked = null
    waiting?.reject(error)
    this.#onAnswer?.()
    if (this.#queue.length > 0) void this.#next()
  }

  /** Nobody asks: the thread does not keep the process, and ends after a while. */
  #rest(): void {
    const worker = this.#worker
    if (worker === null) return
    worker.unref()
    clearTimeout(this.#clock)
    this.#clock = setTimeout(() => void this.#close(), this.#waits)
    this.#clock.unref()
  }

  #close(): Promise<void> {
    clearTimeout(this.#clock)
    const worker = this.#worker
    if (worker === null) return Promise.resolve()
    this.#ending ??= closed(worker).finally(() => {
      if (this.#worker === worker) this.#worker = null
      this.#ending = null
      if (this.#queue.length > 0) void this.#next()
    })
    return this.#ending
  }
}

/** Has a thread close what it has open and end by itself; one that does not is ended. */
async function closed(worker: Worker): Promise<void> {
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.ref()
  worker.postMessage(null satisfies AsideRequest)
  const grace = setTimeout(() => void worker.terminate(), CLOSES_WITHIN)
  await gone
  clearTimeout(grace)
}

function cancelled(): AppError {
  return new AppError('CANCELLED', '已改为查找别的内容。', '')
}
