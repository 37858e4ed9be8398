/** What is kept for the sake of speed alone, and given up where much memory is about to be taken. */
const keepers: (() => void)[] = []

/** Has `giveUp` called from now on before much memory is taken. What it gives up is had again by whoever asks for it. */
export function givenUpForRoom(giveUp: () => void): void {
  keepers.push(giveUp)
}

/**
 * Said before much memory is taken: what a former job left for the next of its kind would else lie beside it. Garbage is not looked for by force: that takes the core
 * 60 to 100 ms at once, and leaves pages with the process that are given back when it is found in steps (`shell/memory.ts`).
 */
export function makeRoom(): void {
  for (const giveUp of keepers) giveUp()
}
