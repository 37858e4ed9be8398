/** Long work in steps: others get their turn, and it ends when it was cancelled. */

/** So long the core may be kept from answering. */
const STEP_MILLISECONDS = 25

/** To be called in the loops of long work: gives others a turn when it is time, and throws what the signal was aborted with. */
export function stepping(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - last < STEP_MILLISECONDS) return
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    last = performance.now()
  }
}

/** Does work that pauses, giving others a turn in its pauses. */
export async function inSteps<T>(work: Generator<void, T>, step: () => Promise<void>): Promise<T> {
  for (let at = work.next(); ; at = work.next()) {
    if (at.done === true) return at.value
    await step()
  }
}

/** Does work that pauses without pausing. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (let at = work.next(); ; at = work.next()) if (at.done === true) return at.value
}
