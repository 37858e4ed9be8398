/** Work that must not interleave. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Each piece of work given to the answer begins when the one before it has ended, well or not. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.catch(() => undefined).then(work)
    last = turn
    return turn
  }
}
