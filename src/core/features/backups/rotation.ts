/** Which automatic backups may go: all of the last 7 days stay, then one a day for a month, then one a month for two years. */

export interface RotationEntry {
  readonly name: string
  /** ISO time. */
  readonly created: string
  readonly reason: string
  /** False for files that cannot be read: the program does not remove what it does not understand. */
  readonly sound: boolean
}

/** Reasons of backups that the program made for itself and may remove again. */
const AUTOMATIC: ReadonlySet<string> = new Set(['daily', 'before-import', 'before-merge', 'before-migration'])

const ALL_DAYS = 7
const DAILY_DAYS = 31
const MONTHLY_DAYS = 731

/**
 * Names of the backups to remove, oldest first. Never the newest, nor one made by hand, nor what a restore replaced, nor one dated in
 * the future. Of a day and of a month the last one stays, so that what is kept for the month has been kept for its day before.
 * `dayOf` gives the local calendar day (`YYYY-MM-DD`) of an ISO time.
 */
export function backupsToRemove(entries: readonly RotationEntry[], now: string, dayOf: (iso: string) => string): string[] {
  const sorted = entries.toSorted((a, b) => a.created < b.created ? -1 : a.created > b.created ? 1 : a.name < b.name ? -1 : 1)
  const candidates = sorted.filter((entry) => entry.sound && AUTOMATIC.has(entry.reason))
  const lastOfDay = new Map<string, RotationEntry>()
  const lastOfMonth = new Map<string, RotationEntry>()
  for (const entry of candidates) {
    const day = dayOf(entry.created)
    lastOfDay.set(day, entry)
    lastOfMonth.set(day.slice(0, 7), entry)
  }
  const newest = sorted.findLast((entry) => entry.sound)
  const today = dayNumber(dayOf(now))
  return candidates.filter((entry) => {
    const day = dayOf(entry.created)
    const age = today - dayNumber(day)
    if (entry === newest || age < ALL_DAYS) return false
    if (age < DAILY_DAYS) return lastOfDay.get(day) !== entry
    if (age < MONTHLY_DAYS) return lastOfMonth.get(day.slice(0, 7)) !== entry
    return true
  }).map((entry) => entry.name)
}

/** The calendar day of an ISO time where this machine stands. */
export function localDay(iso: string): string {
  const date = new Date(iso)
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** `20261124-031500`, local time, for file names. */
export function localStamp(iso: string): string {
  const date = new Date(iso)
  return `${localDay(iso).replaceAll('-', '')}-${pad(date.getHours())}${pad(date.getMinutes())}${pad(date.getSeconds())}`
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
