/** The shells' log: a file of plain lines on this machine, with personal numbers masked, never sent anywhere. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MOST_BYTES = 2 * 1024 * 1024

export interface Log {
  info(message: string): void
  /** Writes the error with its stack: the log is for technicians, the screen never shows it. */
  error(message: string, error?: unknown): void
  /** Path of the file. */
  readonly path: string
}

/** Hides ID, bank and phone numbers: anything of 11 digits or more keeps its first three and last two characters. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{10,}[\dXx]/g, (digits) => `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`)
}

/** A log in `directory`; a full file becomes `<name>.1.log`. A log that cannot be written is given up silently: the work goes on. */
export function createFileLog(directory: string, name: string, clock: () => Date = () => new Date()): Log {
  const path = join(directory, `${name}.log`)
  const write = (level: string, text: string): void => {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) renameSync(path, join(directory, `${name}.1.log`))
      appendFileSync(path, `${clock().toISOString()} ${level} ${maskNumbers(text)}\n`, { mode: 0o600 })
    } catch {
      // A full disk must not stop the program from telling the user so.
    }
  }
  return {
    path,
    info: (message) => write('info', message),
    error: (message, error) => write('error', error === undefined ? message : `${message}: ${describe(error)}`),
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n  cause: ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
