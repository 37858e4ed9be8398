/** What is kept for the sake of speed alone, and given up where much memory is about to be taken. */
const keepers: (() => void)[] = []

/** Has `giveUp` called from now on before much memory is taken. What it gives up is had again by whoever asks for it. */
export function givenUpForRoom(giveUp: () => void): void {
  keepers.push(giveUp)
}

/**
 * Has what is not used any more thrown away now, where the process was started so that it can be asked to (`shell/memory.ts`). Said before much memory is taken:
 * what a former job left would else lie beside it. It takes some 60 ms with the heap of a county.
 */
export function collectGarbage(): void {
  for (const giveUp of keepers) giveUp()
  ;(globalThis as { readonly gc?: () => void }).gc?.()
}
