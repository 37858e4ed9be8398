/** What number formats say about numbers: which are dates, which are padded with zeros. Source: ECMA-376 part 1, 18.8.30 and 18.17.4. */
import { shownAroundText, shownFormat, type ShownFormat } from './shownNumbers.ts'

/** The smallest part of a day that a format shows. */
export type DatePrecision = 'day' | 'month' | 'year'

/** How a number in a cell of this format is to be understood. */
export type NumberShape =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date'; readonly precision: DatePrecision }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'time' }
  /** Shown with leading zeros up to `digits` (`000` shows 7 as 007). */
  | { readonly kind: 'padded'; readonly digits: number }
  /** May show something else than the number, and something around a text. */
  | { readonly kind: 'shown'; readonly format: ShownFormat; readonly around: ReturnType<typeof shownAroundText> }

export const PLAIN: NumberShape = { kind: 'plain' }
const DATE: NumberShape = { kind: 'date', precision: 'day' }
const MONTH: NumberShape = { kind: 'date', precision: 'month' }
const YEAR: NumberShape = { kind: 'date', precision: 'year' }
const DATE_TIME: NumberShape = { kind: 'dateTime' }
const TIME: NumberShape = { kind: 'time' }

/** Formats 27–36 and 50–58 exist in East Asian editions: 31 is yyyy年m月d日, 57 yyyy年m月. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const BUILT_IN_MONTHS: ReadonlySet<number> = new Set([17, 27, 36, 50, 52, 57])
/** 0 and 0.00 with and without thousands, and percent: they round what they show. */
const BUILT_IN_NUMBERS: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
}
const BUILT_IN_TIMES: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56])

/** Understands a format by its number, with its code where the workbook gives one. */
export function numberShape(id: number, code: string | undefined): NumberShape {
  if (code !== undefined) return shapeOfCode(code)
  if (id === 22) return DATE_TIME
  if (BUILT_IN_MONTHS.has(id)) return MONTH
  if (BUILT_IN_DATES.has(id)) return DATE
  const number = BUILT_IN_NUMBERS[id]
  if (number !== undefined) return shownShape(number)
  return BUILT_IN_TIMES.has(id) ? TIME : PLAIN
}

/** Longest format code that spreadsheet programs take. */
const LONGEST_CODE = 255

/** Understands a format code such as `yyyy"年"m"月"`; one longer than there can be says nothing. */
export function shapeOfCode(code: string): NumberShape {
  if (code.length > LONGEST_CODE) return PLAIN
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/General|G\/通用格式|AM\/PM|A\/P|上午\/下午/gi, '')
  const first = (bare.split(';')[0] ?? '').trim()
  if (/^0{2,}$/.test(first) && /^0+\s*(?:;|$)/.test(code.trim())) return { kind: 'padded', digits: first.length }
  const letters = first.replace(/e[+-]/gi, '').toLowerCase()
  const hasTime = /[hs]/.test(letters)
  const hasDate = /[yd]|e|aaa/.test(letters) || (/m/.test(letters) && !hasTime)
  if (hasDate) return hasTime ? DATE_TIME : precisionOf(letters)
  return hasTime ? TIME : shownShape(code)
}

function shownShape(code: string): NumberShape {
  const format = shownFormat(code)
  return format === undefined ? PLAIN : { kind: 'shown', format, around: shownAroundText(format) }
}

function precisionOf(letters: string): NumberShape {
  if (/d|aaa/.test(letters) || !/[ye]/.test(letters)) return DATE
  return letters.includes('m') ? MONTH : YEAR
}

const DAY_MILLISECONDS = 86_400_000
/** Day 0 of the 1900 system for days after its invented 29 February 1900. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
/** 31 December 9999. */
const LAST_DAY = 2_958_465
const DAYS_1900_TO_1904 = 1462

/**
 * The moment that a serial number of days stands for: ISO date and minutes of the day.
 * Undefined for numbers that no calendar date belongs to (negative, 0, 60 = the invented 29 February 1900, beyond 9999).
 */
export function serialToDate(serial: number, date1904: boolean): { readonly date: string; readonly minutes: number } | undefined {
  const days = date1904 ? serial + DAYS_1900_TO_1904 : serial
  // Minutes are rounded first: 41609.99999 is midnight of the next day written with too few digits.
  const total = Math.round(days * 1440)
  const day = Math.floor(total / 1440)
  if (day < 1 || day > LAST_DAY || day === 60) return undefined
  const moment = new Date(EPOCH_1900 + (day < 60 ? day + 1 : day) * DAY_MILLISECONDS)
  return { date: moment.toISOString().slice(0, 10), minutes: total % 1440 }
}

/** `08:30` for 510 minutes. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
