/**
 * Holds a reading thread to its memory. The limit that the engine itself knows is a last wall only: a thread that runs into it too fast takes the
 * whole process with it. So the heap is looked at from outside, also while the thread is in a loop, and the thread ended in time.
 */
import type { ResourceLimits, Worker } from 'node:worker_threads'

/** How often the heap is looked at, in milliseconds; the engine fills some hundred megabytes a second. */
const LOOK_EVERY = 50
const MEGABYTE = 1024 * 1024
/** Memory for what is thrown away at once, in MB: more of it only delays the clearing away. */
const YOUNG_MEGABYTES = 24

/** Limits of the engine for a thread that is guarded at so many megabytes: far enough behind that the guard comes first. */
export function lastWall(megabytes: number): ResourceLimits {
  return { maxOldGenerationSizeMb: megabytes * 2 + 512, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
}

/** Whether a thread holds more than so many megabytes just now. Rejected when it has ended. */
export async function isOver(worker: Worker, megabytes: number): Promise<boolean> {
  const { used_heap_size: heap, external_memory: outside } = await worker.getHeapStatistics()
  return heap + outside > megabytes * MEGABYTE
}

/** Looks at the memory of a thread until it ends or the returned function is called; tells once when it is more than allowed. */
export function guardMemory(worker: Worker, megabytes: number, exceeded: () => void): () => void {
  let looking = false
  let stopped = false
  const clock = setInterval(() => {
    if (looking) return
    looking = true
    isOver(worker, megabytes).then(
      (over) => {
        looking = false
        // The thread may be another file's by now.
        if (!over || stopped) return
        stop()
        exceeded()
        // A thread that has ended has no heap.
      },
      () => stop(),
    )
  }, LOOK_EVERY)
  clock.unref()
  const stop = (): void => {
    stopped = true
    clearInterval(clock)
    worker.off('exit', stop)
  }
  worker.once('exit', stop)
  return stop
}
