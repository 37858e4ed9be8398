/** Exact decimals of scores: whole ten-thousandths. What is multiplied is rounded half away from zero to that; the last place is rounded where it is shown. Pure. */
import { readDecimal, times, toUnits } from '../catalogue/derive/decimal.ts'

/** Digits after the point on the way. */
export const POINT_SCALE = 4
/** Digits after the point of a total. */
const TOTAL_SCALE = 2

/** Whole ten-thousandths of a decimal text that a shape has let through; null for what is none or too large. */
export function pointsOf(text: string): number | null {
  const decimal = readDecimal(text)
  return decimal === null ? null : (toUnits(decimal, POINT_SCALE)?.value ?? null)
}

/** Points times a weight, both in ten-thousandths. */
export function weighted(points: number, weight: number): number {
  return toUnits({ digits: BigInt(points) * BigInt(weight), scale: POINT_SCALE * 2 }, POINT_SCALE)?.value ?? 0
}

/** Points for each whole unit of a number, both in ten-thousandths: parts of a unit count nothing. */
export function perUnit(each: number, number: number): number {
  return toUnits(times({ digits: BigInt(each), scale: POINT_SCALE }, Math.trunc(number / 10 ** POINT_SCALE)), POINT_SCALE)?.value ?? 0
}

/** A share of `most` as points out of `outOf`, all in ten-thousandths, rounded half away from zero; the points themselves where nothing could be scored. */
export function shareOf(points: number, most: number, outOf: number): number {
  if (most <= 0) return points
  const [over, under] = [BigInt(Math.abs(points)) * BigInt(outOf), BigInt(most)]
  const rounded = Number((over * 2n + under) / (under * 2n))
  return points < 0 && rounded !== 0 ? -rounded : rounded
}

/** Hundredths of a total, rounded half away from zero. */
export function totalOf(points: number): number {
  return toUnits({ digits: BigInt(points), scale: POINT_SCALE }, TOTAL_SCALE)?.value ?? 0
}

/** Ten-thousandths as the shortest decimal text. */
export function pointsText(points: number): string {
  const sign = points < 0 ? '-' : ''
  const digits = String(Math.abs(points)).padStart(POINT_SCALE + 1, '0')
  const fraction = digits.slice(-POINT_SCALE).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -POINT_SCALE)}${fraction === '' ? '' : `.${fraction}`}`
}
