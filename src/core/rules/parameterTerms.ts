/**
 * When and where a parameter holds. A record names a year (from its first day) or a day, perhaps a last day, perhaps a division; without a last
 * day it holds until the next of the same place begins. Of all that hold on a day the one of the nearest division counts.
 */
import { daysLater } from './dates.ts'
import { divisionPrefix } from './levels.ts'

/** A record of the `parameter` register as far as it says when and where it holds. Days are `YYYY-MM-DD`. */
export interface ParameterTerm {
  readonly key: string
  /** Of records that hold from 1 January of a year; the only statement of time that records of older versions have. */
  readonly year: number | null
  readonly valid_from?: string | null
  /** Last day. */
  readonly valid_until?: string | null
  /** 12 digits; without one it holds everywhere. */
  readonly division?: string | null
}

/** A record with its first and last day, both included; `until` is null while nothing ends it. */
export interface ParameterInterval<T> {
  readonly row: T
  readonly from: string
  readonly until: string | null
}

/** The intervals of one key, of the nearest places first; those of one place in order of time. */
export type ParameterIntervals<T> = ReadonlyMap<string, readonly PlaceIntervals<T>[]>

interface PlaceIntervals<T> {
  /** Null: everywhere. */
  readonly division: string | null
  readonly intervals: readonly ParameterInterval<T>[]
}

const firstDayOf = (year: number): string => `${String(year).padStart(4, '0')}-01-01`

export const lastDayOf = (year: number): string => `${String(year).padStart(4, '0')}-12-31`

/** The day a record begins to hold; null where it says neither a year nor a day, and then it never does. */
export function beginOf({ year, valid_from: from }: ParameterTerm): string | null {
  return from ?? (year === null ? null : firstDayOf(year))
}

/** The day after which a record ends by itself: as stated, or with the year for figures that are decided every year anew. */
function endOf({ valid_until: until, key }: ParameterTerm, begins: string, isYearly: (key: string) => boolean): string | null {
  return until ?? (isYearly(key) ? lastDayOf(Number(begins.slice(0, 4))) : null)
}

/** Works out the intervals of records. `isYearly` tells of which keys a figure holds for its own year only. */
export function intervalsOf<T extends ParameterTerm>(rows: readonly T[], isYearly: (key: string) => boolean): ParameterIntervals<T> {
  return new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, ofKey]) => [key, placesOf(ofKey, isYearly)]))
}

function placesOf<T extends ParameterTerm>(rows: readonly T[], isYearly: (key: string) => boolean): PlaceIntervals<T>[] {
  const places = [...Map.groupBy(rows, ({ division }) => division ?? null)]
  return places
    .map(([division, ofPlace]) => ({ division, intervals: inTime(ofPlace, isYearly) }))
    .sort((one, other) => reachOf(other.division).length - reachOf(one.division).length || (reachOf(one.division) < reachOf(other.division) ? -1 : 1))
}

function inTime<T extends ParameterTerm>(rows: readonly T[], isYearly: (key: string) => boolean): ParameterInterval<T>[] {
  const begun = rows
    .flatMap((row) => {
      const from = beginOf(row)
      return from === null ? [] : [{ row, from, until: endOf(row, from, isYearly) }]
    })
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  // One without a last day ends where the next begins.
  return begun.map((one, index) => {
    const next = begun.slice(index + 1).find(({ from }) => from > one.from)
    return one.until !== null || next === undefined ? one : { ...one, until: daysLater(next.from, -1) }
  })
}

const reachOf = (division: string | null): string => (division === null ? '' : divisionPrefix(division))

/**
 * The record that holds for a key on a day in a division (null: in general): of the nearest place that has one for the day. Where two of one place
 * hold at once, which no office can enter but two together may, the one that began last.
 */
export function parameterOn<T>(
  all: ParameterIntervals<T>,
  key: string,
  day: string,
  division: string | null,
): (ParameterInterval<T> & { readonly division: string | null }) | undefined {
  for (const place of all.get(key) ?? []) {
    if (place.division !== null && !division?.startsWith(reachOf(place.division))) continue
    const found = place.intervals.findLast(({ from, until }) => from <= day && (until === null || day <= until))
    if (found !== undefined) return { ...found, division: place.division }
  }
  return undefined
}

/** Pairs of one key and place that hold on the same day, the one that begins first first. */
export function overlapsOf<T>(all: ParameterIntervals<T>): (readonly [ParameterInterval<T>, ParameterInterval<T>])[] {
  return [...all.values()].flat().flatMap(({ intervals }) =>
    intervals.flatMap((one, index) =>
      intervals
        .slice(index + 1)
        .filter((other) => one.until === null || other.from <= one.until)
        .map((other) => [one, other] as const),
    ),
  )
}

export interface ParameterGap {
  readonly division: string | null
  readonly from: string
  readonly until: string
}

/** The stretches between the first and the last record of each place of a key in which none of that place holds. */
export function gapsOf<T>(all: ParameterIntervals<T>, key: string): ParameterGap[] {
  return (all.get(key) ?? []).flatMap(({ division, intervals }) => {
    const gaps: ParameterGap[] = []
    let covered = intervals[0]?.until ?? null
    for (const { from, until } of intervals.slice(1)) {
      if (covered === null) break
      if (daysLater(covered, 1) < from) gaps.push({ division, from: daysLater(covered, 1), until: daysLater(from, -1) })
      covered = until === null ? null : until > covered ? until : covered
    }
    return gaps
  })
}
