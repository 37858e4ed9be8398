/**
 * What a statistic is: a table as data. Populations say which records are looked at, columns what is measured of them, rows how they are
 * told apart. The filters are those of the register engine, so that each cell leads to the list of exactly its records.
 *
 * Words in filters that begin with `@` stand for what is asked: `@year`; `@day` (the day counted: the one asked for, else the last of the
 * year); `@today` (the day on which it is counted, whatever was asked for); `@day-16y` (the day 16 years earlier); `@from` (the first day counted: the one asked for, else that of the year); `@month:05` (that
 * month of the year); `@<setting>` for a value of `settings`.
 */
import { LOWEST_LEVEL } from '../rules/levels.ts'
import type { Where } from '../shapes.ts'

export interface StatisticDefinition {
  /** Never renamed: command line, report runs and links know the table by it. */
  readonly code: string
  readonly title: string
  /** Heading under which it is listed: 贫困人口, 贫困户, 贫困村, 帮扶责任人. */
  readonly group: string
  /** Document and table that it follows. */
  readonly source?: string
  /** How it is counted where that needs saying; shown under the table. */
  readonly notes?: readonly string[]
  /** What no official document confirms (待核); shown under the table. */
  readonly unverified?: readonly string[]
  readonly populations: Readonly<Record<string, PopulationDefinition>>
  /** The places of the records where left out; the level is chosen when it is asked for. */
  readonly rows?: RowDefinition
  readonly columns: readonly ColumnDefinition[]
  /** Columns drawn as a chart unless the user chooses others: keys. */
  readonly chart?: readonly string[]
  /** Columns whose cells are coloured the stronger the more they count, beside each other: keys. */
  readonly heat?: readonly string[]
  readonly grades?: GradesDefinition
}

/** Which records of a register are looked at. */
export interface PopulationDefinition {
  readonly register: string
  /**
   * `year`: the yearly records of the year. `day`: relations in force on a day; the filter says when by `@day`. `today`: records that hold
   * what is so today, so that no year and no day can be asked for.
   */
  readonly time: 'year' | 'day' | 'today'
  readonly where?: Where
  /** For `day`: the records that say where something was before it moved, so that a move changes no figure of a day before it. */
  readonly moves?: MovesDefinition
}

/** Of a record, the first of these after the day counted names the place it was at until then. */
export interface MovesDefinition {
  readonly register: string
  /** Reference that the record counted has too, under the same key. */
  readonly by: string
  /** Field with the place until then, and that with the day of the move. */
  readonly from: string
  readonly on: string
  readonly where: Where
}

export type RowDefinition =
  | { readonly by: 'place' }
  /** One row for each item of the field's code list, or for each value, and one for records without any. */
  | { readonly by: 'field'; readonly field: string }
  | { readonly by: 'bands'; readonly label: string; readonly bands: readonly Band[] }

export interface Band {
  readonly key: string
  readonly label: string
  readonly where: Where
}

interface ColumnBase {
  readonly key: string
  readonly label: string
  /** Heading above several columns. */
  readonly group?: string
}

/** Measures of a population, over the records that meet `where`, too. */
export interface CountColumn extends ColumnBase {
  readonly count: string
  readonly where?: Where
  readonly unit?: string
  /** Key of the column whose share this is: a column 占比 follows. */
  readonly share?: string
  /** The column that this one is a part of: all parts of it, and what is left over, add up to it. */
  readonly part?: string
}

export interface RestColumn extends ColumnBase {
  /** Records of this column that are in none of its parts: 未填 and whatever the official columns leave out. */
  readonly rest: string
  readonly unit?: string
  readonly share?: string
}

export interface SumColumn extends ColumnBase {
  readonly sum: string
  readonly field: string
  readonly where?: Where
  /** What is added up of records that do not meet `where`: another field of them, in the same unit. Without it nothing. */
  readonly otherwise?: string
}

/** How many different values a field has: households of people, helpers of pairings. */
interface DistinctColumn extends ColumnBase {
  readonly distinct: string
  readonly field: string
  /** For a division: told apart by the places of this level. */
  readonly level?: PlaceLevel
  readonly where?: Where
  readonly unit?: string
}

/** One column divided by another, from their sums in every row and in the total; a zero below gives 「—」. */
interface RatioColumn extends ColumnBase {
  readonly ratio: readonly [over: string, under: string]
  readonly as: 'percent' | 'quotient'
  readonly unit?: string
  /** Digits after the point; 2 unless given. */
  readonly digits?: number
}

/**
 * Ratios of percent weighted against each other, as points of a hundred: of those that have something to divide by, so that what nobody has entered yet
 * counts neither for nor against a place. Nothing where none has.
 */
interface WeightedColumn extends ColumnBase {
  /** Key of each ratio, and the setting that holds its weight. */
  readonly weighted: readonly (readonly [ratio: string, weight: string])[]
  readonly unit?: string
}

/** What rows are called by how high a column of theirs is: the first band that it lies below. */
interface GradesDefinition {
  readonly of: string
  readonly bands: readonly GradeBand[]
  /** Of rows that no band takes. */
  readonly otherwise: string
}

interface GradeBand {
  readonly label: string
  /** What it means, in words. */
  readonly meaning: string
  /** The setting with the figure that it lies below. */
  readonly below: string
}

export type ColumnDefinition = CountColumn | RestColumn | SumColumn | DistinctColumn | RatioColumn | WeightedColumn

/** A value that an office may set otherwise: the parameter `statistic_<key>` of a year, else `value`. */
interface ValueSetting {
  readonly label: string
  readonly value: string | readonly string[]
  readonly unverified?: true
  readonly source: string
}

/** A value that stands in records: what a field holds in those that meet a filter (the codes of the poor villages). */
export interface ListSetting {
  readonly label: string
  readonly list: { readonly register: string; readonly field: string; readonly where: Where }
}

type Setting = ValueSetting | ListSetting

export type Settings = Readonly<Record<string, Setting>>

/** The levels by whose places a table may be counted. */
export const PLACE_LEVELS = ['county', 'township', LOWEST_LEVEL] as const
export type PlaceLevel = (typeof PLACE_LEVELS)[number]

/** What of a table is asked for. */
export interface StatisticRequest {
  readonly by: PlaceLevel
  /** For populations by year. */
  readonly year: number
  /** `YYYY-MM-DD`; only for tables all of whose fields know days. */
  readonly asOf?: string | undefined
  /** `YYYY-MM-DD`: the first day counted, only for tables that look at what happened from a day on; the first of the year without. */
  readonly from?: string | undefined
  /** Only records that count in this division. */
  readonly within?: string | undefined
  /** Beside `within`: the villages that went into it, which count along under their own names. */
  readonly forerunners?: readonly string[] | undefined
}
