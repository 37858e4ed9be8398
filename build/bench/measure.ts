/** What the bench measures, and how: each request of a kind beside its bare partner, worst and median. */
import { readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

export type Unit = 'ms' | 'MB' | 'B' | '%' | '个'

/** Requests of one kind, as the report shows them. */
export interface Measured {
  /** Stable name, by which the table of limits finds it: `sort.person`. */
  readonly key: string
  readonly what: string
  readonly unit: Unit
  readonly worst: number
  readonly median: number
  /** Processor milliseconds of the worst request: what it costs whatever else the machine does. */
  readonly cpu?: number
  /** Which request was the worst; names of fields and counts only. */
  readonly at?: string
  /** Requests asked, and how many there are; fewer where patience ended. */
  readonly asked: number
  readonly of: number
  /** Requests over the bar. */
  readonly over?: number
  /** The bare partner of the worst request, measured next to it; `ratio` is the greatest of those that took long enough to be compared. */
  readonly bare?: { readonly what: string; readonly value: number; readonly ratio: number | null }
  /** Greatest value, or with `ratioBar` greatest ratio. */
  readonly bar?: number
  readonly ratioBar?: number
}

/** One request. */
export interface Sample {
  readonly milliseconds: number
  readonly cpu: number
  readonly at: string
  /** Milliseconds of the bare partner. */
  readonly bare?: number
}

export interface Taken<T> {
  readonly milliseconds: number
  readonly cpu: number
  readonly result: T
}

/** Lets the watch see a block that ended just now: its timer is due, and comes at the latest between two turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
}

/** Runs work and tells wall and processor time; of the whole process where `threads` help. */
export async function timed<T>(work: () => T | Promise<T>, threads = false): Promise<Taken<T>> {
  // Else the watch over blocks would see many requests as one.
  await settle()
  const used = threads ? () => process.cpuUsage() : () => process.threadCpuUsage()
  const before = used()
  const start = performance.now()
  const result = await work()
  const milliseconds = performance.now() - start
  const after = used()
  return { milliseconds, cpu: (after.user + after.system - before.user - before.system) / 1000, result }
}

/** When partners ran in this process, the last ones: they keep its main thread, and nobody who uses the program waits for that. */
const partners: { readonly from: number; readonly until: number }[] = []
const MOST_PARTNERS = 100

/** Does what a bare partner does, beside requests of ours in the same process. */
export async function timedBare<T>(work: () => T | Promise<T>): Promise<Taken<T>> {
  const from = performance.now()
  const taken = await timed(work)
  partners.push({ from, until: performance.now() })
  if (partners.length > MOST_PARTNERS) partners.shift()
  return taken
}

/** Milliseconds of a time that partners took. */
export function partnersBetween(from: number, until: number): number {
  return partners.reduce((sum, one) => sum + Math.max(0, Math.min(until, one.until) - Math.max(from, one.from)), 0)
}

/** The middle one; of an even number the greater. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Requests below this many milliseconds say nothing by their ratio. */
const COMPARABLE = 0.05

export interface KindOptions {
  readonly unit?: Unit
  readonly bar?: number
  readonly ratioBar?: number
  readonly bareWhat?: string
  /** How many requests there are, where not all were asked. */
  readonly of?: number
}

/** Sums up the requests of a kind; null where none was asked. */
export function kind(key: string, what: string, samples: readonly Sample[], options: KindOptions = {}): Measured | null {
  const [worst] = samples.toSorted((a, b) => b.milliseconds - a.milliseconds)
  if (worst === undefined) return null
  const { unit = 'ms', bar, ratioBar, bareWhat, of = samples.length } = options
  const ratios = samples.flatMap(({ milliseconds, bare }) => (bare === undefined || bare < COMPARABLE ? [] : [milliseconds / bare]))
  return {
    key,
    what,
    unit,
    worst: worst.milliseconds,
    median: median(samples.map(({ milliseconds }) => milliseconds)),
    cpu: worst.cpu,
    at: worst.at,
    asked: samples.length,
    of,
    ...(bar === undefined ? {} : { bar, over: samples.filter(({ milliseconds }) => milliseconds > bar).length }),
    ...(ratioBar === undefined ? {} : { ratioBar }),
    ...(worst.bare === undefined || bareWhat === undefined
      ? {}
      : { bare: { what: bareWhat, value: worst.bare, ratio: ratios.length === 0 ? null : Math.max(...ratios) } }),
  }
}

interface SingleOptions extends Pick<KindOptions, 'bar'> {
  readonly at?: string
  /** Milliseconds of processor time that go with it. */
  readonly cpu?: number
}

/** One value. */
export function single(key: string, what: string, value: number, unit: Unit, options: SingleOptions = {}): Measured {
  const { bar, at, cpu } = options
  return {
    key,
    what,
    unit,
    worst: value,
    median: value,
    asked: 1,
    of: 1,
    ...(at === undefined ? {} : { at }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(bar === undefined ? {} : { bar, over: value > bar ? 1 : 0 }),
  }
}

/** Greatest resident memory since {@link forgetPeak}, in MB; where the system cannot forget, since the start of the process. */
export function peakMegabytes(): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (kilobytes !== undefined) return Number(kilobytes) / 1024
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024
}

/** The greatest memory is measured anew from here, where the system can do so. */
export function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Then it counts from the start of the process.
  }
}
