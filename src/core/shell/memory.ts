import { setFlagsFromString } from 'node:v8'

/** Has the engine look for what is not used any more, in small steps, some seconds after the heap was large, and give the pages back to the system. */
const GIVE_BACK = '--memory-saver-mode'

/**
 * How the core is started where it is not Node that starts it. Each of these was measured (`docs/performance.md`).
 *
 * Merging a county makes garbage faster than Node by itself sees a reason to collect it: with a smaller nursery the peak is a third lower at the same
 * speed; each thread has one of its own and keeps it. It is as large from the start, since one that shrinks whenever memory is given back is collected half as often
 * again. And where a machine has memory to spare, Node lets a heap grow to four times what is in use before it looks for garbage: papers of a township made 240 MB of
 * it. Now it looks when a third as much again has come.
 */
export const ENGINE_FLAGS: readonly string[] = ['--max-semi-space-size=4', '--min-semi-space-size=4', '--heap-growing-percent=30']

/**
 * How Node starts the process of the core, and those beside it. By itself it gives memory back in the background windows of a browser alone, and whatever a job took
 * stays with the process. Said at the start and not later: what is kept compiled is known by the flags that held when it was first asked for.
 */
export const CORE_NODE_FLAGS: readonly string[] = [...ENGINE_FLAGS, GIVE_BACK]

/** The same where the process runs already: said by the desktop program's core, since an engine that did not know a flag would not start; told so, it goes on. */
export function giveBackMemory(): void {
  setFlagsFromString(GIVE_BACK)
}

/**
 * What the process is started with beside. On Linux each thread takes memory out of a store of its own, and what one gives back the others cannot use:
 * the pages of the database that a writing thread has read stayed with the process beside those of the next. One store for all of them; Windows has
 * but one, and Electron its own. And what is large is mapped by itself, and unmapped when it is given back: by themselves these limits rise to 32 MB with the
 * first large thing that is freed, and from then on the buffers of workbooks and of the sorter lie among the pages of the database, where they leave holes.
 */
export const CORE_ENVIRONMENT: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
