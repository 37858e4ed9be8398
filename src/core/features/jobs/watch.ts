/** The stream of events a window listens to: jobs, accepted changes, logins. Bounded, however slowly the window reads. */
import type { Proposed } from '../../store/index.ts'
import type { Job } from './contract.ts'

export type WatchEvent =
  | { type: 'job'; job: Job }
  | { type: 'dismissed'; job: string }
  | { type: 'changed'; registers: string[] }
  | { type: 'proposed'; title: string; count: number }
  | { type: 'session' }

/** The open data, as far as it tells of changes. */
interface WatchedStore {
  onChange(listener: (registers: string[]) => void): () => void
  onProposed(listener: (proposed: Proposed) => void): () => void
}

/** Where events come from. Each subscription returns the function that ends it. */
export interface WatchSource {
  /** Each job as it is now, then whatever changes. */
  onJob(listener: (job: Job) => void): () => void
  /** Ids of jobs that were put away, in this window or another. */
  onDismiss(listener: (job: string) => void): () => void
  onSession(listener: () => void): () => void
  /** The open data, which may be another one after a restore; null while it is closed. */
  store(): WatchedStore | null
  /** Whether it was the one who listens. */
  isOwn(user: string): boolean
}

/**
 * Events from now on until the signal is given or the reader stops. What a slow reader has not taken is folded: of each job only the
 * latest state, registers once, so that nothing grows while a window sleeps.
 */
export async function* watchEvents(source: WatchSource, signal?: AbortSignal): AsyncGenerator<WatchEvent, void> {
  const waiting = new Waiting()
  const stops = [source.onJob((job) => waiting.addJob(job)), source.onDismiss((job) => waiting.addDismissed(job))]
  let watched: WatchedStore | null = null
  let stopsOfStore: readonly (() => void)[] = []
  const followStore = (): void => {
    const store = source.store()
    if (store === watched) return
    for (const stop of stopsOfStore) stop()
    watched = store
    stopsOfStore =
      store === null
        ? []
        : [
            store.onChange((registers) => waiting.addChanged(registers)),
            store.onProposed(({ by, title, count }) => {
              if (source.isOwn(by)) waiting.addProposed(title, count)
            }),
          ]
  }
  stops.push(
    source.onSession(() => {
      followStore()
      waiting.addSession()
    }),
  )
  followStore()
  const end = (): void => waiting.end()
  signal?.addEventListener('abort', end)
  if (signal?.aborted === true) end()
  try {
    for (let event = await waiting.next(); event !== null; event = await waiting.next()) yield event
  } finally {
    signal?.removeEventListener('abort', end)
    for (const stop of [...stops, ...stopsOfStore]) stop()
  }
}

class Waiting {
  readonly #jobs = new Map<string, Job>()
  readonly #dismissed = new Set<string>()
  readonly #registers = new Set<string>()
  /** How much is proposed, by what was done. */
  readonly #proposed = new Map<string, number>()
  #session = false
  #ended = false
  #wake: (() => void) | null = null

  addJob(job: Job): void {
    this.#jobs.set(job.id, job)
    this.#wake?.()
  }

  addDismissed(job: string): void {
    this.#jobs.delete(job)
    this.#dismissed.add(job)
    this.#wake?.()
  }

  addChanged(registers: readonly string[]): void {
    for (const register of registers) this.#registers.add(register)
    this.#wake?.()
  }

  addProposed(title: string, count: number): void {
    this.#proposed.set(title, (this.#proposed.get(title) ?? 0) + count)
    this.#wake?.()
  }

  addSession(): void {
    this.#session = true
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** The next event, waiting for one; null once ended. */
  async next(): Promise<WatchEvent | null> {
    for (;;) {
      if (this.#ended) return null
      const event = this.#take()
      if (event !== null) return event
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }

  #take(): WatchEvent | null {
    if (this.#session) {
      this.#session = false
      return { type: 'session' }
    }
    for (const [id, job] of this.#jobs) {
      this.#jobs.delete(id)
      return { type: 'job', job }
    }
    for (const job of this.#dismissed) {
      this.#dismissed.delete(job)
      return { type: 'dismissed', job }
    }
    for (const [title, count] of this.#proposed) {
      this.#proposed.delete(title)
      return { type: 'proposed', title, count }
    }
    if (this.#registers.size === 0) return null
    const registers = [...this.#registers]
    this.#registers.clear()
    return { type: 'changed', registers }
  }
}
