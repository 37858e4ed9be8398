/**
 * Decimal numbers as they stand in sheets, read on their digits and never through a float, so that 0.1 + 0.2 and
 * 1.005 are what was written.
 */
import { compact } from './text.ts'

/** `digits × 10^-scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:E([+-]?\d{1,2}))?$/
const BRACKETED = /^\((.+)\)$/

/**
 * Reads a number: sign, 千分位 commas, decimal point, exponent, full-width digits, 会计 brackets for negative ones.
 * `null` for anything else, also for misplaced commas.
 */
export function readDecimal(text: string): Decimal | null {
  let plain = compact(text).toUpperCase().replace(/[−–—]/g, '-')
  const bracketed = BRACKETED.exec(plain)
  if (bracketed) plain = `-${bracketed[1]}`
  const parts = DECIMAL.exec(plain)
  if (!parts) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  if (whole === '' && fraction === '') return null
  const digits = BigInt(`${whole.replaceAll(',', '')}${fraction}`)
  return shift({ digits: sign === '-' ? -digits : digits, scale: fraction.length }, Number(exponent))
}

/** The number times `10^places`. */
export function shift(decimal: Decimal, places: number): Decimal {
  const scale = decimal.scale - places
  return scale >= 0 ? { digits: decimal.digits, scale } : { digits: decimal.digits * 10n ** BigInt(-scale), scale: 0 }
}

/** The number times a whole number. */
export function times(decimal: Decimal, factor: number): Decimal {
  return { digits: decimal.digits * BigInt(factor), scale: decimal.scale }
}

export interface Scaled {
  /** Whole number of `10^-scale` units, rounded half away from zero. */
  readonly value: number
  /** Nothing was rounded off. */
  readonly exact: boolean
  /** What was rounded off is no more than 10^-6 of a unit: the trace of binary floats (0.30000000000000004), not an entry. */
  readonly noise: boolean
}

/** The number as whole `10^-scale` units; `null` when it is too large to be exact. */
export function toUnits(decimal: Decimal, scale: number): Scaled | null {
  const extra = decimal.scale - scale
  if (extra <= 0) return scaled(decimal.digits * 10n ** BigInt(-extra), 0n, 1n)
  const divisor = 10n ** BigInt(extra)
  const magnitude = decimal.digits < 0n ? -decimal.digits : decimal.digits
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  const difference = magnitude - rounded * divisor
  return scaled(decimal.digits < 0n ? -rounded : rounded, difference < 0n ? -difference : difference, divisor)
}

function scaled(units: bigint, difference: bigint, divisor: bigint): Scaled | null {
  const value = Number(units)
  if (!Number.isSafeInteger(value)) return null
  return { value: value === 0 ? 0 : value, exact: difference === 0n, noise: difference * 1_000_000n <= divisor }
}
