/**
 * Column widths. Workbooks give them in digits of the workbook's default font; on paper they are lengths.
 *
 * Our own workbooks have Courier New 10 as default font: its digit is 8 pixels at 96 dpi without rounding, and whatever an office program
 * puts in its place (Liberation Mono, DejaVu Sans Mono) is as wide, while the stand-ins of Arial are a seventh wider where its twin
 * is not installed, and would push the last columns of a form onto a second page. No text is set in it.
 */

/** Default font of the workbooks that forms are written to. */
export const DEFAULT_FONT = { name: 'Courier New', size: 10, family: 3 } as const
const OUR_DIGIT_PIXELS = 8
const POINTS_PER_PIXEL = 0.75

/** Default fonts with other than the half-width digits of Chinese fonts: digit width in parts of the font size. */
const DIGIT_WIDTHS: ReadonlyMap<string, number> = new Map([
  ['Calibri', 0.507],
  ['Arial', 0.556],
  ['Courier New', 0.6],
])
const HALF_WIDTH = 0.5

/** Pixels that one digit of a default font takes. */
export function digitPixels(fontName: string, size: number): number {
  return Math.max(1, Math.round(((DIGIT_WIDTHS.get(fontName) ?? HALF_WIDTH) * size) / POINTS_PER_PIXEL))
}

/** Length in points of a column whose width is given in digits of `pixels` each. */
export function columnPoints(width: number, pixels: number): number {
  return Math.round(width * pixels) * POINTS_PER_PIXEL
}

/** Width in digits of our default font of a column of so many points. */
export function columnDigits(points: number): number {
  return Math.round(points / POINTS_PER_PIXEL) / OUR_DIGIT_PIXELS
}
