/**
 * How the process of the core is started. Merging a county makes garbage faster than Node by itself sees a reason to collect it: with a
 * smaller nursery the peak is a third lower at the same speed (measured by `npm run bench -- --only exchange`).
 */
export const CORE_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=8']
