/** Collects merged ranges within bounds, so that reading a row costs no more than its columns. */
import { columnOfLetters } from '../columnLetters.ts'
import { MAXIMUM_COLUMNS, MAXIMUM_ROWS } from './limits.ts'
import type { XmlRules } from './xml.ts'

/** How many merged ranges are read at most. */
const MAXIMUM_MERGES = 500_000
/** Ranges are at most `XFD1048576:XFD1048576`. */
const LONGEST_REFERENCE = 30

export class MergeList {
  readonly #rules: Pick<XmlRules, 'tooLarge'>
  /** Four numbers a range: top, left, bottom, right. */
  readonly #numbers: number[] = []

  constructor(rules: Pick<XmlRules, 'tooLarge'>) {
    this.#rules = rules
  }

  /** Takes a range such as `A1:B2`; what is none is passed over. Throws when there are too many. */
  add(reference: string): void {
    if (reference.length > LONGEST_REFERENCE) return
    const found = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/.exec(reference)
    if (found === null) return
    this.addRange(Number(found[2]), columnOfLetters(found[1] ?? ''), Number(found[4]), columnOfLetters(found[3] ?? ''))
  }

  /** Rows and columns from 1. */
  addRange(top: number, left: number, bottom: number, right: number): void {
    if (this.#numbers.length >= MAXIMUM_MERGES * 4) throw this.#rules.tooLarge(`合并单元格超过 ${MAXIMUM_MERGES} 处`)
    if (top < 1 || left < 1 || top > MAXIMUM_ROWS || left > MAXIMUM_COLUMNS || bottom < top || right < left) return
    this.#numbers.push(top, left, Math.min(bottom, MAXIMUM_ROWS), Math.min(right, MAXIMUM_COLUMNS))
  }

  /** The ranges by their first row. No two of them overlap: no sheet can show both, so the one that begins later is left out. */
  ranges(): Int32Array {
    const all = Int32Array.from(this.#numbers)
    const order = Array.from({ length: all.length / 4 }, (_, index) => index * 4).sort((a, b) => at(all, a) - at(all, b) || at(all, a + 1) - at(all, b + 1))
    const takenUntil = new Int32Array(MAXIMUM_COLUMNS + 1)
    const kept: number[] = []
    for (const place of order) {
      const [top, left, bottom, right] = [at(all, place), at(all, place + 1), at(all, place + 2), at(all, place + 3)]
      if (takenUntil.subarray(left, right + 1).some((until) => until >= top)) continue
      takenUntil.fill(bottom, left, right + 1)
      kept.push(top, left, bottom, right)
    }
    return Int32Array.from(kept)
  }
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0
}
