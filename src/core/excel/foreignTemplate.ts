/**
 * Reads a form template that people may have written: in a thread that is ended when it takes too long or too much memory.
 * What was read is kept as long as the file stays as it is, since every print of a form asks for it.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { FormSheet } from './formSheet.ts'
import type { TemplateAnswer } from './formTemplateWorker.ts'
import { readError, tookTooLong, tookTooMuchMemory } from './read/failures.ts'
import { guardMemory, lastWall } from './read/memoryGuard.ts'
import type { ReadingBudget } from './read/limits.ts'

/** A template is a page or two; a slow machine takes two seconds, most of them for loading the library. */
const BUDGET: ReadingBudget = { milliseconds: 20_000, megabytes: 256 }
const MOST_KEPT = 16

const kept = new Map<string, { readonly version: string; readonly sheet: FormSheet }>()

/**
 * The worksheets of the form in the workbook at `path`, frozen by agreement: whoever fills it makes a new one.
 * Throws as `readFormTemplate` does, and FILE_TOO_LARGE when reading it costs more than `budget`.
 */
export async function readForeignTemplate(path: string, budget: ReadingBudget = BUDGET): Promise<FormSheet> {
  const { mtimeMs, size } = await stat(path).catch((error: unknown) => {
    throw readError(error, path)
  })
  const version = `${mtimeMs} ${size}`
  const known = kept.get(path)
  if (known?.version === version) return known.sheet
  const sheet = await readAside(path, budget)
  kept.delete(path)
  kept.set(path, { version, sheet })
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return sheet
}

function readAside(path: string, { milliseconds, megabytes }: ReadingBudget): Promise<FormSheet> {
  const name = basename(path)
  return new Promise<FormSheet>((resolve, reject) => {
    const worker = new Worker(new URL('./formTemplateWorker.ts', import.meta.url), {
      workerData: path,
      resourceLimits: lastWall(megabytes),
      name: 'read-template',
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    const end = (outcome: () => void): void => {
      clearTimeout(clock)
      outcome()
      void worker.terminate()
    }
    const clock = setTimeout(() => {
      end(() => {
        reject(tookTooLong(name, milliseconds))
      })
    }, milliseconds)
    guardMemory(worker, megabytes, () => {
      end(() => {
        reject(tookTooMuchMemory(name, megabytes))
      })
    })
    worker.on('message', (answer: TemplateAnswer) => {
      end(() => {
        if ('sheet' in answer) resolve(answer.sheet)
        else reject(toError(answer, name))
      })
    })
    worker.on('error', (error) => {
      end(() => {
        reject(isOutOfMemory(error) ? tookTooMuchMemory(name, megabytes) : unreadable(name, error))
      })
    })
    worker.on('exit', (code) => {
      end(() => {
        reject(unreadable(name, new Error(`thread ended with ${code}`)))
      })
    })
  })
}

function toError({ error, cause }: Extract<TemplateAnswer, { cause: string }>, name: string): AppError {
  return error === null ? unreadable(name, new Error(cause)) : new AppError(error.code, error.message, error.action, { cause: new Error(cause) })
}

function unreadable(name: string, cause: unknown): AppError {
  return new AppError('FILE_FORMAT', `表样“${name}”不能读取，可能已损坏。`, '请改正这个表样后重试，或改用程序自带的表样。', { cause })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
