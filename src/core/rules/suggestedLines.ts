/** Lines suggested for a record by what is usual for its kind: parts that come to the whole, days one behind the other. Pure. */
import { apportion } from './apportion.ts'
import { daysLater, isIsoDate } from './dates.ts'

/** Values by the keys of fields. */
type Values = Readonly<Record<string, string | number | boolean | null>>

/** What the usual ones say of new lines; see `suggests` of a register of lines. */
export interface Suggesting {
  readonly copies: readonly string[]
  /** A whole number that is shared out over the lines by what the usual ones say of it. */
  readonly parts?: { readonly field: string; readonly whole: number } | undefined
  /** First and last day of a line, under the keys that they have in the record, too. */
  readonly days?: readonly [from: string, until: string] | undefined
}

const DAY = 86_400_000

/**
 * One line for each of the usual ones, in their order. The parts come to the whole exactly; the days of the record are shared out by them, each line one day at
 * least as long as there are enough, the first beginning and the last ending with the record. Without days in the record, or fewer than lines, lines have none.
 */
export function suggestedLines(
  usual: readonly Values[],
  record: Values,
  { copies, parts, days }: Suggesting,
): Record<string, string | number | boolean | null>[] {
  const weights = usual.map((one) => {
    const weight = parts === undefined ? 1 : one[parts.field]
    return typeof weight === 'number' && Number.isSafeInteger(weight) && weight > 0 ? weight : 0
  })
  const shares = parts === undefined ? null : apportion(parts.whole, weights)
  const spans = days === undefined ? null : spansOf(record[days[0]], record[days[1]], weights)
  return usual.map((one, index) => ({
    ...Object.fromEntries(copies.map((key) => [key, one[key] ?? null])),
    ...(parts === undefined || shares === null ? {} : { [parts.field]: shares[index] ?? null }),
    ...(days === undefined || spans === null ? {} : { [days[0]]: spans[index]?.from ?? null, [days[1]]: spans[index]?.until ?? null }),
  }))
}

/** Null where the days do not say enough. */
function spansOf(from: unknown, until: unknown, weights: readonly number[]): { readonly from: string; readonly until: string }[] | null {
  if (typeof from !== 'string' || typeof until !== 'string' || !isIsoDate(from) || !isIsoDate(until) || until < from) return null
  const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY) + 1
  // A day for each, and what is left by what they weigh.
  const further = days < weights.length ? null : apportion(days - weights.length, weights)
  if (further === null) return null
  let begun = 0
  return further.map((more) => {
    const first = begun
    begun += more + 1
    return { from: daysLater(from, first), until: daysLater(from, begun - 1) }
  })
}
