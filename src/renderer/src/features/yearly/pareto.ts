/** Counted things, the most frequent first, each with the share that it and all before it make up. Pure. */

/** `share` in hundredths of a percent, as percent: 66.67 of two in three. What counts nothing is left out; equal numbers keep their order. */
export function pareto<T extends { readonly count: number }>(counted: readonly T[]): readonly (T & { readonly share: number })[] {
  const some = counted.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count)
  const whole = some.reduce((sum, { count }) => sum + count, 0)
  let sum = 0
  return some.map((one) => {
    sum += one.count
    return { ...one, share: Math.round((sum * 10_000) / whole) / 100 }
  })
}
