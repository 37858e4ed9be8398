/** Dates and months in the spellings of sheets. */
import { isIsoDate } from '#core/rules/dates.ts'
import { compact, toHalfWidth } from './text.ts'

/** What a text or number says about a day. `month` is a month without a day, `year` a year alone. */
export type DateReading =
  | { readonly kind: 'day'; readonly date: string }
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'impossible' | 'unreadable' }

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
const MILLISECONDS_OF_DAY = 86_400_000
const LEADING_SERIAL = /^\d{5}$/

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function day(year: string | undefined, month: string | undefined, dayOfMonth: string | undefined): DateReading {
  const date = `${year}-${two(Number(month))}-${two(Number(dayOfMonth))}`
  return isIsoDate(date) && inRange(Number(year)) ? { kind: 'day', date } : { kind: 'impossible' }
}

function monthOnly(year: string | undefined, month: string | undefined): DateReading {
  const number = Number(month)
  return number >= 1 && number <= 12 && inRange(Number(year)) ? { kind: 'month', month: `${year}-${two(number)}` } : { kind: 'impossible' }
}

function inRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

const MONTHS = '一二三四五六七八九十'

/** 2014年六月 and 2014年6月份 as 2014年6月. */
function withPlainMonth(text: string): string {
  return text
    .replace(/(?<=年)(十[一二]?|[一二三四五六七八九])(?=月)/, (month) =>
      String(month.length === 2 ? 10 + MONTHS.indexOf(month.charAt(1)) + 1 : MONTHS.indexOf(month) + 1),
    )
    .replace(/月份$/, '月')
}

/** Reads 1980-05-01, 1980/5/1, 1980.5.1, 1980年5月1日, 19800501, an Excel serial as text, 1980年5月, 1980.5, 1980. */
export function readDateText(text: string): DateReading {
  const plain = withPlainMonth(compact(toHalfWidth(text).replace(/(T|\s+)\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, ''))).replace(
    /(?:星期[一二三四五六日天]|(?<=\d)\.)$/,
    '',
  )
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (full) return day(full[1], full[2], full[3])
  const month = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(plain) ?? /^(\d{4})(\d{2})$/.exec(plain)
  if (month) return monthOnly(month[1], month[2])
  const year = /^(\d{4})(年|年度)?$/.exec(plain)
  if (year) return inRange(Number(year[1])) ? { kind: 'year', year: Number(year[1]) } : { kind: 'impossible' }
  return LEADING_SERIAL.test(plain) ? readSerial(Number(plain)) : { kind: 'unreadable' }
}

/**
 * Reads the number of a cell that has no date format: 19800501 and 198005 as written, 1980 as a year, else an Excel serial
 * (days, 1900 system). A fraction such as 1980.5 is a month written with a point; 1980.1 may be January or October, so it is
 * unreadable.
 */
export function readDateNumber(number: number): DateReading {
  if (!Number.isInteger(number)) {
    const parts = /^(\d{4})\.(\d{1,2})$/.exec(String(number))
    if (parts && inRange(Number(parts[1]))) return parts[2] === '1' ? { kind: 'unreadable' } : monthOnly(parts[1], parts[2])
    return readSerial(Math.floor(number))
  }
  const digits = String(number)
  if (digits.length === 8 || digits.length === 6) return readDateText(digits)
  if (digits.length === 4 && inRange(number)) return { kind: 'year', year: number }
  return readSerial(number)
}

function readSerial(serial: number): DateReading {
  // Day 60 is the 29 February 1900 that never was; before it the count is one day off.
  if (serial < 1 || serial === 60) return { kind: 'impossible' }
  const days = serial < 60 ? serial + 1 : serial
  const iso = new Date(Date.UTC(1899, 11, 30) + days * MILLISECONDS_OF_DAY)
  if (Number.isNaN(iso.getTime()) || !inRange(iso.getUTCFullYear())) return { kind: 'impossible' }
  return { kind: 'day', date: iso.toISOString().slice(0, 10) }
}
