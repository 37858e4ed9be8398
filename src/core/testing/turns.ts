/** Lets everything that is due have its turn, so often: what should not happen would have happened. Counted, not timed, so that a slow machine waits longer. */
export async function turns(many = 20): Promise<void> {
  for (let turn = 0; turn < many; turn += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 0)
    })
}
