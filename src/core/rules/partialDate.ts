/**
 * Dates of which only the year, or year and month, may be known: `2013`, `2013-12` or `2013-12-05`, as exactly as somebody knew it.
 *
 * Declared order: a vague date counts as the first day it can be, and stands before every more exact one of that day (`2013` < `2013-01` <
 * `2013-01-01` < `2013-12`). That is the order of the texts, so that SQL, lists and indexes compare them, and whole dates with them, as they
 * are. As a bound a vague date means all its days: not after 2013 is up to 2013-12-31.
 */
import { daysInMonth, isIsoDate } from './dates.ts'

/** Whether the text is a year, a month or a day that exists, written `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function isPartialDate(text: string): boolean {
  return isIsoDate(firstDayOf(text))
}

/** The first day that the date can be; a whole date is itself. */
export function firstDayOf(text: string): string {
  if (text.length === 4) return `${text}-01-01`
  return text.length === 7 ? `${text}-01` : text
}

/** The last day that the date can be; a whole date is itself. */
export function lastDayOf(text: string): string {
  if (text.length === 4) return `${text}-12-31`
  return text.length === 7 ? `${text}-${String(daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5)))).padStart(2, '0')}` : text
}

/** Whether every day that the one can be lies after every day that the other can be: the only sense in which a vague date contradicts. */
export function isCertainlyAfter(one: string, other: string): boolean {
  return firstDayOf(one) > lastDayOf(other)
}
