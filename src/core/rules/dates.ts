/** Calendar facts on ISO dates (`YYYY-MM-DD`), without a clock and without time zones. */

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Number of days of a month (month 1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    return leap ? 29 : 28
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether the text is a date that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day on the wall calendar of this PC; before eight in the morning it is still the day before in Greenwich. */
export function localDay(moment: Date): string {
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`
}

/**
 * Full years of age (周岁) on a date; both `YYYY-MM-DD`. Someone born on 29 February is a year older on 1 March of other years.
 * `null` when either is not a date or the birth lies after the date.
 */
export function ageOn(birthDate: string, date: string): number | null {
  if (!isIsoDate(birthDate) || !isIsoDate(date) || birthDate > date) return null
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return date.slice(5) >= birthDate.slice(5) ? years : years - 1
}

/**
 * The day for which the facts of a year are judged: its last day (年末为标准时点), or today while the year still runs.
 * Source: mechanisms.md §0.2-1.
 */
export function referenceDate(year: number, today: string): string {
  const lastDay = `${String(year).padStart(4, '0')}-12-31`
  return today < lastDay ? today : lastDay
}

/** A day so many days later. */
export function daysLater(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The same day of the month so many months later, the last of a shorter month: 2021-08-31 and six months are 2022-02-28. */
export function monthsLater(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1]
  const date = Math.min(Number(day.slice(8)), daysInMonth(year, month))
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** The last day of which {@link monthsLater} is on or before a day: on it so many months have passed since whatever began by then. */
export function lastPassed(day: string, months: number): string {
  let found = monthsLater(day, -months)
  for (let next = daysLater(found, 1); monthsLater(next, months) <= day; next = daysLater(next, 1)) found = next
  return found
}
