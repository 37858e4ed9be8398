/** What all of backups need to know of the place they work in, and what long work tells. */
import { AppError } from '../../errors.ts'
import { inTurn } from '../../inTurn.ts'

export interface BackupEnvironment {
  /** Folder of the database and the keyring. */
  readonly dataDirectory: string
  /** Name of the database file in it. */
  readonly databaseFile: string
  /** Where the program keeps its backups; made when missing. */
  readonly backupDirectory: string
  readonly appVersion: string
  /** The newest schema version that this program can open. */
  readonly schemaVersion: number
  /** Division code of the office; written into manifest and file name. */
  readonly unit: string
  readonly now?: () => Date
}

export interface WorkOptions {
  /** Cancels with CANCELLED; nothing half-done stays. */
  readonly signal?: AbortSignal
  /** A short Chinese name of the phase, and how much of the whole is done, 0 to 1, never falling. */
  readonly onProgress?: (phase: string, fraction: number) => void
  /** From here on it is not cancelled any more. */
  readonly onFinal?: () => void
}

/** A part of some work: its own 0…1 becomes a part of the whole's, and it is cancelled with the whole. */
export function withinWhole({ signal, onProgress }: WorkOptions, from: number, to: number): WorkOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (title, fraction) => onProgress(title, from + (to - from) * Math.min(1, Math.max(0, fraction))) }),
  }
}

/** A phase that spans a part of the whole: turns its own 0…1 into the whole's. */
export function phase(options: WorkOptions, title: string, from: number, to: number): (fraction: number) => void {
  options.onProgress?.(title, from)
  let last = from
  return (fraction) => {
    last = Math.max(last, from + (to - from) * Math.min(1, Math.max(0, fraction)))
    options.onProgress?.(title, last)
  }
}

export function nowOf(environment: BackupEnvironment): Date {
  return (environment.now ?? (() => new Date()))()
}

/** Throws CANCELLED once the signal has been given. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('CANCELLED', '已取消，没有留下文件，现有数据没有改动。', '需要时可以重新开始。')
}

/** One backup is made or tidied at a time: tidying removes what broken-off backups left, which must not be another's work in hand. */
export const oneAtATime = inTurn()
