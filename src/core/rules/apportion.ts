/** Splitting a whole into parts by weights, exactly: the parts always come to the whole. */

/**
 * The whole, in its smallest units, shared out by largest remainder: each part is its exact share rounded down, and the units left over go to the
 * parts that lost most by it, of equal ones to those that come first. So 100 by 1:1:1 is 34, 33, 33 on every machine and by hand. A negative
 * whole is shared like the positive one. Null where nobody has a weight to share by.
 *
 * @throws RangeError for fractions, and for weights below zero.
 */
export function apportion(whole: number, weights: readonly number[]): readonly number[] | null {
  if (!Number.isSafeInteger(whole) || weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('parts are made of whole numbers by weights that are whole numbers and not below zero')
  }
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return null
  const amount = BigInt(Math.abs(whole))
  const shares = weights.map((weight, index) => ({ index, floor: (amount * BigInt(weight)) / total, remainder: (amount * BigInt(weight)) % total }))
  const left = Number(amount - shares.reduce((sum, { floor }) => sum + floor, 0n))
  const favoured = new Set(
    shares
      .toSorted((one, other) => (one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  )
  const sign = whole < 0 ? -1 : 1
  return shares.map(({ index, floor }) => sign * (Number(floor) + (favoured.has(index) ? 1 : 0)) + 0)
}
