/**
 * CPU seconds of everything this process starts. Waiting for a child tells its CPU time, but not that of processes whose parent is gone before
 * them (a browser's): hence a look at the list of processes twice a second. Linux only; elsewhere Node has no way to tell, and the meter says null.
 */
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly started: number
  readonly seconds: number
}

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const TICKS = 100
const LOOK_MS = 500

/** A line of `/proc/<pid>/stat`; the name in it may hold anything but its last bracket. */
export function rowOf(stat: string): ProcessRow {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const at = (place: number): number => fields[place] ?? 0
  return { pid: Number.parseInt(stat, 10), parent: at(1), started: at(19), seconds: (at(11) + at(12)) / TICKS }
}

/** CPU seconds of children that ended and were waited for, theirs included; null where it cannot be told. */
export function waitedSeconds(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return ((fields[13] ?? 0) + (fields[14] ?? 0)) / TICKS
  } catch {
    return null
  }
}

function allProcesses(): ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [rowOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))]
      } catch {
        return []
      }
    })
}

/** Remembers the descendants of a process, also those whose parents are gone, with the CPU time each was last seen with. */
export class Descendants {
  readonly #root: number
  readonly #seen = new Map<string, number>()

  constructor(root: number) {
    this.#root = root
  }

  look(rows: readonly ProcessRow[]): void {
    const ours = new Set([this.#root])
    const key = ({ pid, started }: ProcessRow): string => `${pid} ${started}`
    for (const row of rows) if (this.#seen.has(key(row))) ours.add(row.pid)
    for (let grown = true; grown; ) {
      const found = rows.filter((row) => !ours.has(row.pid) && ours.has(row.parent))
      for (const row of found) ours.add(row.pid)
      grown = found.length > 0
    }
    for (const row of rows) if (row.pid !== this.#root && ours.has(row.pid)) this.#seen.set(key(row), row.seconds)
  }

  get seconds(): number {
    return [...this.#seen.values()].reduce((sum, seconds) => sum + seconds, 0)
  }
}

/** Runs work and tells the CPU seconds of what it started; null where that cannot be told. */
export async function withCpu<T>(work: () => Promise<T>): Promise<{ result: T; cpu: number | null }> {
  const before = waitedSeconds()
  if (before === null) return { result: await work(), cpu: null }
  const descendants = new Descendants(process.pid)
  const timer = setInterval(() => descendants.look(allProcesses()), LOOK_MS)
  try {
    const result = await work()
    // Short-lived ones are only in the sum of the waited, orphans only in what was seen.
    return { result, cpu: Math.max((waitedSeconds() ?? 0) - before, descendants.seconds) }
  } finally {
    clearInterval(timer)
  }
}
