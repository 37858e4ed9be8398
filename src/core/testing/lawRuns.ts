/** How often a law is tried: some cases in every test run, as many as `npm run soak` asks for in its slices, and with its seed. */

/** Parameters for `fc.assert`: so many cases in a test run. On failure fast-check prints the seed and the smallest case that still fails. */
export function lawRuns(inTestRun: number): { readonly numRuns: number; readonly seed?: number } {
  const { BANGFU_RUNS: runs, BANGFU_SEED: seed } = process.env
  return { numRuns: runs === undefined ? inTestRun : Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) }
}
