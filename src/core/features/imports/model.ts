/** What an import works with between the sheet and the store. Plain data; nothing here reads or writes. */
import type { ProblemCode } from '#core/catalogue/derive/problem.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ImportCounts, ImportOptions, ImportProblem, Mended } from './contract.ts'
import type { RosterProblemCode } from './rosterProblems.ts'
import type { Layout } from './layout.ts'
import type { PlannedRecord } from './plannedRecord.ts'

/** Codes of import problems. */
export type ImportProblemCode = ProblemCode | RosterProblemCode

/** One row of data, its cells read as values of fields. */
export interface DataRow {
  readonly layout: Layout
  /** As the spreadsheet program shows it. */
  readonly number: number
  /** One value for each column of the layout, in its order. */
  readonly values: readonly FieldValue[]
  /** Code of the village the row names; null where it names none or none that could be resolved. */
  readonly place: string | null
  /** The group of the village (社) that stands in one cell with the village; null where it has a column of its own or none. */
  group: string | null
  /** The village that the row names, where that has become the one of `place`. */
  former?: string
  /** Year of its yearly facts. */
  readonly year: number
  /** Values of columns that speak of other years, by year, each in the order of the layout. */
  readonly years?: ReadonlyMap<number, readonly FieldValue[]>
  readonly problems: ImportProblem[]
}

export type Outcome = 'new' | 'changed' | 'same' | 'rejected'

/** What became of one row of data. */
export interface PlannedRow {
  readonly sheet: string
  readonly row: number
  outcome: Outcome
  /** Name of the person, household or record, for the preview. */
  readonly title: string
  /** What is written because of this row. */
  records: readonly PlannedRecord[]
  problems: readonly ImportProblem[]
}

/** The whole import before anything is written. */
export interface Plan {
  readonly counts: ImportCounts
  readonly rows: readonly PlannedRow[]
  /** Records in the order of the sheet; references may point forward. */
  readonly records: readonly PlannedRecord[]
  /** Problems of the sheet as a whole: duplicate headings, columns nobody knows, sheets left out. */
  readonly sheetProblems: readonly ImportProblem[]
  /** Warnings by rule number, the mere “not filled in” among them. */
  readonly warnings: Readonly<Record<string, number>>
  /** Last entry of the journal that the plan has seen. */
  readonly journal: number
  readonly options: ImportOptions
  /** Cells read as something else than stands in the sheet. */
  readonly mended: readonly Mended[]
  /** Effective mapping by sheet, to be remembered: heading spelling → target. */
  readonly layouts: readonly Layout[]
}

/** Outcomes from the worst to the least, for rows that touch several records. */
export function outcomeOf(records: readonly PlannedRecord[], own: readonly string[]): Outcome {
  if (records.some((record) => record.isNew && own.includes(record.register))) return 'new'
  return records.length > 0 ? 'changed' : 'same'
}
