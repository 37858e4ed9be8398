/** What is kept for the sake of speed alone, and given up where much memory is about to be taken. */
const keepers: (() => void)[] = []

/** Has `giveUp` called from now on before much memory is taken. What it gives up is had again by whoever asks for it. */
export function givenUpForRoom(giveUp: () => void): void {
  keepers.push(giveUp)
}

/**
 * Said before much memory is taken: what a former job left for the next of its kind would else lie beside it. By itself the engine looks for garbage where a
 * thread makes
 * more of it; while others work, the one that waits for them would hold what it has dropped.
 */
export function makeRoom(): void {
  for (const giveUp of keepers) giveUp()
  lookForGarbage()
}

/** Bytes outside its heap from which the engine looks for garbage: 64 MB more than when it last did. */
const LOOKS_FROM = 65 * 1024 * 1024

/**
 * Has the engine look for garbage, in steps beside what the thread does, and give back the emptied pages. By force it would take the core 60 to 135 ms at
 * once. The
 * memory that makes it look is never touched, and so never taken.
 */
function lookForGarbage(): void {
  new ArrayBuffer(LOOKS_FROM)
}
