/** Leaving in order: ask about running jobs, then close the core (it finishes its log and its files), then quit. */

export type JobsChoice = 'back' | 'wait' | 'cancel'

export interface ShutdownPorts {
  /** Titles of jobs at work. */
  runningJobs(): Promise<readonly string[]>
  askAboutJobs(titles: readonly string[]): Promise<JobsChoice>
  cancelJobs(): Promise<void>
  /** Closes the core within so many milliseconds, or ends it. */
  closeCore(milliseconds: number): Promise<void>
  /** Quits for good: `mayQuit` will say yes. */
  quit(): void
  pause(milliseconds: number): Promise<void>
}

/** A checkpoint of a county's database takes a few seconds on an old disk. */
const CLOSE_MS = 30_000
/** Windows allows a program about five seconds when the user logs off. */
const SESSION_END_MS = 5_000
const POLL_MS = 1_000

export class Shutdown {
  readonly #ports: ShutdownPorts
  #state: 'open' | 'asking' | 'waiting' | 'closing' | 'closed' = 'open'

  constructor(ports: ShutdownPorts) {
    this.#ports = ports
  }

  /** Whether the program may quit at once; if not, leaving begins now (once) and `quit` is called at its end. */
  mayQuit(): boolean {
    if (this.#state === 'closed') return true
    if (this.#state === 'open' || this.#state === 'waiting') void this.#leave()
    return false
  }

  /** The user's session ends (log-off, shutdown of the machine): no questions, five seconds. */
  async sessionEnds(): Promise<void> {
    if (this.#state === 'closing' || this.#state === 'closed') return
    this.#state = 'closing'
    await this.#close(SESSION_END_MS)
  }

  async #leave(): Promise<void> {
    this.#state = 'asking'
    const choice = await this.#askIfNeeded()
    if (choice === 'back') {
      this.#state = 'open'
      return
    }
    if (choice === 'wait' && !(await this.#waitForJobs())) return
    if (choice === 'cancel') await this.#ports.cancelJobs()
    if (this.#state !== 'asking' && this.#state !== 'waiting') return
    this.#state = 'closing'
    await this.#close(CLOSE_MS)
  }

  async #askIfNeeded(): Promise<JobsChoice | 'none'> {
    const titles = await this.#ports.runningJobs().catch(() => [])
    return titles.length === 0 ? 'none' : this.#ports.askAboutJobs(titles)
  }

  /** False when the user asked to leave again meanwhile and the new question took over. */
  async #waitForJobs(): Promise<boolean> {
    this.#state = 'waiting'
    for (;;) {
      await this.#ports.pause(POLL_MS)
      if (this.#state !== 'waiting') return false
      if ((await this.#ports.runningJobs().catch(() => [])).length === 0) return this.#state === 'waiting'
    }
  }

  async #close(milliseconds: number): Promise<void> {
    await this.#ports.closeCore(milliseconds).catch(() => undefined)
    this.#state = 'closed'
    this.#ports.quit()
  }
}
