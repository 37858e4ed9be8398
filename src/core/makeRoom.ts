/** Memory given up before much is taken, and given back once nothing is done any more. */
import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'

/** Whether the engine spares memory at the expense of time: it gives emptied pages back to the system, and looks for garbage much more often. */
const SPARING = '--memory-saver-mode'
export const NOT_SPARING = '--no-memory-saver-mode'

/** What is kept for the sake of speed alone, and given up where much memory is about to be taken. */
const keepers: (() => void)[] = []

/** Has `giveUp` called from now on before much memory is taken. What it gives up is had again by whoever asks for it. */
export function givenUpForRoom(giveUp: () => void): void {
  keepers.push(giveUp)
}

/**
 * Waited for before much memory is taken: what a former job left for the next of its kind would else lie beside it. By itself the engine looks for garbage
 * where a thread makes more of it; while others work, the one that waits for them would hold what it has dropped.
 */
export async function makeRoom(): Promise<void> {
  for (const giveUp of keepers) giveUp()
  await findGarbage()
}

/** Bytes outside its heap from which the engine looks for garbage: 64 MB more than when it last did. */
const LOOKS_FROM = 65 * 1024 * 1024
/** Milliseconds after which nobody waits for it any more, where the machine has other things to do. */
const LONGEST = 500

/** Those who wait for garbage to be found. */
let waiting = 0

/**
 * Has the engine look for garbage, in steps beside what the thread does, and give the emptied pages back to the system. By force it would take the core 60 to
 * 135 ms at once, and the pages would stay. The memory that makes it look is never touched, and so never taken.
 *
 * Memory is spared for this alone: spared always, an export of everyone takes half as much time again. What is kept compiled is known by the flags that hold,
 * so that nothing should be loaded before this has ended.
 */
export async function findGarbage(): Promise<void> {
  waiting += 1
  setFlagsFromString(SPARING)
  try {
    await nextCollection(() => new ArrayBuffer(LOOKS_FROM))
  } finally {
    waiting -= 1
    if (waiting === 0) setFlagsFromString(NOT_SPARING)
  }
}

/** Resolves when all garbage of this thread has been found after `begin` was called, or when that takes too long. */
function nextCollection(begin: () => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      observer.disconnect()
      resolve()
    }
    const observer = new PerformanceObserver((list) => {
      if (list.getEntries().some(isWhole)) done()
    })
    const timer = setTimeout(done, LONGEST)
    observer.observe({ entryTypes: ['gc'] })
    begin()
  })
}

function isWhole(entry: PerformanceEntry & { readonly detail?: unknown }): boolean {
  return (entry.detail as { readonly kind?: number } | undefined)?.kind === constants.NODE_PERFORMANCE_GC_MAJOR
}
