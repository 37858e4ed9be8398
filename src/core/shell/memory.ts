import { setFlagsFromString } from 'node:v8'
import { findGarbage, NOT_SPARING } from '../makeRoom.ts'

/**
 * How the core is started where it is not Node that starts it. Each of these was measured (`docs/performance.md`).
 *
 * Merging a county makes garbage faster than Node by itself sees a reason to collect it: with a smaller nursery the peak is a third lower at the same
 * speed; each thread has one of its own and keeps it. It is as large from the start, since one that shrinks whenever memory is given back is collected half as often
 * again. And where a machine has memory to spare, Node lets a heap grow to four times what is in use before it looks for garbage: papers of a township made 240 MB of
 * it. Now it looks when half as much again has come.
 */
export const ENGINE_FLAGS: readonly string[] = ['--max-semi-space-size=4', '--min-semi-space-size=4', '--heap-growing-percent=50']

/**
 * How Node starts the process of the core, and those beside it. What is kept compiled is known by the flags that hold, so that what {@link giveBackAtRest}
 * changes for a moment is said from the start on.
 */
export const CORE_NODE_FLAGS: readonly string[] = [...ENGINE_FLAGS, NOT_SPARING]

/** How often it is looked whether anything is done, in milliseconds. */
const LOOK = 2000
/** Processor time, in milliseconds, that is much since memory was given back last, and little between two looks. */
const MUCH = 500
const LITTLE = 200

/**
 * Once nothing is done any more, has what a busy time left found and given back to the system: by itself the engine does so in the background windows of a
 * browser alone, and whatever a job took would stay with the process.
 *
 * Said where a process stays open, and not by a flag at its start: an engine that did not know the flag would not start; told so, it goes on.
 */
export function giveBackAtRest(): void {
  setFlagsFromString(NOT_SPARING)
  let [since, before] = [spent(), spent()]
  setInterval(() => {
    const now = spent()
    const isAtRest = now - before < LITTLE
    before = now
    if (!isAtRest || now - since < MUCH) return
    void giveBack().then(() => {
      since = spent()
    })
  }, LOOK).unref()
}

/** Twice: what was compiled and is used no more is let go by the second. */
async function giveBack(): Promise<void> {
  await findGarbage()
  await findGarbage()
}

/** Processor time of the process with all its threads, in milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * What the process is started with beside. On Linux each thread takes memory out of a store of its own, and what one gives back the others cannot use:
 * the pages of the database that a writing thread has read stayed with the process beside those of the next. One store for all of them; Windows has
 * but one, and Electron its own. And what is large is mapped by itself, and unmapped when it is given back: by themselves these limits rise to 32 MB with the
 * first large thing that is freed, and from then on the buffers of workbooks and of the sorter lie among the pages of the database, where they leave holes.
 */
export const CORE_ENVIRONMENT: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
