/** Entry of the worker thread that runs tasks on database files, one after another, and tells the outcome of each when its connections are closed. */
import { parentPort } from 'node:worker_threads'
import { toErrorPayload } from '../errors.ts'
import { betweenOf, type ThreadTask } from './databaseThread.ts'
import { runFileTask } from './fileTasks.ts'

parentPort?.on('message', ({ task, stop }: ThreadTask) => {
  try {
    parentPort?.postMessage({ ok: true, result: runFileTask(task, betweenOf(stop)) })
  } catch (error) {
    parentPort?.postMessage({ ok: false, error: toErrorPayload(error), detail: error instanceof Error ? error.message : '' })
  }
})
