/**
 * Numbers on paper, exact all through: money, areas, what is counted, and what templates work out from them.
 * A quotient is kept as it is (312 ÷ 1260), so that it is rounded once, half away from zero, where it is shown.
 */
import { readDecimal, type Decimal } from '../catalogue/derive/decimal.ts'
import type { FormDecimal } from './types.ts'

/** `numerator ÷ denominator` in lowest terms; the denominator is greater than zero. */
export interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Digits after the point that a number without end is shown with where nothing says how many. */
export const DIGITS_OF_ENDLESS = 2
/** What office programs keep of a number; 15 digits come back as they were written. */
const MOST_SIGNIFICANT_DIGITS = 15

/** So many units of `10^-scale`: a stored amount of 分 is `exactUnits(units, 2)` 元. */
export function exactUnits(units: bigint | number, scale: number): Exact {
  return reduced(BigInt(units), 10n ** BigInt(scale))
}

/** A stored number as paper has it: plain data that stays exact. */
export function formDecimal(units: number, scale: number): FormDecimal {
  return { kind: 'decimal', units, scale }
}

/** The number that a text writes; undefined where it writes none. */
export function readExact(text: string): Exact | undefined {
  const read: Decimal | null = readDecimal(text)
  return read === null ? undefined : exactUnits(read.digits, read.scale)
}

export function plus(one: Exact, other: Exact): Exact {
  return reduced(one.numerator * other.denominator + other.numerator * one.denominator, one.denominator * other.denominator)
}

export function negative(value: Exact): Exact {
  return { numerator: -value.numerator, denominator: value.denominator }
}

export function times(one: Exact, other: Exact): Exact {
  return reduced(one.numerator * other.numerator, one.denominator * other.denominator)
}

/** The quotient; undefined where the divisor is zero. */
export function over(one: Exact, other: Exact): Exact | undefined {
  if (other.numerator === 0n) return undefined
  const sign = other.numerator < 0n ? -1n : 1n
  return reduced(one.numerator * other.denominator * sign, one.denominator * other.numerator * sign)
}

/** Less than, equal to or greater than zero as the first number is before, at or behind the other. */
export function compareExact(one: Exact, other: Exact): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Whole units of `10^-digits`, rounded half away from zero. */
export function roundedUnits({ numerator, denominator }: Exact, digits: number): bigint {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(digits)
  const rounded = (scaled * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -rounded : rounded
}

/** With exactly so many digits after the point, rounded half away from zero: `52.00`. */
export function fixedText(value: Exact, digits: number): string {
  const units = roundedUnits(value, digits)
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return units < 0n ? `-${written}` : written
}

/** Without idle zeros: `52`, `0.5`; a number without end rounded to so many digits. */
export function plainText(value: Exact, digitsOfEndless = DIGITS_OF_ENDLESS): string {
  const digits = digitsOf(value.denominator) ?? digitsOfEndless
  const text = fixedText(value, digits)
  return text.includes('.') ? text.replace(/\.?0+$/u, '') : text
}

/**
 * The number as a cell of a workbook holds it. Office programs keep 15 digits: a longer number is given as text, whole, not as a number that
 * is nearly right. A number without end is rounded to so many digits, those that its cell shows.
 */
export function cellValue(value: Exact, digitsOfEndless = DIGITS_OF_ENDLESS): number | string {
  const text = plainText(value, digitsOfEndless)
  const significant = text.replace(/[-.]/gu, '').replace(/^0+/u, '')
  return significant.length > MOST_SIGNIFICANT_DIGITS ? text : Number(text)
}

/** Digits after the point that a fraction in lowest terms takes; undefined where they have no end. */
function digitsOf(denominator: bigint): number | undefined {
  let rest = denominator
  let [twos, fives] = [0, 0]
  for (; rest % 2n === 0n; rest /= 2n) twos += 1
  for (; rest % 5n === 0n; rest /= 5n) fives += 1
  return rest === 1n ? Math.max(twos, fives) : undefined
}

function reduced(numerator: bigint, denominator: bigint): Exact {
  if (denominator === 1n) return { numerator, denominator }
  let [one, other] = [numerator < 0n ? -numerator : numerator, denominator]
  while (other !== 0n) [one, other] = [other, one % other]
  return { numerator: numerator / one, denominator: denominator / one }
}
