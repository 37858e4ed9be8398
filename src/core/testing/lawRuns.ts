/** How often a law is tried: some cases in every test run, as many as `npm run soak` asks for in its slices, and with its seed. */
import { randomInt } from 'node:crypto'

/** Parameters for `fc.assert`: so many cases in a test run. On failure fast-check prints the seed and the smallest case that still fails. */
export function lawRuns(inTestRun: number): { readonly numRuns: number; readonly seed?: number } {
  const { BANGFU_RUNS: runs, BANGFU_SEED: seed } = process.env
  return { numRuns: runs === undefined ? inTestRun : Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) }
}

/**
 * How often so many histories must have met what a hundred meet `least` times, three deviations of chance left aside: in a test run what is rare may
 * be missing, in a soak it may not.
 */
export function beyondChance(least: number, histories: number): number {
  const expected = (least * histories) / 100
  return expected - 3 * Math.sqrt(expected)
}

/** Whether this is a slice of `npm run soak`, in which all of it is tried. */
export function isLongRun(): boolean {
  return process.env['BANGFU_RUNS'] !== undefined
}

/**
 * Of all there is so many in a test run, others each time and spread over the whole; in the long run all, or as many as it asks for. What is tried
 * has to say its name where it fails, so that it can be tried again.
 */
export function lawSamples<T>(all: readonly T[], inTestRun: number): readonly T[] {
  const { numRuns, seed = randomInt(2 ** 31) } = lawRuns(inTestRun)
  const many = Math.min(numRuns, all.length)
  // Each part of the whole gives one of its own; the parts shift by the seed, so that in time each is chosen.
  return Array.from({ length: many }, (_, part) => {
    const from = Math.floor((part * all.length) / many)
    const span = Math.floor(((part + 1) * all.length) / many) - from
    return all.slice(from + ((seed + part) % span), from + ((seed + part) % span) + 1)
  }).flat()
}
