/**
 * Bulk work in a thread of its own. The office's own writer waits meanwhile, so that there is one writer as ever; what is committed is told here like
 * any other change. The thread ends by itself with its connections closed, whatever happens to the work: ended from outside while the database library is
 * at work the whole process may be aborted.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import { ReachesFar, type Changed, type Store } from '../store/index.ts'
import { Outdated, type BulkOptions, type BulkRequest, type BulkWriter, type InPlaceWriter } from './bulk.ts'
import type { FromWriter, ToWriter, WritingTask } from './protocol.ts'

/** Entries from which it is worth starting a thread; fewer are written in steps that hold up nobody. */
export const MANY_ENTRIES = 2000
/** Records computed with a change from which on a thread does it: so many take the main thread 50 to 100 ms, and a thread a second to begin. */
const FAR = 3000

export interface WritingThreadOptions {
  readonly store: Store
  readonly directory: string
  readonly key: Uint8Array
  readonly now: () => Date
  /** Entry of the thread. */
  readonly entry: URL
  /** For what is too small for a thread. */
  readonly inPlace: InPlaceWriter
  /** {@link MANY_ENTRIES} and {@link FAR} unless a test says otherwise. */
  readonly from?: number
  readonly far?: number
}

/** Has bulk work done in a thread where it is large, or turns out to reach far; that is known once it is written, and then taken back. */
export function inThread({ store, directory, key, now, entry, inPlace: here, from = MANY_ENTRIES, far = FAR }: WritingThreadOptions): BulkWriter {
  const inOneOfItsOwn: BulkWriter = (request, options = {}) =>
    store.lend(async () => {
      const { name, user, input } = request
      const { id, displayName, role, divisions } = user
      const task: WritingTask = { directory, key, name, user: { id, displayName, role, divisions }, input, now: now().toISOString() }
      return write(new Worker(entry, { workerData: task, name: 'write' }), request, options)
    })
  return async (request, options = {}) => {
    if (request.entries >= from) return inOneOfItsOwn(request, options)
    // Portions are given out once.
    if (request.portions !== undefined) return here(request, options)
    try {
      return await here(request, options, far)
    } catch (error) {
      if (!(error instanceof ReachesFar)) throw error
      return inOneOfItsOwn(request, options)
    }
  }
}

interface Written {
  readonly changed: Changed<unknown>
  readonly registers: readonly string[]
  /** Resolved when the thread has closed the data. */
  readonly ended: Promise<void>
}

function write(worker: Worker, { portions = [] }: BulkRequest, { signal, onProgress }: BulkOptions): Promise<Written> {
  const items = portions[Symbol.iterator]()
  const send = (message: ToWriter): void => worker.postMessage(message)
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    const cancel = (): void => send({ type: 'cancel' })
    let failure: unknown = new AppError('INTERNAL', '写入数据的线程意外结束，没有写入任何数据。', '请重试。')
    const fail = (error: unknown): void => {
      failure = error
    }
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted === true) cancel()
    worker.on('message', (message: FromWriter) => {
      switch (message.type) {
        case 'more': {
          const next = items.next()
          send({ type: 'portion', items: next.done === true ? null : next.value })
          return
        }
        case 'progress':
          onProgress?.(message.done)
          return
        case 'done':
          resolve({ ...message, ended })
          return
        case 'failed':
          fail(message.outdated ? new Outdated() : asError(message, signal))
      }
    })
    worker.on('error', fail)
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel)
      // Only now, with its connections closed, may others write. What is committed was told before, and stands.
      reject(failure)
    })
  })
}

function asError({ error, detail }: FromWriter & { readonly type: 'failed' }, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason
  const { code, message, action, issues } = error
  return new AppError(code, message, action, { cause: detail, ...(issues === undefined ? {} : { issues }) })
}
