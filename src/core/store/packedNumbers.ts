/** Numbers of very many records in few pieces of memory, where a fragment is found without the library going through the entries of an index one by one. */

/** Numbers with the rows that hold them, in their order. */
export interface PackedNumbers {
  /** All of them, each with a line end behind it. */
  readonly bytes: Uint8Array
  /** Where each begins, and at last where the next would. */
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

const LINE_END = 10
/** Numbers and bytes for which there is room at first. */
const [FIRST_NUMBERS, FIRST_BYTES] = [1000, 20_000]

/** Packs numbers as they come. */
export function packNumbers(numbers: Iterable<{ readonly number: string; readonly row: number }>): PackedNumbers {
  let bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let [starts, rows] = [new Uint32Array(FIRST_NUMBERS + 1), new Uint32Array(FIRST_NUMBERS)]
  let [count, end] = [0, 0]
  for (const { number, row } of numbers) {
    const length = Buffer.byteLength(number)
    if (end + length >= bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafeSlow(bytes.length + length)])
    if (count === rows.length) [starts, rows] = [longer(starts), longer(rows)]
    bytes.write(number, end)
    bytes[end + length] = LINE_END
    rows[count] = row
    end += length + 1
    count += 1
    starts[count] = end
  }
  // Copies, so that nothing is kept behind them.
  return { bytes: Uint8Array.prototype.slice.call(bytes, 0, end), starts: starts.slice(0, count + 1), rows: rows.slice(0, count) }
}

/** The numbers that hold a fragment, by their places, in their order. */
export function* placesHolding({ bytes, starts, rows }: PackedNumbers, fragment: string): Generator<number, void> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const wanted = Buffer.from(fragment)
  let place = 0
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, starts[place])) {
    place = placeOf(starts, at, place, rows.length)
    yield place
    place += 1
  }
}

export function numberAt({ bytes, starts }: PackedNumbers, place: number): string {
  const [from, to] = [starts[place] ?? 0, starts[place + 1] ?? 0]
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from - 1)).toString()
}

/** The number that a byte belongs to, between two places. */
function placeOf(starts: Uint32Array, at: number, from: number, to: number): number {
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

function longer(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(numbers.length * 2 + 1)
  all.set(numbers)
  return all
}
