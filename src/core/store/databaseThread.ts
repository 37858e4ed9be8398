/**
 * A thread that has databases open, and how it is stopped: by a word that it reads between its statements, so that it closes what it has open and ends by
 * itself. Node can end a thread at any time (`terminate`), but where that meets the database library at work the whole process may be aborted: it is
 * left to threads that have nothing open any more and do not end all the same.
 */
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorPayload } from '../errors.ts'
import type { Between, FileTask, Outcome } from './fileTasks.ts'

/** What a thread is given. */
export interface ThreadTask {
  readonly task: FileTask
  readonly stop: SharedArrayBuffer
}

/** What a thread answers with all its databases closed. */
export type ThreadAnswer = { readonly ok: true; readonly result: Outcome } | { readonly ok: false; readonly error: ErrorPayload; readonly detail: string }

/** How long a thread may take to end after it answered, in milliseconds. */
const GRACE = 5000

/** What a thread asks between its statements: throws CANCELLED once it is to stop. */
export function betweenOf(stop: SharedArrayBuffer): Between {
  const word = new Int32Array(stop)
  return () => {
    if (Atomics.load(word, 0) !== 0) throw cancelled()
  }
}

/**
 * Runs a task in a thread and waits until that is gone: only then are its files closed, and may be renamed or removed. Throws what the task throws; CANCELLED
 * after `signal`, as soon as SQLite lets go of the statement that it is at; what the thread failed with, where it could not be started.
 */
export function runInThread(entry: URL, task: FileTask, signal?: AbortSignal): Promise<Outcome> {
  if (signal?.aborted === true) return Promise.reject(cancelled())
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const worker = new Worker(entry, { workerData: { task, stop } satisfies ThreadTask })
    let outcome: (() => void) | undefined
    let grace: NodeJS.Timeout | undefined
    const cancel = (): void => {
      outcome = () => reject(cancelled())
      Atomics.store(new Int32Array(stop), 0, 1)
    }
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (answer: ThreadAnswer) => {
      outcome ??= () =>
        answer.ok ? resolve(answer.result) : reject(new AppError(answer.error.code, answer.error.message, answer.error.action, { cause: answer.detail }))
      grace = setTimeout(() => void worker.terminate(), GRACE)
    })
    worker.on('error', (error) => {
      outcome ??= () => reject(error)
    })
    worker.on('exit', () => {
      clearTimeout(grace)
      signal?.removeEventListener('abort', cancel)
      ;(outcome ?? (() => reject(new AppError('INTERNAL', '处理数据库文件的线程意外结束。', '请重试。'))))()
    })
  })
}

function cancelled(): AppError {
  return new AppError('CANCELLED', '已取消，没有留下文件。', '需要时可以重新开始。')
}
