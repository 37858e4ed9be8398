/**
 * A new recovery code, until somebody has confirmed that it is printed or written down. The code itself is in memory alone, never in a file, however
 * sealed; the data only remembers that one is unconfirmed, so that an office whose program was closed before is asked to make another.
 */
import type { Store } from '../store/index.ts'

const MARK = 'recovery_unconfirmed'

export class UnconfirmedCode {
  #code: string | null = null

  /** Keeps a code that was just made. */
  async keep(store: Store, code: string): Promise<void> {
    this.#code = code
    await store.setMeta(MARK, '1')
  }

  /** The code, while it is kept. */
  get code(): string | null {
    return this.#code
  }

  /** Null once it was confirmed. */
  state(store: Store): 'shown' | 'lost' | null {
    return store.meta(MARK) === null ? null : this.#code === null ? 'lost' : 'shown'
  }

  async confirm(store: Store): Promise<void> {
    await store.bookkeep((database) => database.run('DELETE FROM meta WHERE key = ?', MARK))
    this.forget()
  }

  /** Other data is opened, or none. */
  forget(): void {
    this.#code = null
  }
}
