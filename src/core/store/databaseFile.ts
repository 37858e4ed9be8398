/**
 * What is done to a database file as a whole: copy, settle, inspect, checkpoint. Each runs on a connection of its own in a worker thread, so that
 * the core goes on answering; where no worker can be started (a bundle without the worker's file) it runs in place.
 */
import { stat } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { runInThread } from './databaseThread.ts'
import { runFileTask, type FileTask, type Inspection, type Outcome } from './fileTasks.ts'
import type { Structure } from './structure.ts'

export { inWords, type Inspection } from './fileTasks.ts'

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
  await whileGrowing(source, [target], options, () => runAside({ kind: 'copy', source, target, key }, options))
}

/**
 * Writes a database into the new file `target` under another key and reads it back; `note` goes into its `meta`, where nothing of the name
 * stands. Returns what reading back found. Throws DATABASE_DAMAGED, DISK_FULL, CANCELLED.
 */
export async function reencryptDatabase(
  source: string,
  target: string,
  keys: { readonly key: Uint8Array; readonly newKey: Uint8Array; readonly note: Readonly<Record<string, string>> },
  options: FileTaskOptions = {},
): Promise<Structure> {
  // The key is changed page by page, each kept in the journal before: it grows to the size of the whole once more.
  const result = await whileGrowing(source, [target, `${target}-journal`], options, () => runAside({ kind: 'reencrypt', source, target, ...keys }, options))
  return asStructure(result)
}

/** Tells how much of what has to be written is there: each of the files grows to about the size of the source. */
async function whileGrowing(source: string, files: readonly string[], { onProgress }: FileTaskOptions, work: () => Promise<Outcome>): Promise<Outcome> {
  if (onProgress === undefined) return work()
  const whole = Math.max(1, (await stat(source)).size) * files.length
  const told = files.map(() => 0)
  const look = async (): Promise<void> => {
    for (const [index, file] of files.entries())
      told[index] = Math.max(
        told[index] ?? 0,
        await stat(file).then(
          ({ size }) => size,
          () => 0,
        ),
      )
    onProgress(Math.min(1, told.reduce((sum, size) => sum + size, 0) / whole))
  }
  const timer = setInterval(() => {
    void look()
  }, PROGRESS_INTERVAL)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Folds a write-ahead log that lies beside a database into it, so that the one file is all. Nobody else may have it open. */
export async function settleDatabase(path: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<void> {
  await runAside({ kind: 'settle', path, key }, options)
}

/** Opens a database for reading, checks its structure and counts its records. Throws DATABASE_DAMAGED when the key does not open it. */
export async function inspectDatabase(path: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<Inspection> {
  const result = await runAside({ kind: 'inspect', path, key }, options)
  if (result === null || !('schemaVersion' in result)) throw odd()
  return result
}

/** Looks through a whole database, page by page and reference by reference. */
export async function examineDatabase(path: string, key: Uint8Array, options: FileTaskOptions = {}): Promise<Structure> {
  return asStructure(await runAside({ kind: 'examine', path, key }, options))
}

function asStructure(result: Outcome): Structure {
  if (result === null || !('dangling' in result)) throw odd()
  return result
}

function odd(): AppError {
  return new AppError('INTERNAL', '检查数据库时程序内部出错。', '请重试。')
}

/** Brings the write-ahead log of an open database into its file, as far as nobody is reading older states. */
export async function checkpointDatabase(path: string, key: Uint8Array): Promise<void> {
  await runAside({ kind: 'checkpoint', path, key })
}

async function runAside(task: FileTask, { signal, worker = WORKER }: FileTaskOptions = {}): Promise<Outcome> {
  try {
    return await runInThread(worker, task, signal)
  } catch (error) {
    if (isMissing(error)) return runFileTask(task)
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_UNKNOWN_FILE_EXTENSION')
  )
}
