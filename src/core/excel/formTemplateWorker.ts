/** The thread that reads a template of the office's own: exceljs holds it whole, and a hostile one must hold neither the core nor its memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorPayload } from '../errors.ts'
import type { FormSheet } from './formSheet.ts'
import { readFormTemplate } from './formTemplate.ts'

/** What the thread says at its end. `error` is null for what is no error in words. */
export type TemplateAnswer = { readonly sheet: FormSheet } | { readonly error: ErrorPayload | null; readonly cause: string }

function refused(error: unknown): TemplateAnswer {
  return { error: error instanceof AppError ? error.toPayload() : null, cause: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

parentPort?.postMessage(await readFormTemplate(String(workerData)).then((sheet): TemplateAnswer => ({ sheet }), refused))
