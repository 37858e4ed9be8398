/** The automatic backup of the day, made in the background. */
import { AppError } from '../errors.ts'
import { backupOfTheDay, type BackupEnvironment } from '../features/backups/index.ts'

/** Why it was not made: a sentence for the screen, and the cause for the log, in which nothing is personal. */
export interface DayBackupFailure {
  readonly sentence: string
  readonly error: unknown
}

export class DayBackup {
  readonly #tell: (failure: DayBackupFailure | null | undefined) => void
  #running: { readonly abort: AbortController; readonly made: Promise<void> } | null = null

  /** `tell` hears of its end: why it failed, null where it was made, nothing where it was broken off. */
  constructor(tell: (failure: DayBackupFailure | null | undefined) => void) {
    this.#tell = tell
  }

  start(environment: BackupEnvironment, dataKey: Buffer): void {
    const abort = new AbortController()
    const made = backupOfTheDay(environment, dataKey, { signal: abort.signal })
      .then(
        () => null,
        (error: unknown) =>
          abort.signal.aborted ? undefined : { sentence: `今天的自动备份没有做成：${error instanceof AppError ? error.message : '原因不明。'}`, error },
      )
      .then((failure) => {
        if (this.#running?.made === made) this.#running = null
        this.#tell(failure)
      })
    this.#running = { abort, made }
  }

  /** Ends it where it is under way: nobody else may have the files in hand. Returns whether it was. */
  async end(): Promise<boolean> {
    const running = this.#running
    running?.abort.abort()
    await running?.made
    return running !== null
  }
}
