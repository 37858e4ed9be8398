/**
 * The first save of a day prepares two hundred statements, compiles the checks of values and reads the upper pages of every index: many times what the
 * next ones take. Where the program stays open it is done beforehand, while whoever has logged in looks at the first screen.
 */
import type { AskingUser } from '../access/asker.ts'
import { rehearsals } from '../features/rehearsals.ts'
import type { Office } from '../runtime.ts'

/** Milliseconds after logging in: the first screen comes first. */
const AFTER = 2500

export class Rehearsal {
  readonly #rehearsed = new WeakSet<Office>()
  #timer: NodeJS.Timeout | null = null

  /** Rehearses soon; once an office that was opened. */
  soon(office: Office, user: () => AskingUser | null): void {
    if (this.#timer !== null || this.#rehearsed.has(office)) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      const asking = user()
      if (asking !== null) void this.now(office, asking)
    }, AFTER)
    this.#timer.unref()
  }

  /** A rehearsal that fails has shown nothing that the save itself would not say better. */
  async now(office: Office, user: AskingUser): Promise<void> {
    this.#rehearsed.add(office)
    for (const rehearse of rehearsals) await rehearse(office, user).catch(() => undefined)
  }

  /** The data is being closed. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
