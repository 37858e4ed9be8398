/** What the words of a definition that begin with `@` stand for. */
import { lastPassed } from '../rules/dates.ts'
import type { Where } from '../shapes.ts'

/** What is asked, in words of a definition. */
export interface Asked {
  readonly year: number
  /** The day counted, `YYYY-MM-DD`. */
  readonly day: string
  /** The day on which it is counted, `YYYY-MM-DD`; the day counted without. */
  readonly today?: string | undefined
  /** The day that was asked for, where one was: accounts are counted until then. */
  readonly asOf?: string | undefined
  /** The first day counted, where one was asked for. */
  readonly from?: string | undefined
  readonly settings: Readonly<Record<string, string | number | readonly string[]>>
}

/** A filter with every `@` word replaced. Throws RangeError for a word that stands for nothing. */
export function resolveWhere(where: Where, asked: Asked): Where {
  return resolve(where, asked) as Where
}

function resolve(value: unknown, asked: Asked): unknown {
  if (typeof value === 'string') return value.startsWith('@') ? wordOf(value.slice(1), asked) : value
  if (Array.isArray(value)) return value.flatMap((one) => resolve(one, asked))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, asked)]))
  return value
}

function wordOf(word: string, { year, day, today = day, from, settings }: Asked): unknown {
  if (word === 'year') return year
  if (word === 'day') return day
  if (word === 'today') return today
  if (word === 'from') return from ?? `${day.slice(0, 4)}-01-01`
  const before = /^day-(\d+)y$/.exec(word)?.[1]
  if (before !== undefined) return yearsBefore(day, Number(before))
  const month = /^month:(\d\d)$/.exec(word)?.[1]
  if (month !== undefined) return `${day.slice(0, 4)}-${month}`
  const parameter = /^months:(.+)$/.exec(word)?.[1]
  if (parameter !== undefined) return lastPassed(day, monthsOf(parameter, settings))
  const setting = settings[word]
  if (setting === undefined) throw new RangeError(`a statistic asks for @${word}, which stands for nothing`)
  return setting
}

function monthsOf(key: string, settings: Asked['settings']): number {
  const months = settings[key]
  if (typeof months !== 'number') throw new RangeError(`a filter asks for @months:${key}, which stands for nothing`)
  return months
}

/** The same day some years earlier, as text to compare with: whoever was born on or before it is that old. 02-29 stays as it is written. */
function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`
}
