/** When a process that died is started again, and when the user is told instead. */

const WINDOW_MS = 5 * 60_000

/** The core: at most three restarts in five minutes. */
export const CORE_RESTARTS = 3
/** A window's page: one reload in five minutes. */
export const PAGE_RELOADS = 1

export interface RestartDecision {
  readonly restart: boolean
  /** Deaths to remember, in milliseconds since the epoch. */
  readonly deaths: readonly number[]
}

/** Whether to start again after a death at `now`; `deaths` are the earlier ones, `most` the restarts allowed in five minutes. */
export function decideRestart(deaths: readonly number[], now: number, most: number): RestartDecision {
  const recent = [...deaths.filter((death) => now - death < WINDOW_MS), now]
  return { restart: recent.length <= most, deaths: recent }
}
