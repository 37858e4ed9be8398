/** Which statements are prepared: each costs a reading of its text by SQLite, and is kept afterwards. */
import Sqlite from 'better-sqlite3'
import { vi } from 'vitest'

export interface WatchedStatements {
  /** Texts of those prepared since the beginning, in order, on all connections. */
  texts(): string[]
  end(): void
}

/** Watches until it is ended. */
export function watchPrepared(): WatchedStatements {
  const prepared = vi.spyOn(Sqlite.prototype, 'prepare')
  return { texts: () => prepared.mock.calls.map(([sql]) => sql), end: () => prepared.mockRestore() }
}
