/** What the processes of the bench are told, and what they tell. */
import type { Slow } from '../../src/core/shell/slowness.ts'
import { settle, type Measured } from './measure.ts'

/** How a process of the bench is called: the only argument, as JSON. */
export interface BenchInput {
  readonly people: number
  readonly households: number
  /** A county of that size, which must be left as it is. */
  readonly state: string
  /** A copy of it, to be worked in. */
  readonly office: string
  /** For files of this run; emptied afterwards. */
  readonly work: string
  readonly quick: boolean
  /** Sections that are wanted, in the order of the group. */
  readonly sections: readonly string[]
  /** Seconds after which a kind of request is given up. */
  readonly patience: number
}

/** What one section found. */
export interface SectionResult {
  readonly section: string
  readonly measured: readonly Measured[]
  readonly slow: readonly Slow[]
  /** Seconds. */
  readonly took: number
}

export type Section = (input: BenchInput) => Promise<readonly (Measured | null)[]>

export function benchInput(): BenchInput {
  return JSON.parse(process.argv[2] ?? '') as BenchInput
}

/** Lists at a million people have twice the time. */
export function listBar(people: number): number {
  return people > 100_000 ? 100 : 50
}

/** The memory bar is set for county size. */
export function memoryBar(people: number): { readonly bar?: number } {
  return people <= 60_000 ? { bar: 400 } : {}
}

/** Runs the wanted sections one after another in this process; each result is a line on standard output as soon as it is there. */
export async function runSections(sections: Readonly<Record<string, Section>>, slow: Slow[]): Promise<void> {
  const input = benchInput()
  for (const name of input.sections) {
    const section = sections[name]
    if (section === undefined) throw new Error(`no section ${name}`)
    process.stderr.write(`  ${name} …\n`)
    const start = performance.now()
    await settle()
    slow.length = 0
    let measured: readonly Measured[]
    try {
      measured = (await section(input)).filter((one) => one !== null)
    } catch (error) {
      // The others are still worth measuring.
      process.stderr.write(`  ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      process.exitCode = 1
      continue
    }
    const result: SectionResult = {
      section: name,
      measured,
      slow: slow.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 40),
      took: (performance.now() - start) / 1000,
    }
    await new Promise<void>((resolve) => {
      process.stdout.write(`${JSON.stringify(result)}\n`, () => resolve())
    })
  }
}
