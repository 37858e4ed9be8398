/**
 * What is done to a database file as a whole: copy, settle, inspect, checkpoint. Each runs on a connection of its own in a worker thread, so that
 * the core goes on answering; where no worker can be started (a bundle without the worker's file) it runs in place.
 */
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorPayload } from '../errors.ts'
import { runFileTask, type FileTask, type Inspection } from './fileTasks.ts'

export type { Inspection } from './fileTasks.ts'

export interface FileTaskOptions {
  /** Cancels: the task is ended as soon as SQLite lets go of it, then the promise is rejected with CANCELLED. */
  readonly signal?: AbortSignal
  /** From 0 to 1, told now and then while copying. */
  readonly onProgress?: (fraction: number) => void
  /** Entry of the worker thread; another one in tests. */
  readonly worker?: URL
}

const WORKER = new URL('./fileTaskWorker.ts', import.meta.url)

/** How often the growth of a copy is looked at, in milliseconds. */
const PROGRESS_INTERVAL = 200

/**
 * Copies an encrypted database, open or not, as of one moment into the new file `target` with the same key.
 * Writers go on meanwhile (their later changes are not in the copy). Throws DATABASE_DAMAGED, DISK_FULL, CANCELLED.
 */
export async function copyDatabase(source: string, target: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<void> {
  const size = (await stat(source)).size
  const timer = options.onProgress === undefined ? undefined : setInterval(() => {
    stat(target).then((copy) => options.onProgress?.(Math.min(1, copy.size / Math.max(1, size))), () => {})
  }, PROGRESS_INTERVAL)
  try {
    await runAside({ kind: 'copy', source, target, key }, options)
  } finally {
    clearInterval(timer)
  }
}

/**
 * Writes a database into the new file `target` under another key and reads it back; `note` goes into its `meta`, where nothing of the name
 * stands. Throws DATABASE_DAMAGED, DISK_FULL, CANCELLED.
 */
export async function reencryptDatabase(
  source: string, target: string, keys: { readonly key: Uint8Array; readonly newKey: Uint8Array; readonly note: Readonly<Record<string, string>> }, options: FileTaskOptions = {},
): Promise<void> {
  await runAside({ kind: 'reencrypt', source, target, ...keys }, options)
}

/** Folds a write-ahead log that lies beside a database into it, so that the one file is all. Nobody else may have it open. */
export async function settleDatabase(path: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<void> {
  await runAside({ kind: 'settle', path, key }, options)
}

/** Opens a database for reading, checks its structure and counts its records. Throws DATABASE_DAMAGED when the key does not open it. */
export async function inspectDatabase(path: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<Inspection> {
  const result = await runAside({ kind: 'inspect', path, key }, options)
  if (result === null) throw new AppError('INTERNAL', '检查数据库时程序内部出错。', '请重试。')
  return result
}

/** Brings the write-ahead log of an open database into its file, as far as nobody is reading older states. */
export async function checkpointDatabase(path: string, key: Uint8Array): Promise<void> {
  await runAside({ kind: 'checkpoint', path, key })
}

type Answer = { ok: true; result: Inspection | null } | { ok: false; error: ErrorPayload; detail: string }

function runAside(task: FileTask, { signal, worker: entry = WORKER }: FileTaskOptions = {}): Promise<Inspection | null> {
  if (signal?.aborted === true) return Promise.reject(cancelled())
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: task })
    let outcome: (() => void) | undefined
    const cancel = (): void => {
      outcome = () => reject(cancelled())
      void worker.terminate()
    }
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (answer: Answer) => {
      outcome ??= () => answer.ok ? resolve(answer.result) : reject(new AppError(answer.error.code, answer.error.message, answer.error.action, { cause: answer.detail }))
    })
    worker.on('error', (error) => {
      outcome ??= () => isMissing(error) ? resolve(runFileTask(task)) : reject(error)
    })
    // Only when the thread is gone are its files closed, and may be renamed or removed.
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel)
      try {
        (outcome ?? (() => reject(new AppError('INTERNAL', '处理数据库文件的线程意外结束。', '请重试。'))))()
      } catch (error) {
        reject(error)
      }
    })
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_UNKNOWN_FILE_EXTENSION')
}

function cancelled(): AppError {
  return new AppError('CANCELLED', '已取消，没有留下文件。', '需要时可以重新开始。')
}
