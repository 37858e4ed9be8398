/** Shares against thresholds, as fractions of whole numbers: what is shown is rounded, what is compared is not (readings.md 3). Pure. */

const HUNDREDTHS = 100

/** Whether a part of a whole is below so many percent; nothing is below anything of an empty whole. */
export function isBelow(part: number, whole: number, percent: number): boolean {
  return whole > 0 && part * 100 * HUNDREDTHS < Math.round(percent * HUNDREDTHS) * whole
}

/** Whether a part of a whole reaches so many percent. */
export function reaches(part: number, whole: number, percent: number): boolean {
  return whole > 0 && part * 100 * HUNDREDTHS >= Math.round(percent * HUNDREDTHS) * whole
}

/** The share with two digits, half up: `12.54%`; 「—」 of an empty whole. */
export function percentText(part: number, whole: number): string {
  if (whole <= 0) return '—'
  const hundredths = Math.floor((2 * part * 100 * HUNDREDTHS + whole) / (2 * whole))
  return `${Math.floor(hundredths / HUNDREDTHS)}.${String(hundredths % HUNDREDTHS).padStart(2, '0')}%`
}
