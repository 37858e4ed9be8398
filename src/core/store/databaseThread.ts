/**
 * Threads that have databases open, and how one is stopped: by a word that it reads between its statements, so that it closes what it has open and answers.
 * Node can end a thread at any time (`terminate`), but where that meets the database library at work the whole process may be aborted: it is left to threads
 * that have nothing open. Starting one costs more than what it does with a small file, and a backup is two tasks: one that has answered waits a little.
 */
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorPayload } from '../errors.ts'
import { givenUpForRoom } from '../makeRoom.ts'
import type { Between, FileTask, Outcome } from './fileTasks.ts'

/** What a thread is given. */
export interface ThreadTask {
  readonly task: FileTask
  readonly stop: SharedArrayBuffer
}

/** What a thread answers with all its databases closed: its files may be renamed or removed. */
export type ThreadAnswer = { readonly ok: true; readonly result: Outcome } | { readonly ok: false; readonly error: ErrorPayload; readonly detail: string }

/** How long a thread waits for the next task, in milliseconds: a backup is looked into as soon as it is made. */
const WAITS = 2000

interface Waiting {
  readonly worker: Worker
  /** Ends its waiting. */
  readonly forget: () => void
}

/** By its entry, the thread that waits; with 10 MB, of which a thread that writes has more need. */
const waiting = new Map<string, Waiting>()
givenUpForRoom(() => {
  for (const { forget, worker } of waiting.values()) {
    forget()
    void worker.terminate()
  }
})

/** What a thread asks between its statements: throws CANCELLED once it is to stop. */
export function betweenOf(stop: SharedArrayBuffer): Between {
  const word = new Int32Array(stop)
  return () => {
    if (Atomics.load(word, 0) !== 0) throw cancelled()
  }
}

/**
 * Runs a task in a thread until its files are closed and may be renamed or removed. Throws what the task throws; CANCELLED after `signal`, as soon as SQLite
 * lets go of the statement that it is at; what the thread failed with, where it could not be started.
 */
export function runInThread(entry: URL, task: FileTask, signal?: AbortSignal): Promise<Outcome> {
  if (signal?.aborted === true) return Promise.reject(cancelled())
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const worker = takeThread(entry)
    const cancel = (): void => void Atomics.store(new Int32Array(stop), 0, 1)
    const end = (tell: () => void): void => {
      signal?.removeEventListener('abort', cancel)
      worker.off('message', hear).off('error', fail).off('exit', vanish)
      tell()
    }
    const hear = (answer: ThreadAnswer): void =>
      end(() => {
        giveBackThread(entry, worker)
        if (signal?.aborted === true) reject(cancelled())
        else if (answer.ok) resolve(answer.result)
        else reject(new AppError(answer.error.code, answer.error.message, answer.error.action, { cause: answer.detail }))
      })
    const fail = (error: unknown): void => end(() => reject(error))
    const vanish = (): void => end(() => reject(new AppError('INTERNAL', '处理数据库文件的线程意外结束。', '请重试。')))
    worker.on('message', hear).on('error', fail).on('exit', vanish)
    signal?.addEventListener('abort', cancel, { once: true })
    worker.postMessage({ task, stop } satisfies ThreadTask)
  })
}

function takeThread(entry: URL): Worker {
  const found = waiting.get(entry.href)
  if (found === undefined) return new Worker(entry, { name: 'database-file' })
  found.forget()
  found.worker.ref()
  return found.worker
}

/** Has a thread that is at nothing wait for the next task, without keeping the process from its end. */
function giveBackThread(entry: URL, worker: Worker): void {
  if (waiting.has(entry.href)) return void worker.terminate()
  const forget = (): void => {
    clearTimeout(clock)
    worker.off('error', forget).off('exit', forget)
    waiting.delete(entry.href)
  }
  const clock = setTimeout(() => {
    forget()
    void worker.terminate()
  }, WAITS)
  clock.unref()
  worker.unref()
  worker.on('error', forget).on('exit', forget)
  waiting.set(entry.href, { worker, forget })
}

function cancelled(): AppError {
  return new AppError('CANCELLED', '已取消，没有留下文件。', '需要时可以重新开始。')
}
