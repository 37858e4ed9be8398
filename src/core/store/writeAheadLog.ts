/**
 * Commits, and what follows them: bringing the write-ahead log into the database file. SQLite does so inside the commit that made the log
 * long, and whoever saved a card then would wait for it, and all others with them; here a thread of its own does it, while the office goes on.
 */
import { statSync } from 'node:fs'
import { checkpointDatabase } from './databaseFile.ts'
import type { Database } from './database.ts'

/** What wrote more entries, or more rows of what is no record, leaves the log to the thread, however long it is by then. */
const MANY_ENTRIES = 2000

/** A log of so many bytes is brought in by the thread: some hundred cards saved, so that it is not started all the time. */
const LONG_LOG = 16 * 1024 * 1024

/** Frames after which a commit brings the log into the file itself, where no thread could: four times as many. */
const ORDINARY_FRAMES = 16_000

/** A log that has grown this long, in bytes, is brought in before anything is added to it. */
const LONGEST_LOG = 1024 * 1024 * 1024

export class WriteAheadLog {
  readonly #writer: Database
  readonly #path: string
  readonly #key: Uint8Array
  readonly #aside: boolean
  #running: Promise<void> | null = null
  /** Whether as much again was written since the thread began. */
  #again = false

  /** `aside`: of a connection beside the office's own, which leaves that to the office. */
  constructor(writer: Database, path: string, key: Uint8Array, aside = false) {
    this.#writer = writer
    this.#aside = aside
    this.#path = path
    this.#key = key
    // Nothing is kept of the log's file once all of it is in the database, so that its size tells how long the log is.
    writer.pragma('journal_size_limit=0')
    if (aside) this.#leaveAlone()
    else writer.pragma(`wal_autocheckpoint=${ORDINARY_FRAMES}`)
  }

  /** Waits while the log is too long to be added to; asked before a change set begins. */
  async ready(): Promise<void> {
    if (this.#running !== null && this.#size() > LONGEST_LOG) await this.#running
  }

  /** Commits the transaction that is open. */
  commit(entries: number): void {
    if (this.#aside) return this.#writer.execute('COMMIT')
    const isMany = entries > MANY_ENTRIES
    if (isMany) this.#leaveAlone()
    try {
      this.#writer.execute('COMMIT')
    } finally {
      if (isMany || this.#size() > LONG_LOG) this.bringIn()
    }
  }

  /**
   * Brings the log in behind what follows. Until that is done no commit does so: what is written next, be it the one row that says that an import is
   * done, would else find the log long and bring all of it in while everybody waits. `after`: until then somebody else has the data open.
   */
  bringIn(after: Promise<void> = Promise.resolve()): void {
    if (this.#running !== null) {
      this.#again = true
      return
    }
    this.#leaveAlone()
    this.#running = after
      .then(() => checkpointDatabase(this.#path, this.#key))
      // Where it fails nothing is lost: the log is part of the database, and the next commit tries again.
      .catch(() => undefined)
      .finally(() => {
        this.#running = null
        // One that was under way may have begun before the last great commit.
        if (this.#again) {
          this.#again = false
          this.bringIn()
        } else if (this.#writer.isOpen) this.#writer.pragma(`wal_autocheckpoint=${ORDINARY_FRAMES}`)
      })
  }

  #leaveAlone(): void {
    this.#writer.pragma('wal_autocheckpoint=0')
  }

  /** Waits until no thread has the database open. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  #size(): number {
    return statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  }
}
