/**
 * Numbers of entries as a lock names those that it covers: every one that was held, in runs (`1-30 41 50-60`). The highest number alone, which was
 * written before, stood for all before it, though whoever locked may never have had them: they came by another way, were refused, or belonged to what
 * was lost when a folder was put back.
 */

/** Text of runs; a number alone was written by programs of schema 3000 and before, and stands for it and all before it. */
export type HeldNumbers = string | number

/** What a text of runs looks like, for what comes from elsewhere. */
export const RUNS = /^\d{1,13}(?:-\d{1,13})?(?: \d{1,13}(?:-\d{1,13})?)*$/

/** The runs that numbers make, in whatever order they come, some of them perhaps twice. */
export function runsOf(numbers: readonly number[]): string {
  const sorted = Float64Array.from(numbers).toSorted()
  const runs: string[] = []
  for (let from = 0, at = 0; at < sorted.length; at += 1) {
    const [here, next] = [sorted[at] ?? 0, sorted[at + 1]]
    if (next !== undefined && next <= here + 1) continue
    const first = sorted[from] ?? 0
    runs.push(first === here ? String(first) : `${first}-${here}`)
    from = at + 1
  }
  return runs.join(' ')
}

/** Whether a number is among those held. */
export function holds(held: HeldNumbers | undefined, number: number): boolean {
  if (held === undefined) return false
  if (typeof held === 'number') return number <= held
  const ends = endsOf(held)
  let [low, high] = [0, ends.length / 2 - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (number < (ends[middle * 2] ?? 0)) high = middle - 1
    else if (number > (ends[middle * 2 + 1] ?? 0)) low = middle + 1
    else return true
  }
  return false
}

const MOST_KEPT = 64
const kept = new Map<string, Float64Array>()

/** First and last number of each run; read once while many records of a year are judged by the same lock. */
function endsOf(text: string): Float64Array {
  let ends = kept.get(text)
  if (ends === undefined) {
    ends = Float64Array.from(
      text.split(' ').flatMap((run) => {
        const [first = '', last = first] = run.split('-')
        return [Number(first), Number(last)]
      }),
    )
    kept.set(text, ends)
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
  }
  return ends
}
