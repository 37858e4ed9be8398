/**
 * Which automatic backups may go: counted, never by age, so that a clock that runs ahead removes nothing. Of every kind the newest stay, and of
 * what is older than those the last of each month.
 */

export interface RotationEntry {
  readonly name: string
  /** ISO time. */
  readonly created: string
  readonly reason: string
  /** False for files that cannot be read: the program does not remove what it does not understand. */
  readonly sound: boolean
  /** Number of the last journal entry in it; null where the backup does not say (those of version 0.1.0). */
  readonly journal: number | null
}

/** How many of each kind that the program makes for itself stay in any case; all other kinds stay for ever. */
const NEWEST: Readonly<Record<string, number>> = { daily: 20, 'before-import': 10, 'before-merge': 10, 'before-migration': 5 }

/** How many months back the last backup of each is kept. */
const MONTHS = 24

/**
 * Names of the backups to remove, oldest first. Newest is counted by journal head and by date, and either keeps: after a restore the journal goes on
 * from an earlier number, and after a wrong clock dates do. `dayOf` gives the local calendar day (`YYYY-MM-DD`) of an ISO time.
 */
export function backupsToRemove(entries: readonly RotationEntry[], dayOf: (iso: string) => string): string[] {
  const automatic = entries.filter((entry) => entry.sound && NEWEST[entry.reason] !== undefined)
  const kept = new Set<RotationEntry>()
  for (const order of [byJournal, byDate]) {
    const sorted = automatic.toSorted(order)
    for (const [reason, count] of Object.entries(NEWEST)) for (const entry of sorted.filter((one) => one.reason === reason).slice(-count)) kept.add(entry)
    const lastOfMonth = new Map<string, RotationEntry>()
    for (const entry of sorted) {
      const month = dayOf(entry.created).slice(0, 7)
      // Deleted first, so that months stand in the order of their last backups.
      lastOfMonth.delete(month)
      lastOfMonth.set(month, entry)
    }
    for (const entry of [...lastOfMonth.values()].slice(-MONTHS)) kept.add(entry)
  }
  return automatic
    .filter((entry) => !kept.has(entry))
    .toSorted(byDate)
    .map((entry) => entry.name)
}

function byDate(a: RotationEntry, b: RotationEntry): number {
  return a.created < b.created ? -1 : a.created > b.created ? 1 : a.name < b.name ? -1 : 1
}

/** Those that do not say where their journal ends are older than all that do. */
function byJournal(a: RotationEntry, b: RotationEntry): number {
  return (a.journal ?? -1) - (b.journal ?? -1) || byDate(a, b)
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

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
