/** Short ways to type a date at the screen; everything else is read as it is in sheets. */
import { isIsoDate } from '#core/rules/dates.ts'

function digitsOnly(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/[.\-/年月日\s]+/g, '-')
    .replace(/-$/, '')
}

function pad(text: string, length: number): string {
  return text.padStart(length, '0')
}

/**
 * Completes what clerks type: `20261123`, `2026.11.23`, and without a year `1123`, `11.23`, `11月23日`.
 * Null when the text is no such short way (the field's own parser then has the word). Six digits are never guessed: `201112` may be a month.
 * @param year used when none was typed
 */
export function readShortDate(text: string, year: number): string | null {
  const compact = digitsOnly(text)
  const parts = compact.split('-')
  const iso = isoOf(parts, year)
  return iso !== null && isIsoDate(iso) ? iso : null
}

function isoOf(parts: readonly string[], year: number): string | null {
  if (parts.some((part) => !/^\d+$/.test(part))) return null
  const [first = '', second, third] = parts
  if (parts.length === 1) {
    if (first.length === 8) return `${first.slice(0, 4)}-${first.slice(4, 6)}-${first.slice(6)}`
    if (first.length === 4) return `${pad(String(year), 4)}-${first.slice(0, 2)}-${first.slice(2)}`
    return null
  }
  if (parts.length === 2 && second !== undefined && first.length <= 2) return `${pad(String(year), 4)}-${pad(first, 2)}-${pad(second, 2)}`
  if (parts.length === 3 && second !== undefined && third !== undefined && first.length === 4) return `${first}-${pad(second, 2)}-${pad(third, 2)}`
  return null
}

/** `11`, `2026.11`, `202611` as a month `YYYY-MM`; null when it is none. */
export function readShortMonth(text: string, year: number): string | null {
  const parts = digitsOnly(text).split('-')
  const [first = '', second] = parts
  const month =
    parts.length === 1
      ? first.length === 6
        ? `${first.slice(0, 4)}-${first.slice(4)}`
        : first.length <= 2
          ? `${year}-${pad(first, 2)}`
          : ''
      : second !== undefined && first.length === 4
        ? `${first}-${pad(second, 2)}`
        : ''
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null
}
