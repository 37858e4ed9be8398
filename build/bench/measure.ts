/** What a section of the benchmarks tells, and how it measures. */
import { performance } from 'node:perf_hooks'

export interface Measurement {
  readonly what: string
  /** Milliseconds, or megabytes for memory. */
  readonly ours: number
  readonly unit: 'ms' | 'MB'
  /** What it is held against: the bare library in the same run, in the same unit; absent where the bar is absolute. */
  readonly bare?: { readonly what: string; readonly value: number }
  /** Greatest ratio to the bare library, or greatest value; absent where `design.md` §7 sets none. */
  readonly bar?: number
}

/** How a section is called: by `main.ts`, in a process of its own. */
export interface SectionInput {
  readonly people: number
  readonly households: number
  /** A county of that size. Sections must leave it as it is. */
  readonly state: string
  /** For files of this run; emptied afterwards. */
  readonly work: string
  readonly quick: boolean
}

/** The input that `main.ts` passes as the only argument. */
export function sectionInput(): SectionInput {
  return JSON.parse(process.argv[2] ?? '') as SectionInput
}

/** Tells the measurements together with the peak memory of this process, and ends it. */
export function tell(measurements: readonly Measurement[]): void {
  process.stdout.write(`${JSON.stringify({ measurements, peak: peakMegabytes() })}\n`, () => process.exit())
}

/** Greatest resident memory of this process so far. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024
}

export async function timed<T>(work: () => T | Promise<T>): Promise<{ milliseconds: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { milliseconds: performance.now() - start, result }
}

/** The middle one; of an even number the greater. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
