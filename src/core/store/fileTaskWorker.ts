/** Entry of the worker thread that runs one task on a database file and tells the outcome. */
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorPayload } from '../errors.ts'
import { runFileTask, type FileTask } from './fileTasks.ts'

try {
  parentPort?.postMessage({ ok: true, result: runFileTask(workerData as FileTask) })
} catch (error) {
  parentPort?.postMessage({ ok: false, error: toErrorPayload(error), detail: error instanceof Error ? error.message : '' })
}
