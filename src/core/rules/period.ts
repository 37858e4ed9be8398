/**
 * Parts of a year as texts: `2015`, `2015-Q2`, `2015-06`, `2015-06-D2` (上旬 D1, 中旬 D2, 下旬 D3). A field holds parts of one length alone
 * (`period` in the catalogue), so that the order of the texts is that of time; parts of different lengths are compared by their days.
 */
import { daysInMonth, isIsoDate } from './dates.ts'

/** Lengths of a period: 旬, 月, 季, 年. */
export type PeriodLength = 'tenDays' | 'month' | 'quarter' | 'year'

const SHAPES: Readonly<Record<PeriodLength, RegExp>> = {
  tenDays: /^\d{4}-(0[1-9]|1[0-2])-D[1-3]$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
}
const TEN_DAYS = ['上旬', '中旬', '下旬'] as const
const MONTHS_OF_QUARTER = 3

/** Whether a text is a period of that length. */
export function isPeriod(text: string, length: PeriodLength): boolean {
  return SHAPES[length].test(text)
}

/** The length of a period; null for a text that is none. */
export function lengthOf(text: string): PeriodLength | null {
  return (Object.keys(SHAPES) as PeriodLength[]).find((length) => isPeriod(text, length)) ?? null
}

/** First and last day of a period, both `YYYY-MM-DD`. Throws RangeError for a text that is none. */
export function daysOf(period: string): { readonly first: string; readonly last: string } {
  const year = period.slice(0, 4)
  const span = (from: number, firstDay: number, to: number, lastDay: number): { first: string; last: string } => ({
    first: `${year}-${two(from)}-${two(firstDay)}`,
    last: `${year}-${two(to)}-${two(lastDay)}`,
  })
  const month = Number(period.slice(5, 7))
  switch (lengthOf(period)) {
    case 'year':
      return span(1, 1, 12, 31)
    case 'quarter': {
      const last = Number(period.slice(6)) * MONTHS_OF_QUARTER
      return span(last - 2, 1, last, daysInMonth(Number(year), last))
    }
    case 'month':
      return span(month, 1, month, daysInMonth(Number(year), month))
    case 'tenDays': {
      const third = Number(period.slice(9))
      return span(month, third * 10 - 9, month, third === 3 ? daysInMonth(Number(year), month) : third * 10)
    }
    default:
      throw new RangeError(`no such period: ${period}`)
  }
}

/** The period of a length in which a day lies. Throws RangeError for what is no day. */
export function periodOf(day: string, length: PeriodLength): string {
  if (!isIsoDate(day)) throw new RangeError(`no such day: ${day}`)
  const [year, month] = [day.slice(0, 4), day.slice(0, 7)]
  switch (length) {
    case 'year':
      return year
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(day.slice(5, 7)) / MONTHS_OF_QUARTER)}`
    case 'month':
      return month
    case 'tenDays':
      return `${month}-D${Math.min(3, Math.ceil(Number(day.slice(8)) / 10))}`
  }
}

/** The period that follows at once. */
export function nextPeriod(period: string): string {
  const { last } = daysOf(period)
  const next = new Date(`${last}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return periodOf(next.toISOString().slice(0, 10), lengthOf(period) ?? 'year')
}

/** A period as people write it: 2015年, 2015年第2季度, 2015年6月, 2015年6月中旬. What is none comes back as it is. */
export function periodText(period: string): string {
  const year = `${period.slice(0, 4)}年`
  const month = `${Number(period.slice(5, 7))}月`
  switch (lengthOf(period)) {
    case 'year':
      return year
    case 'quarter':
      return `${year}第${period.slice(6)}季度`
    case 'month':
      return year + month
    case 'tenDays':
      return `${year}${month}${TEN_DAYS[Number(period.slice(9)) - 1] ?? ''}`
    default:
      return period
  }
}

const QUARTERS: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' }
const THIRDS: Readonly<Record<string, string>> = { 上: '1', 中: '2', 下: '3' }

/** Reads a quarter (2015-Q2, 2015年第2季度, 2015年二季度) or ten days (2015-06-D2, 2015年6月中旬, 2015.6中) as written; null for anything else. `plain`: half-width, no blanks. */
export function readPeriodText(plain: string): string | null {
  const quarter = /^(\d{4})[-/.年]?(?:Q([1-4])|第?([1-4一二三四])季度?)$/i.exec(plain)
  if (quarter) return `${quarter[1]}-Q${quarter[2] ?? QUARTERS[quarter[3] ?? ''] ?? quarter[3]}`
  const third = /^(\d{4})[-/.年](\d{1,2})(?:-D([1-3])|月?([上中下])旬?)$/i.exec(plain)
  if (!third) return null
  const text = `${third[1]}-${two(Number(third[2]))}-D${third[3] ?? THIRDS[third[4] ?? '']}`
  return isPeriod(text, 'tenDays') ? text : null
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
