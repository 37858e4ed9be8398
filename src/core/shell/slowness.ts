/**
 * What keeps a clerk waiting is seen: statements over 200 ms and blocks of the main thread over 100 ms are told to the shell's log, with
 * the procedure or job that they belong to. Without data: no bound value, no literal of a statement.
 */
import { askedBy, underwaySince } from '../underway.ts'

/** The clock and the timer; tests give their own. */
export interface SlownessPorts {
  /** Milliseconds that only grow. */
  now(): number
  /** Milliseconds of processor time that this thread has used. */
  cpu(): number
  /** Calls again and again until the answer is called; must not keep the process alive. */
  every(milliseconds: number, tick: () => void): () => void
}

/** A statement that took long, or a time in which the main thread answered nobody. */
export interface Slow {
  readonly kind: 'statement' | 'block'
  readonly milliseconds: number
  /** Processor time of the thread in a block: far below `milliseconds` when the machine was busy elsewhere, asleep, or the disk was slow. */
  readonly cpu?: number
  /** Procedures and jobs that it belongs to; of a block all that were under way in it. */
  readonly by: readonly string[]
  /** Of a statement: its text without literals. */
  readonly sql?: string
}

export interface Slowness {
  /** For the options of `createApp`. */
  readonly onSlow: (sql: string, milliseconds: number) => void
  stop(): void
}

/** Blocks longer than this are told. */
export const BLOCK_MILLISECONDS = 100
/** How often the main thread is to show that it is free; a block is measured to this precision, and rather too long than too short. */
const BEAT_MILLISECONDS = 25
/** Characters of a statement that are told. */
const MOST_TEXT = 400

const PROCESS: SlownessPorts = {
  now: () => performance.now(),
  cpu: () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  },
  every: (milliseconds, tick) => {
    const timer = setInterval(tick, milliseconds)
    timer.unref()
    return () => clearInterval(timer)
  },
}

/** Watches the thread it is called in until stopped; `tell` gets what was slow, as it happens. */
export function watchSlowness(tell: (slow: Slow) => void, ports: SlownessPorts = PROCESS): Slowness {
  let last = ports.now()
  let used = ports.cpu()
  const stop = ports.every(BEAT_MILLISECONDS, () => {
    const now = ports.now()
    const cpu = ports.cpu()
    const by = underwaySince()
    if (now - last > BLOCK_MILLISECONDS) tell({ kind: 'block', milliseconds: now - last, cpu: cpu - used, by })
    last = now
    used = cpu
  })
  return {
    onSlow: (sql, milliseconds) => {
      const by = askedBy()
      tell({ kind: 'statement', milliseconds, by: by === null ? [] : [by], sql: withoutLiterals(sql) })
    },
    stop,
  }
}

/** One line for the log. */
export function slowLine({ kind, milliseconds, cpu, by, sql }: Slow): string {
  const where = by.length === 0 ? '' : ` (${by.join(', ')})`
  if (kind === 'statement') return `slow statement ${Math.round(milliseconds)} ms${where}: ${sql ?? ''}`
  return `main thread blocked ${Math.round(milliseconds)} ms, processor ${Math.round(cpu ?? 0)} ms${where}`
}

/** The text of a statement in one line, with `?` in the place of texts and long numbers, cut where it is long. */
export function withoutLiterals(sql: string): string {
  const text = sql
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\b\d{5,}\b/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
}
