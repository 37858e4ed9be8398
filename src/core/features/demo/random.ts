/** Pseudo-random numbers that are the same on every machine for the same seed (sfc32, seeded by FNV-1a of a text). Not for secrets. */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** @param seed any text; different texts give independent sequences. */
  constructor(seed: string) {
    this.#a = hash(seed, 0x811c9dc5)
    this.#b = hash(seed, 0x9747b28c)
    this.#c = hash(seed, 0x2545f491)
    for (let round = 0; round < 12; round += 1) this.next()
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }

  /** A whole number from `least` to `greatest`, both included. */
  int(least: number, greatest: number): number {
    return least + Math.floor(this.next() * (greatest - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** One of a list, by weight. Weights need not add up to anything; at least one must be above zero. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let rest = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of choices) {
      rest -= weight
      if (rest < 0 && weight > 0) return item
    }
    const last = choices.findLast(([, weight]) => weight > 0)
    if (last === undefined) throw new RangeError('nothing to choose from')
    return last[0]
  }

  /** `count` different whole numbers below `limit`, in rising order; all of them when there are not so many. */
  sample(count: number, limit: number): number[] {
    const chosen = new Set<number>()
    if (count * 2 > limit) {
      const all = Array.from({ length: limit }, (_, index) => index)
      this.shuffle(all)
      return all.slice(0, count).sort((one, other) => one - other)
    }
    while (chosen.size < count) chosen.add(this.int(0, limit - 1))
    return [...chosen].sort((one, other) => one - other)
  }

  shuffle<T>(list: T[]): void {
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last)
      const [one, two] = [list[last], list[other]]
      if (one !== undefined && two !== undefined) [list[last], list[other]] = [two, one]
    }
  }
}

/** 32-bit FNV-1a of a text, from a start value. */
export function hash(text: string, start = 0x811c9dc5): number {
  let value = start | 0
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value ^= value >>> 15
  return Math.imul(value, 0x2c1b3c6d) >>> 0
}

/**
 * Shares a whole number out by weight so that the parts add up exactly (largest remainder; ties to the earlier).
 * Weights of zero get nothing.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const order = exact.map((share, index) => ({ index, rest: share - Math.floor(share) })).sort((one, other) => other.rest - one.rest || one.index - other.index)
  let missing = total - parts.reduce((all, part) => all + part, 0)
  for (const { index } of order) {
    if (missing <= 0) break
    parts[index] = (parts[index] ?? 0) + 1
    missing -= 1
  }
  return parts
}
