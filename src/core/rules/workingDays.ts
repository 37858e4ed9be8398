/** Working days: Saturdays, Sundays and the holidays of the State Council, as far as published, with what an office sets otherwise. */
import chineseDays from 'chinese-days'
import { daysLater } from './dates.ts'

export { daysLater }

/** Says of a day (`YYYY-MM-DD`) whether people work. */
export type WorkCalendar = (day: string) => boolean

/** The published calendar, with days that are set otherwise: true where people work. */
export function calendarWith(exceptions: ReadonlyMap<string, boolean>): WorkCalendar {
  return (day) => exceptions.get(day) ?? chineseDays.isWorkday(day)
}

/** Days counted; more than any notice or deadline has. */
const MOST_DAYS = 3660

export interface CountedDays {
  readonly days: number
  readonly working: boolean
  /** Whether the day it begins on is the first one. */
  readonly inclusive: boolean
}

/**
 * The last of so many days from a day on. Of working days the first is the first on which people work; none at all ends the day before
 * it begins.
 */
export function lastOfDays(begins: string, { days, working, inclusive }: CountedDays, worksOn: WorkCalendar): string {
  const first = inclusive ? begins : daysLater(begins, 1)
  const wanted = Math.min(days, MOST_DAYS)
  if (!working) return daysLater(first, wanted - 1)
  let [day, counted] = [daysLater(first, -1), 0]
  for (let passed = 0; counted < wanted && passed < 2 * MOST_DAYS; passed += 1) {
    day = daysLater(day, 1)
    if (worksOn(day)) counted += 1
  }
  return day
}
