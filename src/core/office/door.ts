/**
 * What is done to the data behind a closed door: brought up to a new version, put back from a backup, encrypted under a new key. One at a time,
 * told step by step to whoever waits at a window, and cancelled from the window it was begun at.
 *
 * No job, since a job needs open data and somebody logged in, and at the door there may be neither.
 */
import { AppError } from '../errors.ts'
import { throwIfCancelled, type WorkOptions } from '../features/backups/environment.ts'
import type { Opening } from '../features/session/contract.ts'

/** What such work tells, and how it learns that it was cancelled. */
export type DoorWork = Required<WorkOptions>

interface Underway {
  readonly window: string
  readonly abort: AbortController
  step: string
  share: number
  final: boolean
}

export class Door {
  #work: Underway | null = null
  #last: Promise<unknown> = Promise.resolve()
  #upgrading: string | null = null

  /** Set while data of an earlier version is brought up to date; that cannot be cancelled. */
  set upgrading(step: string | null) {
    this.#upgrading = step
  }

  /** Throws BUSY while the data is being replaced. */
  requireFree(): void {
    if (this.#work === null) return
    throw new AppError('BUSY', `正在${this.#work.step}，数据暂时不能使用。`, '请等它做完再试；需要时，可在开始它的那个窗口里取消。')
  }

  /** As a window sees it. */
  seenFrom(window: string): Opening {
    const work = this.#work
    if (work === null) return { step: this.#upgrading, share: null, cancellable: false }
    return { step: work.step, share: work.share, cancellable: !work.final && work.window === window }
  }

  /** Whether it is still in time, and this is the window that it was begun at. It ends with CANCELLED a moment later. */
  cancel(window: string): boolean {
    if (!this.seenFrom(window).cancellable) return false
    this.#work?.abort.abort(new AppError('CANCELLED', '已取消。', '没有任何数据被改动，可以重新开始。'))
    return true
  }

  /** Does what replaces the data. Throws BUSY while other work is under way, CANCELLED whatever it was that failed once it was cancelled. */
  during<T>(window: string, title: string, work: (door: DoorWork) => Promise<T>): Promise<T> {
    const running = this.#run(window, title, work)
    this.#last = running.catch(() => undefined)
    return running
  }

  /** Cancels what can still be cancelled, and waits for its end. */
  async end(): Promise<void> {
    if (this.#work !== null) this.cancel(this.#work.window)
    await this.#last
  }

  async #run<T>(window: string, title: string, work: (door: DoorWork) => Promise<T>): Promise<T> {
    this.requireFree()
    const underway: Underway = { window, abort: new AbortController(), step: title, share: 0, final: false }
    const { signal } = underway.abort
    this.#work = underway
    try {
      return await work({
        signal,
        onProgress: (step, share) => {
          Object.assign(underway, { step, share: Math.max(underway.share, share) })
        },
        onFinal: () => {
          underway.final = true
        },
      })
    } catch (error) {
      if (!underway.final) throwIfCancelled(signal)
      throw error
    } finally {
      this.#work = null
    }
  }
}
