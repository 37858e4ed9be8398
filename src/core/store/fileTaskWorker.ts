/** Entry of the worker thread that runs one task on a database file and tells the outcome, when its connections are closed. */
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorPayload } from '../errors.ts'
import { betweenOf, type ThreadTask } from './databaseThread.ts'
import { runFileTask } from './fileTasks.ts'

const { task, stop } = workerData as ThreadTask
try {
  parentPort?.postMessage({ ok: true, result: runFileTask(task, betweenOf(stop)) })
} catch (error) {
  parentPort?.postMessage({ ok: false, error: toErrorPayload(error), detail: error instanceof Error ? error.message : '' })
}
