/**
 * How the process of the core is started, and those beside it. Each of these was measured (`docs/performance.md`).
 *
 * Merging a county makes garbage faster than Node by itself sees a reason to collect it: with a smaller nursery the peak is a third lower at the same
 * speed. And where a machine has memory to spare, Node lets a heap grow to four times what is in use before it looks for garbage: papers of a township
 * made 240 MB of it. Now it looks when half as much again has come. Each thread has a nursery of its own and keeps it: one of 4 MB takes 8 less of
 * each, but costs 4 % of an import's check and of a merge, and so was not taken.
 */
export const CORE_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=50']

/**
 * What the process is started with beside. On Linux each thread takes memory out of a store of its own, and what one gives back the others cannot use:
 * the pages of the database that a writing thread has read stayed with the process beside those of the next. One store for all of them; Windows has
 * but one, and Electron its own. And what is large is mapped by itself, and unmapped when it is given back: by themselves these limits rise to 32 MB with the
 * first large thing that is freed, and from then on the buffers of workbooks and of the sorter lie among the pages of the database, where they leave holes.
 */
export const CORE_ENVIRONMENT: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
