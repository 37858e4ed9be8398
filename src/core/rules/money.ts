/**
 * Exact arithmetic on counted units: money in whole 分, areas in whole 0.01 亩, people, households.
 *
 * Nothing here passes through a fraction of a float: sums and quotients are made on `bigint` and given back as safe integers.
 * Rounding is 四舍五入: half goes away from zero, so that −0.5 becomes −1 and a claim and its correction cancel.
 */

/** What is shown where a ratio has no denominator. */
export const NO_RATIO = '—'

/** A whole number as exact integer. Throws RangeError for fractions and for numbers a float cannot hold exactly. */
function exact(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError(`不是可以精确计算的整数：${value}`)
  return BigInt(value)
}

function safe(value: bigint): number {
  const result = Number(value)
  if (!Number.isSafeInteger(result)) throw new RangeError(`计算结果超出可以精确表示的范围：${value}`)
  return result
}

/** Sum of what is known. `null` (nothing entered) counts as zero, but if nothing at all is entered the sum is `null` too. */
export function sumKnown(parts: readonly (number | null)[]): number | null {
  const known = parts.filter((part): part is number => part !== null)
  return known.length === 0 ? null : safe(known.reduce((total, part) => total + exact(part), 0n))
}

/** `numerator ÷ denominator` rounded half away from zero to a whole unit; `null` when the denominator is zero. */
export function divideHalfUp(numerator: number, denominator: number): number | null {
  const rounded = divideExact(exact(numerator), exact(denominator))
  return rounded === null ? null : safe(rounded)
}

/**
 * A ratio as whole number of `10^-scale`: `ratioScaled(312, 1260, 4)` is 2476, that is 0.2476 or 24.76 %.
 * `null` when the denominator is zero.
 */
export function ratioScaled(numerator: number, denominator: number, scale: number): number | null {
  const rounded = divideExact(exact(numerator) * 10n ** BigInt(scale), exact(denominator))
  return rounded === null ? null : safe(rounded)
}

/** A ratio as percentage with `digits` after the point, `24.76%`; “—” when the denominator is zero. */
export function percentText(numerator: number, denominator: number, digits = 2): string {
  const scaled = ratioScaled(numerator, denominator, digits + 2)
  return scaled === null ? NO_RATIO : `${scaledText(scaled, digits)}%`
}

/** Writes a whole number of `10^-scale` units with its decimal point and all its digits: `scaledText(5200, 2)` is `52.00`. */
export function scaledText(value: number, scale: number): string {
  const digits = (value < 0 ? -exact(value) : exact(value)).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`
  return value < 0 ? `-${text}` : text
}

/** Money for sentences: 分 as 元 without idle zeros (`5200`, `0.5`, `1234.56`); “—” when unknown. */
export function yuanText(fen: number | null): string {
  return fen === null ? NO_RATIO : plainText(fen, 2)
}

/** A scaled number for sentences, without idle zeros after the point: `plainText(1250, 2)` is `12.5`. */
export function plainText(value: number, scale: number): string {
  const text = scaledText(value, scale)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/**
 * A decimal number (a parameter in 元, 亩, ㎡ …) as whole number of `10^-scale` units, digits beyond the scale rounded half away from zero.
 * Works on the digits as written, so that 1.005 at scale 2 is 101 and not the 100 that floats give.
 */
export function toScaled(value: number, scale: number): number {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value))
  if (!parts) throw new RangeError(`不是十进制数：${value}`)
  const fraction = (parts[3] ?? '').padEnd(scale, '0')
  const unrounded = BigInt(`${parts[2]}${fraction}`)
  const rounded = divideExact(unrounded, 10n ** BigInt(fraction.length - scale)) ?? 0n
  return safe(parts[1] === '-' ? -rounded : rounded)
}

function divideExact(numerator: bigint, denominator: bigint): bigint | null {
  if (denominator === 0n) return null
  const negative = numerator < 0n !== denominator < 0n
  const [above, below] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const rounded = (above * 2n + below) / (below * 2n)
  return negative ? -rounded : rounded
}
