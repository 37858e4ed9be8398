/** Merged cells: ranges of a sheet that show one value, which stands at their upper left. */
import type { RawCell } from '../catalogue/derive/cell.ts'
import { EMPTY_CELL } from './read/wire.ts'

/** A merged range; rows and columns count from 1, both ends belong to it. */
export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/**
 * What the other cells of a merged range are taken for: `first` leaves them empty; `down` repeats the value in every row of the range
 * (a household's number merged over the rows of its members), in the first column of it.
 */
export type MergeReading = 'first' | 'down'

/** Applies merged ranges to rows that come from top to bottom. */
export class MergeReader {
  /** By top row, the later ones last. */
  readonly #waiting: readonly MergedRange[]
  readonly #reading: MergeReading
  #next = 0
  #active: { readonly range: MergedRange; readonly value: RawCell }[] = []

  constructor(ranges: readonly MergedRange[], reading: MergeReading) {
    this.#waiting = ranges.toSorted((a, b) => a.top - b.top)
    this.#reading = reading
  }

  /** The cells of row `number`, with those that lie under a merged range set right. Rows must come in order; gaps are fine. */
  apply(number: number, cells: RawCell[]): RawCell[] {
    this.#activate(number, cells)
    if (this.#active.length === 0) return cells
    const remaining = []
    for (const entry of this.#active) {
      // Rows without anything are not handed on: the range may have ended in one of them.
      if (entry.range.bottom < number) continue
      this.#cover(entry.range, entry.value, number, cells)
      if (entry.range.bottom > number) remaining.push(entry)
    }
    this.#active = remaining
    return cells
  }

  #activate(number: number, cells: readonly RawCell[]): void {
    for (let range = this.#waiting[this.#next]; range !== undefined && range.top <= number; range = this.#waiting[this.#next]) {
      this.#next += 1
      if (range.bottom < number) continue
      // A range whose first row holds nothing has no value to show.
      this.#active.push({ range, value: range.top === number ? (cells[range.left - 1] ?? EMPTY_CELL) : EMPTY_CELL })
    }
  }

  #cover(range: MergedRange, value: RawCell, number: number, cells: RawCell[]): void {
    for (let column = range.left; column <= range.right; column += 1) {
      if (number === range.top && column === range.left) continue
      const shown = this.#reading === 'down' && column === range.left ? value : EMPTY_CELL
      if (column > cells.length) {
        if (shown.kind === 'empty') return
        while (cells.length < column - 1) cells.push(EMPTY_CELL)
      }
      cells[column - 1] = shown
    }
  }
}

/** Ranges from four numbers each: top, left, bottom, right. */
export function toMergedRanges(numbers: Int32Array): MergedRange[] {
  const ranges: MergedRange[] = []
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const [top = 0, left = 0, bottom = 0, right = 0] = numbers.subarray(at, at + 4)
    ranges.push({ top, left, bottom, right })
  }
  return ranges
}
