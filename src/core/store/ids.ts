import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const COUNTER_LIMIT = 32 ** 4

/**
 * Ids of our own records: 10 characters of time, 12 random ones (60 bits) drawn anew each millisecond, and a counter of 4,
 * so that sites never collide without asking each other. They rise inside one process, which keeps bulk inserts at the end
 * of the index. Nothing is ever concluded from the time in them.
 */
export class IdSource {
  #time = 0
  #prefix = ''
  #counter = COUNTER_LIMIT
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  next(): string {
    const now = this.#now()
    if (now > this.#time || this.#counter >= COUNTER_LIMIT - 1) {
      this.#time = Math.max(now, this.#time + 1)
      this.#prefix = encode(BigInt(this.#time), 10) + encode(randomBytes(8).readBigUInt64BE() >> 4n, 12)
      this.#counter = 0
    }
    this.#counter += 1
    return this.#prefix + encode(BigInt(this.#counter), 4)
  }
}

function encode(value: bigint, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text
    value >>= 5n
  }
  return text
}
