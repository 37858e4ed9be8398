/** Entry of the worker thread that runs one backup task and tells the outcome. */
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorPayload } from '../errors.ts'
import { runBackupTask, type BackupTask } from './backupTasks.ts'

try {
  parentPort?.postMessage({ ok: true, result: runBackupTask(workerData as BackupTask) })
} catch (error) {
  parentPort?.postMessage({ ok: false, error: toErrorPayload(error), detail: error instanceof Error ? error.message : '' })
}
