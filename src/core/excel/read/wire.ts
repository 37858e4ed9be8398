/**
 * How rows travel from the reading thread: plain values in arrays, which is what threads hand over fastest,
 * and the cells made of them on arrival.
 */
import type { RawCell } from '../../catalogue/derive/cell.ts'

/** What does not fit a plain value: dates, errors, results of formulas. */
type WireSpecial = readonly [kind: RawCell['kind'], text: string, number: number | null, date: string | null, formula: boolean, shown?: string]

export type WireCell = null | string | number | boolean | WireSpecial

/** Number of the row in the sheet (from 1), whether it is hidden, its cells from the first column on. */
export interface WireRow {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly WireCell[]
}

export const EMPTY_CELL: RawCell = { kind: 'empty', text: '' }

/** Makes a cell of what arrived. */
export function toRawCell(cell: WireCell | undefined): RawCell {
  switch (typeof cell) {
    case 'string':
      return { kind: 'text', text: cell }
    case 'number':
      return { kind: 'number', text: digits(cell), number: cell }
    case 'boolean':
      return { kind: 'boolean', text: cell ? 'TRUE' : 'FALSE' }
    default:
      return cell === null || cell === undefined ? EMPTY_CELL : fromSpecial(cell)
  }
}

/** A number in full digits, never with an exponent for whole numbers. */
export function digits(value: number): string {
  const text = String(value)
  return text.includes('e+') && Number.isInteger(value) ? BigInt(value).toString() : text
}

function fromSpecial([kind, text, number, date, formula, shown]: WireSpecial): RawCell {
  return {
    kind,
    text,
    ...(number === null ? {} : { number }),
    ...(date === null ? {} : { date }),
    ...(formula ? { formula: true as const } : {}),
    ...(shown === undefined ? {} : { shown }),
  }
}
